"""Service messages, asked by hand: what a well-behaved client never gets to see."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
import pytest_asyncio
from pyrogram.raw import functions, types
from pyrogram.raw.all import layer
from pyrogram.raw.core import Bytes, Int, Long, TLObject

from sandbox.mtproto import crypto, framing
from sandbox.mtproto.clock import ServerClock
from sandbox.mtproto.framing import MessageIds
from sandbox.mtproto.keys import AuthKey
from sandbox.mtproto.session import REMEMBERED_BYTES, Session
from tests.sandbox.mtproto.conftest import Bare
from tests.support.waiting import eventually

SESSION = b"by-hand!"
NOBODY = types.InputPeerSelf()


class ByHand:
    """A client that sends exactly what it is told to."""

    def __init__(
        self, auth: AuthKey, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.auth, self.salt, self.reader, self.writer = auth, auth.salt, reader, writer
        self.got: list[framing.Incoming] = []
        self._last = self._content = 0

    def msg_id(self, seconds: float = 0) -> int:
        wanted = int((time.time() + seconds) * 2**32) & ~3
        self._last = max(wanted, self._last + 4) if not seconds else wanted
        return self._last if not seconds else wanted

    def send(self, body: bytes, *, msg_id: int | None = None, seq_no: int | None = None) -> int:
        number = self.msg_id() if msg_id is None else msg_id
        if seq_no is None:
            seq_no = 2 * self._content + 1
        self._content = max(self._content, (seq_no + 1) // 2)
        envelope = crypto.Envelope(self.salt, SESSION, number, seq_no, body)
        packet = crypto.seal(self.auth.key, envelope, side=crypto.FROM_CLIENT)
        words = len(packet) // 4
        head = bytes([words]) if words < 127 else b"\x7f" + words.to_bytes(3, "little")
        self.writer.write(head + packet)
        return number

    async def listen(self) -> None:
        while True:
            words = (await self.reader.readexactly(1))[0]
            if words == 127:
                words = int.from_bytes(await self.reader.readexactly(3), "little")
            packet = await self.reader.readexactly(words * 4)
            envelope = crypto.unseal(self.auth.key, packet, crypto.FROM_SERVER)
            assert envelope.session_id == SESSION
            outer = framing.Incoming(envelope.msg_id, envelope.seq_no, envelope.body)
            self.got += framing.unfold(outer)

    async def answer(self, kind: Any, about: int | None = None, field: str = "req_msg_id") -> Any:
        """The next message of this kind (about this request)."""

        def found() -> Any:
            for message in self.got:
                body = TLObject.read(BytesIO(message.body))
                if isinstance(body, kind) and about in (None, getattr(body, field, None)):
                    self.got.remove(message)
                    return body
            return None

        return await eventually(found, describe=lambda: [m.body[:4].hex() for m in self.got])

    def init(self) -> None:
        config = functions.help.GetConfig()
        inner = functions.InitConnection(
            api_id=1, device_model="", system_version="", app_version="", system_lang_code="",
            lang_pack="", lang_code="", query=config,
        )  # fmt: skip
        self.send(functions.InvokeWithLayer(layer=layer, query=inner).write())


@pytest_asyncio.fixture
async def hand(bare: Bare) -> AsyncIterator[ByHand]:
    auth = AuthKey(bytes(range(256)), salt=77)
    bare.keys.add(auth)
    reader, writer = await asyncio.open_connection(*bare.address)
    writer.write(b"\xef")
    client = ByHand(auth, reader, writer)
    listening = asyncio.create_task(client.listen())
    yield client
    writer.close()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_a_new_session_is_announced_once_with_its_salt(hand: ByHand) -> None:
    first = hand.send(functions.Ping(ping_id=1).write(), seq_no=0)
    created = await hand.answer(types.NewSessionCreated)
    assert (created.first_msg_id, created.server_salt) == (first, 77)
    assert (await hand.answer(types.Pong, first, "msg_id")).ping_id == 1
    second = hand.send(functions.Ping(ping_id=2).write(), seq_no=0)
    await hand.answer(types.Pong, second, "msg_id")
    assert not [m for m in hand.got if m.constructor == types.NewSessionCreated.ID]


async def test_a_wrong_salt_is_put_right(hand: ByHand) -> None:
    hand.salt = 5
    sent = hand.send(functions.Ping(ping_id=1).write(), seq_no=0)
    bad = await hand.answer(types.BadServerSalt, sent, "bad_msg_id")
    assert (bad.error_code, bad.new_server_salt) == (48, 77)


@pytest.mark.parametrize(
    ("seconds", "last_bits", "code"), [(-400, 0, 16), (90, 0, 17), (0, 1, 18), (0, 2, 18)]
)
async def test_bad_message_ids(hand: ByHand, seconds: float, last_bits: int, code: int) -> None:
    number = hand.msg_id(seconds) | last_bits
    hand.send(functions.Ping(ping_id=1).write(), msg_id=number, seq_no=0)
    assert (await hand.answer(types.BadMsgNotification, number, "bad_msg_id")).error_code == code


async def test_a_request_with_an_even_number_is_refused(hand: ByHand) -> None:
    sent = hand.send(functions.help.GetConfig().write(), seq_no=2)
    assert (await hand.answer(types.BadMsgNotification, sent, "bad_msg_id")).error_code == 35


async def test_numbers_out_of_step_are_refused(hand: ByHand) -> None:
    """Each message is numbered by how many before it, by their ids, wanted an answer."""
    hand.init()
    hand.send(functions.help.GetConfig().write())
    early = hand.msg_id()
    late = hand.send(functions.help.GetConfig().write(), seq_no=1)
    assert (await hand.answer(types.BadMsgNotification, late, "bad_msg_id")).error_code == 32
    fine = hand.send(functions.help.GetConfig().write(), seq_no=5)
    assert isinstance((await hand.answer(types.RpcResult, fine)).result, types.Config)
    hand.send(functions.help.GetConfig().write(), msg_id=early, seq_no=7)
    assert (await hand.answer(types.BadMsgNotification, early, "bad_msg_id")).error_code == 33
    ack = hand.send(types.MsgsAck(msg_ids=[1]).write(), seq_no=7)
    assert (await hand.answer(types.BadMsgNotification, ack, "bad_msg_id")).error_code == 34


async def test_the_layer_must_be_said_first(hand: ByHand) -> None:
    sent = hand.send(functions.help.GetConfig().write())
    refused = await hand.answer(types.RpcResult, sent)
    assert refused.result.error_message == "CONNECTION_NOT_INITED"


async def test_containers_and_packed_requests_are_taken_apart(hand: ByHand) -> None:
    hand.init()
    packed = Int(0x3072CFA1, False) + Bytes(gzip.compress(functions.help.GetConfig().write()))
    ping, asked, outer = hand.msg_id(), hand.msg_id(), hand.msg_id()
    parts = [(ping, 2, functions.Ping(ping_id=9).write()), (asked, 3, bytes(packed))]
    hand.send(framing.container(parts), msg_id=outer, seq_no=4)
    assert (await hand.answer(types.Pong, ping, "msg_id")).ping_id == 9
    assert isinstance((await hand.answer(types.RpcResult, asked)).result, types.Config)


async def test_an_unknown_constructor_in_a_container_harms_nothing_else(hand: ByHand) -> None:
    hand.init()
    strange, fine, outer = hand.msg_id(), hand.msg_id(), hand.msg_id()
    parts = [(strange, 1, b"\xde\xad\xbe\xef"), (fine, 3, functions.help.GetConfig().write())]
    hand.send(framing.container(parts), msg_id=outer, seq_no=4)
    refused = (await hand.answer(types.RpcResult, strange)).result
    assert (refused.error_code, "0xefbeadde" in refused.error_message) == (400, True)
    assert isinstance((await hand.answer(types.RpcResult, fine)).result, types.Config)


async def test_what_is_known_of_messages(bare: Bare, hand: ByHand) -> None:
    release = asyncio.Event()

    async def slow(session: Session, query: Any) -> Any:
        await release.wait()
        return True

    bare.api.add(functions.help.HidePromoData, slow)
    hand.init()
    before = hand.msg_id()
    running = hand.send(functions.help.HidePromoData(peer=NOBODY).write())
    done = hand.send(functions.help.GetConfig().write())
    await hand.answer(types.RpcResult, done)
    ids = [before, running, done, done + 2**40]
    asked = hand.send(types.MsgsStateReq(msg_ids=ids).write())
    info = await hand.answer(types.MsgsStateInfo, asked)
    assert list(info.info.encode("latin-1")) == [2, 4 | 32, 4 | 32 | 64, 3]
    assert running in (await hand.answer(types.MsgsAck)).msg_ids

    hand.send(types.MsgResendReq(msg_ids=[done]).write())
    assert isinstance((await hand.answer(types.RpcResult, done)).result, types.Config)
    drop = hand.send(functions.RpcDropAnswer(req_msg_id=running).write())
    dropped = await hand.answer(types.RpcResult, drop)
    assert isinstance(dropped.result, types.RpcAnswerDroppedRunning)


async def test_old_answers_make_room_for_new_ones(bare: Bare, hand: ByHand) -> None:
    piece = REMEMBERED_BYTES // 4

    async def large(session: Session, query: Any) -> Any:
        return bytes(Long(1)) + bytes(piece)

    bare.api.add(functions.help.HidePromoData, large)
    hand.init()
    query = functions.help.HidePromoData(peer=NOBODY).write()
    sent = [hand.send(query) for _ in range(8)]
    (session,) = await eventually(lambda: list(bare.server._sessions.values()))
    await eventually(lambda: session.receipts[sent[-1]].answer)
    kept = sum(len(r.answer or b"") for r in session.receipts.values())
    assert kept <= REMEMBERED_BYTES


async def test_sessions_can_be_destroyed_but_not_ones_own(bare: Bare, hand: ByHand) -> None:
    number = int.from_bytes(SESSION, "little", signed=True)
    hand.send(functions.DestroySession(session_id=number).write())
    await hand.answer(types.DestroySessionNone)
    other = Session(b"other---", hand.auth, bare.server.ids, bare.server.faults.on_push)
    bare.server._sessions[other.key] = other
    number = int.from_bytes(other.id, "little", signed=True)
    hand.send(functions.DestroySession(session_id=number).write())
    await hand.answer(types.DestroySessionOk)
    assert other.key not in bare.server._sessions


async def test_numbers_of_the_servers_messages(hand: ByHand) -> None:
    hand.init()
    for _ in range(5):
        hand.send(functions.help.GetConfig().write())
    await eventually(lambda: len(hand.got) >= 7)
    ids = [message.msg_id for message in hand.got]
    assert ids == sorted(set(ids))
    assert all(number % 2 for number in ids)
    content = [m.seq_no for m in hand.got if m.seq_no % 2]
    assert content == [2 * n + 1 for n in range(len(content))]


def test_message_ids_go_back_with_a_clock_that_was_set_back() -> None:
    clock = ServerClock(lambda: 1_000_000.0)
    ids = MessageIds(clock)
    clock.ahead = 3600
    ahead = [ids.next(answer=False) >> 32 for _ in range(3)]
    clock.ahead = 0
    back = [ids.next(answer=False) for _ in range(3)]
    assert ahead == [1_003_600] * 3
    assert [each >> 32 for each in back] == [1_000_000] * 3
    assert back == sorted(set(back))
