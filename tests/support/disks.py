"""Databases and disks that refuse to be written, by the real refusals of each."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
from sqlalchemy import event

from db.database import SqlDatabase

NO_LIMIT = 1_073_741_823


class Refusing:
    """Makes a database read-only (SQLite's READONLY, PostgreSQL's 25006 as after a failover), or on
    SQLite full, until it is taken back."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        self._pragmas: tuple[str, ...] = ()
        if not database.is_postgresql:
            event.listen(database.engine.sync_engine, "checkout", self._taken)

    async def read_only(self) -> None:
        """From now on."""
        self._pragmas = ("PRAGMA query_only = ON",)
        await self._on_postgresql("ON")

    async def full(self) -> None:
        """No page more than there is; on PostgreSQL it is read-only."""
        self._pragmas = ("PRAGMA max_page_count = 1",)
        await self._on_postgresql("ON")

    async def mended(self) -> None:
        """It can be written again."""
        self._pragmas = ("PRAGMA query_only = OFF", f"PRAGMA max_page_count = {NO_LIMIT}")
        await self._on_postgresql("OFF")

    async def __aenter__(self) -> "Refusing":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.mended()

    def _taken(self, connection: Any, *_: object) -> None:
        cursor = connection.cursor()
        for pragma in self._pragmas:
            cursor.execute(pragma)
        cursor.close()

    async def _on_postgresql(self, word: str) -> None:
        """As a server that another one took over from: sessions that are open are read-only too."""
        if not self._database.is_postgresql:
            await self._database.connections.close()  # the pragmas are for those that are taken
            return
        name = self._database.url.database
        server = self._database.url.set(database="postgres", drivername="postgresql")
        connection = await asyncpg.connect(server.render_as_string(hide_password=False))
        try:
            await connection.execute(
                f'ALTER DATABASE "{name}" SET default_transaction_read_only = {word}'
            )
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
            )
        finally:
            await connection.close()


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Every file that this process writes ends there: the rest is refused in the middle."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
