"""Makes engines: how a connection to each kind of database behaves."""

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db import dsn
from db.address import address_of
from db.checkpoints import LONGEST_LOG
from db.errors import takes_no_writes
from db.lease_rows import session_mark
from db.sqlite_connection import LOCKING, connect
from db.types import from_json, to_json

READ_ONLY = "switchboard_read_only"
"""The execution option of a connection that only reads: on SQLite it then takes no write lock."""
WITHOUT_TRANSACTIONS = "switchboard_without_transactions"
"""The option of connections that begin no transactions by themselves: whoever asks does."""

BUSY_TIMEOUT_MS = 10_000
STATEMENTS_KEPT = 500


_OF_PROCESS = """
SELECT set_config('application_name', left(current_setting('application_name'), 48) || $1, false),
    set_config('idle_in_transaction_session_timeout', $2, false)
"""


@dataclass(frozen=True, slots=True)
class Sessions:
    """How PostgreSQL knows the sessions of a process that may be taken over from. Whoever is cut
    off or frozen in the middle of a transaction would else keep what it locked for hours.

    `holder`: of the process's leases; its sessions carry it, so that who takes over can end them.
    `idle`: seconds after which a transaction is ended in which nothing happens.

    Behind a pooler none of it is said: it gives sessions to others as they are.
    """

    holder: str
    idle: float


def make_engine(url: URL, sessions: Sessions | None = None) -> AsyncEngine:
    """Make an engine for a normalised address; nothing is connected yet."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    address = address_of(url)

    async def connection(*_driver: object, **_arguments: object) -> Any:
        connected = await dsn.connect(address)
        if sessions is not None and address.keeps_statements:
            idle = str(round(sessions.idle * 1000))
            await connected.execute(_OF_PROCESS, session_mark(sessions.holder), idle)
        return connected

    arguments: dict[str, Any] = {
        "async_creator_fn": connection,
        "prepared_statement_cache_size": statements_kept(url),
    }
    if not address.keeps_statements:
        # Names may be taken behind a pooler: the nameless statement lasts until the next one.
        arguments["prepared_statement_name_func"] = str
    engine = create_async_engine(
        url.set(query={}),
        json_serializer=to_json,
        json_deserializer=from_json,
        # What stands in rows is people's words, and an error's text goes into logs.
        hide_parameters=True,
        pool_size=10,  # half of them are kept between units of work, see db.connections
        max_overflow=5,
        pool_use_lifo=True,  # one connection that knows the statements, rather than five
        connect_args=arguments,
    )
    event.listen(engine.sync_engine, "handle_error", _leave_read_only_server)
    return engine


def _leave_read_only_server(context: ExceptionContext) -> None:
    """Drop connections that turned read-only, as to a server that another took over from: new ones
    may lead to the one that writes."""
    if takes_no_writes(context.original_exception):
        context.is_disconnect = True


def statements_kept(url: URL) -> int:
    """Return how many statements a connection keeps prepared. None behind a pooler that gives each
    transaction another connection: what was prepared before is not there."""
    if url.get_backend_name() == "sqlite":
        return STATEMENTS_KEPT
    address = address_of(url)
    if not address.keeps_statements:
        return 0
    return int(address.parameters.get("prepared_statement_cache_size", STATEMENTS_KEPT))


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url,
        json_serializer=to_json,
        json_deserializer=from_json,
        # What stands in rows is people's words, and an error's text goes into logs.
        hide_parameters=True,
        # What a connection has read is worth nothing once another one wrote
        # (https://www.sqlite.org/wal.html): writers take turns, each with the last one's.
        pool_use_lifo=True,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "async_creator_fn": connect},
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver begins no transactions by itself: BEGIN IMMEDIATE is ours to say (below).
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # In WAL mode a commit is then safe from the death of this process, which is what the desk
    # promises, without waiting for the disk each time; a power cut may take the last commits but
    # never the file's integrity (https://www.sqlite.org/pragma.html#pragma_synchronous). Who needs
    # more than that runs PostgreSQL.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute(f"PRAGMA wal_autocheckpoint={LONGEST_LOG}")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    # What was forgotten is to be gone from the file, too: what is freed is overwritten.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and takes the write lock later can be refused half way, or
    # overwrite what changed meanwhile; taking the lock at once makes writers wait for each other.
    options = connection.get_execution_options()
    if options.get(WITHOUT_TRANSACTIONS, False):
        return
    looks_only = options.get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if looks_only else LOCKING)


def prepare_file(url: URL) -> None:
    """Make SQLite's file (0600) and its folder (0700) if missing: people's words are in it.

    Raises:
        OSError, sqlite3.Error: it cannot be made or opened there, or SQLite has no full-text
            search.
    """
    if url.get_backend_name() != "sqlite" or url.database is None:
        return
    if not _searches():
        raise sqlite3.NotSupportedError(
            f"the SQLite {sqlite3.sqlite_version} of this Python was made without FTS5, which"
            " search needs; take another Python, or PostgreSQL"
        )
    path = Path(url.database)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        # Asked here, since the driver's thread outlives a loop that ends at a failure to open.
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA schema_version")
        return
    # Two processes that turn the same file to WAL at once refuse each other whatever they would
    # wait; so the file is made beside its place, and is in that mode when others first see it.
    made = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        os.close(os.open(made, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with contextlib.closing(sqlite3.connect(made)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(made)
    finally:
        made.unlink(missing_ok=True)


def _searches() -> bool:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        modules = connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")
        return modules.fetchone() is not None
