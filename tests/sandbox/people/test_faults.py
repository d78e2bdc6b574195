"""Bad days, on both faces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pyrogram
import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from pyrogram import raw
from pyrogram.errors import FloodWait

from sandbox.faults import Face, Way
from sandbox.people import Account, NotSeenError, People, Person
from sandbox.server import Sandbox
from tests.sandbox.mtproto.clients import kurigram, trust
from tests.support.waiting import eventually


@pytest.fixture
def people(sandbox: Sandbox) -> People:
    """Here is enough."""
    return sandbox.people


@pytest_asyncio.fixture
async def ann(people: People, bot: Account) -> Person:
    person = await people.add("Ann")
    await person.start()
    return person


class Device:
    """Somebody's Telegram app."""

    def __init__(self, sandbox: Sandbox, client: pyrogram.Client, person: Person) -> None:
        self.sandbox, self.client, self.person = sandbox, client, person
        self.texts: list[str] = []
        self.came = asyncio.Event()

    async def invoke(self, query: Any, **options: Any) -> Any:
        return await self.client.invoke(query, **options)

    async def about(self) -> Any:
        """A call without consequences."""
        return await self.invoke(
            raw.functions.updates.GetState(), retries=1, retry_delay=0, timeout=1
        )

    async def raw_update(self, _client: object, update: Any, *_: object) -> None:
        if isinstance(update, raw.types.UpdateNewMessage):
            self.texts.append(getattr(update.message, "message", ""))
            self.came.set()

    async def has(self, count: int) -> list[str]:
        async with asyncio.timeout(5):
            while len(self.texts) < count:
                self.came.clear()
                await self.came.wait()
        return self.texts


@pytest_asyncio.fixture
async def device(sandbox: Sandbox, people: People) -> AsyncIterator[Device]:
    trust(sandbox.server_key)
    person = await people.add("Owner")
    client = kurigram(sandbox.mtproto_address)
    phone = person.account.phone or ""
    await client.connect()
    sent = await client.send_code(phone)
    await client.sign_in(phone, sent.phone_code_hash, sandbox.login_code)
    made = Device(sandbox, client, person)
    client.add_handler(pyrogram.handlers.RawUpdateHandler(made.raw_update))
    await client.initialize()
    await made.about()
    yield made
    sandbox.faults.clear()
    if client.is_initialized:
        await client.terminate()
    if client.is_connected:
        await client.disconnect()


async def test_errors_of_the_bot_api(
    sandbox: Sandbox, client: Bot, ann: Person, bot: Account
) -> None:
    faults = sandbox.faults
    faults.flood(Face.BOT_API, "sendMessage", 7)
    with pytest.raises(TelegramRetryAfter) as caught:
        await client.send_message(ann.id, "one")
    assert caught.value.retry_after == 7
    faults.error(Face.BOT_API, None, 502, "")
    with pytest.raises(TelegramServerError):
        await client.get_me()
    other = faults.error(Face.BOT_API, "sendMessage", 400, "no", who=bot.id + 1)
    rule = faults.error(Face.BOT_API, "sendMessage", 400, "not today", times=2)
    for _ in range(2):
        with pytest.raises(TelegramBadRequest, match="not today"):
            await client.send_message(ann.id, "two")
    await rule.struck(2)
    assert other.hits == 0
    await client.send_message(ann.id, "three")
    assert [s.text for s in await ann.messages(bot.id)] == ["/start", "three"]


async def test_lost_calls_and_lost_answers_of_the_bot_api(
    sandbox: Sandbox, client: Bot, ann: Person, bot: Account
) -> None:
    sandbox.faults.lose_call(Face.BOT_API, "sendMessage")
    with pytest.raises(TelegramNetworkError):
        await client.send_message(ann.id, "never")
    sandbox.faults.lose_answer(Face.BOT_API, "sendMessage")
    with pytest.raises(TelegramNetworkError):
        await client.send_message(ann.id, "done all the same")
    texts = [s.text for s in await ann.messages(bot.id)]
    assert texts == ["/start", "done all the same"]
    with sandbox.faults.refuse_connections(Face.BOT_API):
        for _ in range(2):
            with pytest.raises(TelegramNetworkError):
                await client.get_me()
    await client.get_me()
    swallowed = sandbox.faults.swallow(Face.BOT_API, "getMe")
    with pytest.raises(TelegramNetworkError):
        await client.get_me(request_timeout=1)
    assert swallowed.hits == 1


async def test_a_poll_that_is_cut(sandbox: Sandbox, client: Bot, ann: Person) -> None:
    await client.get_updates(-1)
    updates = await client.get_updates(timeout=0)
    poll = asyncio.create_task(client.get_updates(updates[-1].update_id + 1, timeout=30))
    await eventually(lambda: sandbox.faults.cut(face=Face.BOT_API))
    with pytest.raises(TelegramNetworkError):
        await poll


