"""A Telegram with a bot, people and a room, served over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from sandbox.bot_api.hooks import Mishap
from sandbox.bot_api.server import BotApiServer
from sandbox.state.model import Chat, Content, User
from sandbox.state.world import World

ALL = [
    "message", "edited_message", "callback_query", "my_chat_member", "chat_member",
    "chat_join_request", "message_reaction", "inline_query", "chosen_inline_result",
]  # fmt: skip
RIGHTS = (
    "can_manage_chat", "can_invite_users", "can_delete_messages", "can_pin_messages",
    "can_change_info", "can_restrict_members", "can_promote_members", "can_manage_topics",
)  # fmt: skip


class Clock:
    """Time that stands still unless moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **parts: float) -> None:
        self.now += timedelta(**parts)


class Accidents:
    """Calls that shall go wrong, each once, by method in lower case."""

    def __init__(self) -> None:
        self.next: dict[str, Mishap] = {}

    def take(self, method: str, bot_id: int) -> Mishap | None:
        return self.next.pop(method, None)

    def held_back(self, bot_id: int) -> float:
        """Nothing is."""
        return 0.0

    def refused(self, method: str, bot_id: int, code: int, text: str) -> None:
        """Nobody counts here."""


@dataclass(slots=True)
class Town:
    """One Telegram with whom most tests need."""

    clock: Clock
    world: World
    bot: User
    ann: User
    boss: User
    accidents: Accidents
    server: BotApiServer

    def says(self, text: str = "hello", who: User | None = None) -> None:
        """A person writes to the bot in private."""
        self.world.send((who or self.ann).id, self.bot.id, Content(text))

    def room(self, title: str = "Room") -> Chat:
        """A supergroup of the boss's with the bot as administrator."""
        chat = self.world.create_supergroup(self.boss.id, title)
        self.world.promote(self.boss.id, chat.id, self.bot.id, RIGHTS)
        return chat

    def let_in(self, chat: Chat, person: User) -> None:
        """Get a person into a group."""
        self.world.invite(self.boss.id, chat.id, [person.id])


Raw = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    clock = Clock()
    world = World(clock)
    accidents = Accidents()
    server = BotApiServer(world, accidents, retry_pause=0.05)
    await server.start()
    yield Town(
        clock,
        world,
        world.add_bot("Desk", "desk_bot"),
        world.add_person("Ann", phone="+15550001"),
        world.add_person("Boss"),
        accidents,
        server,
    )
    await server.stop()


@pytest.fixture
async def bot(town: Town) -> AsyncIterator[Bot]:
    """An unmodified aiogram bot."""
    client = bot_of(town, town.bot)
    yield client
    await hang_up(client)


async def hang_up(client: Bot) -> None:
    """Close a client without aiogram's quarter of a second for TLS, which there is none of."""
    session = client.session
    assert isinstance(session, AiohttpSession)
    await (await session.create_session()).close()


def bot_of(town: Town, user: User) -> Bot:
    """An aiogram client for one of the town's bots."""
    assert user.token is not None
    api = TelegramAPIServer.from_base(town.server.url)
    return Bot(user.token, session=AiohttpSession(api=api))


class Updates:
    """Reads a bot's updates in order, confirming as it goes."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._offset = 0

    async def __call__(self, wait: int = 0) -> list[Update]:
        found = await self._bot.get_updates(self._offset, timeout=wait, request_timeout=30)
        if found:
            self._offset = found[-1].update_id + 1
        return found


@pytest.fixture
async def updates(bot: Bot) -> Updates:
    """Everything that bots may be told, from now on."""
    await bot.get_updates(-1, allowed_updates=ALL)
    return Updates(bot)


@pytest.fixture
async def raw(town: Town) -> AsyncIterator[Raw]:
    """Calls without any library's help: method and JSON in, the whole answer out."""
    async with aiohttp.ClientSession() as http:

        async def call(name: str, /, **values: Any) -> dict[str, Any]:
            url = f"{town.server.url}/bot{town.bot.token}/{name}"
            async with http.post(url, json=values) as response:
                answer: dict[str, Any] = await response.json()
                answer["status"] = response.status
                return answer

        yield call
