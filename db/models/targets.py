"""Targets of tickets."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.model.targets import TargetKind
from db.models.base import Base, only


class TargetRow(Base):
    """Until when a ticket's first answer, or its end, is to come. `warned`: who was warned last, 0
    for a group; `missed_at`: when supervisors heard that it was missed."""

    __tablename__ = "ticket_targets"
    __table_args__ = (only("ix_ticket_targets_warn_at", "warn_at", where="missed_at IS NULL"),)

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    kind: Mapped[TargetKind] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    warn_at: Mapped[datetime]
    warned: Mapped[int | None] = mapped_column(BigInteger)
    missed_at: Mapped[datetime | None]
