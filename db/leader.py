"""One leader among several schedulers: a session-level advisory lock on a connection of its own.

The lock dies with its connection, so a leader that was cut off has to notice by itself: it asks at
each tick (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS).
"""

import asyncio
from typing import Any, Protocol

import asyncpg
from sqlalchemy.engine import URL

from db.address import asyncpg_arguments, normalised

LOCK = 0x5357_4244  # "SWBD"
ANSWER_WITHIN = 5.0  # seconds


class Leader(Protocol):
    """Whether this process leads just now."""

    async def leads(self) -> bool:
        """True while nobody else can also be told so."""

    async def close(self) -> None:
        """Let somebody else lead."""


class OnlyOne:
    """SQLite is one machine's: its desk has one scheduler, and the jobs bear being run twice."""

    async def leads(self) -> bool:
        """Always."""
        return True

    async def close(self) -> None:
        """Nothing is held."""


class PostgresLeader:
    """Leads while its connection holds the lock."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._connection: Any = None
        self._asking = asyncio.Lock()

    async def leads(self) -> bool:
        """Ask the database. A connection that fails is given up, and the lead with it."""
        # Several jobs ask at once, and a connection answers one at a time.
        async with self._asking:
            try:
                return await asyncio.wait_for(self._holds(), ANSWER_WITHIN)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await self.close()
                return False

    async def _holds(self) -> bool:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(**asyncpg_arguments(self._url))
            return bool(await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK))
        held = await self._connection.fetchval(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1"
            " AND pid = pg_backend_pid() AND granted",
            LOCK,
        )
        if held:
            return True
        return bool(await self._connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK))

    async def close(self) -> None:
        """Close the connection, which frees the lock."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()


def make_leader(url: str) -> Leader:
    """The kind that fits the database. Raises DatabaseUnavailableError for an unusable address."""
    address = normalised(url)
    return OnlyOne() if address.get_backend_name() == "sqlite" else PostgresLeader(address)
