"""The connection to Telegram on bad days: transport errors, wrong clocks, lost server sessions."""

import asyncio
from dataclasses import replace

import pytest

from sandbox.faults import Face, Fault, Way
from sandbox.mtproto.crypto import auth_key_id
from tests.userbot.conftest import TIMINGS, Desk
from userbot.failures import NotLoggedIn

HOUR = 3600.0


@pytest.mark.parametrize("ahead", [90.0, -90.0, HOUR, -HOUR])
async def test_a_clock_that_is_wrong_at_start(desk: Desk, ahead: float) -> None:
    """The machine's clock against Telegram's: time is the server's, as the protocol has it."""
    desk.face.clock.ahead = ahead
    account = await desk.account()
    room = await desk.room(account)
    desk.say(room.chat_id or 0, "on time")
    await desk.texts(account, ["on time"])


@pytest.mark.parametrize("code", [404, 429])
async def test_one_transport_error_costs_nothing(desk: Desk, code: int) -> None:
    account = await desk.account(replace(TIMINGS, look=0.1, proof=0.5))
    room = await desk.room(account)
    error = desk.faults.transport_error(code, method="updates.getState", who=desk.owner.id)
    await error.struck()
    lost = desk.faults.swallow(Face.MTPROTO, "updates.getState", who=desk.owner.id)
    await lost.struck()
    desk.say(room.chat_id or 0, "still here")
    await desk.texts(account, ["still here"])


async def test_a_key_that_telegram_knows_no_more_ends_the_login(desk: Desk) -> None:
    account = await desk.account(replace(TIMINGS, look=0.1, proof=0.5, patience=0.5))
    desk.face.server.forget_key(auth_key_id(await account.storage.auth_key()))
    with pytest.raises(NotLoggedIn):
        await asyncio.wait_for(account.ended(), 20)


async def test_a_flood_of_connections_is_not_made_worse(desk: Desk) -> None:
    """-429 for good: pauses grow, the login stays, and all goes on afterwards."""
    account = await desk.account(replace(TIMINGS, look=0.1, proof=0.5, patience=0.5))
    room = await desk.room(account)
    connects = desk.faults.add(Fault(Face.MTPROTO, Way.TRANSPORT, times=None, code=429))
    await asyncio.sleep(2)
    assert connects.hits <= 12
    connects.release()
    desk.say(room.chat_id or 0, "afterwards")
    await desk.texts(account, ["afterwards"], within=20)


async def test_a_server_session_that_is_lost_is_asked_about_at_once(desk: Desk) -> None:
    """What was pushed to the old one is gone: new_session_created makes the account ask."""
    account = await desk.account(replace(TIMINGS, look=0.3))
    room = await desk.room(account)
    desk.faults.renew(desk.owner.id)
    desk.say(room.chat_id or 0, "pushed to nobody")
    await desk.texts(account, ["pushed to nobody"])
