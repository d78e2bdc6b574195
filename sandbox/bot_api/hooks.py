"""Defines what is asked before each call: whether it shall go wrong, and how."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mishap:
    """How a call goes wrong: wait, then maybe lose the connection, maybe answer an error.

    The wait is `delay` seconds long; when `cut_short` is set meanwhile, it is over.
    `code` 0 means no error answer. `lost_before` loses the connection and does nothing;
    `lost_after` does everything and loses the answer.
    """

    delay: float = 0.0
    cut_short: asyncio.Event | None = None
    code: int = 0
    sentence: str = ""
    retry_after: int = 0
    lost_before: bool = False
    lost_after: bool = False


async def wait_at_most(seconds: float, event: asyncio.Event) -> None:
    """Wait until the event is set, or the time has passed."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


class Mishaps(Protocol):
    """Decides before each call."""

    def take(self, method: str, bot_id: int) -> Mishap | None:
        """Return what happens to this call of the method (in lower case); None: nothing."""

    def held_back(self, bot_id: int) -> float:
        """Return for how many seconds a new or edited message is no update of that bot's yet."""

    def refused(self, method: str, bot_id: int, code: int, text: str) -> None:
        """Note that a call was refused, by no mishap."""
