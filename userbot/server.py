"""Connects the user account with Telegram, or with the MTProto server that the settings name.

kurigram keeps the addresses of Telegram's data centres in its session file and learns more of them
from the server. A server that is not Telegram's is therefore set where connections are made: every
one (handshake, main, media) goes to the named address, or to where that server says that its other
data centres are, and never to one of Telegram's.
"""

import asyncio
import ipaddress
import logging
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import Any, ClassVar

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pyrogram import raw
from pyrogram.connection import Connection
from pyrogram.crypto import rsa
from pyrogram.raw.core import Bytes

log = logging.getLogger(__name__)

KEY_UNKNOWN = 404
SILENT = "another process may be at work with this account"
ERROR_SIZE = 4
"""Bytes of a transport error; no message is as short."""

PLAIN = bytes(8)
"""What messages of a handshake begin with (https://core.telegram.org/mtproto/description)."""

TELEGRAM = tuple(
    map(
        ipaddress.ip_network,
        (
            "149.154.160.0/20",
            "91.108.0.0/16",
            "91.105.192.0/23",
            "95.161.64.0/20",
            "185.76.151.0/24",
            "2001:67c:4e8::/48",
            "2001:b28:f23c::/46",
            "2a0a:f280::/32",
        ),
    )
)
"""Telegram's own networks (https://core.telegram.org/resources/cidr.txt)."""


class ServerError(Exception):
    """MTPROTO_SERVER or MTPROTO_PUBLIC_KEY cannot be used; one line that says which and why."""


@dataclass(frozen=True, slots=True)
class Server:
    """An MTProto server that is not Telegram's: its address and its public RSA key."""

    host: str
    port: int
    modulus: int
    exponent: int

    @property
    def fingerprint(self) -> int:
        """The key's name in the handshake (https://core.telegram.org/mtproto/auth_key, step 2)."""
        bare = b"".join(bytes(Bytes(_big_endian(n))) for n in (self.modulus, self.exponent))
        digest = sha1(bare, usedforsecurity=False).digest()
        return int.from_bytes(digest[-8:], "little", signed=True)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is needed to reach Telegram as a user account; `server`: None for Telegram's own."""

    api_id: int
    api_hash: str
    session_file: Path
    server: Server | None = None


