"""One process for each part of a desk: two relays of one gateway would say everything twice.

On PostgreSQL a session-level advisory lock, which dies with its connection; on SQLite a lock on a
file beside the database, which dies with its process.
"""

import asyncio
import fcntl
import os
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

import asyncpg
from sqlalchemy.engine import URL

from db.address import asyncpg_arguments, normalised

DESK = 0x5357_4244  # "SWBD": the first half of every such lock's key
PATIENCE = 10.0
"""Seconds that a new process waits for the old one's end, as at a restart."""
LOOK_EVERY = 5.0
ANSWER_WITHIN = 5.0
AGAIN = 0.25
_FAILURES = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class TakenError(Exception):
    """Another process does this part's work already."""


class _Hold(Protocol):
    async def take(self) -> bool:
        """Take it, or find that it is held still."""

    async def let_go(self) -> None:
        """Free it."""


class Sole:
    """The right to be the only one that does `part`. `async with` takes and frees it."""

    def __init__(self, url: str, part: str, patience: float = PATIENCE) -> None:
        address = normalised(url)
        self._part, self._patience = part, patience
        on_sqlite = address.get_backend_name() == "sqlite"
        self._hold: _Hold = _File(address, part) if on_sqlite else _Advisory(address, part)

    async def __aenter__(self) -> "Sole":
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience
        while not await self._hold.take():
            if loop.time() > deadline:
                raise TakenError(f"Another process runs the {self._part} of this desk already.")
            await asyncio.sleep(AGAIN)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._hold.let_go()

    async def keep(self) -> None:
        """Look again and again, until cancelled. Raises TakenError when another has the right now.

        A database that is away takes nothing: the right is taken again when it is back.
        """
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                held = await self._hold.take()
            except _FAILURES:
                continue
            if not held:
                raise TakenError(f"Another process has taken over the {self._part} of this desk.")


async def is_held(url: str, part: str) -> bool:
    """Whether some process does that part's work at this moment."""
    try:
        async with Sole(url, part, patience=0):
            return False
    except TakenError:
        return True


class _File:
    def __init__(self, address: URL, part: str) -> None:
        self._path = Path(f"{address.database}.{part}.lock")
        self._opened: int | None = None

    async def take(self) -> bool:
        if self._opened is None:
            opened = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(opened)
                return False
            self._opened = opened
        return True

    async def let_go(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            os.close(opened)


class _Advisory:
    def __init__(self, address: URL, part: str) -> None:
        self._address = address
        # The two-key form takes 32-bit integers with a sign.
        self._key = crc32(part.encode()) - (1 << 31)
        self._connection: Any = None

    async def take(self) -> bool:
        if self._connection is not None and not self._connection.is_closed():
            await self._connection.execute("SELECT 1", timeout=ANSWER_WITHIN)
            return True
        self._connection = await asyncpg.connect(
            **asyncpg_arguments(self._address), timeout=ANSWER_WITHIN
        )
        taken = await self._connection.fetchval(
            "SELECT pg_try_advisory_lock($1, $2)", DESK, self._key
        )
        if not taken:
            await self.let_go()
        return bool(taken)

    async def let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()
