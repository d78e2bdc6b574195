"""Messages inside an encrypted packet: containers, gzip, numbers, and results as bytes.

https://core.telegram.org/mtproto/service_messages
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyrogram.raw import types
from pyrogram.raw.core import Bool, Bytes, GzipPacked, Int, Long, MsgContainer, TLObject, Vector

from sandbox.mtproto.errors import BrokenPacketError

MAX_PARTS = 1024  # messages in one container
MAX_UNPACKED = 1 << 24  # bytes that one gzip may grow to
# Below this size packing costs more than it saves.
WORTH_PACKING = 1024


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a client, still as bytes."""

    msg_id: int
    seq_no: int
    body: bytes

    @property
    def constructor(self) -> int:
        """The number that the body begins with, unsigned."""
        return int.from_bytes(self.body[:4], "little")


def unpacked(body: bytes) -> bytes:
    """The body, taken out of gzip_packed if it is in one."""
    if int.from_bytes(body[:4], "little") != GzipPacked.ID:
        return body
    unzip = zlib.decompressobj(wbits=31)
    try:
        data = unzip.decompress(Bytes.read(BytesIO(body[4:])), MAX_UNPACKED)
    except zlib.error as error:
        raise BrokenPacketError("gzip_packed does not unpack") from error
    if not unzip.eof:
        raise BrokenPacketError("gzip_packed is cut short or too large")
    return data


def unfold(message: Incoming) -> list[Incoming]:
    """The messages of a container, or the message itself; gzip taken off. Raises
    BrokenPacketError.
    """
    body = unpacked(message.body)
    if int.from_bytes(body[:4], "little") != MsgContainer.ID:
        return [Incoming(message.msg_id, message.seq_no, body)]
    stream = BytesIO(body[4:])
    count = Int.read(stream)
    if not 0 <= count <= MAX_PARTS:
        raise BrokenPacketError(f"a container of {count} messages")
    parts = []
    for _ in range(count):
        msg_id, seq_no, length = Long.read(stream), Int.read(stream), Int.read(stream)
        part = stream.read(length) if length >= 0 else b""
        if len(part) != length or length % 4:
            raise BrokenPacketError("a container's length does not fit")
        parts.append(Incoming(msg_id, seq_no, unpacked(part)))
    return parts


def read_request(body: bytes) -> TLObject[Any]:
    """A request from its bytes. Raises KeyError (the constructor) or ValueError."""
    # kurigram takes a vector whose elements would have 4 or 8 bytes each for numbers, as they are
    # in results; in requests they are objects (`[inputUserSelf]`). An odd byte behind the end
    # makes sure that the elements never come out at such a size.
    request: TLObject[Any] = TLObject.read(BytesIO(body + b"\0"))
    return request


def boxed(result: TLObject[Any] | bytes | bool | Sequence[Any]) -> bytes:
    """A result as it goes into rpc_result. Bool and Vector have no object of their own:
    True, False and sequences of TL objects are written as such, bytes are taken as they are.
    """
    if isinstance(result, bool):
        return bytes(Bool(result))
    if isinstance(result, bytes):
        return result
    if isinstance(result, TLObject) and not isinstance(result, list):
        return result.write()
    return bytes(Vector(list(result)))


def rpc_result(req_msg_id: int, result: bytes) -> bytes:
    """rpc_result around a written result, packed where that is worth it."""
    if len(result) >= WORTH_PACKING:
        packed = gzip.compress(result, 6, mtime=0)
        if len(packed) < len(result) * 3 // 4:
            result = bytes(Int(GzipPacked.ID, False)) + bytes(Bytes(packed))
    return bytes(Int(types.RpcResult.ID, False)) + bytes(Long(req_msg_id)) + result


def container(parts: Sequence[tuple[int, int, bytes]]) -> bytes:
    """msg_container of (msg_id, seq_no, body)."""
    pieces = [bytes(Int(MsgContainer.ID, False)), bytes(Int(len(parts)))]
    for msg_id, seq_no, body in parts:
        pieces += (bytes(Long(msg_id)), bytes(Int(seq_no)), bytes(Int(len(body))), body)
    return b"".join(pieces)


SET_BACK = 30
"""Seconds by which ids may be ahead of the clock because there were many of them."""


class MessageIds:
    """Server message ids: growing, unique, odd. `clock` gives unix time in seconds; where it was
    set back, ids go with it, since they tell clients the time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._last = clock, 0

    def next(self, *, answer: bool) -> int:
        """An id that is 1 modulo 4 for answers to a client's message, else 3."""
        now = int(self._clock() * (1 << 32)) & ~3
        was_set_back = self._last - now > SET_BACK << 32
        self._last = now if was_set_back else max(now, self._last + 4)
        return self._last | (1 if answer else 3)
