"""Asks a database by its driver, within a connection of SQLAlchemy's: statements that are prepared
(db.prepared), and the begin and end of transactions."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn, Protocol, TypeAlias

import asyncpg
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from db.sqlite_connection import NearConnection

Answer: TypeAlias = tuple[Sequence[Iterable[Any]], Sequence[str], int]
"""Rows, the names of their columns, and how many rows were found or changed."""

BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
"""Where nothing is said a server may have another level for whoever connects."""


class Driver(Protocol):
    """A connection of a driver's. What it raises is the driver's own."""

    @property
    def is_closed(self) -> bool:
        """Whether it is known to be closed, from whichever side."""

    async def begin(self) -> None:
        """Begin a transaction; on SQLite one that has the write lock."""

    async def commit(self) -> None:
        """End it, and keep what it did."""

    async def roll_back(self) -> None:
        """End it, and what it did; nothing where none is open."""

    async def execute(self, sql: str, values: Sequence[Any]) -> Answer:
        """Execute one statement."""

    async def execute_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """Execute one statement for each of these."""


class SqliteDriver:
    """SQLite's driver, by the thread of aiosqlite's or near it."""

    __slots__ = ("_connection",)

    def __init__(self, connection: NearConnection) -> None:
        self._connection = connection

    @property
    def is_closed(self) -> bool:
        return False

    async def begin(self) -> None:
        await self._connection.begin_immediate()

    async def commit(self) -> None:
        await self._connection.end("COMMIT")

    async def roll_back(self) -> None:
        if self._connection.in_transaction:
            await self._connection.end("ROLLBACK")

    async def execute(self, sql: str, values: Sequence[Any]) -> Answer:
        return await self._connection.answer(sql, values)

    async def execute_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        await self._connection.change(sql, values)


class PostgresqlDriver:
    """PostgreSQL's driver. It keeps the statements that it prepared there, at most `kept`."""

    __slots__ = ("_connection", "_kept", "_statements")

    def __init__(self, connection: "asyncpg.Connection[Any]", kept: int) -> None:
        self._connection, self._kept = connection, kept
        self._statements: dict[str, asyncpg.prepared_stmt.PreparedStatement[Any]] = {}

    @property
    def is_closed(self) -> bool:
        return bool(self._connection.is_closed())

    async def begin(self) -> None:
        await self._connection.execute(BEGIN)

    async def commit(self) -> None:
        await self._connection.execute("COMMIT")

    async def roll_back(self) -> None:
        if self._connection.is_in_transaction():
            await self._connection.execute("ROLLBACK")

    async def execute(self, sql: str, values: Sequence[Any]) -> Answer:
        statement = await self._prepared(sql)
        try:
            rows = await statement.fetch(*values)
        except asyncpg.InvalidCachedStatementError:
            self._statements.clear()  # the tables are not what they were when it was prepared
            raise
        # https://www.postgresql.org/docs/current/protocol-message-formats.html, CommandComplete
        count = statement.get_statusmsg().rpartition(" ")[2]
        names = [*rows[0].keys()] if rows else ()
        return rows, names, int(count) if count.isdigit() else len(rows)

    async def execute_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        statement = await self._prepared(sql)
        try:
            await statement.executemany(values)
        except asyncpg.InvalidCachedStatementError:
            self._statements.clear()
            raise

    async def _prepared(self, sql: str) -> "asyncpg.prepared_stmt.PreparedStatement[Any]":
        found = self._statements.get(sql)
        if found is None:
            while len(self._statements) >= self._kept:
                del self._statements[next(iter(self._statements))]
            found = self._statements[sql] = await self._connection.prepare(sql)
        return found


async def raise_as_sqlalchemy(
    connection: AsyncConnection, error: BaseException, sql: str
) -> NoReturn:
    """Raise what a driver raised as SQLAlchemy would have, which gives up a connection that is
    gone, and all others of before."""
    await asyncio.shield(asyncio.ensure_future(connection.run_sync(_raise, error, sql)))
    raise error


def _raise(connection: Connection, error: BaseException, sql: str) -> None:
    if not connection.in_transaction():
        connection.begin()  # it knows of no transaction of the driver's, and would end that
    own: Any = connection.connection.dbapi_connection
    try:
        if isinstance(error, Exception):
            own._handle_exception(error)  # noqa: SLF001 - makes SQLAlchemy's error of a driver's
        raise error
    except BaseException as raised:
        # As SQLAlchemy's own executions end; it looks for the exception that is being handled.
        connection._handle_dbapi_exception(raised, sql, None, None, None)  # noqa: SLF001
        raise
