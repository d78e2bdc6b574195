"""The facts that statistics are made of: a ticket's times, shifts, breaks, and who held what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.model.places import PlaceKind
from core.model.tickets import CloseReason, TicketStatus

GAVE_UP = frozenset({CloseReason.CANCELLED, CloseReason.NEVER_CAME, CloseReason.CUSTOMER_LEFT})
"""Close reasons that are the customer's own; before anybody answered they count as abandonment."""


ZERO = timedelta()


@dataclass(frozen=True, slots=True)
class TicketLine:
    """The columns of a ticket that statistics need. `answered_at`: staff's first message.
    `operator_id`: who held it last. `place`: where it was talked about last. `solved`: the
    customer's yes or no. `source`: of the link by which they came to ask. `rests`: from each end
    after which it went on until it did; no time of those counts. `answer_target` and
    `resolution_target`: until when its first answer and its end are to come."""

    id: int
    customer_id: int
    customer: str
    topic: str
    status: TicketStatus
    opened_at: datetime
    joined_at: datetime | None = None
    active_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    close_reason: CloseReason | None = None
    operator_id: int | None = None
    stars: int | None = None
    comment: str | None = None
    place: PlaceKind | None = None
    solved: bool | None = None
    source: str | None = None
    reopened_at: datetime | None = None
    answer_target: datetime | None = None
    resolution_target: datetime | None = None
    tags: tuple[str, ...] = ()
    rests: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def met_at(self) -> datetime | None:
        """When somebody was with the customer for the first time: in a room from when an operator
        is there, for the customer to see; at a desk and in a thread from the first answer."""
        if self.active_at is None or self.place is None or not self.place.is_relayed:
            return self.active_at
        return self.answered_at

    @property
    def is_answered(self) -> bool:
        """Whether somebody was ever with the customer."""
        return self.met_at is not None

    @property
    def is_abandoned(self) -> bool:
        """Whether the customer gave up before anybody answered."""
        return self.met_at is None and self.close_reason in GAVE_UP

    @property
    def wait(self) -> timedelta | None:
        """The time from entering the queue until somebody was there; None while nobody was."""
        return None if self.met_at is None else self._worked(self.opened_at, self.met_at)

    @property
    def first_response(self) -> timedelta | None:
        """The time from when an operator could have answered until staff's first message."""
        if self.active_at is None or self.answered_at is None:
            return None
        ready = self.active_at
        if self.joined_at is not None and self.joined_at <= self.answered_at:
            ready = max(ready, self.joined_at)  # else they came again, later
        return self._worked(ready, self.answered_at)

    @property
    def handling(self) -> timedelta | None:
        """The time from when somebody came to the end, wrap-up included."""
        if self.met_at is None or self.closed_at is None:
            return None
        return self._worked(self.met_at, self.closed_at)

    def _worked(self, start: datetime, end: datetime) -> timedelta:
        """The time between the two, but for rests."""
        rested = sum((max(ZERO, min(e, end) - max(s, start)) for s, e in self.rests), ZERO)
        return max(ZERO, end - start - rested)


@dataclass(frozen=True, slots=True)
class Span:
    """A shift or a break; `end` None: it goes on."""

    operator_id: int
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """An assignment: from when to when somebody held a ticket."""

    ticket_id: int
    operator_id: int
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody on staff, or who was."""

    id: int
    name: str
    capacity: int
    load: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows that touch a period: tickets that were open in it, and whatever overlaps it."""

    since: datetime
    until: datetime
    tickets: Sequence[TicketLine] = ()
    holdings: Sequence[Holding] = ()
    shifts: Sequence[Span] = ()
    breaks: Sequence[Span] = ()
    staff: Sequence[Staff] = ()

    @property
    def entered(self) -> list[TicketLine]:
        """The tickets that were opened in the period: all shares are of these."""
        return [one for one in self.tickets if self.since <= one.opened_at < self.until]
