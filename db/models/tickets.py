"""Tickets, where they are talked about, and what was said."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    column,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.model.messages import MessageKind, SenderRole
from core.model.places import PlaceKind, PlaceState
from core.model.tickets import CloseReason, Silence, TicketEventKind, TicketStatus
from db.models.base import (
    OPEN_TICKET,
    OWN_CHAT,
    PASSED_OVER,
    PLACELESS,
    QUEUED_TICKET,
    TALKED,
    Base,
    only,
)
from db.types import Json, RowId, SearchWords

_IN_ORDER: tuple[Any, ...] = (column("priority").desc(), "opened_at", "id")

BLOCK = 512
"""Tickets of a block in `queue_counts`: fewer than are quick to look at one by one, and enough that
few blocks are left to be added up."""


class TicketRow(Base):
    """Requests; a customer has at most one that is open."""

    __tablename__ = "tickets"
    __table_args__ = (
        only("uq_tickets_open", "customer_id", where=OPEN_TICKET, unique=True),
        only("ix_tickets_queue", *_IN_ORDER, where=QUEUED_TICKET),
        only("ix_tickets_line", "topic", *_IN_ORDER, where=QUEUED_TICKET),
        only("ix_tickets_passed_over", "passed_over", where=PASSED_OVER),
        only("ix_tickets_talked", "closed_at", "id", where=TALKED),
        only("ix_tickets_placeless", "offered_at", "id", where=PLACELESS),
        only("ix_tickets_held", "operator_id", where=OPEN_TICKET),
        only("ix_tickets_deadline", "deadline", where="status = 'offered'"),
        only("ix_tickets_answer_due", "answer_due", where="answer_due IS NOT NULL"),
        Index(None, "opened_at"),
        only("ix_tickets_closed", "closed_at", "opened_at", where="closed_at IS NOT NULL"),
        only("ix_tickets_source", "source", "id", where="source IS NOT NULL"),
        only("ix_tickets_reopened", "reopened_at", where="reopened_at IS NOT NULL"),
        Index(None, "customer_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    topic: Mapped[str]
    priority: Mapped[int] = mapped_column(Integer)
    status: Mapped[TicketStatus]
    opened_at: Mapped[datetime]
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id", use_alter=True))
    offered_at: Mapped[datetime | None]
    deadline: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]
    active_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(BigInteger)
    close_reason: Mapped[CloseReason | None]
    passed_over: Mapped[int | None] = mapped_column(BigInteger)
    answer_due: Mapped[datetime | None]
    answer_reminded_at: Mapped[datetime | None]
    offer_reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    customer_spoke_at: Mapped[datetime | None]
    staff_spoke_at: Mapped[datetime | None]
    silence: Mapped[Silence] = mapped_column(server_default="none")
    silence_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]
    burst: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    burst_at: Mapped[datetime | None]
    source: Mapped[str | None]
    reopened_at: Mapped[datetime | None]
    prefers: Mapped[int | None] = mapped_column(BigInteger)
    watched: Mapped[bool] = mapped_column(server_default=false())


class QueueCountRow(Base):
    """How many waiting tickets came or went, by `topic`, `priority` and `block` (their ids in
    blocks of `BLOCK`). Triggers on `tickets` add rows and change none, so that nobody waits for
    anybody; the sum of `change` is how many wait, and the scheduler puts rows together."""

    __tablename__ = "queue_counts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    topic: Mapped[str]
    priority: Mapped[int] = mapped_column(Integer)
    block: Mapped[int] = mapped_column(BigInteger)
    change: Mapped[int] = mapped_column(Integer)


class AssignmentRow(Base):
    """Who holds or held a ticket; at most one holder at a time."""

    __tablename__ = "assignments"
    __table_args__ = (
        only("uq_assignments_held", "ticket_id", where="released_at IS NULL", unique=True),
        Index(None, "ticket_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), index=True)
    assigned_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    reason: Mapped[str | None]


class TicketEventRow(Base):
    """What happened to a ticket, and who did it."""

    __tablename__ = "ticket_events"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    kind: Mapped[TicketEventKind]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    details: Mapped[Any | None] = mapped_column(Json)


class PlaceRow(Base):
    """Where conversations happen; a place serves one ticket at a time, and nobody else's chat or
    topic is its own. Shares of the overflow group stand side by side in one chat."""

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("marker"),
        only("uq_places_chat", "chat_id", "thread_id", where=OWN_CHAT, unique=True),
        only("ix_places_shared", "chat_id", where="is_shared"),
        only("ix_places_customer", "customer_id", where="customer_id IS NOT NULL"),
        only("uq_places_ticket", "ticket_id", where="ticket_id IS NOT NULL", unique=True),
        only("ix_places_clean", "kind", "id", where="state = 'clean'"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[PlaceKind]
    state: Mapped[PlaceState]
    marker: Mapped[str]
    title: Mapped[str]
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    link: Mapped[str | None]
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    uses: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    account: Mapped[str | None] = mapped_column(String(64))
    thread_id: Mapped[int] = mapped_column(BigInteger, server_default="0")
    is_shared: Mapped[bool] = mapped_column(server_default=false())
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))


class MessageRow(Base):
    """What was said, as it stands now; it stays when it is deleted in Telegram. `place_id` is NULL
    for what a customer wrote to the bot before there was a place.

    `words` are the text's for search; on SQLite triggers keep the index `message_words` of them.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id"),
        Index("ix_messages_words", "words", postgresql_using="gin").ddl_if(dialect="postgresql"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    role: Mapped[SenderRole]
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    sender_id: Mapped[int] = mapped_column(BigInteger)
    sender_name: Mapped[str]
    sent_at: Mapped[datetime]
    kind: Mapped[MessageKind]
    text: Mapped[str]
    entities: Mapped[Any | None] = mapped_column(Json)
    media: Mapped[Any | None] = mapped_column(Json)
    reply_to: Mapped[int | None] = mapped_column(BigInteger)
    album: Mapped[str | None]
    edited_at: Mapped[datetime | None]
    details: Mapped[Any | None] = mapped_column(Json)
    recorded_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    media_path: Mapped[str | None]
    media_size: Mapped[int | None] = mapped_column(BigInteger)
    media_lost: Mapped[str | None]
    words: Mapped[str] = mapped_column(SearchWords, server_default="")


class MessageVersionRow(Base):
    """What a message said before an edit."""

    __tablename__ = "message_versions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    message_row_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    text: Mapped[str]
    until: Mapped[datetime]
