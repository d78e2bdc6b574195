"""A ticket, its statuses and the ways between them (`TRANSITIONS`), and the queue's order: by
priority, then by waiting time, then by id."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
"""Before any ticket was opened."""


class TicketStatus(StrEnum):
    """The statuses: queued → offered → active → closed; abandoned when the customer cancels or
    never comes."""

    QUEUED = "queued"
    OFFERED = "offered"
    ACTIVE = "active"
    CLOSED = "closed"
    ABANDONED = "abandoned"


OPEN = frozenset({TicketStatus.QUEUED, TicketStatus.OFFERED, TicketStatus.ACTIVE})


TRANSITIONS: dict[TicketStatus, frozenset[TicketStatus]] = {
    TicketStatus.QUEUED: frozenset(
        {TicketStatus.OFFERED, TicketStatus.ACTIVE, TicketStatus.ABANDONED, TicketStatus.CLOSED}
    ),
    TicketStatus.OFFERED: frozenset(
        {TicketStatus.QUEUED, TicketStatus.ACTIVE, TicketStatus.ABANDONED, TicketStatus.CLOSED}
    ),
    TicketStatus.ACTIVE: frozenset({TicketStatus.QUEUED, TicketStatus.CLOSED}),
    TicketStatus.CLOSED: frozenset(),
    TicketStatus.ABANDONED: frozenset(),
}


REOPENED_FROM, REOPENED_TO = TicketStatus.CLOSED, TicketStatus.QUEUED
"""The way back, which only reopening goes: whatever else puts a ticket into the queue must find it
open."""


def leading_to(status: TicketStatus) -> list[TicketStatus]:
    """Return the statuses from which a ticket may change to that one."""
    return [before for before, after in TRANSITIONS.items() if status in after]


class CloseReason(StrEnum):
    """Why a ticket ended."""

    SOLVED = "solved"  # the operator closed it
    CANCELLED = "cancelled"  # the customer cancelled while waiting
    NEVER_CAME = "never_came"  # the offer's deadline passed and the customer had not joined
    CUSTOMER_LEFT = "customer_left"
    SILENT = "silent"  # nobody said anything any more, and the customer did not answer either
    FORGOTTEN = "forgotten"  # the customer asked for erasure while it was open


class Silence(StrEnum):
    """How far a silent ticket has come; any message sets it back."""

    NONE = "none"
    NUDGED = "nudged"  # the operator was
    ASKED = "asked"  # the customer was, whether they still need help


@dataclass(frozen=True, slots=True)
class Ticket:
    """One request, from opening to closing. `operator_id` is the present holder; times are UTC."""

    id: int
    customer_id: int
    topic: str
    priority: int
    status: TicketStatus
    opened_at: datetime
    operator_id: int | None = None
    place_id: int | None = None
    offered_at: datetime | None = None
    deadline: datetime | None = None  # of the offer
    joined_at: datetime | None = None  # the customer came into the room
    active_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: int | None = None
    close_reason: CloseReason | None = None
    passed_over: int | None = None  # who lost the last offer, and does not get it again in a row
    answer_due: datetime | None = None  # until then the operator must have spoken
    answer_reminded_at: datetime | None = None
    offer_reminded_at: datetime | None = None
    answered_at: datetime | None = None  # staff's first word after the customer came
    customer_spoke_at: datetime | None = None
    staff_spoke_at: datetime | None = None
    silence: Silence = Silence.NONE
    silence_at: datetime | None = None  # when it came to that
    left_at: datetime | None = None  # when the customer last left the room, as Telegram tells it
    returned_at: datetime | None = None  # and when they last came back
    expired_at: datetime | None = None  # since then what was said is kept no more
    burst: int = 0  # messages that the customer wrote in a row since …
    burst_at: datetime | None = None  # … that moment (core.model.moderation.Burst)
    source: str | None = None  # of the link by which the customer came to ask
    reopened_at: datetime | None = None  # when it last went on after an end
    prefers: int | None = None  # who held it before that end: the first choice since
    watched: bool = False  # by a supervisor, to whom what is said is mirrored

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_answered(self) -> bool:
        """Whether staff has spoken since it was opened, or opened again."""
        if self.answered_at is None:
            return False
        return self.reopened_at is None or self.staff_spoke_at is not None

    @property
    def waits_since(self) -> datetime:
        """When its customer asked for somebody: by opening it, or opening it again."""
        return self.reopened_at or self.opened_at

    @property
    def is_away(self) -> bool:
        """Whether the customer was in the room, left it, and did not come back."""
        if self.left_at is None:
            return False
        return self.returned_at is None or self.returned_at <= self.left_at


NEAR = 100
"""So many at the queue's beginning are known one by one, with their exact position; of those behind
it is known about how many are ahead."""


class TicketEventKind(StrEnum):
    """What a ticket's history records."""

    OPENED = "opened"
    QUEUED = "queued"
    OFFERED = "offered"  # details: operator, and the reasons of the choice
    PLACE_READY = "place_ready"
    JOIN_DECLINED = "join_declined"  # somebody else knocked
    CUSTOMER_JOINED = "customer_joined"
    ASSIGNED = "assigned"  # the choice made when the customer joined
    OPERATOR_INVITED = "operator_invited"
    OPERATOR_SENT_LINK = "operator_sent_link"
    OPERATOR_JOINED = "operator_joined"
    OPERATOR_UNREACHABLE = "operator_unreachable"
    INTRUDER_REMOVED = "intruder_removed"
    CUSTOMER_UNREACHABLE = "customer_unreachable"
    REQUEUED = "requeued"
    CLOSED = "closed"
    ABANDONED = "abandoned"
    PLACE_CLEARED = "place_cleared"
    PLACE_DELETED = "place_deleted"
    EFFECT_FAILED = "effect_failed"
    # details of the next four: "operator" (who it went from or to), and "note" where staff left one
    TAKEN = "taken"  # by hand, perhaps above the order
    TRANSFERRED = "transferred"  # details: "from", "to" (None: back to the queue), "note"
    TAKEN_OVER = "taken_over"  # by a supervisor
    OFFER_LOST = "offer_lost"  # the operator did not speak within the deadline
    OFFER_REMINDED = "offer_reminded"  # the customer, before an offer goes stale
    ANSWER_REMINDED = "answer_reminded"  # the operator, before the offer is lost
    NUDGED = "nudged"  # the operator of a silent ticket
    ASKED_CUSTOMER = "asked_customer"  # whether a silent ticket is still needed
    CUSTOMER_LEFT = "customer_left"
    CUSTOMER_RETURNED = "customer_returned"
    SUPERVISOR_CALLED = "supervisor_called"
    SUPERVISOR_ENTERED = "supervisor_entered"
    NOTED = "noted"  # details: "note", for staff's eyes only
    RATED = "rated"  # details: "stars"
    ARCHIVED = "archived"
    PLACE_DENIED = "place_denied"  # no place of that kind could be had; details: "kind", "reason"
    PLACE_TAKEN = "place_taken"  # a desk or thread; details: "kind", "chat", "title"
    PLACE_LOST = "place_lost"  # it can be used no more; details: "kind", "chat", "reason"
    UNDELIVERED = "undelivered"  # an answer; details: "chat", "message", "reason"
    WITHDRAWN = "withdrawn"  # an answer, from the customer's chat; details: "chat", "message"
    RESOLVED = "resolved"  # the customer's yes or no to "is it solved?"; details: "solved"
    TARGET_NEAR = "target_near"  # a target will be missed soon; details: "target", "due"
    TARGET_MISSED = "target_missed"  # the same details
    REMINDER_SET = "reminder_set"  # details: "due", "note" (of what), in staff's words
    REMINDER_REMOVED = "reminder_removed"  # the same details
    REMINDED = "reminded"  # details: "to" (None: a group, or supervisors), "note"
    REOPENED = "reopened"  # details: "ended" (when), "reason", "former" (who held it)
    # what became of an answer that was held back; details: "chat", "message"
    ANSWER_SENT_ANYWAY = "answer_sent_anyway"
    ANSWER_NOT_SENT = "answer_not_sent"
    ANSWER_SENT_ONCE_CHANGED = "answer_sent_once_changed"
    TAGGED = "tagged"  # details of both: "tag"
    UNTAGGED = "untagged"


def place_in_line(ticket: Ticket) -> tuple[int, datetime, int]:
    """Return what orders those who wait: the lowest is served first."""
    return -ticket.priority, ticket.opened_at, ticket.id


def in_order(waiting: Iterable[Ticket]) -> list[Ticket]:
    """Sort waiting tickets: who is served first comes first."""
    return sorted(waiting, key=place_in_line)
