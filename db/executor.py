"""Executes statements within an open connection: what is prepared by the driver, everything else by
SQLAlchemy."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar, cast

from sqlalchemy import ClauseElement
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.expression import Executable

from core.ports import Rest
from db.driver import Driver, PostgresqlDriver, SqliteDriver, raise_as_sqlalchemy
from db.prepared import AnyRow, Prepared, Statements
from db.sqlite_connection import NearConnection

T = TypeVar("T")
Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None

AT_ONCE = 100
"""Rows that are made into values without a pause: a millisecond or two."""
_DRIVER = "switchboard_driver"


class Found:
    """What a statement returned: `rows`, and how many it found or changed. Its methods are those of
    SQLAlchemy's results."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: Sequence[AnyRow], rowcount: int) -> None:
        self._rows, self.rowcount = rows, rowcount

    def __iter__(self) -> Iterator[AnyRow]:
        return iter(self._rows)

    def all(self) -> Sequence[AnyRow]:
        """Return all rows."""
        return self._rows

    def one_or_none(self) -> AnyRow | None:
        """Return the only row, if there is any. Raises ValueError for more."""
        if len(self._rows) > 1:
            raise ValueError(f"{len(self._rows)} rows where one was expected")
        return self._rows[0] if self._rows else None

    def one(self) -> AnyRow:
        """Return the only row. Raises ValueError for none, or more."""
        found = self.one_or_none()
        if found is None:
            raise ValueError("no row where one was expected")
        return found

    def scalars(self) -> Sequence[Any]:
        """Return each row's first value."""
        return [row[0] for row in self._rows]

    def scalar(self) -> Any:
        """Return the first row's first value; None where there is no row."""
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:
        """Return the only row's first value. Raises ValueError for no row, or more."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        """Return the only row's first value, if there is any. Raises ValueError for more."""
        found = self.one_or_none()
        return None if found is None else found[0]


class Executor:
    """Executes on one connection, which SQLAlchemy keeps from beginning transactions by itself
    where `driver` does. Without a driver SQLAlchemy executes everything.

    Whatever fails raises as SQLAlchemy does: DBAPIError, or what came from elsewhere.
    """

    __slots__ = ("_driver", "_statements", "connection")

    def __init__(
        self,
        connection: AsyncConnection,
        statements: Statements | None = None,
        driver: Driver | None = None,
    ) -> None:
        self.connection, self._statements, self._driver = connection, statements, driver

    @property
    def is_gone(self) -> bool:
        """Whether the connection is known to lead nowhere any more."""
        return self._driver is not None and self._driver.is_closed

    async def execute(self, statement: Executable, values: Values = None) -> Found:
        """Execute a statement, once or for each of many rows; these return nothing."""
        if isinstance(values, Mapping) or values is None:
            single: Mapping[str, Any] | None = values or {}
        else:
            single = values[0] if len(values) == 1 else None
        if self._driver is not None and self._statements is not None:
            names = single if single is not None else values[0]  # type: ignore[index]
            prepared = self._statements.find(
                cast(ClauseElement, statement), names, many=single is None
            )
            if prepared is not None and single is not None:
                return await self._execute(self._driver, prepared, single)
            if prepared is not None:
                return await self._execute_many(self._driver, prepared, values)  # type: ignore[arg-type]
        result = await self.connection.execute(statement, values)
        return Found(result.all() if result.returns_rows else [], result.rowcount)

    async def in_parts(
        self, statement: Executable, values: Mapping[str, Any], rest: Rest | None
    ) -> AsyncIterator[Sequence[AnyRow]]:
        """Ask for rows, a hundred at a time; `rest` is awaited between."""
        if rest is None:
            yield (await self.execute(statement, values)).all()
            return
        result = await self.connection.stream(statement, values)
        async for part in result.partitions(AT_ONCE):
            yield part
            await rest()

    async def begin(self) -> None:
        """Begin a transaction; on SQLite one that has the write lock."""
        if self._driver is None:
            await self.connection.begin()
        else:
            await self._ask(self._driver.begin, "BEGIN")

    async def commit(self) -> None:
        """Keep what was done since."""
        if self._driver is None:
            await self.connection.commit()
        else:
            await self._ask(self._driver.commit, "COMMIT")

    async def roll_back(self) -> None:
        """Undo what was done since; nothing where nothing began, or the connection is gone."""
        if self._driver is not None and not self.connection.invalidated:
            await self._ask(self._driver.roll_back, "ROLLBACK")

    async def rest(self) -> None:
        """End what SQLAlchemy believes to have begun."""
        if self.connection.in_transaction():
            await self.connection.rollback()

    async def _execute(
        self, driver: Driver, prepared: Prepared, values: Mapping[str, Any]
    ) -> Found:
        bound = prepared.bind(values)
        self._tell(prepared.sql, bound, many=False)
        rows, names, count = await self._ask(driver.execute, prepared.sql, bound)
        return Found(prepared.rows(rows, names) if rows else [], count)

    async def _execute_many(
        self, driver: Driver, prepared: Prepared, values: Sequence[Mapping[str, Any]]
    ) -> Found:
        bound = [*map(prepared.bind, values)]
        self._tell(prepared.sql, bound, many=True)
        await self._ask(driver.execute_many, prepared.sql, bound)
        return Found([], -1)

    async def _ask(self, ask: Callable[..., Awaitable[T]], sql: str, *values: Any) -> T:
        try:
            return await (ask(sql, *values) if values else ask())
        except BaseException as error:  # noqa: BLE001 - raised again
            await raise_as_sqlalchemy(self.connection, error, sql)

    def _tell(self, sql: str, bound: Sequence[Any], *, many: bool) -> None:
        """Tell whoever listens to what SQLAlchemy executes."""
        connection = self.connection.sync_connection
        if connection is not None:
            for note in connection.dispatch.before_cursor_execute:
                note(connection, None, sql, bound, None, many)


def driver_of(connection: AsyncConnection, kept: int) -> Driver:
    """Return the driver of a connection; on PostgreSQL it keeps so many prepared statements. It
    lasts as long as the driver's connection does.

    Raises ValueError for a connection that is not started.
    """
    started = connection.sync_connection
    if started is None:
        raise ValueError("not started")
    found: Driver | None = started.info.get(_DRIVER)
    if found is None:
        own: Any = started.connection.driver_connection
        if isinstance(own, NearConnection):
            found = SqliteDriver(own)
        else:
            found = PostgresqlDriver(own, kept)
        started.info[_DRIVER] = found
    return found
