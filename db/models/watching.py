"""Supervisors who watch tickets, and the messages by which they do."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class WatchRow(Base):
    """Who watches a ticket, and where; `tickets.watched` says that somebody does."""

    __tablename__ = "watches"
    __table_args__ = (Index(None, "supervisor_id"),)

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    supervisor_id: Mapped[int] = mapped_column(
        ForeignKey("operators.id"), primary_key=True, autoincrement=False
    )
    chat_id: Mapped[int] = mapped_column(BigInteger)
    thread_id: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime]


class MirroredRow(Base):
    """Messages of the bot's that mirror a ticket, or carry a whisper about it."""

    __tablename__ = "mirrored"
    __table_args__ = (Index(None, "ticket_id"),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    supervisor_id: Mapped[int] = mapped_column(BigInteger)
