"""Implements the page's readings: core.ports.Board and Changes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from core.ports.board import Look
from db.apart import apart
from db.database import SqlDatabase
from db.engine import READ_ONLY
from db.errors import GONE
from db.repositories.board import SqlBoardRows
from db.uow import repositories

T = TypeVar("T")

LOOKED_EVERY = 0.2
"""Seconds between checks whether anything was committed: a page is to show it within a second."""

_STATE = {
    # Of SQLite: changes with each commit of another connection, of whichever process.
    # https://www.sqlite.org/pragma.html#pragma_data_version
    False: text("PRAGMA data_version"),
    # Of PostgreSQL: which transactions there were and which go on; differs after each commit.
    True: text("SELECT CAST(pg_current_snapshot() AS text)"),
}


class SqlBoard:
    """Opens the page's readings."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[Look]:
        """Open a reading.

        Raises:
            DatabaseBusyError: not just now; from entering or from within.
        """
        async with self._database.reading() as transaction:
            yield Look(repositories(transaction), SqlBoardRows(transaction))

    async def apart(self, ask: Callable[[Look], Awaitable[T]]) -> T:
        """Return what `ask` answers; see core.ports.Board.

        Raises:
            DatabaseBusyError: not just now.
        """

        async def asked(database: SqlDatabase) -> T:
            async with SqlBoard(database).looking() as look:
                return await ask(look)

        return await apart(self._database, asked)


class SqlChanges:
    """Polls a number that any commit changes, on a connection of its own: that costs writers
    nothing, works through a pooler, and sees what other processes do on SQLite.

    On PostgreSQL it may also be true when another database of the same server was written to.
    """

    def __init__(self, database: SqlDatabase, every: float = LOOKED_EVERY) -> None:
        self._database = database
        self._every = every
        self._connection: AsyncConnection | None = None
        self._state: object = None

    async def wait(self, timeout: float) -> bool:
        """Wait as core.ports.Changes says. While the database is away nothing changes."""
        until = asyncio.get_running_loop().time() + timeout
        while True:
            try:
                state = await self._look()
            except (SQLAlchemyError, *GONE):
                await self.close()
                state = None  # once it is back, all may be different
            if state is not None and state != self._state:
                is_first, self._state = self._state is None, state
                if not is_first:
                    return True
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                return False
            await asyncio.sleep(min(self._every, left))

    async def close(self) -> None:
        """Close the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _look(self) -> object:
        if self._connection is None:
            plain = await self._database.engine.connect()
            self._connection = await plain.execution_options(**{READ_ONLY: True})
        state = (await self._connection.execute(_STATE[self._database.is_postgresql])).scalar_one()
        await self._connection.rollback()  # no transaction stays open between two looks
        return state
