"""Copies SQLite's log into the file beside whoever writes.

SQLite would do so itself within the commit that makes the log long
(https://www.sqlite.org/wal.html#ckpt), where all others wait for the disk with it.
"""

import asyncio
import contextlib
import sqlite3
from pathlib import Path
from typing import Protocol

EVERY = 1.0
"""Seconds from the first commit that is not copied."""
LONG_LOG = 4_000
"""Pages of the log, 16 MB, from which on writers wait for the end of a copy, so that the log begins
anew: while somebody writes without a pause, no copy is ever whole."""
LONGEST_LOG = 25_000
"""Pages of the log, 100 MB, at which a commit copies it after all: nobody did."""


class Writer(Protocol):
    """The queue for SQLite's write lock."""

    async def acquire(self) -> None: ...

    def release(self) -> None: ...


class Checkpoints:
    """Copies the log of one file after commits."""

    def __init__(self, file: Path, writer: Writer) -> None:
        self._file, self._writer = file, writer
        self._timer: asyncio.TimerHandle | None = None
        self._copying: asyncio.Task[None] | None = None

    def committed(self) -> None:
        """Have what was committed copied soon."""
        if self._timer is None and self._copying is None:
            self._timer = asyncio.get_running_loop().call_later(EVERY, self._begin)

    async def close(self) -> None:
        """Stop it; whoever closes the file last copies what is left."""
        if self._timer is not None:
            self._timer.cancel()
        if self._copying is not None:
            await self._copying

    def _begin(self) -> None:
        self._timer = None
        self._copying = asyncio.create_task(self._copy(), name="checkpoint")
        self._copying.add_done_callback(self._ended)

    def _ended(self, _task: asyncio.Task[None]) -> None:
        self._copying = None

    async def _copy(self) -> None:
        if await asyncio.to_thread(self._passive) < LONG_LOG:
            return
        await self._writer.acquire()
        try:
            await asyncio.to_thread(self._passive)
        finally:
            self._writer.release()

    def _passive(self) -> int:
        """Copy what holds nobody up; returns how many pages the log has. A file that is in use
        otherwise, or gone, is copied the next time, or by whoever closes it."""
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(f"{self._file.as_uri()}?mode=rw", uri=True)) as own,
        ):
            _busy, pages, _copied = own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            return int(pages)
        return 0
