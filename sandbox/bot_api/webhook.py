"""Updates sent to a bot's own address: in order within a chat, again and again until taken.

Telegram's rules (https://core.telegram.org/bots/api#setwebhook and what its server does): at most
`max_connections` at once; an update that was not taken is sent again after about 2, 6, 14 seconds
and holds back its chat's later ones; a method in the answer is carried out.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from sandbox.bot_api.queue import Update, UpdateQueue

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
FIRST_PAUSE = 2.0  # seconds; doubled each time
_LONGEST_PAUSE = 60.0
_ANSWER_TIMEOUT = 60.0

Reply = Callable[[bytes, str], Awaitable[None]]  # a webhook's answer: body and content type


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """What setWebhook was told."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""


class Webhook:
    """Delivers a queue's updates to one address until stopped."""

    def __init__(
        self,
        settings: WebhookSettings,
        queue: UpdateQueue,
        clock: Callable[[], datetime],
        reply: Reply,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self.settings = settings
        self.last_error_at: datetime | None = None
        self.last_error = ""
        self._queue = queue
        self._clock = clock
        self._reply = reply
        self._first_pause = first_pause
        self._lanes: OrderedDict[int, OrderedDict[int, Update]] = OrderedDict()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(max(1, settings.max_connections))
        self._http = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=_ANSWER_TIMEOUT),
            connector=aiohttp.TCPConnector(limit=0),
        )

    def start(self) -> None:
        """Take over what waits and all that comes."""
        self._queue.on_push = self._on_update
        for update in list(self._queue.pending.values()):
            self._on_update(update)

    async def stop(self) -> None:
        """No more deliveries; what was not taken stays in the queue."""
        self._queue.on_push = None
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._http.close()

    def _on_update(self, update: Update) -> None:
        self._lanes.setdefault(update.lane, OrderedDict())[update.id] = update
        if update.lane not in self._busy:
            task = asyncio.get_running_loop().create_task(self._work(update.lane))
            self._busy[update.lane] = task

    async def _work(self, lane: int) -> None:
        """Deliver one chat's updates, one after another."""
        waiting = self._lanes[lane]
        pause = self._first_pause
        try:
            while waiting:
                update = next(iter(waiting.values()))
                if update.id in self._queue.pending and not await self._deliver(update):
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)
                    continue
                pause = self._first_pause
                waiting.popitem(last=False)
                self._queue.pending.pop(update.id, None)
        finally:
            self._busy.pop(lane, None)
            if not waiting:
                self._lanes.pop(lane, None)

    async def _deliver(self, update: Update) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.settings.secret:
            headers[SECRET_HEADER] = self.settings.secret
        async with self._slots:
            try:
                async with self._http.post(
                    self.settings.url, data=update.body.encode(), headers=headers
                ) as response:
                    body = await response.read()
                    status, reason, kind = response.status, response.reason, response.content_type
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                self._failed(_cause(error))
                return False
        if not 200 <= status < 300:
            self._failed(f"Wrong response from the webhook: {status} {reason}")
            return False
        if body:
            await self._reply(body, kind)
        return True

    def _failed(self, sentence: str) -> None:
        self.last_error_at, self.last_error = self._clock(), sentence
        log.warning("webhook not delivered: %s", sentence)


def _cause(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "Connection timed out"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "Connection refused"
    return "Connection closed"