async def test_errors_of_mtproto(sandbox: Sandbox, device: Device) -> None:
    rule = sandbox.faults.flood(Face.MTPROTO, "updates.getState", 33, who=device.person.id)
    with pytest.raises(FloodWait) as caught:
        await device.about()
    assert caught.value.value == 33
    assert rule.hits == 1
    await device.about()
    late = sandbox.faults.delay(Face.MTPROTO, "updates.getState", 0.2)
    started = asyncio.get_running_loop().time()
    await device.about()
    assert late.hits == 1
    assert asyncio.get_running_loop().time() - started >= 0.2


async def test_a_delay_ends_when_it_is_taken_back(
    sandbox: Sandbox, device: Device, client: Bot
) -> None:
    for face, method, call in (
        (Face.MTPROTO, "updates.getState", device.about),
        (Face.BOT_API, "getMe", client.get_me),
    ):
        with sandbox.faults.delay(face, method, 3600, times=None) as rule:
            late = asyncio.ensure_future(call())
            await rule.struck()
            assert not late.done()
        async with asyncio.timeout(10):
            await late


async def test_a_call_without_an_answer(sandbox: Sandbox, device: Device, people: People) -> None:
    bob = await people.add("Bob")
    for done in (False, True):
        rule = sandbox.faults.swallow(Face.MTPROTO, "messages.sendMessage", done=done)
        user = sandbox.world.user(bob.id)
        query = raw.functions.messages.SendMessage(
            peer=raw.types.InputPeerUser(user_id=bob.id, access_hash=user.access_hash),
            message=f"done={done}",
            random_id=1 + done,
        )
        with pytest.raises(TimeoutError):
            await device.invoke(query, retries=1, retry_delay=0, timeout=0.3)
        await rule.struck()
    assert [s.text for s in await bob.messages(device.person.id)] == ["done=True"]


@pytest.mark.parametrize(
    ("way", "texts"),
    [
        (Way.PUSH_TWICE, ["one", "one", "two"]),
        (Way.PUSH_LATE, ["two", "one"]),
        (Way.PUSH_NEVER, ["two"]),
    ],
)
async def test_pushes(
    sandbox: Sandbox, device: Device, people: People, way: Way, texts: list[str]
) -> None:
    bob = await people.add("Bob")
    device.texts.clear()
    sandbox.faults.push(way, who=device.person.id)
    await bob.say(device.person.id, "one")
    await bob.say(device.person.id, "two")
    assert await device.has(len(texts)) == texts


async def test_cutting_and_refusing(
    sandbox: Sandbox, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pyrogram.session.session.Session.START_TIMEOUT", 0.2)
    outage = sandbox.faults.refuse_connections()
    assert sandbox.faults.cut(device.person.id) == 1
    await outage.struck()
    outage.release()
    assert sandbox.faults.cut(device.person.id + 1000) == 0


async def test_a_half_open_connection(sandbox: Sandbox, device: Device) -> None:
    assert sandbox.faults.deafen(device.person.id) == 1
    with pytest.raises(TimeoutError):
        await device.invoke(raw.functions.updates.GetState(), retries=1, retry_delay=0, timeout=0.3)


async def test_only_pushes_are_pushed(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="pushing"):
        sandbox.faults.push(Way.ERROR)
    rule = sandbox.faults.deafen_connections(times=3)
    with pytest.raises(TimeoutError):
        await rule.struck(timeout=0.01)


async def test_the_sign_in_code_comes_from_telegram(device: Device) -> None:
    (seen,) = await device.person.messages(777000)
    assert "12345" in seen.text
    with pytest.raises(NotSeenError):
        await device.person.sees("nothing", chat=777000, timeout=0.01)


async def test_a_message_that_is_held_back_and_its_chat_behind_it_are_overtaken_by_all_else(
    sandbox: Sandbox, people: People, bot: Account, ann: Person, client: Bot
) -> None:
    boris = await people.add("Boris")
    await boris.start()
    last = (await client.get_updates(-1))[-1].update_id
    with sandbox.faults.hold_back(0.2, who=bot.id):
        late = await ann.say(bot.id, "first")
    await ann.edit(late, "first, edited")
    await ann.say(bot.id, "second")
    await boris.say(bot.id, "meanwhile")

    came: list[str] = []
    while len(came) < 4:
        updates = await client.get_updates(last + 1, timeout=5)
        messages = [update.message or update.edited_message for update in updates]
        came += [message.text or "" for message in messages if message is not None]
        last = updates[-1].update_id
    assert came == ["meanwhile", "first", "first, edited", "second"]
