"""How long what was said is kept after a ticket's end, by topic, and tickets that are held."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

FOR_EVER = 0
LONGEST_KEPT = 36_500
"""Days, with which calendars can be reckoned."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Days after a ticket's end: of all topics, and of those (by key) that have their own;
    `FOR_EVER`: words stay."""

    days: int = FOR_EVER
    of_topics: Mapping[str, int] = field(default_factory=dict)

    @property
    def ends(self) -> bool:
        """Whether words go at all."""
        return any((self.days, *self.of_topics.values()))

    def __str__(self) -> str:
        """By which it is seen that they changed."""
        own = (f"{key}={days}" for key, days in sorted(self.of_topics.items()))
        return " ".join([str(self.days), *own])


@dataclass(frozen=True, slots=True)
class Agreed:
    """What supervisors were `shown` (terms as text), what one of them `agreed` to, when words go
    next (None: at once), and of how many tickets they went since that was told."""

    shown: str | None = None
    agreed: str | None = None
    agreed_at: datetime | None = None
    agreed_by: int | None = None
    run_at: datetime | None = None
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """A ticket whose words stay. `held_by` None: the owner, at the command line."""

    ticket_id: int
    held_at: datetime
    held_by: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go now: so many tickets of so many customers, messages and files among them, of
    which the first ended at `since`; and how many stay because they are `held`."""

    tickets: int = 0
    customers: int = 0
    messages: int = 0
    files: int = 0
    held: int = 0
    since: datetime | None = None
