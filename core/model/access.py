"""Whoever is let in to the page: their sessions, what asks for a link, and what both may be."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from core.model.effects import BotMessage, effect
from core.model.people import Role
from core.model.report_text_keys import FailureKey

LINK_LASTS = timedelta(minutes=5)


class Way(StrEnum):
    """By what a session began: a link, or the bot's Mini App."""

    LINK = "link"
    MINI_APP = "mini_app"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session, and the member of staff whose it is, as they are now."""

    session_id: int
    person_id: int
    name: str
    role: Role
    language: str
    way: Way
    expires_at: datetime

    @property
    def is_supervisor(self) -> bool:
        """Whether they may see all; others see the queue and what is their own."""
        return self.role is Role.SUPERVISOR


@effect(FailureKey.MESSAGE)
class SendSignInLink(BotMessage):
    """A message with a link to the page at `address`. Whoever carries it out makes its secret,
    which is kept nowhere. Outcome: key, what the secret is known by."""

    lasts: ClassVar[timedelta | None] = LINK_LASTS
    address: str
    language: str
