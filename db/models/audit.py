"""The audit log."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from core.model.audit import AuditKind, AuditSubject
from db.models.base import Base, only
from db.types import Json, RowId


class AuditRow(Base):
    """Who changed what from what to what; `actor_id` NULL: the owner, at the command line. Nothing
    of it ever changes, but that it `is_sealed` in the journal. `is_earlier`: it was made before
    there were chains."""

    __tablename__ = "audit"
    __table_args__ = (
        Index(None, "subject", "key", "id"),
        Index(None, "at"),
        only("ix_audit_unsealed", "id", where="NOT is_sealed"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[AuditKind]
    subject: Mapped[AuditSubject]
    key: Mapped[str]
    before: Mapped[Any | None] = mapped_column(Json)
    after: Mapped[Any | None] = mapped_column(Json)
    is_sealed: Mapped[bool] = mapped_column(server_default=false())
    is_earlier: Mapped[bool] = mapped_column(server_default=false())
