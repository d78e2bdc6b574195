"""Handshake, transports and service messages, with both libraries as clients."""

import asyncio
from pathlib import Path
from typing import Any

import pyrogram
import pytest
from pyrogram.connection.transport import (
    TCP,
    TCPAbridged,
    TCPAbridgedO,
    TCPFull,
    TCPIntermediate,
    TCPIntermediateO,
    TCPIntermediatePadded,
)
from pyrogram.errors import BadRequest, FloodWait
from pyrogram.raw import functions, types
from telethon import functions as telethon_functions
from telethon.errors import RPCError as TelethonError
from telethon.network import (
    ConnectionTcpAbridged,
    ConnectionTcpFull,
    ConnectionTcpIntermediate,
    ConnectionTcpObfuscated,
)

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.keys import MemoryKeyStore
from sandbox.mtproto.session import Session
from tests.sandbox.mtproto.clients import kurigram, telethon
from tests.sandbox.mtproto.conftest import Bare
from tests.support.waiting import eventually

KURIGRAM = [
    TCPAbridged,
    TCPAbridgedO,
    TCPIntermediate,
    TCPIntermediateO,
    TCPIntermediatePadded,
    TCPFull,
]
TELETHON = [
    ConnectionTcpAbridged,
    ConnectionTcpFull,
    ConnectionTcpIntermediate,
    ConnectionTcpObfuscated,
]


@pytest.mark.parametrize("transport", KURIGRAM)
async def test_kurigram_shakes_hands_over_every_transport(bare: Bare, transport: type[TCP]) -> None:
    client = kurigram(bare.address, transport=transport)
    assert await client.connect() is False
    answer = await client.invoke(functions.help.GetConfig())
    await client.disconnect()
    assert answer.dc_options[0].port == bare.address[1]


@pytest.mark.parametrize("transport", TELETHON)
async def test_telethon_shakes_hands_over_every_transport(bare: Bare, transport: Any) -> None:
    client = telethon(bare.address, transport=transport)
    await client.connect()
    answer = await client(telethon_functions.help.GetConfigRequest())
    await client.disconnect()
    assert answer.dc_options[0].port == bare.address[1]


async def test_unknown_methods_are_refused_by_name(
    bare: Bare, caplog: pytest.LogCaptureFixture
) -> None:
    client = telethon(bare.address)
    await client.connect()
    with pytest.raises(TelethonError, match=r"METHOD_NOT_FOUND: help\.getSupport"):
        await client(telethon_functions.help.GetSupportRequest())
    await client.disconnect()
    assert "help.getSupport" in caplog.text


async def test_a_key_opens_the_door_again_until_it_is_forgotten(bare: Bare, tmp_path: Path) -> None:
    for _ in range(2):
        client = kurigram(bare.address, folder=tmp_path)
        await client.connect()
        # kurigram only trusts a stored key when somebody is logged in by it.
        await client.storage.user_id(7)
        await client.storage.is_bot(False)
        await save(client)
        await client.disconnect()
    stored = tmp_path / "keys.json"
    bare.keys.save(stored)
    assert stored.stat().st_mode & 0o777 == 0o600
    again = MemoryKeyStore()
    again.load(stored)
    assert again._keys.keys() == bare.keys._keys.keys()
    assert len(again._keys) == 1

    (key_id,) = again._keys
    bare.server.forget_key(key_id)
    reader, writer = await asyncio.open_connection(*bare.address)
    writer.write(b"\xef" + bytes([26]) + key_id + bytes(96))
    refusal = await asyncio.wait_for(reader.read(), 2)
    writer.close()
    assert refusal == b"\x01" + (-404).to_bytes(4, "little", signed=True)


async def test_a_changed_salt_is_told_and_the_request_repeated(bare: Bare) -> None:
    client = kurigram(bare.address)
    await client.connect()
    before = session_of(client).salt
    bare.server.rotate_salts()
    await client.invoke(functions.help.GetConfig())
    assert session_of(client).salt != before
    await client.disconnect()


async def test_errors_arrive_with_their_number(bare: Bare) -> None:
    async def refuse(session: Session, query: Any) -> Any:
        raise RpcError(420, "FLOOD_WAIT_30")

    bare.api.add(functions.help.GetSupport, refuse)
    client = kurigram(bare.address)
    await client.connect()
    with pytest.raises(FloodWait) as caught:
        await client.invoke(functions.help.GetSupport())
    await client.disconnect()
    assert caught.value.value == 30


