"""Methods by name. A method is a small function that takes a call and returns the `result`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sandbox.bot_api.args import Args
from sandbox.bot_api.disk import Disk
from sandbox.bot_api.kind import ServerKind
from sandbox.bot_api.session import Session
from sandbox.bot_api.view import View
from sandbox.state.model import User
from sandbox.state.world import World


class Server(Protocol):
    """What a method may ask of the server that it was called at."""

    world: World
    kind: ServerKind
    clock: Callable[[], datetime]
    retry_pause: float
    disk: Disk

    async def carry_out_reply(self, bot: User, body: bytes, content_type: str) -> None:
        """Carry out the method that a webhook's answer names."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one bot. `method` is in lower case: names do not depend on case."""

    api: Server
    session: Session
    method: str
    args: Args

    @property
    def world(self) -> World:
        """The state."""
        return self.api.world

    @property
    def view(self) -> View:
        """What the bot sees."""
        return self.session.view

    @property
    def bot_id(self) -> int:
        """The id of the bot that calls."""
        return self.session.view.bot_id

    @property
    def bot(self) -> User:
        """The bot that calls."""
        return self.session.view.bot


@dataclass(frozen=True, slots=True)
class Raw:
    """A result that is JSON already."""

    text: str


@dataclass(frozen=True, slots=True)
class Described:
    """A result with Telegram's remark on it."""

    result: Any
    description: str


Method = Callable[[Call], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Register a function under its name in the Bot API."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register
