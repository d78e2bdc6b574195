"""What the staff keeps to say again."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import RowId


class CannedReplyRow(Base):
    """A canned reply: one for each shortcut, topic ("": all) and language."""

    __tablename__ = "canned_replies"
    __table_args__ = (UniqueConstraint("shortcut", "topic", "language"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    shortcut: Mapped[str]
    topic: Mapped[str]
    language: Mapped[str]
    words: Mapped[str]
    uses: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    used_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int] = mapped_column(BigInteger)


class ReplyUseRow(Base):
    """That a canned reply of that shortcut was said to a customer, for the figures of days: to
    whom, or in which words, is not kept here."""

    __tablename__ = "reply_uses"
    __table_args__ = (Index("ix_reply_uses_at", "at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    shortcut: Mapped[str]
    at: Mapped[datetime]
