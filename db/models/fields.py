"""What customers gave of the owner's fields, and who is asked for one."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import Json


class CustomerFieldRow(Base):
    """A value ("": taken away), who gave it (`given_by` None: the customer), and how often it was
    changed."""

    __tablename__ = "customer_fields"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    given_at: Mapped[datetime]
    given_by: Mapped[int | None] = mapped_column(BigInteger)
    changes: Mapped[int] = mapped_column(Integer)


class FieldQuestionRow(Base):
    """Which field a customer is asked for before their ticket is opened, and which ones they
    skipped."""

    __tablename__ = "field_questions"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    topic: Mapped[str]
    field: Mapped[str]
    skipped: Mapped[Any] = mapped_column(Json)
    asked_at: Mapped[datetime]
