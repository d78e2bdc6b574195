"""Implements the Bot API's calls without the HTTP server: sessions of bots, calls by name, updates
from the state."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from sandbox.bot_api import methods
from sandbox.bot_api.args import Args, json_object
from sandbox.bot_api.disk import Disk
from sandbox.bot_api.errors import ApiError, from_refused
from sandbox.bot_api.kind import TELEGRAM, ServerKind
from sandbox.bot_api.registry import METHODS, Call
from sandbox.bot_api.session import Session, open_session
from sandbox.bot_api.shapes.older import as_of
from sandbox.bot_api.shapes.updates import update
from sandbox.bot_api.webhook import FIRST_PAUSE
from sandbox.state.model import Happening, Refused, User
from sandbox.state.world import World

log = logging.getLogger(__name__)
methods.load()


class BotApi:
    """Every bot of one Telegram.

    `kind`: which server it plays. `retry_pause`: seconds before an update that a webhook did not
    take is sent to it again.
    """

    def __init__(
        self, world: World, retry_pause: float = FIRST_PAUSE, kind: ServerKind = TELEGRAM
    ) -> None:
        self.world = world
        self.kind = kind
        self.clock = world.clock
        self.retry_pause = retry_pause
        self.log_calls = False
        self.held_back: Callable[[int], float] = lambda _bot_id: 0.0
        """For how many seconds a message is no update of that bot's yet."""
        self.disk = Disk()
        self._sessions: dict[int, Session] = {}
        self._unsubscribe = world.subscribe(self._on_happening)

    def session(self, bot: User) -> Session:
        """The bot's session, opened when first asked for."""
        session = self._sessions.get(bot.id)
        if session is None:
            session = self._sessions[bot.id] = open_session(self.world, bot.id, self.clock)
        return session

    async def close(self) -> None:
        """Stop listening to the state, stop webhooks, let polls return."""
        self._unsubscribe()
        self.disk.close()
        for session in self._sessions.values():
            session.queue.release()
            if session.webhook is not None:
                await session.webhook.stop()
                session.webhook = None

    async def call(self, bot: User, name: str, args: Args) -> Any:
        """Carry out a method. Raises `ApiError` for whatever Telegram would refuse."""
        key = name.lower()
        function = METHODS.get(key)
        if function is None:
            log.warning("method %s is not in this sandbox", name)
            raise ApiError(404, f"method {name} is not in this sandbox")
        if self.log_calls:
            log.info("bot %s calls %s", bot.id, name)
        try:
            result = function(Call(self, self.session(bot), key, args))
            found = await result if inspect.isawaitable(result) else result
        except Refused as refused:
            raise from_refused(refused, key) from refused
        return as_of(self.kind.version, found)

    async def carry_out_reply(self, bot: User, body: bytes, content_type: str) -> None:
        """Carry out the method that a webhook's answer names; its result goes nowhere."""
        try:
            if content_type == "application/x-www-form-urlencoded":
                values: dict[str, Any] = dict(parse_qsl(body.decode("utf-8", "replace")))
            else:
                values = json_object(body)
            name = str(values.pop("method", ""))
            if name:
                await self.call(bot, name, Args(values))
        except ApiError as error:
            log.warning("a webhook's reply was refused: %s", error.description)

    def _on_happening(self, happening: Happening) -> None:
        bot = self.world.users.get(happening.recipient)
        if bot is None or not bot.is_bot:
            return
        session = self.session(bot)
        arisen = update(session.view, happening, session.queue.allowed)
        if arisen is not None:
            name, lane, shape = arisen
            shape = as_of(self.kind.version, shape)
            if not session.held_back.take(name, lane, shape, lambda: self.held_back(bot.id)):
                session.queue.push(name, lane, shape)
