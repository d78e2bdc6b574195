"""Effects by which a supervisor gets figures: they are read when their turn has come, outside of
the bot's transactions."""

from datetime import timedelta
from typing import ClassVar

from core.model.effects import BotChatEffect, BotMessage, effect
from core.model.report_text_keys import FailureKey
from core.model.texts import Text


@effect(FailureKey.CARD)
class ReadStatistics(BotChatEffect):
    """Read the figures of the days from `first` to `last` (words of `Period.words`) for a
    supervisor's card and the picture below it. Nothing is said to Telegram. Outcome: the two as
    effects that follow; none for who is no supervisor any more."""

    is_idempotent: ClassVar[bool] = True
    lasts: ClassVar[timedelta | None] = timedelta(minutes=10)
    first: str
    last: str
    page: int = 0
    fresh: bool = False

    @property
    def destination(self) -> str:
        return f"figures:{self.chat_id}"

    @property
    def supersedes(self) -> str | None:
        # What is only brought up to date does not stand in for what is wanted at the chat's end.
        return None if self.fresh else self.destination


@effect(FailureKey.DOCUMENT)
class SendSheet(BotMessage):
    """Send figures of those days as a file for spreadsheets called `name`: `which` is a word of
    `Sheet`. Outcome: message_id."""

    name: str
    which: str
    first: str
    last: str
    text: Text

    @property
    def may_be_overtaken(self) -> bool:
        return True
