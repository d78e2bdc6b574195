"""Updates sent to a bot's own address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiohttp import web

from sandbox.bot_api.kind import OWN_LOCAL
from sandbox.state.model import Content
from tests.sandbox.bot_api.conftest import Town
from tests.support.waiting import eventually

pytestmark = pytest.mark.usefixtures("own_server")
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """A bot's web server: keeps what comes, answers what it is told to."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.times: list[float] = []
        self.refuse: dict[str, int] = {}
        self.reply: dict[str, Any] | None = None
        self.at_once = 0
        self.most_at_once = 0
        self.hold: asyncio.Event | None = None

    async def handle(self, request: web.BaseRequest) -> web.Response:
        update = await request.json()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        if self.hold is not None:
            await self.hold.wait()
        self.at_once -= 1
        self.got.append(update)
        self.secrets.append(request.headers.get(HEADER))
        self.times.append(asyncio.get_running_loop().time())
        text = update.get("message", {}).get("text", "")
        if self.refuse.get(text, 0):
            self.refuse[text] -= 1
            return web.Response(status=500)
        return web.json_response(self.reply) if self.reply else web.Response()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]


@pytest.fixture
def own_server(town: Town) -> None:
    """Of the servers, only one's own with --local calls plain HTTP."""
    town.server.api.kind = OWN_LOCAL


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    keeper = Receiver()
    runner = web.ServerRunner(web.Server(keeper.handle), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield keeper, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_updates_come_with_the_secret(
    town: Town, bot: Bot, receiver: tuple[Receiver, str]
) -> None:
    keeper, url = receiver
    town.says("waited")
    await bot.set_webhook(url, secret_token="s3-cret_", allowed_updates=["message"])
    town.says("fresh")
    await eventually(lambda: keeper.texts() == ["waited", "fresh"])
    assert keeper.secrets == ["s3-cret_"] * 2
    info = await bot.get_webhook_info()
    assert info.url == url
    assert info.allowed_updates == ["message"]
    await eventually(lambda: not town.server.api.session(town.bot).queue.pending)
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook"):
        await bot.get_updates()
    await bot.delete_webhook()
    town.says("polled")
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["polled"]
    assert (await bot.get_webhook_info()).url == ""


async def test_a_refused_update_comes_again_and_holds_back_its_chat(
    town: Town, bot: Bot, receiver: tuple[Receiver, str]
) -> None:
    keeper, url = receiver
    keeper.refuse = {"first": 3}
    await bot.set_webhook(url)
    town.says("first")
    town.says("second")
    town.world.send(town.boss.id, town.bot.id, Content("other chat"))
    await eventually(lambda: "second" in keeper.texts())
    texts = keeper.texts()
    assert [t for t in texts if t != "other chat"] == ["first"] * 4 + ["second"]
    assert texts.index("other chat") < texts.index("second")
    times = [t for t, text in zip(keeper.times, texts, strict=True) if text == "first"]
    pauses = [later - sooner for sooner, later in pairwise(times)]
    # A fortieth of Telegram's 2, 4 and 8 seconds.
    assert all(pause >= least for pause, least in zip(pauses, (0.05, 0.1, 0.2), strict=True))
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_method_in_the_reply_is_carried_out(
    town: Town, bot: Bot, receiver: tuple[Receiver, str]
) -> None:
    keeper, url = receiver
    keeper.reply = {"method": "sendMessage", "chat_id": town.ann.id, "text": "from the reply"}
    await bot.set_webhook(url)
    town.says("hello")

    def last() -> str:
        return town.world.history(town.ann.id, town.bot.id)[0].content.text

    await eventually(lambda: last() == "from the reply")
    assert len(keeper.got) == 1


async def test_no_more_at_once_than_allowed(
    town: Town, bot: Bot, receiver: tuple[Receiver, str]
) -> None:
    keeper, url = receiver
    keeper.hold = asyncio.Event()
    await bot.set_webhook(url, max_connections=2)
    people = [town.world.add_person(f"P{n}") for n in range(5)]
    for person in people:
        town.says("x", person)
    await eventually(lambda: keeper.at_once == 2)
    assert (await bot.get_webhook_info()).pending_update_count == 5
    keeper.hold.set()
    await eventually(lambda: len(keeper.got) == 5)
    assert keeper.most_at_once == 2


async def test_nobody_at_home(town: Town, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/")
    town.says("kept")
    await eventually(lambda: _error(town) == "Connection refused")
    await bot.delete_webhook()
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["kept"]


def _error(town: Town) -> str:
    hook = town.server.api.session(town.bot).webhook
    return hook.last_error if hook is not None else ""


async def test_setting_and_dropping(town: Town, bot: Bot, receiver: tuple[Receiver, str]) -> None:
    keeper, url = receiver
    town.says("dropped")
    with pytest.raises(TelegramBadRequest, match="secret token contains unallowed characters"):
        await bot.set_webhook(url, secret_token="no spaces")
    town.clock.move(seconds=1)
    with pytest.raises(TelegramBadRequest, match="invalid webhook URL"):
        await bot.set_webhook("no address")
    town.clock.move(seconds=1)
    first = await bot.get_updates(-1)
    poll = asyncio.create_task(bot.get_updates(first[0].update_id + 1, timeout=20))
    queue = town.server.api.session(town.bot).queue
    await eventually(lambda: queue.waiting)
    await bot.set_webhook(url, drop_pending_updates=True)
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await poll
    town.says("kept")
    await eventually(lambda: keeper.texts() == ["kept"])
