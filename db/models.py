"""The tables. What must always hold is held here, by unique indexes, checks and keys."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from core.domain.announcements import AnnouncementState, Audience
from core.domain.effects import Gateway, Priority
from core.domain.messages import MessageKind, SenderRole
from core.domain.people import Role
from core.domain.places import PlaceKind, PlaceState
from core.domain.tickets import CloseReason, Silence, TicketEventKind, TicketStatus
from db.types import Json, RowId, SafeText, UtcDateTime, words


class EffectState(StrEnum):
    """What became of an effect; all but the first are for good."""

    WAITING = "waiting"
    SENT = "sent"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    UNREACHABLE = "unreachable"
    REJECTED = "rejected"


OPEN_TICKET = "status IN ('queued', 'offered', 'active')"
WAITING_UPDATE = "handled_at IS NULL AND failed_at IS NULL"
WAITING_EFFECT = "settled_at IS NULL"
LIVE_PLACE = "state <> 'deleted'"


def _only(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over some of the rows."""
    condition = text(where)
    return Index(name, *columns, unique=unique, postgresql_where=condition, sqlite_where=condition)


class Base(DeclarativeBase):
    """All tables; constraints are named by rule, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own form
        str: SafeText,
        datetime: UtcDateTime,
        bool: Boolean,
        Role: words(Role),
        TicketStatus: words(TicketStatus),
        CloseReason: words(CloseReason),
        TicketEventKind: words(TicketEventKind),
        Silence: words(Silence),
        Audience: words(Audience),
        AnnouncementState: words(AnnouncementState),
        PlaceKind: words(PlaceKind),
        PlaceState: words(PlaceState),
        SenderRole: words(SenderRole),
        MessageKind: words(MessageKind),
        Gateway: words(Gateway),
        EffectState: words(EffectState),
    }


class CustomerRow(Base):
    """Who writes to the bot; `id` is the Telegram user id."""

    __tablename__ = "customers"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    username: Mapped[str | None]
    phone: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(8))
    reachable: Mapped[bool]
    first_seen_at: Mapped[datetime]
    registered_at: Mapped[datetime | None]
    language_chosen: Mapped[bool] = mapped_column(server_default=false())
    forgotten_at: Mapped[datetime | None]


class OperatorRow(Base):
    """Staff. `load` counts the unreleased assignments."""

    __tablename__ = "operators"
    __table_args__ = (
        CheckConstraint("load >= 0", name="load"),
        CheckConstraint("capacity >= 0", name="capacity"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    username: Mapped[str | None]
    phone: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(8))
    role: Mapped[Role]
    capacity: Mapped[int] = mapped_column(Integer)
    load: Mapped[int] = mapped_column(Integer)
    idle_since: Mapped[datetime | None]
    started_bot: Mapped[bool]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    language_chosen: Mapped[bool] = mapped_column(server_default=false())


class OperatorSkillRow(Base):
    """What an operator can be asked for."""

    __tablename__ = "operator_skills"

    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), primary_key=True)
    skill: Mapped[str] = mapped_column(primary_key=True)


class ShiftRow(Base):
    """From when to when an operator took tickets; at most one is not ended."""

    __tablename__ = "shifts"
    __table_args__ = (
        _only("uq_shifts_open", "operator_id", where="ended_at IS NULL", unique=True),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class BreakRow(Base):
    """From when to when an operator on shift took nothing new; at most one is not ended."""

    __tablename__ = "breaks"
    __table_args__ = (
        _only("uq_breaks_open", "operator_id", where="ended_at IS NULL", unique=True),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class TopicRow(Base):
    """The configured topics, kept for those who query: a ticket's key outlives its topic."""

    __tablename__ = "topics"

    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    skill: Mapped[str | None]
    priority: Mapped[int] = mapped_column(Integer)


class TicketRow(Base):
    """Requests; a customer has at most one that is open."""

    __tablename__ = "tickets"
    __table_args__ = (
        _only("uq_tickets_open", "customer_id", where=OPEN_TICKET, unique=True),
        _only("ix_tickets_queue", "priority", "opened_at", "id", where="status = 'queued'"),
        _only("ix_tickets_held", "operator_id", where=OPEN_TICKET),
        _only("ix_tickets_deadline", "deadline", where="status = 'offered'"),
        _only("ix_tickets_answer_due", "answer_due", where="answer_due IS NOT NULL"),
        Index(None, "opened_at"),
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


class AssignmentRow(Base):
    """Who holds or held a ticket; at most one holder at a time."""

    __tablename__ = "assignments"
    __table_args__ = (
        _only("uq_assignments_held", "ticket_id", where="released_at IS NULL", unique=True),
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


class FeedbackRow(Base):
    """What a customer thought of a ticket: 1 to 5 stars, and perhaps a comment."""

    __tablename__ = "feedback"
    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),)

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    stars: Mapped[int] = mapped_column(SmallInteger)
    comment: Mapped[str | None]
    given_at: Mapped[datetime]


