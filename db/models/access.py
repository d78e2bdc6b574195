"""Who is let in to the page: links and sessions, known by hashes of their secrets."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.model.access import Way
from db.models.base import Base
from db.types import RowId

KEY_LENGTH = 64
"""Of a SHA-256 in hexadecimal digits."""


class SignInLinkRow(Base):
    """A link that works once."""

    __tablename__ = "sign_in_links"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class WebSessionRow(Base):
    """Somebody's session on the page."""

    __tablename__ = "web_sessions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("operators.id"), index=True)
    way: Mapped[Way]
    begun_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