def server_from(address: str | None, public_key: Path | None) -> Server | None:
    """Return the server that the two settings name; None (Telegram's own) when neither is set.

    Args:
        address: `host:port`.
        public_key: a PEM file, `RSA PUBLIC KEY` (PKCS#1) or `PUBLIC KEY` (SPKI).

    Raises:
        ServerError: one of them is missing or cannot be used.
    """
    if address is None and public_key is None:
        return None
    if address is None or public_key is None:
        missing = "MTPROTO_SERVER" if address is None else "MTPROTO_PUBLIC_KEY"
        raise ServerError(f"{missing} is not set, and the other one is: set both or neither.")
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ServerError(f"MTPROTO_SERVER is wrong: {address!r} is not host:port.")
    try:
        key = load_pem_public_key(public_key.read_bytes())
    except OSError as error:
        raise ServerError(
            f"MTPROTO_PUBLIC_KEY cannot be read: {error.strerror}: {public_key}"
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ServerError(f"MTPROTO_PUBLIC_KEY is wrong: no public key in {public_key}") from error
    if not isinstance(key, RSAPublicKey):
        raise ServerError(f"MTPROTO_PUBLIC_KEY is wrong: not an RSA key: {public_key}")
    numbers = key.public_numbers()
    return Server(host.strip("[]"), int(port), numbers.n, numbers.e)


class Delays:
    """Keeps how long to wait before the next attempt to connect: none at first, then doubling up to
    `longest` seconds."""

    def __init__(self, first: float = 0.5, longest: float = 30.0) -> None:
        self.first, self._longest = first, longest
        self._failures = 0
        self._logged = False

    def next(self) -> float:
        """Return how long to wait now; counts an attempt that nobody has answered yet."""
        failures, self._failures = self._failures, self._failures + 1
        return min(self._longest, self.first * 2 ** min(failures - 1, 20)) if failures else 0.0

    def answered(self) -> None:
        """Note that the server spoke: the next loss is the first one again."""
        self._failures, self._logged = 0, False

    def is_news(self) -> bool:
        """Tell whether it was not logged yet that the server does not answer; once true, then false
        until it did."""
        logged, self._logged = self._logged, True
        return not logged


class DeskConnection(Connection):
    """A connection that goes where the settings say, keeps trying ever more slowly, and says so
    once until it is answered.

    The waiting happens here because kurigram restarts a session that could not connect at once and
    for ever. It is counted for the main connection and for those of other data centres and for
    files apart.
    """

    server: Server | None = None
    may_speak: Callable[[], bool]
    first_delay = 0.5
    delays: ClassVar[dict[tuple[int, bool], Delays]] = {}
    addresses: ClassVar[dict[int, tuple[str, int]]] = {}
    """Where the server that is set says that data centres are."""

    def __init__(
        self, dc_id: int, server_address: str, port: int, test_mode: bool, **options: Any
    ) -> None:
        if self.server is not None:
            entry = self.server.host, self.server.port
            server_address, port = self.addresses.get(dc_id, entry)
        super().__init__(dc_id, server_address, port, test_mode, **options)
        self.key_is_unknown = False
        self._since = self._waited = 0.0
        self._serves = False

    @classmethod
    def learn(cls, config: raw.types.Config) -> None:
        """Note where a server of one's own says that its data centres are."""
        for option in config.dc_options:
            if not (option.media_only or option.cdn or option.ipv6):
                cls.learn_address(option.id, option.ip_address, option.port)

    @classmethod
    def learn_address(cls, dc_id: int, host: str, port: int) -> None:
        """Note where a data centre of the server that is set is. One of Telegram's own addresses is
        left out, and one that means "this machine" is that of the server itself.
        """
        if cls.server is not None and port and not _is_telegrams(host):
            if _is_here(host) and not _is_here(cls.server.host):
                host = cls.server.host
            cls.addresses[dc_id] = host, port

    @property
    def _delays(self) -> Delays:
        return self.delays.setdefault((self.dc_id, self.media), Delays(self.first_delay))

    async def connect(self) -> None:
        """Try once, after the delay that is due. Raises ConnectionError."""
        self._waited = self._delays.next()
        if self._waited and self._delays.is_news():
            where = self.server_address, self.port
            log.warning("%s:%d does not serve us; it is tried ever more rarely", *where)
        await asyncio.sleep(self._waited)
        self.protocol = self.protocol_factory(
            ipv6=self.ipv6,
            proxy=self.proxy,
            crypto_executor_workers=self.crypto_executor_workers,
            loop=self.loop,
            dc_id=self._protocol_dc_id,
        )
        try:
            if not self.may_speak():
                raise ConnectionError(SILENT)
            await self.protocol.connect((self.server_address, self.port))
        except OSError as error:
            await self.protocol.close()
            reason = error.strerror or str(error) or type(error).__name__
            level = logging.WARNING if self._delays.is_news() else logging.DEBUG
            log.log(level, "cannot connect to %s:%d: %s", self.server_address, self.port, reason)
            raise ConnectionError(f"{self.server_address}:{self.port}: {reason}") from error
        self._since = self.loop.time()

    async def recv(self) -> bytes | None:
        """Return the next packet; None when the connection is gone, or the server refuses it.

        A transport error (https://core.telegram.org/mtproto/mtproto-transports#transport-errors) is
        no answer: the next attempt waits longer. kurigram would raise for a key that the server
        does not know in a task that nobody looks after, so it is noted here.
        """
        packet = await super().recv()
        if packet is None:
            return None
        if len(packet) == ERROR_SIZE:
            code = -int.from_bytes(packet, "little", signed=True)
            level = logging.WARNING if self._delays.is_news() else logging.DEBUG
            log.log(
                level, "the server refuses the connection to data centre %d: -%d", self.dc_id, code
            )
            self.key_is_unknown = code == KEY_UNKNOWN
            return None
        if self._serves or packet.startswith(PLAIN):
            self._lasts()
        return packet

    def serves(self) -> None:
        """Note that a session has begun on it. Until then a packet is no proof of a connection that
        can be used: a server that answers a ping and refuses what comes next would be asked without
        pause.
        """
        self._serves = True

    def _lasts(self) -> None:
        """Reset the delays once a connection has lasted as long as was waited for it, and a session
        for the first delay at least: a server that answers once and cuts again is waited for
        longer."""
        least = self._delays.first if self._serves else 0.0
        if self.loop.time() - self._since >= max(self._waited, least):
            self._delays.answered()

    async def send(self, data: bytes) -> None:
        """Send a packet. Raises ConnectionError where the connection has just been closed: kurigram
        would call a method of nothing; and while another process may be at work."""
        if not self.may_speak():
            raise ConnectionError(SILENT)
        if self.protocol is None:
            raise ConnectionError("the connection is closed")
        await super().send(data)


def connection_factory(
    server: Server | None,
    first_delay: float = 0.5,
    may_speak: Callable[[], bool] = lambda: True,
) -> type[DeskConnection]:
    """Return kurigram's `connection_factory` for the connections of one client. The server's key is
    trusted in this process from now on; `first_delay` is that of `Delays`; `may_speak` is asked
    before each connection and each packet."""
    if server is not None:
        key = rsa.PublicKey(server.modulus, server.exponent)
        rsa.server_public_keys[server.fingerprint] = key
    fields: dict[str, Any] = {
        "server": server,
        "first_delay": first_delay,
        "may_speak": staticmethod(may_speak),
        "delays": {},
        "addresses": {},
    }
    return type("Connection", (DeskConnection,), fields)


def _is_telegrams(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.endswith((".telegram.org", ".t.me"))
    return any(address in network for network in TELEGRAM)


def _is_here(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return address.is_loopback or address.is_unspecified


def _big_endian(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")