async def test_vectors_bools_and_large_answers(bare: Bare) -> None:
    async def readers(session: Session, query: Any) -> Any:
        return [types.ReadParticipantDate(user_id=n, date=n) for n in range(2000)]

    async def yes(session: Session, query: Any) -> Any:
        return True

    bare.api.add(functions.messages.GetMessageReadParticipants, readers)
    bare.api.add(functions.help.HidePromoData, yes)
    client = kurigram(bare.address)
    await client.connect()
    peer = types.InputPeerSelf()
    read = await client.invoke(functions.messages.GetMessageReadParticipants(peer=peer, msg_id=1))
    assert [r.user_id for r in read] == list(range(2000))
    assert await client.invoke(functions.help.HidePromoData(peer=peer)) is True
    await client.disconnect()


async def test_a_repeated_message_is_answered_again_but_not_run_again(bare: Bare) -> None:
    runs = 0

    async def count(session: Session, query: Any) -> Any:
        nonlocal runs
        runs += 1
        return True

    bare.api.add(functions.help.HidePromoData, count)
    client = kurigram(bare.address)
    await client.connect()
    factory = session_of(client).msg_factory
    message = await factory.create(functions.help.HidePromoData(peer=types.InputPeerSelf()))

    async def again(_: Any) -> Any:
        return message

    create, factory.create = factory.create, again
    assert await session_of(client).send(message.body) is True
    assert await session_of(client).send(message.body) is True
    factory.create = create
    await client.disconnect()
    assert runs == 1


async def test_requests_wait_for_those_they_must_follow(bare: Bare) -> None:
    order: list[int] = []
    release = asyncio.Event()

    async def slow(session: Session, query: Any) -> Any:
        await release.wait()
        order.append(1)
        raise RpcError(400, "PEER_ID_INVALID")

    async def after(session: Session, query: Any) -> Any:
        order.append(2)
        return True

    bare.api.add(functions.help.GetSupport, slow)
    bare.api.add(functions.help.HidePromoData, after)
    client = kurigram(bare.address)
    await client.connect()
    first = asyncio.create_task(client.invoke(functions.help.GetSupport()))
    await eventually(lambda: bare.server._tasks)
    (session,) = bare.server._sessions.values()
    wrapped = functions.InvokeAfterMsg(
        msg_id=max(session.receipts), query=functions.help.HidePromoData(peer=types.InputPeerSelf())
    )
    second = asyncio.create_task(client.invoke(wrapped))
    release.set()
    with pytest.raises(BadRequest, match="PEER_ID_INVALID"):
        await first
    with pytest.raises(BadRequest, match="MSG_WAIT_FAILED"):
        await second
    await client.disconnect()
    assert order == [1]


def session_of(client: pyrogram.Client) -> Any:
    assert client.session is not None
    return client.session


async def save(client: pyrogram.Client) -> None:
    storage: Any = client.storage
    await storage.save()


async def test_pings_keep_a_connection_and_their_absence_ends_it(bare: Bare) -> None:
    client = telethon(bare.address)
    await client.connect()
    await client(telethon_functions.PingDelayDisconnectRequest(ping_id=7, disconnect_delay=0))
    await eventually(lambda: not bare.server.connections)
    await client.disconnect()


async def test_salts_of_the_future_and_sessions_to_destroy(bare: Bare) -> None:
    client = kurigram(bare.address)
    await client.connect()
    salts = await session_of(client).send(functions.GetFutureSalts(num=1))
    assert salts.salts[0].salt == session_of(client).salt
    dropped = await session_of(client).send(functions.RpcDropAnswer(req_msg_id=4))
    assert isinstance(dropped, types.RpcAnswerUnknown)
    await client.disconnect()


async def test_other_protocols_are_shown_the_door(bare: Bare) -> None:
    for first in (
        b"GET / HTTP/1.1\r\n" + b"x" * 64,
        b"\xef\x01abcd",
        b"\xee\xee\xee\xee\xff\xff\xff\x7f",
    ):
        reader, writer = await asyncio.open_connection(*bare.address)
        writer.write(first)
        assert await asyncio.wait_for(reader.read(), 2) == b""
        writer.close()
