"""Where customers came from: what stands behind `start=` in the link to the bot that they opened
(https://core.telegram.org/bots/features#deep-linking)."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.model.effects import BotMessage, effect
from core.model.report_text_keys import FailureKey
from core.model.texts import Text

LONGEST_SOURCE = 64
"""Characters: as many as Telegram takes."""

MOST_LISTED = 200
"""Sources that a list has. Anybody may write a link of their own, and what it says is one more."""

_SOURCE = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_SOURCE}}}")


def read_source(words: str) -> str | None:
    """Read a source as links may have it; None for anything else."""
    return words if _SOURCE.fullmatch(words) else None


def start_link(bot_username: str, source: str) -> str:
    """Write the link."""
    return f"https://t.me/{bot_username}?start={source}"


@dataclass(frozen=True, slots=True)
class Link:
    """A source that is known: by a link that somebody made (None: nobody did), or since somebody
    came by it. `customers`: who came by it first; `tickets`: that were opened by it."""

    source: str
    made_at: datetime | None = None
    customers: int = 0
    tickets: int = 0


@effect(FailureKey.DOCUMENT)
class SendStartLink(BotMessage):
    """Send the link to the bot that has that source, as words below a picture that cameras read.
    `text` has yet to take the link. Outcome: message_id."""

    is_resent_elsewhere: ClassVar[bool] = True
    source: str
    text: Text

    @property
    def may_be_overtaken(self) -> bool:
        return True
