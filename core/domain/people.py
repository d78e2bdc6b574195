"""Customers, operators and supervisors, as the desk knows them. Ids are Telegram user ids."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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

    @property
    def is_forgotten(self) -> bool:
        """Asked to be, and has not begun afresh: everybody on Telegram has a name."""
        return not self.name

    @property
    def tag(self) -> str:
        return f"@{self.username}" if self.username else self.name


@dataclass(frozen=True, slots=True)
class Standing:
    """A customer as the desk knows them: are they on staff too, and have they an open ticket?"""

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


def normalise_phone(phone: str) -> str | None:
    """The digits with a leading + (contacts come with or without it); None when there are none."""
    digits = "".join(character for character in phone if character in "0123456789")
    return f"+{digits}" if digits else None
