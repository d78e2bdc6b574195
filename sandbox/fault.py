"""One fault: on which face, how something goes wrong, to whom and how often."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Face(StrEnum):
    """Which of Telegram's two interfaces a fault strikes at."""

    BOT_API = "bot_api"
    MTPROTO = "mtproto"


class Way(StrEnum):
    """How something goes wrong."""

    ERROR = "error"  # refused with `code` and `text`
    DELAY = "delay"  # only late, by `seconds`
    CUT_BEFORE = "cut_before"  # the connection dies, the call was not carried out
    CUT_AFTER = "cut_after"  # the call was carried out, its answer is lost with the connection
    SWALLOW_BEFORE = "swallow_before"  # half-open: no answer, nothing done
    SWALLOW_AFTER = "swallow_after"  # half-open: no answer, but done (MTProto only)
    REFUSE = "refuse"  # connections are refused; the Bot API loses every call
    TRANSPORT = "transport"  # a transport error, `code` 404, 429 or 444, in place of an answer
    DEAF = "deaf"  # connections are taken but never answered (MTProto only)
    PUSH_TWICE = "push_twice"
    PUSH_LATE = "push_late"  # after the next push: out of order; the Bot API: `seconds` later
    PUSH_NEVER = "push_never"
    PUSH_TOO_LONG = "push_too_long"  # that there is too much to be pushed, instead of it


CALLS = frozenset(
    {
        Way.ERROR,
        Way.DELAY,
        Way.CUT_BEFORE,
        Way.CUT_AFTER,
        Way.SWALLOW_BEFORE,
        Way.SWALLOW_AFTER,
        Way.TRANSPORT,
    }
)
PUSHES = frozenset({Way.PUSH_TWICE, Way.PUSH_LATE, Way.PUSH_NEVER, Way.PUSH_TOO_LONG})
PACKETS = frozenset({Way.TRANSPORT})
CONNECTS = frozenset({Way.REFUSE, Way.DEAF})


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what goes wrong.

    `method` (None: any) as each face names it, in any case: sendMessage, channels.createChannel.
    `who` (None: anybody) is the account whose call or connection it is. `times` (None: until it is
    taken back) is how often. `code` and `text` are the error's; `seconds` a delay's length, or what
    429 and FLOOD_WAIT tell to wait.
    """

    face: Face
    way: Way
    method: str | None = None
    who: int | None = None
    times: int | None = 1
    code: int = 0
    text: str = ""
    seconds: float = 0.0


class Rule:
    """A fault in force; as a context manager, for as long as that lasts. `hits` counts strikes."""

    def __init__(self, fault: Fault, number: int, forget: Callable[[Rule], None]) -> None:
        self.fault = fault
        self.number = number
        self.hits = 0
        self.taken_back = asyncio.Event()
        self._forget = forget
        self._waiting: list[asyncio.Future[None]] = []

    def strike(self) -> None:
        """Count one; the last one ends the rule."""
        self.hits += 1
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()
        if self.fault.times is not None and self.hits >= self.fault.times:
            self._forget(self)

    def release(self) -> None:
        """Take the fault back; calls that it still delays go on."""
        self.taken_back.set()
        self._forget(self)

    def __enter__(self) -> Rule:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    async def struck(self, times: int = 1, timeout: float = 10.0) -> None:
        """Wait until it has struck so often. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while self.hits < times:
                future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                self._waiting.append(future)
                await future
