"""Canned replies: words that the staff keeps, so that they need not be written each time."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_SHORTCUT = 32
"""In characters; it is typed by hand, and stands on a button."""


@dataclass(frozen=True, slots=True)
class CannedReply:
    """Words under a shortcut, for a topic ("": for all) and in a language. They may name
    `{customer}` and `{operator}`. `uses`: how often they were said to a customer, last at
    `used_at`."""

    id: int
    shortcut: str
    topic: str
    language: str
    words: str
    uses: int = 0
    used_at: datetime | None = None
