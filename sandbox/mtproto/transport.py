"""The four MTProto transports over TCP, told apart by a connection's first bytes, plain or
obfuscated.

https://core.telegram.org/mtproto/mtproto-transports
"""

from __future__ import annotations

import asyncio
import os
import zlib
from dataclasses import dataclass
from typing import Protocol

from pyrogram.crypto import aes

from sandbox.mtproto.errors import BrokenPacketError

ABRIDGED = b"\xef"
INTERMEDIATE = b"\xee" * 4
PADDED = b"\xdd" * 4
# A file part of 512 KiB with its envelope; nothing a client sends is larger than a few of these.
MAX_PACKET = 1 << 22
OBFUSCATED_HEADER = 64
QUICK_ACK_BYTE = 0x80
QUICK_ACK_WORD = 1 << 31


class Source(Protocol):
    """Where bytes come from. Raises asyncio.IncompleteReadError when they end."""

    async def read(self, count: int) -> bytes:
        """Exactly `count` bytes."""


class Framing(Protocol):
    """One transport: where packets begin and end."""

    async def receive(self, source: Source) -> bytes:
        """The next packet. Raises BrokenPacketError."""

    def frame(self, packet: bytes) -> bytes:
        """The packet as it goes over the wire."""


def _checked(length: int) -> int:
    if not 4 <= length <= MAX_PACKET:
        raise BrokenPacketError(f"a packet of {length} bytes")
    return length


class Abridged:
    """Length in words in one byte, or 0x7f and three bytes."""

    async def receive(self, source: Source) -> bytes:
        """The next packet; a request for a quick acknowledgement is read over (it is optional)."""
        words = (await source.read(1))[0] & ~QUICK_ACK_BYTE
        if words == 0x7F:
            words = int.from_bytes(await source.read(3), "little")
        return await source.read(_checked(words * 4))

    def frame(self, packet: bytes) -> bytes:
        """One byte of length up to 126 words, four above."""
        words = len(packet) // 4
        return (bytes([words]) if words < 0x7F else b"\x7f" + words.to_bytes(3, "little")) + packet


class Intermediate:
    """Length in four bytes."""

    async def receive(self, source: Source) -> bytes:
        """The next packet."""
        length = int.from_bytes(await source.read(4), "little") & ~QUICK_ACK_WORD
        return await source.read(_checked(length))

    def frame(self, packet: bytes) -> bytes:
        """Four bytes of length before the packet."""
        return len(packet).to_bytes(4, "little") + packet


class PaddedIntermediate(Intermediate):
    """The same with 0 to 15 random bytes after each packet, counted in its length."""

    def frame(self, packet: bytes) -> bytes:
        """Length, packet, random padding; a transport error stays bare so that it can be told by
        its size.
        """
        padding = os.urandom(os.urandom(1)[0] % 16) if len(packet) > 4 else b""
        return super().frame(packet + padding)


@dataclass(slots=True)
class Full:
    """Length, number, payload, CRC32. `begun` holds bytes read while the transport was being
    recognised.
    """

    begun: bytes = b""
    sent: int = 0
    received: int = 0

    async def receive(self, source: Source) -> bytes:
        """The next packet; its number and CRC32 must be right."""
        head = self.begun + await source.read(8 - len(self.begun))
        self.begun = b""
        length = _checked(int.from_bytes(head[:4], "little"))
        if length < 12:
            raise BrokenPacketError("a full packet has at least 12 bytes")
        rest = await source.read(length - 8)
        if int.from_bytes(rest[-4:], "little") != zlib.crc32(head + rest[:-4]):
            raise BrokenPacketError("CRC32 does not match")
        if int.from_bytes(head[4:], "little") != self.received:
            raise BrokenPacketError("a packet was lost or repeated")
        self.received += 1
        return rest[:-4]

    def frame(self, packet: bytes) -> bytes:
        """The packet with the next number and its CRC32."""
        head = (len(packet) + 12).to_bytes(4, "little") + self.sent.to_bytes(4, "little")
        self.sent += 1
        return head + packet + zlib.crc32(head + packet).to_bytes(4, "little")


class _Ctr:
    """One direction of the obfuscation: AES-CTR with a running counter."""

    def __init__(self, key: bytes, iv: bytes) -> None:
        self._key, self._iv, self._state = key, bytearray(iv), bytearray(1)

    def __call__(self, data: bytes) -> bytes:
        return bytes(aes.ctr256_encrypt(data, self._key, self._iv, self._state))


class Wire:
    """One accepted connection as packets. `open` first, then `receive` and `send`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._incoming: _Ctr | None = None
        self._outgoing: _Ctr | None = None
        self._framing: Framing = Abridged()

    @property
    def name(self) -> str:
        """Which transport the client chose."""
        return ("obfuscated " if self._incoming else "") + type(self._framing).__name__

    async def open(self) -> None:
        """Recognise the transport by its first bytes. Raises BrokenPacketError for something else
        (HTTP, TLS).
        """
        first = await self._reader.readexactly(1)
        if first == ABRIDGED:
            return
        first += await self._reader.readexactly(3)
        if first in (INTERMEDIATE, PADDED):
            self._framing = Intermediate() if first == INTERMEDIATE else PaddedIntermediate()
            return
        first += await self._reader.readexactly(4)
        if first[4:] == bytes(4):
            self._framing = Full(begun=first)
            return
        await self._open_obfuscated(first + await self._reader.readexactly(OBFUSCATED_HEADER - 8))

    async def _open_obfuscated(self, header: bytes) -> None:
        backwards = header[8:56][::-1]
        self._incoming = _Ctr(header[8:40], header[40:56])
        self._outgoing = _Ctr(backwards[:32], backwards[32:])
        tag = self._incoming(header)[56:60]
        framings: dict[bytes, type[Framing]] = {
            ABRIDGED * 4: Abridged,
            INTERMEDIATE: Intermediate,
            PADDED: PaddedIntermediate,
        }
        if tag not in framings:
            raise BrokenPacketError("no MTProto transport begins like this")
        self._framing = framings[tag]()

    async def read(self, count: int) -> bytes:
        """Exactly `count` bytes, with the obfuscation taken off."""
        data = await self._reader.readexactly(count)
        return self._incoming(data) if self._incoming else data

    async def receive(self) -> bytes:
        """The next packet."""
        return await self._framing.receive(self)

    def send(self, packet: bytes) -> None:
        """Queue a packet for the peer; it is dropped when the connection is closing."""
        if self._writer.is_closing():
            return
        data = self._framing.frame(packet)
        self._writer.write(self._outgoing(data) if self._outgoing else data)

    async def drain(self) -> None:
        """Wait until the peer has taken enough of what was queued."""
        await self._writer.drain()

    def abort(self) -> None:
        """Drop the connection with whatever is still queued."""
        self._writer.transport.abort()

    def finish(self) -> None:
        """Send what is queued, then close; whoever receives is told of the end."""
        self._writer.close()

    async def close(self) -> None:
        """Send what is queued and close."""
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except ConnectionError:
            return
