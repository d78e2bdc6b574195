"""The effect by which a supervisor is shown what was said: it is searched when its turn has come,
outside of the bot's transactions."""

from datetime import timedelta
from typing import ClassVar

from core.model.effects import BotChatEffect, effect
from core.model.report_text_keys import FailureKey


@effect(FailureKey.CARD)
class ReadSearch(BotChatEffect):
    """Search for the words, for a supervisor's dialog: a page of what is found, or, `around` a
    message's row, the talk there. Nothing is said to Telegram. Outcome: the card as an effect that
    follows; none for who is no supervisor any more."""

    is_idempotent: ClassVar[bool] = True
    lasts: ClassVar[timedelta | None] = timedelta(minutes=10)
    words: str
    page: int = 0
    around: int = 0
    fresh: bool = False

    @property
    def destination(self) -> str:
        return f"search:{self.chat_id}"

    @property
    def supersedes(self) -> str | None:
        # What is only turned over does not stand in for what is wanted at the chat's end.
        return None if self.fresh else self.destination
