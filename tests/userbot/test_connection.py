"""The connection to Telegram on bad days: transport errors, wrong clocks, lost server sessions."""

import asyncio
import gc
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from pyrogram import raw
from structlog.testing import capture_logs

from sandbox.faults import Face, Fault, Way
from sandbox.mtproto import framing
from sandbox.mtproto.crypto import Envelope, auth_key_id
from sandbox.mtproto.server import Connection
from sandbox.mtproto.session import Session
from tests.support.waiting import eventually
from tests.userbot.conftest import TIMINGS, Desk
from userbot.failures import NoAnswer, NotLoggedIn
from userbot.protocol import REFUSALS

HOUR = 3600.0
PACKETS = 100
"""At most in a second in which the server serves nobody: each attempt has a few, and a second is
longer on a loaded machine. Without pauses there are a thousand and more."""


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


async def test_a_login_that_ends_while_the_connection_is_lost_ends_without_noise(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    account = await desk.account(replace(TIMINGS, look=0.1, proof=0.5, patience=0.5))
    desk.faults.error(Face.MTPROTO, "help.getConfig", 401, "SESSION_REVOKED", times=None)
    desk.cut()
    with pytest.raises(NotLoggedIn):
        await asyncio.wait_for(account.ended(), 20)
    gc.collect()
    assert "never retrieved" not in caplog.text


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


@pytest.mark.parametrize("jump", [90.0, -90.0, HOUR, -HOUR])
async def test_a_clock_that_jumps_in_the_middle(desk: Desk, jump: float) -> None:
    """Even the clock that nobody sets does: a machine that slept, one that was moved."""
    account = await desk.account(replace(TIMINGS, look=0.1))
    room = await desk.room(account)
    clock = account._client._time
    before = clock._now
    clock._now = lambda: before() + jump
    desk.say(room.chat_id or 0, "after the jump")
    await desk.texts(account, ["after the jump"])
    await account.call(raw.functions.updates.GetState())
    await eventually(lambda: abs(clock.now() - time.time()) < 5)


async def test_a_server_that_contradicts_itself_about_time_is_not_stormed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its clock goes an hour ahead and back, its own ids do not: what it tells us to number
    messages by, it refuses. For good."""
    account = await desk.account(replace(TIMINGS, look=0.1, proof=0.5, patience=0.5))
    monkeypatch.setattr(framing, "SET_BACK", int(2 * HOUR))
    desk.face.clock.ahead = HOUR
    await account.call(raw.functions.updates.GetState())
    desk.face.clock.ahead = 0
    packets = counted(desk, monkeypatch)
    await asyncio.sleep(1)
    assert packets() <= PACKETS
    monkeypatch.undo()
    desk.face.server.ids = framing.MessageIds(desk.face.clock)
    await eventually(lambda: account.is_connected, within=20)


@pytest.mark.parametrize("way", [Way.ERROR, Way.CUT_BEFORE, Way.CUT_AFTER])
async def test_a_session_that_cannot_begin_is_tried_ever_more_rarely(
    desk: Desk, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection stands and its first words are answered; then it is thrown out. For good."""
    account = await desk.account(replace(TIMINGS, look=0.1, proof=0.5, patience=0.5))
    error = Fault(Face.MTPROTO, way, "help.getConfig", code=500, text="INTERNAL", times=None)
    refusal = desk.faults.add(error)
    desk.cut()
    packets = counted(desk, monkeypatch)
    await asyncio.sleep(1)
    assert packets() <= PACKETS
    refusal.release()
    await eventually(lambda: account.is_connected, within=20)


def counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many packets the server has taken since now."""
    server, packets = desk.face.server, 0
    take = server.take

    def counting(link: Connection, packet: bytes) -> None:
        nonlocal packets
        packets += 1
        take(link, packet)

    monkeypatch.setattr(server, "take", counting)
    return lambda: packets


async def test_messages_that_are_never_taken_are_not_sent_for_ever(desk: Desk) -> None:
    account = await desk.account()
    server = desk.face.server
    sent = 0

    def wrong(session: Session, envelope: Envelope) -> bool:
        nonlocal sent
        sent += 1
        fields = {"bad_msg_id": envelope.msg_id, "bad_msg_seqno": envelope.seq_no}
        session.notify(raw.types.BadServerSalt(**fields, error_code=48, new_server_salt=sent))
        return False

    well_numbered, server._well_numbered = server._well_numbered, wrong  # type: ignore[method-assign]
    with pytest.raises(NoAnswer):
        await account.call(raw.functions.updates.GetState())
    assert sent <= REFUSALS + 5  # with pings and proofs
    server._well_numbered = well_numbered  # type: ignore[method-assign]


async def test_a_watch_that_fails_says_so_and_is_taken_up_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await desk.account(replace(TIMINGS, look=0.05, proof=0.5))
    with monkeypatch.context() as broken, capture_logs() as logs:

        async def state() -> None:
            raise RuntimeError("a bug")

        broken.setattr(account._transport, "state", state)
        await eventually(lambda: logs and "was not proved" in logs[0]["event"])
    proofs = desk.faults.add(Fault(Face.MTPROTO, Way.DELAY, "updates.getState", times=None))
    await proofs.struck(2)


async def test_work_that_ends_by_an_error_is_the_accounts_end(desk: Desk) -> None:
    account = await desk.account()

    async def fails() -> None:
        raise RuntimeError("a bug")

    account._spawn(fails())
    with pytest.raises(RuntimeError, match="a bug"):
        await asyncio.wait_for(account.ended(), 5)
