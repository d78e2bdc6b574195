"""Staff groups, and what was copied between them and the customers."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.model.places import GroupUse
from db.models.base import Base
from db.types import RowId


class StaffGroupRow(Base):
    """A group that staff answers from; `title` is its own."""

    __tablename__ = "staff_groups"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    use: Mapped[GroupUse]
    title: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[int | None] = mapped_column(BigInteger)
    gone_at: Mapped[datetime | None]
    trouble: Mapped[str | None]
    former_chat_id: Mapped[int | None] = mapped_column(BigInteger, index=True)


class ColleagueRow(Base):
    """Who was seen in a staff group and is neither on staff nor a customer, as Telegram shows
    them."""

    __tablename__ = "colleagues"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    username: Mapped[str | None]


class CopyRow(Base):
    """A message that the bot copied into another chat."""

    __tablename__ = "copies"
    __table_args__ = (
        Index(
            "uq_copies_copy",
            "from_chat_id",
            "from_message_id",
            "to_chat_id",
            "to_message_id",
            unique=True,
        ),
        Index(None, "to_chat_id", "to_message_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    from_chat_id: Mapped[int] = mapped_column(BigInteger)
    from_message_id: Mapped[int] = mapped_column(BigInteger)
    to_chat_id: Mapped[int] = mapped_column(BigInteger)
    to_message_id: Mapped[int] = mapped_column(BigInteger)
    copied_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class TraceRow(Base):
    """A message of a staff group that is deleted when its ticket ends."""

    __tablename__ = "traces"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    seen_at: Mapped[datetime]
