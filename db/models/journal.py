"""What transcripts are written from, and how far they are written."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.model.journal import JournalKind
from db.models.base import Base, only
from db.types import Json, RowId

ONLY = 1
UNSEALED = "position IS NOT NULL AND hash IS NULL"
"""What a version without chains recorded."""


class JournalRow(Base):
    """An entry of a customer's journal, or of the desk's own (`customer_id` NULL). When the archive
    takes it, it gets its `position`, `is_late` and its link; from then on nothing of it ever
    changes, but that an erasure takes `body` and `salt`. See core.model.seals."""

    __tablename__ = "journal"
    __table_args__ = (
        only("ix_journal_new", "id", where="position IS NULL"),
        only(
            "uq_journal_position",
            "customer_id",
            "position",
            where="position IS NOT NULL",
            unique=True,
        ),
        only("uq_journal_chain", "chain", "number", where="number IS NOT NULL", unique=True),
        only("ix_journal_unsealed", "customer_id", "position", where=UNSEALED),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    at: Mapped[datetime]
    kind: Mapped[JournalKind]
    body: Mapped[Any] = mapped_column(Json)
    position: Mapped[int | None] = mapped_column(BigInteger)
    is_late: Mapped[bool] = mapped_column(server_default=false())
    chain: Mapped[int | None] = mapped_column(BigInteger)
    number: Mapped[int | None] = mapped_column(BigInteger)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    hash: Mapped[bytes | None] = mapped_column(LargeBinary)


class ChainRow(Base):
    """The last entry of each chain, see core.model.seals. `ledgered`: the last number that stands
    in a day's ledger."""

    __tablename__ = "chains"
    __table_args__ = (only("ix_chains_moved", "chain", where="ledgered < number"),)

    chain: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    earlier: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    ledgered: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))


class LedgerRow(Base):
    """A day's ledger, see core.model.ledgers; the message by which it was posted."""

    __tablename__ = "ledgers"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    body: Mapped[Any] = mapped_column(Json)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    key: Mapped[bytes | None] = mapped_column(LargeBinary)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)


class LedgerDueRow(Base):
    """When the next ledger is to be made: one row, at most."""

    __tablename__ = "ledger_due"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="only_one"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    due_at: Mapped[datetime]


class TranscriptRow(Base):
    """How far a customer's transcript has come: the last `position` given, until when what stands
    was said, what it says who the customer is; the last position in the files and how long they
    are; the position that the page shows, and when it was made. `is_whole`: what was recorded
    before there was a journal is in it."""

    __tablename__ = "transcripts"
    __table_args__ = (
        only("ix_transcripts_unwritten", "customer_id", where="written < position"),
        only("ix_transcripts_unshown", "customer_id", where="shown < position"),
        only("ix_transcripts_not_whole", "customer_id", where="NOT is_whole"),
    )

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customers.id"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    said_until: Mapped[datetime | None]
    customer: Mapped[Any | None] = mapped_column(Json)
    written: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    lines_size: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    text_size: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    shown: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    shown_at: Mapped[datetime | None]
    is_whole: Mapped[bool] = mapped_column(server_default=true())
