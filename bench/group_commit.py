"""What a transaction for each update costs, against one for what arrived together.

The rows have the shape of the inbox's: a source, a number that is unique in it, and the update.
Commits wait for the disk, as in production.
"""

import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from sqlalchemy import BigInteger, Column, MetaData, String, Table, event, insert
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bench.rows import Better, Row
from tests.support.servers import postgres_server

NAME = "group commit"
UPDATES = 1_000
TOGETHER = 50
"""Updates in one transaction; what a desk with a few dozen chats gets from one long poll."""

METADATA = MetaData()
INBOX = Table(
    "bench_inbox",
    METADATA,
    Column("source", String(16), primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("payload", String, nullable=False),
)


async def measure() -> AsyncIterator[Row]:
    """Return updates a second for each database, together beside one by one."""
    with tempfile.TemporaryDirectory(prefix="sw-bench-") as folder:
        sqlite = create_async_engine(f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}")
        event.listen(sqlite.sync_engine, "connect", _as_in_production)
        yield await _compare("SQLite", sqlite)
    with postgres_server(durable=True) as address:
        yield await _compare("PostgreSQL", create_async_engine(address))


def _as_in_production(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


async def _compare(name: str, engine: AsyncEngine) -> Row:
    try:
        async with engine.begin() as connection:
            await connection.run_sync(METADATA.create_all)
        alone = await _rate(engine, first=0, together=1)
        grouped = await _rate(engine, first=UPDATES, together=TOGETHER)
        async with engine.begin() as connection:
            await connection.run_sync(METADATA.drop_all)
    finally:
        await engine.dispose()
    return Row(NAME, f"{name}, {TOGETHER} together", "updates/s", grouped, Better.MORE, alone)


async def _rate(engine: AsyncEngine, *, first: int, together: int) -> float:
    payload = "x" * 600
    rows: Sequence[dict[str, object]] = [
        {"source": "bot", "number": number, "payload": payload}
        for number in range(first, first + UPDATES)
    ]
    started = time.perf_counter()
    for at in range(0, UPDATES, together):
        async with engine.begin() as connection:
            await connection.execute(insert(INBOX), rows[at : at + together])
    return UPDATES / (time.perf_counter() - started)
