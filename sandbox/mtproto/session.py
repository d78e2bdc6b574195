"""One client session: its numbers, the requests that it has made, and what is still to be sent to
it.

https://core.telegram.org/mtproto/description#session
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pyrogram.raw import types
from pyrogram.raw.core import TLObject

from sandbox.mtproto import crypto, framing
from sandbox.mtproto.keys import AuthKey
from sandbox.state.model import HOME_DC

REMEMBERED = 1000  # messages of which a repetition is recognised and their answers repeated
REMEMBERED_BYTES = 1 << 22  # of answers kept for repetition
PARTS_PER_PACKET = 50
BYTES_PER_PACKET = 1 << 20
ACK_DELAY = 0.5  # seconds that an acknowledgement may wait for something to travel with


class Link(Protocol):
    """The connection that a session was last heard on."""

    def send(self, packet: bytes) -> None:
        """Queue a packet; dropped when the connection is gone."""

    def cut(self) -> None:
        """Close at once, losing what is queued."""

    def refuse(self, code: int) -> None:
        """Send a transport error (404, 429, 444) and close."""

    def disconnect_in(self, seconds: float) -> None:
        """Close after this time unless asked again (ping_delay_disconnect)."""


@dataclass(slots=True)
class Receipt:
    """A message that was received: the request that it started, and its answer once there is
    one.
    """

    task: asyncio.Task[None] | None = None
    answer: bytes | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class _Outgoing:
    body: bytes
    content: bool
    answer: bool


class Session:
    """A session id under an auth key. It outlives its connections; what is pushed while there is
    none is lost, and the client fetches the difference instead. `pushed` says what is pushed in
    place of each update.
    """

    def __init__(
        self,
        session_id: bytes,
        auth: AuthKey,
        ids: framing.MessageIds,
        pushed: Callable[[Session, TLObject[Any]], Sequence[TLObject[Any]]],
        dc: int = HOME_DC,
    ) -> None:
        self.id, self.auth, self.dc = session_id, auth, dc
        self.subscribed = False
        self.device = ""  # what the client calls the machine that it runs on
        self.receipts: OrderedDict[int, Receipt] = OrderedDict()
        self.link: Link | None = None
        self._ids, self._pushed = ids, pushed
        self._content_sent = 0
        self._latest = (0, 0)  # the highest message id of the client, and its seq_no
        self._kept: deque[Receipt] = deque()
        self._kept_bytes = 0
        self._outbox: list[_Outgoing] = []
        self._acks: list[int] = []
        self._flush: asyncio.Handle | None = None

    @property
    def user_id(self) -> int | None:
        """Who is logged in by this session's key."""
        return self.auth.user_id

    @property
    def layer(self) -> int | None:
        """The layer that the client has said it speaks."""
        return self.auth.layer

    @layer.setter
    def layer(self, layer: int) -> None:
        self.auth.layer = layer

    def out_of_step(self, msg_id: int, seq_no: int) -> int:
        """Compare a new message's seq_no with those before, and count it: 0 as it should be, -1 too
        low for its message id, 1 too high (bad_msg_notification 32 and 33,
        https://core.telegram.org/mtproto/service_messages_about_messages)."""
        latest_id, latest = self._latest
        if msg_id > latest_id:
            if seq_no // 2 < (latest + 1) // 2:
                return -1
            self._latest = msg_id, seq_no
            return 0
        return 1 if (seq_no + 1) // 2 > latest // 2 else 0

    @property
    def key(self) -> tuple[bytes, bytes]:
        """What tells this session from all others."""
        return self.auth.id, self.id

    def remember(self, msg_id: int) -> Receipt:
        """Note a message as received; the oldest finished ones are forgotten."""
        receipt = self.receipts[msg_id] = Receipt()
        while len(self.receipts) > REMEMBERED:
            self.receipts.popitem(last=False)
        return receipt

    def keep_answer(self, msg_id: int, body: bytes) -> None:
        """Keep an answer in case the request comes again; the oldest ones make room."""
        receipt = self.receipts.get(msg_id)
        if receipt is None:
            return
        receipt.answer = body
        self._kept.append(receipt)
        self._kept_bytes += len(body)
        while self._kept_bytes > REMEMBERED_BYTES and len(self._kept) > 1:
            oldest = self._kept.popleft()
            self._kept_bytes -= len(oldest.answer or b"")
            oldest.answer = None

    def acknowledge(self, msg_id: int) -> None:
        """Tell the client, soon, that this message has come."""
        self._acks.append(msg_id)
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(ACK_DELAY, self.flush)

    def answer(self, req_msg_id: int, body: bytes) -> None:
        """Send an answer to a message of the client; it acknowledges the message as well."""
        if req_msg_id in self._acks:
            self._acks.remove(req_msg_id)
        self._put(_Outgoing(body, content=True, answer=True))

    def notify(self, body: TLObject[Any]) -> None:
        """Send a service message that needs no acknowledgement (pong, bad_server_salt, states)."""
        self._put(_Outgoing(body.write(), content=False, answer=True))

    def announce(self, body: TLObject[Any]) -> None:
        """Send something of the server's own accord."""
        self._put(_Outgoing(body.write(), content=True, answer=False))

    def push(self, updates: TLObject[Any]) -> None:
        """Push updates, unless faults have other plans for them."""
        for item in self._pushed(self, updates):
            self.announce(item)

    def _put(self, outgoing: _Outgoing) -> None:
        self._outbox.append(outgoing)
        loop = asyncio.get_running_loop()
        if isinstance(self._flush, asyncio.TimerHandle):
            self._flush.cancel()
            self._flush = None
        if self._flush is None:
            self._flush = loop.call_soon(self.flush)

    def flush(self) -> None:
        """Send all that waits, several messages as one container."""
        self._flush = None
        waiting, self._outbox = self._outbox, []
        if self._acks:
            body = types.MsgsAck(msg_ids=self._acks).write()
            waiting.append(_Outgoing(body, content=False, answer=False))
            self._acks = []
        if self.link is None:
            return
        packet: list[tuple[int, int, bytes]] = []
        size = 0
        for outgoing in waiting:
            if packet and (
                len(packet) == PARTS_PER_PACKET or size + len(outgoing.body) > BYTES_PER_PACKET
            ):
                self._send(packet)
                packet, size = [], 0
            msg_id = self._ids.next(answer=outgoing.answer)
            packet.append((msg_id, self._next_seq_no(content=outgoing.content), outgoing.body))
            size += len(outgoing.body)
        if packet:
            self._send(packet)

    def _send(self, parts: list[tuple[int, int, bytes]]) -> None:
        if self.link is None:
            return
        if len(parts) == 1:
            msg_id, seq_no, body = parts[0]
        else:
            body = framing.container(parts)
            msg_id, seq_no = self._ids.next(answer=True), self._next_seq_no(content=False)
        envelope = crypto.Envelope(self.auth.salt, self.id, msg_id, seq_no, body)
        self.link.send(crypto.seal(self.auth.key, envelope))

    def _next_seq_no(self, *, content: bool) -> int:
        # https://core.telegram.org/mtproto/description#message-sequence-number-msg-seqno
        seq_no = self._content_sent * 2 + content
        self._content_sent += content
        return seq_no

    def close(self) -> None:
        """Forget running requests and what waits."""
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        for receipt in self.receipts.values():
            if receipt.task is not None:
                receipt.task.cancel()
