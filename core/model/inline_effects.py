"""Effects of inline mode: what the bot offers to whoever typed something behind its name."""

from dataclasses import dataclass
from typing import ClassVar

from core.model.effects import Effect, Gateway, effect
from core.model.report_text_keys import FailureKey


@dataclass(frozen=True, slots=True)
class InlineOffer:
    """Words that may be sent, and how they are shown before. `id`: at most 64 bytes."""

    id: str
    title: str
    description: str
    words: str


@effect(FailureKey.INLINE)
class AnswerInline(Effect):
    """Show somebody what they may send for what they typed. What they typed before is asked about
    no more."""

    gateway: ClassVar[Gateway] = Gateway.BOT
    has_consequences: ClassVar[bool] = False
    is_idempotent: ClassVar[bool] = True
    person_id: int
    query_id: str
    offers: tuple[InlineOffer, ...] = ()

    @property
    def destination(self) -> str:
        return f"inline:{self.person_id}"

    @property
    def supersedes(self) -> str | None:
        return "inline"
