"""Customers, staff and their hours."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    column,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.model.people import Role
from db.models.base import FREE, Base, only
from db.types import RowId

_LONGEST_IDLE: ColumnElement[Any] = column("idle_since").asc().nulls_first()


class CustomerRow(Base):
    """Who writes to the bot; `id` is the Telegram user id. `name_words` are the name's for search,
    folded, with a space before each."""

    __tablename__ = "customers"
    __table_args__ = (
        only("ix_customers_blocked", "blocked_at", where="blocked_at IS NOT NULL"),
        only("ix_customers_source", "source", where="source IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    username: Mapped[str | None]
    phone: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(8))
    reachable: Mapped[bool]
    first_seen_at: Mapped[datetime]
    registered_at: Mapped[datetime | None]
    language_chosen: Mapped[bool] = mapped_column(server_default=false())
    forgotten_at: Mapped[datetime | None]
    unreachable_at: Mapped[datetime | None]
    name_words: Mapped[str] = mapped_column(server_default="")
    blocked_at: Mapped[datetime | None]
    notes: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    source: Mapped[str | None]
    came_by: Mapped[str | None]


class CustomerBlockRow(Base):
    """From when to when the desk took nothing from a customer; at most one is not lifted, and then
    `customers.blocked_at` is its beginning."""

    __tablename__ = "customer_blocks"
    __table_args__ = (
        Index(None, "customer_id", "id"),
        only("uq_customer_blocks_open", "customer_id", where="lifted_at IS NULL", unique=True),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    blocked_at: Mapped[datetime]
    blocked_by: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[int | None] = mapped_column(BigInteger)


class OperatorRow(Base):
    """Staff. `load` counts the unreleased assignments; `on_shift` and `on_break` say whether a
    shift or a break of theirs has not ended.

    Triggers keep the copies of these in `operator_skills`, and the sums in `staffing`.
    """

    __tablename__ = "operators"
    __table_args__ = (
        CheckConstraint("load >= 0", name="load"),
        CheckConstraint("capacity >= 0", name="capacity"),
        only("ix_operators_free", "load", _LONGEST_IDLE, "id", where=FREE),
        only("ix_operators_on_shift", "id", where="on_shift"),
        only("ix_operators_supervisors", "id", where="role = 'supervisor'"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    username: Mapped[str | None]
    phone: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(8))
    role: Mapped[Role]
    capacity: Mapped[int] = mapped_column(Integer)
    load: Mapped[int] = mapped_column(Integer)
    idle_since: Mapped[datetime | None]
    started_bot: Mapped[bool]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    language_chosen: Mapped[bool] = mapped_column(server_default=false())
    on_shift: Mapped[bool] = mapped_column(server_default=false())
    on_break: Mapped[bool] = mapped_column(server_default=false())


class OperatorSkillRow(Base):
    """What an operator can be asked for. Beside it stands what the choice asks of the operator, so
    that whoever has the skill is found in the order of the choice."""

    __tablename__ = "operator_skills"
    __table_args__ = (
        only("ix_operator_skills_free", "skill", "load", _LONGEST_IDLE, "operator_id", where=FREE),
        only("ix_operator_skills_on_shift", "skill", "operator_id", where="on_shift"),
    )

    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), primary_key=True)
    skill: Mapped[str] = mapped_column(primary_key=True)
    on_shift: Mapped[bool] = mapped_column(server_default=false())
    on_break: Mapped[bool] = mapped_column(server_default=false())
    load: Mapped[int] = mapped_column(Integer, server_default="0")
    capacity: Mapped[int] = mapped_column(Integer, server_default="0")
    idle_since: Mapped[datetime | None]


class StaffingRow(Base):
    """How many are on shift, how many of them on no break, and how many tickets these may hold
    together: of those with a skill, and of everybody (`skill` is empty)."""

    __tablename__ = "staffing"

    skill: Mapped[str] = mapped_column(primary_key=True)
    on_shift: Mapped[int] = mapped_column(Integer)
    at_work: Mapped[int] = mapped_column(Integer)
    slots: Mapped[int] = mapped_column(BigInteger)


class ShiftRow(Base):
    """From when to when an operator took tickets; at most one is not ended."""

    __tablename__ = "shifts"
    __table_args__ = (only("uq_shifts_open", "operator_id", where="ended_at IS NULL", unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class BreakRow(Base):
    """From when to when an operator on shift took nothing new; at most one is not ended."""

    __tablename__ = "breaks"
    __table_args__ = (only("uq_breaks_open", "operator_id", where="ended_at IS NULL", unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class TopicRow(Base):
    """The configured topics, for those who query: a ticket's key outlives its topic."""

    __tablename__ = "topics"

    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    skill: Mapped[str | None]
    priority: Mapped[int] = mapped_column(Integer)
