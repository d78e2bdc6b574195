"""What the API is given by whoever runs it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from core.board.questions import Questions
from core.model.rules import Rules
from core.model.texts import Text
from core.ports import Clock, Work
from core.ports.tokens import TokenReads


@dataclass(frozen=True, slots=True)
class Given:
    """All that the API stands on.

    `work` opens a transaction for the use cases; `words` writes one of the bot's texts as plain
    text: what a use case refuses is told in the same words as there. `media`: the folder of
    customers' files. `per_minute`: how much may be asked by one token in a minute. `monotonic`:
    seconds of a clock that nobody sets.
    """

    questions: Questions
    work: Callable[[], AbstractAsyncContextManager[Work]]
    tokens: TokenReads
    words: Callable[[Text], str]
    rules_now: Callable[[], Rules]
    clock: Clock
    media: Path
    per_minute: int
    monotonic: Callable[[], float]
