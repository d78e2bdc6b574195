"""How long words are kept: tickets that are held, and what supervisors agreed on."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base

ONLY = 1


class HoldRow(Base):
    """A ticket whose words stay, however long ago it ended; `held_by` NULL: by the owner, at the
    command line."""

    __tablename__ = "ticket_holds"

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    held_at: Mapped[datetime]
    held_by: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str]


class RetentionRow(Base):
    """The terms whose preview supervisors were `shown` last, and those that one of them `agreed`
    to; when words go next, and of how many tickets they went since that was told."""

    __tablename__ = "retention"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="only_one"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    shown: Mapped[str | None]
    agreed: Mapped[str | None]
    agreed_at: Mapped[datetime | None]
    agreed_by: Mapped[int | None] = mapped_column(BigInteger)
    run_at: Mapped[datetime | None]
    gone: Mapped[int] = mapped_column(Integer, server_default=text("0"))
