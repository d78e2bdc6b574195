"""Records about a customer: erasures and what they leave, feedback, announcements, and the rows
that a transcript is made of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import Any

from core.model.messages import Copy, Recorded
from core.model.people import Block, Customer, Operator, Person
from core.model.places import Place
from core.model.tickets import CloseReason, Ticket, TicketEventKind, TicketStatus


class Form(StrEnum):
    """As what a talk is handed over."""

    PDF = "pdf"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Erasure:
    """A wish that a customer is forgotten, and what a supervisor decided. `asked_by`: the
    supervisor who proposed it, with a `reason`; None: the customer asked."""

    id: int
    customer_id: int
    asked_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = None
    granted: bool | None = None
    asked_by: int | None = None
    reason: str | None = None

    def may_be_granted_by(self, supervisor_id: int) -> bool:
        """Whether that supervisor may grant it: two people have to want it, and the customer is
        one."""
        return self.asked_by != supervisor_id


@dataclass(frozen=True, slots=True)
class CustomerContact:
    """A customer whose words are kept: how many tickets they have that are not forgotten, and when
    the newest was opened, if it `is_open`, else when it ended."""

    customer_id: int
    name: str
    username: str | None
    tickets: int
    is_open: bool
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept about a customer."""

    tickets: int
    messages: int
    files: int
    ratings: int


def is_forgotten(ticket: Ticket, forgotten_at: datetime | None) -> bool:
    """Tell whether the ticket existed when its customer was forgotten, or what was said in it is
    kept no more: what comes of it later is not kept."""
    if ticket.expired_at is not None:
        return True
    return forgotten_at is not None and ticket.opened_at <= forgotten_at


MOST_STARS = 5


POOR = 2
"""With so many stars or fewer a rating is poor, and supervisors are notified at once."""


CHANGEABLE_FOR = timedelta(hours=1)


COMMENT_WITHIN = timedelta(days=1)


LONGEST_COMMENT = 2000  # characters; the rest of a longer one is left out


class Overwritten(Enum):
    """How far what was erased is gone out of the database's own files."""

    DONE = "done"
    BUT_FOR_COPIES = "but for copies"  # in its tables' file, until that is made anew
    IN_USE = "in use"  # or the disk is full: the same again will do


@dataclass(frozen=True, slots=True)
class Feedback:
    """One ticket's rating: 1 to 5 stars, and perhaps a comment. `given_at`: the first time."""

    ticket_id: int
    customer_id: int
    stars: int
    comment: str | None
    given_at: datetime

    @property
    def answer(self) -> int:
        """The stars."""
        return self.stars

    @property
    def is_poor(self) -> bool:
        """Whether supervisors are notified of it."""
        return self.stars <= POOR

    def may_change(self, now: datetime) -> bool:
        """Whether other stars are taken: for an hour, and not after a comment."""
        return self.comment is None and now < self.given_at + CHANGEABLE_FOR

    def may_be_commented(self, now: datetime) -> bool:
        """Whether the comment is still awaited."""
        return self.comment is None and now < self.given_at + COMMENT_WITHIN


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whether the customer of a ticket that was answered in the bot's chat found out everything.
    `given_at`: the first answer."""

    ticket_id: int
    customer_id: int
    solved: bool
    given_at: datetime

    @property
    def answer(self) -> bool:
        """Whether everything was found out."""
        return self.solved

    @property
    def is_poor(self) -> bool:
        """Whether supervisors are notified of it."""
        return not self.solved

    def may_change(self, now: datetime) -> bool:
        """Whether the other answer is taken: for as long as other stars are."""
        return now < self.given_at + CHANGEABLE_FOR


@dataclass(frozen=True, slots=True)
class Opinion:
    """A rating, or an answer, as supervisors read it."""

    feedback: Feedback | Resolution
    customer: str
    operator: str | None


def may_be_rated(ticket: Ticket) -> bool:
    """Tell whether a ticket may be rated: it came to an end in a talk. Nobody rates what they
    cancelled."""
    return ticket.status is TicketStatus.CLOSED and ticket.close_reason in (
        CloseReason.SOLVED,
        CloseReason.SILENT,
        CloseReason.CUSTOMER_LEFT,
    )


def may_be_reopened(ticket: Ticket, now: datetime, within: timedelta) -> bool:
    """Tell whether a ticket may go on: it ended in a talk, not longer ago than that, and what was
    said in it is there still. `within` nothing: no ticket may."""
    if ticket.closed_at is None or ticket.expired_at is not None or not within:
        return False
    return may_be_rated(ticket) and now - ticket.closed_at <= within


class Audience(StrEnum):
    """To whom an announcement goes."""

    OPERATORS = "operators"
    CUSTOMERS = "customers"


class AnnouncementState(StrEnum):
    """The states of an announcement: draft (waits for the author's yes) → sending → done; or
    stopped."""

    DRAFT = "draft"
    SENDING = "sending"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement and how far it has come. `last_id`: the highest id of a recipient that was
    handed over."""

    id: int
    author_id: int
    audience: Audience
    text: str
    state: AnnouncementState
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    last_id: int = 0
    total: int = 0
    sent: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One line of a ticket's history."""

    ticket_id: int
    kind: TicketEventKind
    at: datetime
    actor_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotHad:
    """A message that was deleted before it could be read, and when that was found."""

    ticket_id: int
    message_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """Everything that a transcript is made of: rows of one customer.

    `tickets` oldest first; `messages` by ticket, then as they were said (`messages.in_order`);
    `events` by ticket, then time; `staff` are all who had to do with a ticket, also those removed
    since, and `others` who else had, being on no list; `places` are where the messages were said,
    and `copies` what the bot carried, oldest first; `not_had` is known to be missing.
    """

    customer: Customer
    tickets: tuple[Ticket, ...] = ()
    messages: tuple[Recorded, ...] = ()
    events: tuple[TicketEvent, ...] = ()
    staff: tuple[Operator, ...] = ()
    others: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    copies: tuple[Copy, ...] = ()
    not_had: tuple[NotHad, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnData:
    """Everything that is kept about one customer."""

    record: CustomerRecord
    first_seen_at: datetime
    registered_at: datetime | None
    feedback: tuple[Feedback, ...] = ()
    erasures: tuple[Erasure, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    blocks: tuple[Block, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
