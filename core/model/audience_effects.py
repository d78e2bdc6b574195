"""Effects for an audience: one row says what is to be told to how ever many people.

The use case that asks for it does not look up who they are, so its transaction costs the same with
three operators and with a thousand. The relay takes it when nothing more urgent waits, and tells a
few people at a time, in the order of their ids: how far that came is the row itself (`after`), in
the same transaction as their messages, so that nobody is told twice or left out, whatever is
killed.
"""

from dataclasses import dataclass
from typing import ClassVar

from core.model.effects import Effect, Gateway, effect
from core.model.report_text_keys import FailureKey
from core.model.texts import Rows, Text

RINGS_LATER = "audience:on_shift:later"
"""The destination of bells that wait for their minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForMany(Effect):
    """The base of effects for an audience. `after`: the id of whoever was told last. The effect
    itself does not call Telegram; its settler asks for the messages."""

    gateway: ClassVar[Gateway] = Gateway.BOT
    calls_telegram: ClassVar[bool] = False
    audience: ClassVar[str]
    after: int = 0

    @property
    def destination(self) -> str:
        return f"audience:{self.audience}"


@effect(FailureKey.MESSAGE)
class ShowQueue(ForMany):
    """Show the operators on shift the queue, and on their panels their own load. `status`: also
    where only the wait of the first one has grown. `later`: for a bell that had to wait for its
    minute."""

    audience: ClassVar[str] = "on_shift"
    status: bool = False
    later: bool = False

    @property
    def destination(self) -> str:
        # One that waits for its time holds up none that may go now.
        return RINGS_LATER if self.later else f"audience:{self.audience}"

    @property
    def supersedes(self) -> str | None:
        return f"queue:{self.after}:{self.status}"


@effect(FailureKey.MESSAGE)
class TellSupervisors(ForMany):
    """Send a notice to each supervisor in their own language, whichever `text` names."""

    audience: ClassVar[str] = "supervisors"
    text: Text
    buttons: Rows = ()
