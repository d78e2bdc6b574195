"""Tokens of programs that ask the desk by its API: each has a name, by which it is known to people,
and a secret, of which a hash alone is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model.messages import in_one_line

LONGEST_TOKEN_NAME = 40
MOST_TOKENS = 200
"""So many are listed, the newest."""

TOKEN_PREFIX = "swb_"  # noqa: S105 - what every secret begins with, for scanners of leaked ones


class ApiRight(StrEnum):
    """What a token may do."""

    READ = "read"  # whatever a supervisor may see of talks, customers, staff and figures
    WRITE = "write"  # open tickets for known customers, and say words in them


@dataclass(frozen=True, slots=True)
class Token:
    """A token. `made_by` None: by the owner, at the command line."""

    id: int
    name: str
    rights: frozenset[ApiRight]
    made_at: datetime
    made_by: int | None
    expires_at: datetime | None
    used_at: datetime | None
    revoked_at: datetime | None

    def works(self, now: datetime) -> bool:
        """Whether it is still taken."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


def read_token_name(words: str) -> str | None:
    """Return a name as it is kept; None for one that is empty, or too long."""
    name = in_one_line(words)
    return name if 0 < len(name) <= LONGEST_TOKEN_NAME else None


def read_rights(words: str) -> frozenset[ApiRight] | None:
    """Return the rights in a list with commas; None where one of them is none, or there is none."""
    named = {word.strip() for word in words.split(",")}
    if not named <= set(ApiRight):
        return None
    return frozenset(ApiRight(word) for word in named)
