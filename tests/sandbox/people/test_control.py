"""The control API: who may use it, and what it answers to nonsense."""

from __future__ import annotations

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from sandbox.faults import Face, Fault, Way
from sandbox.people import Account
from sandbox.refusals import Strike
from sandbox.remote import WrongCallError, connect
from sandbox.server import Sandbox

CALL = {"call": "addresses", "args": {}}


async def _post(url: str, **changes: object) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{url}/control", **{"json": CALL, **changes}) as response,  # type: ignore[arg-type]
    ):
        return response.status, await response.text()


@pytest.fixture
def url(sandbox: Sandbox) -> str:
    assert sandbox.control is not None
    return sandbox.control.url


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 200),
        ({"headers": {"Host": "localhost:80"}}, 200),
        ({"headers": {"Host": "evil.example"}}, 403),
        ({"headers": {"Host": "evil.example:8083"}}, 403),
        ({"headers": {"Origin": "http://evil.example"}}, 403),
        ({"headers": {"Origin": "null"}}, 403),
        ({"headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
        ({"json": None, "data": '{"call":"addresses","args":{}}'}, 415),
        ({"json": {"call": "__class__", "args": {}}}, 400),
        ({"json": {"call": "close", "args": {}}}, 400),
        ({"json": {"call": "addresses", "args": {"more": 1}}}, 400),
        ({"json": {"call": "account", "args": {"who": {"$": "Path", "x": 1}}}}, 400),
        ({"json": [1]}, 400),
        ({"json": {"call": "leave", "args": {"me": "x", "chat": 1}}}, 200),
    ],
)
async def test_who_is_let_in(url: str, changes: dict[str, object], status: int) -> None:
    assert (await _post(url, **changes))[0] == status


async def test_the_control_api_tells_where_everything_is(sandbox: Sandbox, url: str) -> None:
    async with connect(url) as remote:
        assert remote.addresses == sandbox.addresses()
    assert remote.addresses.public_key.startswith("-----BEGIN RSA PUBLIC KEY-----")


async def test_faults_from_outside(sandbox: Sandbox, url: str) -> None:
    async with connect(url) as remote:
        fault = Fault(Face.BOT_API, Way.ERROR, "sendMessage", code=500, text="oops")
        number = await remote.faults.add(fault)
        assert sandbox.faults.rules[number].fault == fault
        sandbox.faults.bot_api.take("sendmessage", 1)
        assert await remote.faults.hits(number) == 1
        assert sandbox.faults.rules == {}
        number = await remote.faults.add(Fault(Face.MTPROTO, Way.REFUSE, times=None))
        await remote.faults.release(number)
        await remote.faults.add(Fault(Face.MTPROTO, Way.REFUSE, times=None))
        await remote.faults.clear()
        assert sandbox.faults.rules == {}
        await remote.faults.set_clock(90)
        assert sandbox.mtproto.clock.ahead == 90
        assert await remote.faults.cut() == 0
        assert await remote.faults.deafen() == 0


async def test_a_call_that_makes_no_sense(url: str) -> None:
    async with connect(url) as remote:
        with pytest.raises(WrongCallError, match="fault"):
            await remote.people.operations.ask("faults.add")  # type: ignore[attr-defined]
        with pytest.raises(ValueError, match="which bot"):
            await (await remote.people.add("Ann")).start()


async def test_a_taken_address_leaves_nothing_running(sandbox: Sandbox) -> None:
    second = Sandbox(mtproto_port=sandbox.mtproto_address[1])
    with pytest.raises(OSError, match="address already in use"):
        await second.start()
    third = Sandbox(bot_api_port=int(second.bot_api_url.rpartition(":")[2]))
    await third.start()
    await third.stop()


async def test_what_was_refused_is_told_apart_from_what_faults_refused(
    sandbox: Sandbox, url: str, bot: Account, client: Bot
) -> None:
    nobody = 999
    async with connect(url) as remote:
        number = await remote.faults.add(
            Fault(Face.BOT_API, Way.ERROR, "sendMessage", times=2, code=403, text="ordered")
        )
        for _ in range(3):
            with pytest.raises(TelegramAPIError):
                await client.send_message(nobody, "hello")
        assert await remote.faults.strikes() == [Strike(number, bot.id, 2)]
        [(refusal, times)] = await remote.faults.refusals()
    assert times == 1
    assert (refusal.face, refusal.who, refusal.code) == ("bot_api", bot.id, 400)
    assert refusal.method == "sendMessage"
    assert refusal.text == "Bad Request: chat not found"
