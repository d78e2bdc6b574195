"""A bot's updates: numbered, kept for a day, handed out by long polling.

Behaviour as of https://core.telegram.org/bots/api#getupdates and of Telegram's own server.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox.bot_api.errors import ApiError

KEPT = timedelta(hours=24)
MAX_TIMEOUT = 50  # seconds; a longer wait is cut to it
_GATHER = 0.002  # seconds that a waiting poll gathers updates after the first
_HURRY = 0.5  # seconds within which the same offset again is taken for a client in trouble
_FUTURE = 10  # an offset further ahead than this is not believed

ALL_TYPES = (
    "message", "edited_message", "channel_post", "edited_channel_post", "inline_query",
    "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query", "poll",
    "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "message_reaction",
    "message_reaction_count", "chat_boost", "removed_chat_boost", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages",
    "purchased_paid_media",
)  # fmt: skip
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DEFAULT_TYPES = frozenset(ALL_TYPES) - NOT_BY_DEFAULT


@dataclass(frozen=True, slots=True)
class Update:
    """One update as it will be sent; `lane` is the chat whose order counts."""

    id: int
    at: datetime
    lane: int
    body: str


@dataclass(slots=True)
class _Poll:
    future: asyncio.Future[str]
    offset: int
    limit: int
    woken: bool = False


class UpdateQueue:
    """The updates that a bot has not confirmed yet. `clock` dates updates, `first_id` numbers the
    first."""

    def __init__(self, clock: Callable[[], datetime], first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._poll: _Poll | None = None
        self._last_offset: int | None = None
        self._last_start = 0.0
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.allowed: frozenset[str] = DEFAULT_TYPES
        self.on_push: Callable[[Update], None] | None = None

    def allow(self, names: list[Any] | None) -> None:
        """Set which updates may arise from now on; None keeps, an empty list means the default."""
        if names is None:
            return
        known = frozenset(str(name).lower() for name in names) & frozenset(ALL_TYPES)
        self.allowed = known or DEFAULT_TYPES

    def allowed_names(self) -> list[str] | None:
        """The list for getWebhookInfo; None for the default set."""
        if self.allowed == DEFAULT_TYPES:
            return None
        return [name for name in ALL_TYPES if name in self.allowed]

    def push(self, kind: str, lane: int, shape: Any) -> None:
        """Add an update. Whether it is wanted was asked before (`allowed`)."""
        number = self._next_id
        self._next_id += 1
        body = f'{{"update_id":{number},"{kind}":{json.dumps(shape)}}}'
        update = Update(number, self._clock(), lane, body)
        self.pending[number] = update
        if self._poll is not None:
            self._wake(self._poll)
        elif self.on_push is not None:
            self.on_push(update)

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()

    async def poll(self, offset: int, limit: int, timeout: int) -> str:
        """Confirm what is below the offset and give what follows as a JSON array.

        Raises `ApiError` 409 when another poll or a webhook takes over meanwhile.
        """
        loop = asyncio.get_running_loop()
        if offset == self._last_offset and loop.time() < self._last_start + _HURRY:
            limit = 1
        self._last_offset, self._last_start = offset, loop.time()
        offset = self._confirm(offset)
        found = self._take(offset, limit)
        if found or timeout <= 0:
            return _joined(found)
        self.abort(
            "terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
        poll = self._poll = _Poll(loop.create_future(), offset, limit)
        alarm = loop.call_later(min(timeout, MAX_TIMEOUT), self._serve, poll)
        try:
            return await poll.future
        finally:
            alarm.cancel()
            if self._poll is poll:
                self._poll = None

    @property
    def waiting(self) -> bool:
        """Whether a poll is under way."""
        return self._poll is not None

    def abort(self, sentence: str) -> None:
        """Let the poll that waits fail with 409."""
        poll, self._poll = self._poll, None
        if poll is not None and not poll.future.done():
            poll.future.set_exception(ApiError(409, sentence))

    def release(self) -> None:
        """Let the waiting poll return empty (the server stops)."""
        if self._poll is not None:
            self._serve(self._poll)

    def _wake(self, poll: _Poll) -> None:
        if not poll.woken:
            poll.woken = True
            asyncio.get_running_loop().call_later(_GATHER, self._serve, poll)

    def _serve(self, poll: _Poll) -> None:
        if not poll.future.done():
            poll.future.set_result(_joined(self._take(poll.offset, poll.limit)))

    def _confirm(self, offset: int) -> int:
        self._expire()
        if offset < 0:  # counted from the end
            offset = max(offset + self._next_id, 0)
        if offset <= self._next_id + _FUTURE:
            while self.pending and next(iter(self.pending)) < offset:
                self.pending.popitem(last=False)
        return offset

    def _expire(self) -> None:
        old = self._clock() - KEPT
        while self.pending and next(iter(self.pending.values())).at < old:
            self.pending.popitem(last=False)

    def _take(self, offset: int, limit: int) -> list[Update]:
        if offset > self._next_id + _FUTURE:
            offset = 0
        found: list[Update] = []
        for update in self.pending.values():
            if len(found) >= limit:
                break
            if update.id >= offset:
                found.append(update)
        return found


def _joined(updates: list[Update]) -> str:
    return "[" + ",".join(update.body for update in updates) + "]"
