"""Customers, operators and supervisors, as the desk knows them. Ids are Telegram user ids."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model.messages import in_one_line


class Role(StrEnum):
    """What a member of staff may do; a supervisor may also manage, read and intervene."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as Telegram shows them right now."""

    id: int
    name: str
    username: str | None = None
    language: str | None = None

    @property
    def tag(self) -> str:
        """`@username`, or the name of somebody who has none."""
        return f"@{self.username}" if self.username else self.name


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer; registered once `phone` (their own contact, with a leading +) is known."""

    id: int
    name: str
    username: str | None
    phone: str | None
    language: str
    reachable: bool = True  # False after the bot was blocked, until they write again
    language_chosen: bool = False  # by themselves; what their Telegram speaks does not matter then
    unreachable_at: datetime | None = None  # since when they are not reachable
    blocked_at: datetime | None = None  # by a supervisor; who blocks the bot is not `reachable`
    notes: int = 0  # of staff about them, that colleagues see
    source: str | None = None  # of the first link that they came by
    came_by: str | None = None  # of the last one, until they open a ticket

    @property
    def is_blocked(self) -> bool:
        """Whether the desk takes nothing from them."""
        return self.blocked_at is not None

    @property
    def is_forgotten(self) -> bool:
        """Whether they were forgotten and have not come back: everybody on Telegram has a name."""
        return not self.name

    @property
    def tag(self) -> str:
        return f"@{self.username}" if self.username else self.name


@dataclass(frozen=True, slots=True)
class Block:
    """From when to when the desk took nothing from a customer, and who decided so. `reason` is
    staff's word for it, empty once the customer is forgotten."""

    customer_id: int
    blocked_at: datetime
    blocked_by: int
    reason: str
    lifted_at: datetime | None = None
    lifted_by: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of whoever writes to the bot: the customer, whether they are on staff too, and
    whether they have an open ticket."""

    customer: Customer
    on_staff: bool
    has_ticket: bool
    may_comment: bool = False  # gave stars, and said nothing to them


@dataclass(frozen=True, slots=True)
class Operator:
    """A member of staff. `load` counts open assignments and never exceeds `capacity` by an
    assignment."""

    id: int
    name: str
    username: str | None
    phone: str | None
    language: str
    role: Role
    capacity: int
    load: int
    on_shift: bool
    idle_since: datetime | None
    skills: frozenset[str] = frozenset()
    started_bot: bool = False  # the bot may write to them
    removed: bool = False
    on_break: bool = False  # on shift, and nothing new comes to them
    language_chosen: bool = False

    @property
    def tag(self) -> str:
        return f"@{self.username}" if self.username else self.name

    @property
    def headroom(self) -> int:
        """How many more tickets fit; never negative."""
        return max(0, self.capacity - self.load)


@dataclass(frozen=True, slots=True)
class QueueAudience:
    """Some of those whom the queue concerns, by id; the words of what each of them was shown of it
    (card or memo → word); how many customers wait, and whether any live board is due."""

    operators: Sequence[Operator]
    words: Mapping[str, str]
    waiting: int
    is_board_due: bool


def normalise_phone(phone: str) -> str | None:
    """Return the digits with a leading + (contacts come with or without it); None when there are
    none."""
    digits = "".join(character for character in phone if character in "0123456789")
    return f"+{digits}" if digits else None


LARGEST_ID = (1 << 40) - 1
"""Of a person (TDLib, UserId.h)."""


NOT_PEOPLE = frozenset({777000, 489000, 1087968824, 136817688, 1271266957, 5434988373})
"""Accounts that Telegram itself speaks and acts by: its notices, codes, anonymous administrators,
channels, replies, and what bans spammers (TDLib, UserManager.cpp)."""


LONGEST_NAME = 128
"""Characters: of a first and a last name, 64 each."""


_USERNAME = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9]){3,31}")


_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]*")


_PHONE_DIGITS = range(7, 16)  # E.164


def read_name(given: str) -> str | None:
    """Read a name in one line; None when there is nothing to see, or too much."""
    name = " ".join(given.split())
    seen = any(unicodedata.category(character)[0] in "LNPS" for character in name)
    return name if seen and in_one_line(name) == name and len(name) <= LONGEST_NAME else None


def read_username(given: str) -> str | None:
    """Read a person's username without its @, as Telegram has them: four (bought) or five to 32
    letters, digits and single underscores, a letter first; None for anything else, and for a
    bot's."""
    bare = given.strip().removeprefix("@")
    if len(bare) > 32 or not _USERNAME.fullmatch(bare) or bare.lower().endswith("bot"):
        return None
    return bare


def read_phone(given: str) -> str | None:
    """Read a phone number with its country code; returns the digits with a leading +, None for
    anything else."""
    written = given.strip()
    phone = normalise_phone(written)
    if phone is None or not _PHONE.fullmatch(written) or len(phone) - 1 not in _PHONE_DIGITS:
        return None
    return phone
