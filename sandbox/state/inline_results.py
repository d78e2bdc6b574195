"""What is asked of a bot in inline mode, and what it answers with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.state.model import Entity


@dataclass(frozen=True, slots=True)
class InlineResult:
    """An article: what is shown of it, and the text that is sent when it is chosen."""

    id: str
    title: str
    description: str
    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(slots=True)
class InlineQuery:
    """What somebody typed behind the bot's name; `chat_type` as the Bot API has it."""

    id: str
    bot_id: int
    user_id: int
    query: str
    offset: str
    chat_type: str
    at: datetime
    answered: bool = False
    results: Sequence[InlineResult] = field(default_factory=tuple)
    next_offset: str = ""
