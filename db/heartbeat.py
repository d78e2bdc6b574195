"""Reads from its lease whether a part of the desk is at work, by a driver's own statement: a health
check that runs every minute may not cost what a whole desk does to load."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from db.dsn import Address, DatabaseUnavailableError, connect, parse
from db.lease_rows import STANDBY

ANSWER_WITHIN = 5.0

_SECONDS = "extract(epoch FROM clock_timestamp() - until)::float8"
_ON_SERVER = f"SELECT part, {_SECONDS}, trouble, host FROM leases ORDER BY part"  # noqa: S608 - ours
_IN_FILE = "SELECT part, until, trouble, host FROM leases ORDER BY part"


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The state of a part's lease. `overdue`: seconds for which it has not been renewed, negative
    while it holds; `trouble`: what keeps the part from its work; `host`: the machine, where there
    may be several."""

    part: str
    overdue: float
    trouble: str | None = None
    host: str | None = None

    @property
    def beats(self) -> bool:
        """Whether a process is at work, well or not."""
        return self.overdue < 0


def standing_by(beats: Mapping[str, Heartbeat], part: str) -> list[Heartbeat]:
    """Return the heartbeats of those that wait for a part, to take it over."""
    return [beat for name, beat in beats.items() if name.startswith(f"{STANDBY}{part}:")]


async def heartbeats(url: str) -> dict[str, Heartbeat]:
    """Return the heartbeats of all parts that ever were at work, by name; of those that stand by,
    too (`standing_by`).

    Raises:
        DatabaseUnavailableError: nothing can be read; one line.
    """
    address = parse(url)
    try:
        rows = _from_file(address) if address.on_sqlite else await _from_server(address)
    except (OSError, EOFError, TimeoutError, sqlite3.Error) as error:
        raise _unreadable(error) from error
    return {part: Heartbeat(part, *values) for part, *values in rows}


def _from_file(address: Address) -> list[tuple[str, float, str | None, str | None]]:
    now = datetime.now(UTC)
    where = f"{Path(address.database).absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(where, uri=True, timeout=ANSWER_WITHIN)) as connection:
        rows = connection.execute(_IN_FILE).fetchall()
    return [(part, _overdue(until, now), *rest) for part, until, *rest in rows]


def _overdue(until: str, now: datetime) -> float:
    return (now - datetime.fromisoformat(until).replace(tzinfo=UTC)).total_seconds()


async def _from_server(address: Address) -> list[Any]:
    import asyncpg  # loaded only where it is needed

    try:
        connection = await connect(address, timeout=ANSWER_WITHIN, statement_cache_size=0)
        try:
            async with connection.transaction():
                rows: list[Any] = await connection.fetch(_ON_SERVER, timeout=ANSWER_WITHIN)
            return rows
        finally:
            connection.terminate()
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        raise _unreadable(error) from error


def _unreadable(error: BaseException) -> DatabaseUnavailableError:
    text = str(error) or type(error).__name__
    return DatabaseUnavailableError(f"no heartbeat can be read: {text.splitlines()[0]}")
