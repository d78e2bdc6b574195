"""Implements core.ports.Database on SQLAlchemy: SQLite by aiosqlite, PostgreSQL by asyncpg."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.model.records import Overwritten
from db.address import normalised
from db.checkpoints import Checkpoints
from db.connections import Connections
from db.engine import (
    BUSY_TIMEOUT_MS,
    READ_ONLY,
    WITHOUT_TRANSACTIONS,
    Sessions,
    make_engine,
    prepare_file,
    statements_kept,
)
from db.errors import GONE, busy, unavailable
from db.executor import Executor
from db.repositories.base import Transaction
from db.sqlite_files import SqliteFiles
from db.uow import Means, OneWriter, OpenUnit
from db.wakeup import LocalWakeup, PostgresWakeup, make_wakeup

if TYPE_CHECKING:
    # Loaded where Redis is set.
    from db.steps import RedisSteps

UNUSABLE = (
    SQLAlchemyError,
    OSError,
    ValueError,
    EOFError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresError,
    sqlite3.Error,
)
"""What a server that cannot be used answers, in the words of the layers between."""

MADE_ANEW_AT_ONCE = 8_000_000
"""Bytes of SQLite's file up to which writers wait for less than a tenth of a second."""


@dataclass(slots=True)
class _Beginning:
    """Until it is over, whatever the system says is about the server."""

    is_over: bool = False


@contextmanager
def _busy_where_it_passes() -> Iterator[_Beginning]:
    """Raise DatabaseBusyError for what passes when it is tried again."""
    beginning = _Beginning()
    try:
        yield beginning
    except (SQLAlchemyError, *GONE) as error:
        passing = busy(error, connecting=not beginning.is_over)
        if passing is None:
            raise
        raise passing from error


def _without_transactions(url: URL) -> dict[str, Any]:
    """Return the options of connections that begin no transactions by themselves. SQLite's driver
    is told to begin none anyway, and would be told otherwise afterwards."""
    is_sqlite = url.get_backend_name() == "sqlite"
    return {WITHOUT_TRANSACTIONS: True} if is_sqlite else {"isolation_level": "AUTOCOMMIT"}


class SqlDatabase:
    """The desk's database. Made by `connect`; the tables are made by `db.migrations.upgrade`."""

    def __init__(
        self,
        url: URL,
        engine: AsyncEngine,
        wakeup: LocalWakeup,
        steps: "RedisSteps | None",
    ) -> None:
        self.url = url
        self.engine = engine
        self.wakeup = wakeup
        self.refused = asyncio.Event()
        """Set by the first write that was refused, see DatabaseRefusesError; whoever watches over
        that clears it."""
        self.steps = steps
        self._writer = OneWriter() if url.get_backend_name() == "sqlite" else None
        self._single = engine.execution_options(**_without_transactions(url))
        self.connections = Connections(self._single, statements_kept(url))
        self._checkpoints = (
            Checkpoints(Path(url.database).absolute(), self._writer)
            if self._writer is not None and url.database
            else None
        )
        self._means = Means(
            self.connections, self._checkpoints, wakeup, self._writer, steps, self.refused
        )
        self._files = (
            None if self._writer is None else SqliteFiles(engine, self._writer, BUSY_TIMEOUT_MS)
        )

    @classmethod
    async def connect(
        cls,
        url: str,
        wakeup: LocalWakeup | None = None,
        steps: "RedisSteps | None" = None,
        sessions: Sessions | None = None,
    ) -> "SqlDatabase":
        """Open the database and prove that it answers.

        Args:
            url: `postgresql://…` or `sqlite:///file`, see db.address.
            wakeup: who is told of new work. Without it one that reaches other processes on
                PostgreSQL; a LocalWakeup suits a desk that runs in one process.
            steps: keeps steps in Redis instead of the database; closed together with it.
            sessions: of a process that may be taken over from.

        Raises:
            DatabaseUnavailableError: a wrong address, no server, no right to enter; one line.
        """
        parsed = normalised(url)
        engine = make_engine(parsed, sessions)
        try:
            prepare_file(parsed)
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except UNUSABLE as error:
            await engine.dispose()
            raise unavailable(parsed, error) from error
        if wakeup is None:
            wakeup = make_wakeup(url)
        if isinstance(wakeup, PostgresWakeup):
            await wakeup.start()
        return cls(parsed, engine, wakeup, steps)

    @property
    def is_postgresql(self) -> bool:
        """Whether it is PostgreSQL; otherwise it is SQLite."""
        return self._writer is None

    def unit_of_work(self) -> OpenUnit:
        """Open a transaction; see core.ports.Database.

        Raises:
            DatabaseBusyError: from entering, from within or from leaving it; nothing was kept then.
        """
        return OpenUnit(self._means)

    def single_statement(self) -> OpenUnit:
        """Open what needs no more than one statement; see core.ports.Database.

        Raises:
            DatabaseBusyError: as above. Whether it was kept is not known then.
        """
        return OpenUnit(self._means, is_single=True)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Open one consistent reading of everything, which holds up no writer.

        Raises:
            DatabaseBusyError: not just now; from entering or from within.
        """
        options: dict[str, Any] = {READ_ONLY: True}
        if self.is_postgresql:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with _busy_where_it_passes() as beginning:
            async with self.engine.connect() as plain:
                connection = await plain.execution_options(**options)
                async with connection.begin():
                    beginning.is_over = True
                    yield Transaction(Executor(connection), self.is_postgresql)

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[Transaction]:
        """Open what is read by one statement: no transaction is begun for it, and no writer waits.

        Raises:
            DatabaseBusyError: not just now; from entering or from within.
        """
        with _busy_where_it_passes() as beginning:
            async with self._single.connect() as connection:
                beginning.is_over = True
                yield Transaction(Executor(connection), self.is_postgresql)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction for a single statement, beside the use cases'.

        Raises:
            DatabaseBusyError: not just now; nothing was kept.
        """
        with _busy_where_it_passes():
            async with self.engine.begin() as connection:
                yield connection

    async def overwrite_erased(self, at_once: int = MADE_ANEW_AT_ONCE) -> Overwritten:
        """Take what was erased out of SQLite's index of words and out of its log, beside writers;
        and out of the file with the tables where that has at most `at_once` bytes. PostgreSQL is
        left alone."""
        if self._files is None:
            return Overwritten.DONE
        try:
            await self._files.merge_words()
        except sqlite3.OperationalError:  # another process writes, or the disk is full
            return Overwritten.IN_USE
        is_small = self._files.size <= at_once
        if is_small and not await self._files.make_anew():
            return Overwritten.IN_USE
        if not await self._files.empty_log():
            return Overwritten.IN_USE
        return Overwritten.DONE if is_small else Overwritten.BUT_FOR_COPIES

    async def make_file_anew(self) -> Overwritten:
        """Take what is left out of the file with the tables, too. Writers wait meanwhile (3 s for
        400 MB)."""
        return await self.overwrite_erased(at_once=sys.maxsize)

    async def close(self) -> None:
        """Close all connections."""
        if isinstance(self.wakeup, PostgresWakeup):
            await self.wakeup.close()
        if self.steps is not None:
            await self.steps.close()
        if self._checkpoints is not None:
            await self._checkpoints.close()
        await self.connections.close()
        await self.engine.dispose()
