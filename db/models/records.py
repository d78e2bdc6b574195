"""Records beside tickets: stars, requests to be forgotten, announcements, zips, boards, figures."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    SmallInteger,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.model.records import AnnouncementState, Audience
from db.models.base import Base, only
from db.types import Json, RowId


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
    given_at: Mapped[datetime] = mapped_column(index=True)


class ResolutionRow(Base):
    """Whether a customer said that the question was solved."""

    __tablename__ = "resolutions"

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    solved: Mapped[bool]
    given_at: Mapped[datetime] = mapped_column(index=True)


class ErasureRow(Base):
    """A customer's request to be forgotten, until a supervisor decided; at most one waits.
    `asked_by` NULL: the customer asked; else the supervisor who proposed it."""

    __tablename__ = "erasures"
    __table_args__ = (
        only("uq_erasures_open", "customer_id", where="decided_at IS NULL", unique=True),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    granted: Mapped[bool | None]
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None]


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
    """The zip of a ticket that ended; `path` is relative to the archive's folder. `chat_id` and
    `message_id`: where it was sent."""

    __tablename__ = "archives"

    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.id"), primary_key=True, autoincrement=False
    )
    path: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)


class BoardRow(Base):
    """A supervisor who sees a live board; `looked_at` is when it was last refreshed, or found to be
    up to date."""

    __tablename__ = "boards"

    operator_id: Mapped[int] = mapped_column(
        ForeignKey("operators.id"), primary_key=True, autoincrement=False
    )
    asked_at: Mapped[datetime]
    looked_at: Mapped[datetime]


class DayFiguresRow(Base):
    """The figures of a day of the desk's zone that is over, as sums, without anybody's name or
    words. They were right at `looked_at`, for answers in time within `service_level` seconds."""

    __tablename__ = "day_figures"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    zone: Mapped[str]
    service_level: Mapped[int] = mapped_column(Integer)
    figures: Mapped[Any] = mapped_column(Json)
    looked_at: Mapped[datetime]
