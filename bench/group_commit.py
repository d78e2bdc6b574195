"""What a transaction for each update costs, against one for what arrived together.

The rows have the shape of the inbox's: a source, a number that is unique in it, and the update.
Commits wait for the disk, as in production.
"""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import BigInteger, Column, MetaData, String, Table, event, insert
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from tests.support.servers import postgres_server

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


async def measure() -> None:
    """Print updates a second for each database, one by one and together."""
    with tempfile.TemporaryDirectory(prefix="sw-bench-") as folder:
        sqlite = create_async_engine(f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}")
        event.listen(sqlite.sync_engine, "connect", _as_in_production)
        await _compare("SQLite", sqlite)
    with postgres_server(durable=True) as address:
        await _compare("PostgreSQL", create_async_engine(address))


def _as_in_production(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


async def _compare(name: str, engine: AsyncEngine) -> None:
    try:
        async with engine.begin() as connection:
            await connection.run_sync(METADATA.create_all)
        alone = await _rate(engine, first=0, together=1)
        grouped = await _rate(engine, first=UPDATES, together=TOGETHER)
        async with engine.begin() as connection:
            await connection.run_sync(METADATA.drop_all)
    finally:
        await engine.dispose()
    print(f"{name}: {alone:,.0f} updates/s one by one, {grouped:,.0f} by {TOGETHER} together")


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
