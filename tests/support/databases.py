"""Databases of a test's own, on SQLite and on PostgreSQL, made fast."""

import asyncio
import shutil
import threading
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal

import asyncpg
from sqlalchemy.engine import URL, make_url

Backend = Literal["sqlite", "postgresql"]

BACKENDS: tuple[Backend, ...] = ("sqlite", "postgresql")


def run_apart(make: Callable[[], Awaitable[None]]) -> None:
    """Run a coroutine to its end in a thread and loop of its own, whatever loop runs here."""
    failures: list[BaseException] = []

    async def body() -> None:
        await make()

    def guarded() -> None:
        try:
            asyncio.run(body())
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that asked
            failures.append(error)

    thread = threading.Thread(target=guarded, name="run-apart")
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


class Databases:
    """Makes empty databases, copies of prepared ones, and removes them."""

    def __init__(self, folder: Path, postgres: Callable[[], URL]) -> None:
        self._folder = folder
        self._postgres = postgres
        self._templates: dict[tuple[Backend, str], str] = {}

    def empty(self, backend: Backend) -> str:
        """The address, for SQLAlchemy's async engine, of a new database without any table."""
        name = f"switchboard_test_{uuid.uuid4().hex}"
        if backend == "sqlite":
            return self._sqlite_url(name)
        self._create(name, "template0")
        return self._postgres_url(name)

    def copy_of(self, template: str, backend: Backend, prepare: Callable[[str], None]) -> str:
        """The address of a new copy of a prepared database.

        Args:
            template: names what `prepare` makes, so that it is made once and then only copied.
            prepare: fills the database at the given address; it must leave no connection open,
                since PostgreSQL copies no database that somebody is in.
        """
        key = (backend, template)
        if key not in self._templates:
            url = self.empty(backend)
            prepare(url)
            self._templates[key] = url
        return self._copy(self._templates[key], backend)

    def drop(self, url: str) -> None:
        """Remove a database made here, even when somebody is still connected to it."""
        name = _name(url)
        if make_url(url).get_backend_name() == "sqlite":
            for suffix in ("", "-wal", "-shm"):
                Path(name + suffix).unlink(missing_ok=True)
            return
        self._in_postgres(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def drop_templates(self) -> None:
        """Remove what the copies were made of."""
        while self._templates:
            self.drop(self._templates.popitem()[1])

    def _copy(self, source: str, backend: Backend) -> str:
        name = f"switchboard_test_{uuid.uuid4().hex}"
        original = _name(source)
        if backend == "sqlite":
            shutil.copyfile(original, self._folder / f"{name}.db")
            return self._sqlite_url(name)
        self._create(name, original)
        return self._postgres_url(name)

    def _sqlite_url(self, name: str) -> str:
        return f"sqlite+aiosqlite:///{self._folder / name}.db"

    def _postgres_url(self, name: str) -> str:
        return self._postgres().set(database=name).render_as_string(hide_password=False)

    def _create(self, name: str, template: str) -> None:
        # Copying files takes a tenth of the time of writing the copy through the log.
        self._in_postgres(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")

    def _in_postgres(self, statement: str) -> None:
        address = self._postgres().set(drivername="postgresql")

        async def execute() -> None:
            connection = await asyncpg.connect(address.render_as_string(hide_password=False))
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        run_apart(execute)


def _name(url: str) -> str:
    name = make_url(url).database
    if name is None:
        raise ValueError(f"{url} names no database")
    return name
