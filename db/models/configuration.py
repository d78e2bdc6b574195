"""What supervisors set on the page: its entries, and how often they were changed in all."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column

from core.model.configuration import EntryKind
from db.models.base import Base
from db.types import Json

ONLY = 1
"""The id of the one row of revisions."""


class ConfigurationEntryRow(Base):
    """An entry of the page; one that is not there is the file's."""

    __tablename__ = "configuration_entries"

    kind: Mapped[EntryKind] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Json)
    revision: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(BigInteger)


class FileEntryRow(Base):
    """What the owner's files said there at the last start."""

    __tablename__ = "file_entries"

    kind: Mapped[EntryKind] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Json)


class ConfigurationRevisionRow(Base):
    """How often anything was changed: one row, which whoever changes something locks."""

    __tablename__ = "configuration_revisions"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", "only_one"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(BigInteger)
