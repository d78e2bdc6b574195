"""Announcements: one text to many people, at Telegram's pace."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Audience(StrEnum):
    """Who is told."""

    OPERATORS = "operators"
    CUSTOMERS = "customers"


class AnnouncementState(StrEnum):
    """draft (waits for the author's yes) → sending → done; or stopped."""

    DRAFT = "draft"
    SENDING = "sending"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement and how far it has come. `last_id`: the highest id of a recipient that was
    handed over."""

    id: int
    author_id: int
    audience: Audience
    text: str
    state: AnnouncementState
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    last_id: int = 0
    total: int = 0
    sent: int = 0
    failed: int = 0
