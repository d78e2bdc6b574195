"""Tags that supervisors make and staff puts on tickets, and notes of staff on customers."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

MOST_TAGS, LONGEST_TAG = 40, 32
"""Of the desk, so that they can be shown as buttons; characters of each."""


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """What somebody of staff wrote about a customer, for whoever serves them later."""

    id: int
    customer_id: int
    words: str
    written_by: int
    written_at: datetime


def tag_of(words: str) -> str:
    """Return a tag as it is kept: in one line, without a sign before it."""
    return " ".join(words.split()).removeprefix("#").strip()


def read_tags(value: Any) -> tuple[str, ...] | None:
    """Read a list of tags; None for what is none."""
    if not isinstance(value, list | tuple) or len(value) > MOST_TAGS:
        return None
    found: dict[str, str] = {}
    for words in value:
        if not isinstance(words, str) or not words or tag_of(words) != words:
            return None
        if len(words) > LONGEST_TAG or found.setdefault(words.casefold(), words) != words:
            return None
    return tuple(found.values())


def tag_word(tag: str) -> str:
    """Return a short word by which a button means a tag."""
    return sha256(tag.casefold().encode()).hexdigest()[:12]
