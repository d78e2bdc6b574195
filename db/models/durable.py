"""The inbox and outbox, what the bot shows, and the accounts behind rooms."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.model.effects import EffectState, Gateway, Priority
from db.models.base import (
    REJECTED_EFFECT,
    WAITING_EFFECT,
    WAITING_UPDATE,
    Base,
    only,
)
from db.types import Json, RowId


class CardRow(Base):
    """Where a live card stands."""

    __tablename__ = "cards"

    card: Mapped[str] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    message_id: Mapped[int] = mapped_column(BigInteger)


class ShownRow(Base):
    """What a live card shows and showed before, as short words; they may be known before the card
    stands anywhere."""

    __tablename__ = "cards_shown"

    card: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str]
    before: Mapped[str | None]


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
        only("ix_inbox_waiting", "source", "id", where=WAITING_UPDATE),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(128))
    lane: Mapped[str | None] = mapped_column(String(64))  # what it keeps its order in
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
        only("ix_outbox_waiting", "gateway", "id", where=WAITING_EFFECT),
        only("ix_outbox_rejected", "settled_at", where=REJECTED_EFFECT),
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
    waits_since: Mapped[datetime | None]
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


class UnreadBoxRow(Base):
    """An update box that a user account cannot read, and why."""

    __tablename__ = "unread_boxes"

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    box: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    since: Mapped[datetime]
    reason: Mapped[str]


class AccountRow(Base):
    """A user account of ours: whether it may make rooms, and its state with Telegram.

    `health` goes from 0 (leave it alone) to 100; `rests` has the bits of `Rest`.
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
    rests: Mapped[int] = mapped_column(Integer, server_default="0")
    rests_until: Mapped[datetime | None]


class AccountDayRow(Base):
    """How many rooms an account made on a day (UTC)."""

    __tablename__ = "account_days"

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    rooms: Mapped[int] = mapped_column(Integer)


class AccountKeyRow(Base):
    """A login of an account of ours: which machine's it is. `key_id` is a hash of the auth key."""

    __tablename__ = "account_keys"

    key_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(String(64), index=True)
    host: Mapped[str]
    seen_at: Mapped[datetime]


class FilesFolderRow(Base):
    """A folder that transcripts were written to: the newest `since` is the one that they are
    written to now."""

    __tablename__ = "files_folders"

    folder: Mapped[str] = mapped_column(String(64), primary_key=True)
    host: Mapped[str]
    since: Mapped[datetime]


class LeaseRow(Base):
    """Who does a part of the desk, until when, and what keeps it from its work.

    Written by drivers' own statements (`db/lease_rows.py`): a health check reads it without
    loading more than a driver.
    """

    __tablename__ = "leases"

    part: Mapped[str] = mapped_column(String(64), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    host: Mapped[str | None]
    taken_at: Mapped[datetime]
    until: Mapped[datetime]
    trouble: Mapped[str | None]
