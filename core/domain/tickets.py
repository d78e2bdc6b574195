"""A ticket and its statuses (the ways between them are in `TRANSITIONS`)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TicketStatus(StrEnum):
    """queued → offered → active → closed; abandoned when the customer cancels or never comes."""

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


class CloseReason(StrEnum):
    """Why a ticket ended."""

    SOLVED = "solved"  # the operator closed it
    CANCELLED = "cancelled"  # the customer cancelled while waiting
    NEVER_CAME = "never_came"  # the offer's deadline passed and the customer had not joined
    CUSTOMER_LEFT = "customer_left"


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

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class TicketEventKind(StrEnum):
    """What the ticket's history keeps."""

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
