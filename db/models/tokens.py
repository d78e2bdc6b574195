"""Who is let in to the API: tokens, known by hashes of their secrets."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.access import KEY_LENGTH
from db.models.base import Base, only
from db.types import Json, RowId

STANDING = "revoked_at IS NULL"


class ApiTokenRow(Base):
    """A token (`made_by` None: of the owner's, at the command line). One that was revoked stays:
    the audit log and what was said by it name it."""

    __tablename__ = "api_tokens"
    __table_args__ = (only("uq_api_tokens_name", "name", where=STANDING, unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    name: Mapped[str]
    rights: Mapped[list[str]] = mapped_column(Json)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(BigInteger)
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class ApiCallRow(Base):
    """Something that a program asked for to be done, under a key of its own, and what it was
    answered: the same under the same key is done once. `digest`: of what was asked."""

    __tablename__ = "api_calls"

    token_id: Mapped[int] = mapped_column(ForeignKey("api_tokens.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    digest: Mapped[str] = mapped_column(String(KEY_LENGTH))
    answer: Mapped[Any | None] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(index=True)
