"""Keeps connections ready between units of work: to take one out of SQLAlchemy's pool and to give
it back takes longer than most statements."""

import asyncio

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.errors import GONE
from db.executor import Executor, driver_of
from db.prepared import Statements

KEPT = 5
"""Connections that are kept ready at most; the pool has as many for whoever reads."""


class Connections:
    """The connections of units of work. The one that was given back last is taken first: it knows
    the statements.

    Args:
        engine: whose connections begin no transactions by themselves.
        statements_kept: how many statements PostgreSQL keeps prepared for a connection; 0 for none,
            as behind a pooler: SQLAlchemy then executes them all.
    """

    def __init__(self, engine: AsyncEngine, statements_kept: int) -> None:
        self._engine, self._statements_kept = engine, statements_kept
        self._statements = Statements(engine.dialect) if statements_kept else None
        self._ready: list[Executor] = []

    async def take(self) -> Executor:
        """Return one on which nothing is going on. Raises whatever connecting does."""
        while self._ready:
            executor = self._ready.pop()
            if not executor.is_gone:
                return executor
            await self.give_up(executor)
        connection = self._engine.connect()
        try:
            await connection.start()
            driver = driver_of(connection, self._statements_kept)
        except BaseException:
            await self.give_up(Executor(connection))
            raise
        return Executor(connection, self._statements, driver)

    async def give_back(self, executor: Executor) -> None:
        """Keep one on which nothing is going on for the next."""
        if len(self._ready) < KEPT:
            await executor.rest()
            self._ready.append(executor)
        else:
            await executor.connection.close()

    async def give_up(self, executor: Executor) -> None:
        """Undo what is going on, and let the connection go, with all that are kept where it is
        gone: they may lead to the same server."""
        # Shielded: who is cancelled a second time must not leave a transaction open in the pool.
        if executor.connection.sync_connection is not None:
            await asyncio.shield(asyncio.ensure_future(self._undo(executor)))

    async def close(self) -> None:
        """Let all go that are kept."""
        while self._ready:
            await self._ready.pop().connection.close()

    async def _undo(self, executor: Executor) -> None:
        try:
            await executor.roll_back()
        except (SQLAlchemyError, *GONE):
            await executor.connection.invalidate()  # with it goes the transaction
        finally:
            is_gone = executor.connection.invalidated
            await executor.connection.close()
        if is_gone:
            await self.close()
