"""Effects of watching: what a supervisor sees of a ticket, and what they whisper about it."""

from typing import ClassVar

from core.model.effects import BotMessage, effect
from core.model.report_text_keys import FailureKey
from core.model.texts import Rows, Text


@effect(FailureKey.COPY)
class MirrorMessage(BotMessage):
    """Show a supervisor what was said in a ticket that they watch. A file (`has_file`) is copied
    from where it was said, with `text` below it; where that cannot be, `text` names it. Outcome:
    message_id.

    Mirrors have a lane of their own in each chat, so that nothing else waits for them."""

    supervisor_id: int
    text: Text
    buttons: Rows = ()
    thread_id: int = 0
    from_chat_id: int = 0
    message_id: int = 0
    has_file: bool = False

    @property
    def destination(self) -> str:
        return f"mirror:{self.chat_id}"


@effect(FailureKey.MESSAGE)
class SendWhisper(BotMessage):
    """Send a ticket's operator what a supervisor whispers to them, or a supervisor what the
    operator says to that. `from_id`: who says it; `asked`: their message, which is marked once it
    arrived, in the chat with them (0: it was said elsewhere). Outcome: message_id."""

    is_round_robin: ClassVar[bool] = False
    supervisor_id: int
    from_id: int
    text: Text
    asked: int = 0