class ErasureRow(Base):
    """A customer's wish to be forgotten, until a supervisor decided; at most one waits."""

    __tablename__ = "erasures"
    __table_args__ = (
        _only("uq_erasures_open", "customer_id", where="decided_at IS NULL", unique=True),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    granted: Mapped[bool | None]


class AnnouncementRow(Base):
    """Something said to all operators or all customers, and how far that has come.

    `last_id` is the highest recipient's id that was handed to the outbox: what a restart goes on
    from.
    """

    __tablename__ = "announcements"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("operators.id"))
    audience: Mapped[Audience]
    text: Mapped[str]
    state: Mapped[AnnouncementState]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    last_id: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int] = mapped_column(Integer)
    sent: Mapped[int] = mapped_column(Integer)
    failed: Mapped[int] = mapped_column(Integer)


class ArchiveRow(Base):
    """The zip of a ticket that ended; `path` is relative to the archive's folder."""

    __tablename__ = "archives"

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    path: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class BoardRow(Base):
    """A supervisor who sees a live board; `looked_at` is when it was last brought up to date, or
    found to be."""

    __tablename__ = "boards"

    operator_id: Mapped[int] = mapped_column(
        ForeignKey("operators.id"), primary_key=True, autoincrement=False
    )
    asked_at: Mapped[datetime]
    looked_at: Mapped[datetime]


class PlaceRow(Base):
    """Where conversations happen; a place serves one ticket at a time."""

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("marker"),
        _only("uq_places_chat", "chat_id", where=LIVE_PLACE, unique=True),
        _only("uq_places_ticket", "ticket_id", where="ticket_id IS NOT NULL", unique=True),
        _only("ix_places_clean", "kind", "id", where="state = 'clean'"),
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


class MessageRow(Base):
    """What was said, as it stands now; it stays when it is deleted in Telegram."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("chat_id", "message_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
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


class MessageVersionRow(Base):
    """What a message said before an edit."""

    __tablename__ = "message_versions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    message_row_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    text: Mapped[str]
    until: Mapped[datetime]


class CardRow(Base):
    """Where a live card stands."""

    __tablename__ = "cards"

    card: Mapped[str] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    message_id: Mapped[int] = mapped_column(BigInteger)


class ShownRow(Base):
    """What a live card shows, as a short word; it may be known before the card stands anywhere."""

    __tablename__ = "cards_shown"

    card: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str]


class StepRow(Base):
    """The step a person is at in a talk with the bot."""

    __tablename__ = "steps"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    step: Mapped[str]


class InboxRow(Base):
    """Updates as they came; one row per update."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("source", "key"),
        _only("ix_inbox_waiting", "source", "id", where=WAITING_UPDATE),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(128))
    payload: Mapped[Any] = mapped_column(Json)
    received_at: Mapped[datetime]
    handled_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(Integer)


class OutboxRow(Base):
    """Effects: what Telegram must be told, and what came of it."""

    __tablename__ = "outbox"
    __table_args__ = (
        _only("ix_outbox_waiting", "gateway", "id", where=WAITING_EFFECT),
        CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    gateway: Mapped[Gateway]
    destination: Mapped[str]
    kind: Mapped[str] = mapped_column(String(64))
    fields: Mapped[Any] = mapped_column(Json)
    priority: Mapped[Priority] = mapped_column(SmallInteger)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    created_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(Integer)
    state: Mapped[EffectState]
    settled_at: Mapped[datetime | None]
    note: Mapped[str | None]


class AccountStateRow(Base):
    """How far a user account has read an update box (0 is the common one)."""

    __tablename__ = "account_states"

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    box: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    pts: Mapped[int] = mapped_column(BigInteger)
    qts: Mapped[int] = mapped_column(BigInteger)
    date: Mapped[int] = mapped_column(BigInteger)
    seq: Mapped[int] = mapped_column(BigInteger)


class AccountRow(Base):
    """A user account of ours: whether it may make rooms, and how it fares with Telegram.

    `health` goes from 0 (leave it alone) to 100.
    """

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("health BETWEEN 0 AND 100", name="health"),)

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger)
    chats: Mapped[int] = mapped_column(Integer)
    health: Mapped[int] = mapped_column(Integer)
    flood_until: Mapped[datetime | None]
    trouble: Mapped[str | None]
    seen_at: Mapped[datetime]


class AccountDayRow(Base):
    """How many rooms an account made on a day (UTC)."""

    __tablename__ = "account_days"

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    rooms: Mapped[int] = mapped_column(Integer)


def _table(model: type[Base]) -> Table:
    return cast("Table", model.__table__)


customers = _table(CustomerRow)
operators = _table(OperatorRow)
operator_skills = _table(OperatorSkillRow)
shifts = _table(ShiftRow)
topics = _table(TopicRow)
breaks = _table(BreakRow)
tickets = _table(TicketRow)
feedback = _table(FeedbackRow)
erasures = _table(ErasureRow)
announcements = _table(AnnouncementRow)
archives = _table(ArchiveRow)
accounts = _table(AccountRow)
account_days = _table(AccountDayRow)
boards = _table(BoardRow)
assignments = _table(AssignmentRow)
ticket_events = _table(TicketEventRow)
places = _table(PlaceRow)
messages = _table(MessageRow)
message_versions = _table(MessageVersionRow)
cards = _table(CardRow)
cards_shown = _table(ShownRow)
steps = _table(StepRow)
inbox = _table(InboxRow)
outbox = _table(OutboxRow)
account_states = _table(AccountStateRow)
