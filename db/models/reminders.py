"""Reminders of tickets."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import RowId


class ReminderRow(Base):
    """When to remind whoever holds a ticket then, and of what; it goes once that is done."""

    __tablename__ = "reminders"
    __table_args__ = (Index(None, "due_at"), Index(None, "ticket_id"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    due_at: Mapped[datetime]
    words: Mapped[str]
    set_by: Mapped[int | None] = mapped_column(BigInteger)
    set_at: Mapped[datetime]
