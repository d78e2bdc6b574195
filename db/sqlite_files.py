"""Takes what was erased out of SQLite's own files.

What a row said stands on in three places after the row was emptied: in older segments of the index
of words; in the log, which keeps whole pages as they were; and in pages that were divided, which
keep copies of the rows that went to the other one, whatever `secure_delete` says
(https://www.sqlite.org/pragma.html#pragma_secure_delete has that it overwrites what is deleted).
"""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

MERGED_AT_ONCE = 64
"""Pages of the index that are merged in one transaction: some milliseconds."""

LOG_WAITS_MS = 20
"""For a reader, before the log is tried again later: others wait for the lock meanwhile."""

FILE_WAITS_MS = 1_000


class Writer(Protocol):
    """The queue for SQLite's write lock."""

    async def acquire(self) -> None: ...

    def release(self) -> None: ...


class SqliteFiles:
    """The files of one database: the one with the tables, and its log."""

    def __init__(self, engine: AsyncEngine, writer: Writer, busy_timeout_ms: int) -> None:
        self._engine, self._writer, self._usual = engine, writer, busy_timeout_ms

    @property
    def size(self) -> int:
        """Of the file with the tables, in bytes."""
        path = Path(str(self._engine.url.database))
        return path.stat().st_size if path.exists() else 0

    async def merge_words(self) -> None:
        """Merge the index of words into one segment, a little at a time: writers go between.
        https://www.sqlite.org/fts5.html#the_merge_command"""
        pages = -MERGED_AT_ONCE  # the first time all that there is by now is to be merged
        while True:
            async with self._alone() as plain:
                before = plain.total_changes
                await plain.execute(_MERGE, (pages,))
                # One row is the command itself.
                if plain.total_changes - before < 2 and pages > 0:
                    return
            pages = MERGED_AT_ONCE

    async def empty_log(self) -> bool:
        """Write the log into the file and cut it off. False while somebody reads what it has."""
        async with self._connection(LOG_WAITS_MS) as plain:
            await plain.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")  # holds up nobody
            async with self._queued():
                emptied = await plain.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        ((is_busy, *_pages),) = emptied
        return not is_busy

    async def make_anew(self) -> bool:
        """Copy all that there is into new pages; writers wait (3 s for 400 MB). False while
        somebody else writes or reads, or the disk has no room for a second copy."""
        try:
            async with self._connection(FILE_WAITS_MS) as plain, self._queued():
                await plain.execute_fetchall("VACUUM")
        except sqlite3.OperationalError:
            return False
        return True

    @asynccontextmanager
    async def _queued(self) -> AsyncIterator[None]:
        await self._writer.acquire()
        try:
            yield
        finally:
            self._writer.release()

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[Any]:
        async with self._connection(FILE_WAITS_MS) as plain, self._queued():
            yield plain

    @asynccontextmanager
    async def _connection(self, waits_ms: int) -> AsyncIterator[Any]:
        async with self._engine.connect() as connection:
            plain: Any = (await connection.get_raw_connection()).driver_connection
            await plain.execute_fetchall(f"PRAGMA busy_timeout={waits_ms}")
            try:
                yield plain
            finally:
                await plain.execute_fetchall(f"PRAGMA busy_timeout={self._usual}")


_MERGE = "INSERT INTO message_words(message_words, rank) VALUES ('merge', ?)"
