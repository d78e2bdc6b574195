"""Tags on tickets, and notes on customers."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, only
from db.types import RowId


class TicketTagRow(Base):
    """From when to when a ticket had a tag; at most once at a time."""

    __tablename__ = "ticket_tags"
    __table_args__ = (
        only("uq_ticket_tags_on", "ticket_id", "tag", where="taken_at IS NULL", unique=True),
        only("ix_ticket_tags_tag", "tag", "ticket_id", where="taken_at IS NULL"),
        Index(None, "ticket_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    tag: Mapped[str]
    put_at: Mapped[datetime]
    put_by: Mapped[int] = mapped_column(BigInteger)
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[int | None] = mapped_column(BigInteger)


class CustomerNoteRow(Base):
    """What staff wrote about a customer; `customers.notes` counts them."""

    __tablename__ = "customer_notes"
    __table_args__ = (Index(None, "customer_id", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    words: Mapped[str]
    written_by: Mapped[int] = mapped_column(BigInteger)
    written_at: Mapped[datetime]
