"""Makes aiosqlite's connection skip nearly all trips to its thread.

Every trip costs two wake-ups, many times what SQLite itself takes for statements as small as ours.
Making a cursor and closing it never wait for a lock, and neither does a statement of a transaction
that has the write lock: so they are done where they are asked for. Whatever may wait (beginning,
committing), or takes long beside others (what is only read), stays with the thread. SQLite finds
rows when they are taken, so taking them is reading, too.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import aiosqlite

_ROWS_AT_ONCE = 64  # aiosqlite's own choice, for iterating
_STATEMENT = frozenset({"execute", "executemany", "fetchall", "fetchone"})
_END = frozenset({"commit", "rollback"})
LOCKING = "BEGIN IMMEDIATE"
"""The statement that takes the write lock."""
_USUAL_TIMEOUT = 5.0  # seconds, https://docs.python.org/3/library/sqlite3.html#sqlite3.connect


class RollingBack(sqlite3.Connection):
    """Rolls back before it closes.

    A statement whose rows nobody took, as after a cancelled wait, keeps SQLite's side of a closed
    connection alive for as long as its cursor is (https://www.sqlite.org/c3ref/close.html), and
    with it the write lock: everybody else then found the database locked.
    """

    def close(self) -> None:
        """Close, also where nothing can be rolled back."""
        with suppress(sqlite3.Error):
            if self.in_transaction:
                self.rollback()
        super().close()


class NearConnection(aiosqlite.Connection):
    """A connection for SQLAlchemy, which asks it for one thing after the other. `timeout`: seconds
    for which it waits for a lock that another process has."""

    def __init__(self, connector: Callable[[], sqlite3.Connection], timeout: float) -> None:
        super().__init__(connector, _ROWS_AT_ONCE)
        self._waiting = f"PRAGMA busy_timeout={round(timeout * 1000)}"
        # As SQLAlchemy does with those that it makes: no forgotten connection holds the exit up.
        self._thread.daemon = True
        self._last = Event()
        self._last.set()
        self._stopping: asyncio.Future[Any] | None = None
        self._has_lock = False

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread, once.

        SQLAlchemy gives a connection up whose closing is cancelled, and the closing goes on: a
        second wish in the queue of a thread that has ended is answered by nobody, and kept the
        process from its end.
        """
        if self._running:
            self._stopping = super().stop()
        return self._stopping

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        # Who is cancelled leaves the thread at work; what comes next then waits in its queue.
        if self._is_near and self._never_waits(fn):
            return fn(*args, **kwargs)
        self._has_lock = args[:1] == (LOCKING,)
        done = self._last = Event()

        def in_thread() -> Any:
            try:
                return fn(*args, **kwargs)
            finally:
                done.set()

        return await super()._execute(in_thread)  # type: ignore[no-untyped-call]

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open, of whatever kind."""
        return self._connection is not None and self._connection.in_transaction

    async def begin_immediate(self) -> None:
        """Begin a transaction that has the write lock. It is waited for by the thread alone, where
        another process has it."""
        if self._is_near and self._begin_now():
            self._has_lock = True
            return
        await self._execute(self._conn.execute, LOCKING)

    async def end(self, statement: str) -> None:
        """Commit or roll back. With the write lock and WAL there is nothing to wait for: the log is
        copied into the file beside (db.checkpoints)."""
        if self._is_near and self._has_lock:
            self._conn.execute(statement)
            self._has_lock = False
        else:
            await self._execute(self._conn.execute, statement)

    async def answer(self, sql: str, values: Sequence[Any]) -> tuple[list[Any], list[str], int]:
        """Execute a statement. Returns its rows, the names of their columns, and how many rows it
        found or changed."""
        if self._is_near and self._has_lock:
            return self._answer(sql, values)
        found: tuple[list[Any], list[str], int] = await self._execute(self._answer, sql, values)
        return found

    async def change(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """Execute a statement for each of these."""
        if self._is_near and self._has_lock:
            self._conn.executemany(sql, values)
        else:
            await self._execute(self._conn.executemany, sql, values)

    @property
    def _is_near(self) -> bool:
        """Whether the thread has nothing to do, so that this connection may be used here."""
        return self._last.is_set() and self._running and self._connection is not None

    def _begin_now(self) -> bool:
        self._conn.execute("PRAGMA busy_timeout=0")
        try:
            self._conn.execute(LOCKING)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            self._conn.execute(self._waiting)
        return True

    def _answer(self, sql: str, values: Sequence[Any]) -> tuple[list[Any], list[str], int]:
        cursor = self._conn.execute(sql, values)
        if cursor.description is None:
            return [], [], cursor.rowcount
        rows = cursor.fetchall()
        return rows, [column[0] for column in cursor.description], len(rows)

    def _never_waits(self, fn: Callable[..., Any]) -> bool:
        name, owner = getattr(fn, "__name__", ""), getattr(fn, "__self__", None)
        if isinstance(owner, sqlite3.Connection):
            return name == "cursor" or (name in _END and not owner.in_transaction)
        if not isinstance(owner, sqlite3.Cursor):
            return False
        if name in _STATEMENT:
            return self._has_lock and owner.connection.in_transaction
        return name == "close"


def connect(database: str | Path, **options: Any) -> NearConnection:
    """Connect as `aiosqlite.connect` does, to be SQLAlchemy's `async_creator_fn`."""
    allowed = {
        **options,
        "check_same_thread": False,  # two threads, never both at once
        "factory": RollingBack,
    }
    timeout = options.get("timeout", _USUAL_TIMEOUT)
    return NearConnection(lambda: sqlite3.connect(database, **allowed), timeout)
