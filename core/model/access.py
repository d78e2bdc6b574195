"""Whoever is let in to the page: their sessions, what asks for a link, and what the roles may
see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from core.model.effects import BotMessage, effect
from core.model.people import Role
from core.model.report_text_keys import FailureKey

LINK_LASTS = timedelta(minutes=5)


class Way(StrEnum):
    """How a session began: by a link, or by the bot's Mini App."""

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
        """Whether they may see everything; others see the queue and what is their own."""
        return self.role is Role.SUPERVISOR


@dataclass(frozen=True, slots=True)
class Signed:
    """What Telegram signed for whoever opens the Mini App: who that is, and when. `key` is of this
    one signature."""

    person_id: int
    signed_at: datetime
    key: str


@effect(FailureKey.MESSAGE)
class SendSignInLink(BotMessage):
    """Send a link to the page at `address`. The gateway makes the link's secret, which is kept
    nowhere. Outcome: key, by which the secret is recognised."""

    lasts: ClassVar[timedelta | None] = LINK_LASTS
    address: str
    language: str
