"""Unmodified clients, pointed at a server on this machine."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pyrogram
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pyrogram.connection import Connection
from pyrogram.connection.transport import TCP, TCPAbridged
from pyrogram.crypto import rsa as client_rsa
from telethon import TelegramClient
from telethon.crypto import rsa as telethon_rsa
from telethon.network import ConnectionTcpFull
from telethon.sessions import MemorySession

from sandbox.mtproto.rsa import ServerKey

Address = tuple[str, int]
API_ID, API_HASH = 1, "0" * 32


def trust(key: ServerKey) -> None:
    """Let both libraries know the server's public key, from its PEM as anybody gets it."""
    numbers = load_pem_public_key(key.public_pem()).public_numbers()  # type: ignore[union-attr]
    client_rsa.server_public_keys[key.fingerprint] = client_rsa.PublicKey(numbers.n, numbers.e)  # type: ignore[union-attr]
    telethon_rsa.add_key(key.public_pem(), old=False)


def connections_to(address: Address) -> type[Connection]:
    """kurigram's connection to this address, unless it is told another one of this machine."""

    class Redirected(Connection):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if self.server_address != "127.0.0.1":
                self.server_address, self.port = address
            self.ipv6 = ":" in address[0]

    return Redirected


def kurigram(
    address: Address,
    name: str = "client",
    *,
    folder: Path | None = None,
    transport: type[TCP] = TCPAbridged,
    **options: Any,
) -> pyrogram.Client:
    """A kurigram client; in memory unless it is given a folder to keep its session in."""
    return pyrogram.Client(
        name,
        api_id=API_ID,
        api_hash=API_HASH,
        in_memory=folder is None,
        workdir=folder or Path(),
        connection_factory=connections_to(address),
        protocol_factory=transport,
        skip_updates=options.pop("skip_updates", False),
        sleep_threshold=options.pop("sleep_threshold", 0),
        workers=1,
        loop=asyncio.get_running_loop(),
        **options,
    )


def telethon(address: Address, *, transport: Any = ConnectionTcpFull) -> TelegramClient:
    """A Telethon client with a fresh session in memory."""
    TelegramClient._config = None  # kept for all clients of a process: another sandbox's addresses
    session = MemorySession()
    session.set_dc(2, *address)
    return TelegramClient(
        session,
        API_ID,
        API_HASH,
        connection=transport,
        connection_retries=2,
        retry_delay=0,
        auto_reconnect=False,
    )
