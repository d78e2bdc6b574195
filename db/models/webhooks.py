"""Where events are posted to, and what could not be."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer, text, true
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import Json, RowId


class WebhookRow(Base):
    """A webhook. Of its secret only `seed` is here: without the key of WEBHOOKS_KEY_FILE it is
    nothing."""

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    address: Mapped[str]
    events: Mapped[Any] = mapped_column(Json)
    topics: Mapped[Any] = mapped_column(Json)
    with_text: Mapped[bool]
    is_on: Mapped[bool] = mapped_column(server_default=true())
    made_at: Mapped[datetime]
    seed: Mapped[str]
    mark: Mapped[str]
    old_seed: Mapped[str | None]
    old_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    failing_since: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    off_reason: Mapped[str | None]


class WebhookFailureRow(Base):
    """An event that could not be posted: `next_at` NULL means that it is not tried again."""

    __tablename__ = "webhook_failures"

    webhook_id: Mapped[int] = mapped_column(
        ForeignKey("webhooks.id"), primary_key=True, autoincrement=False
    )
    event_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ticket_id: Mapped[int | None] = mapped_column(BigInteger)
    tries: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    reason: Mapped[str]
    fields: Mapped[Any] = mapped_column(Json)
