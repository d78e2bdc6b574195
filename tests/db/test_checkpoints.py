"""SQLite's log is copied beside whoever writes, and begins anew."""

from pathlib import Path

import pytest
from sqlalchemy import text

from db.database import SqlDatabase
from tests.support.desk import NOW
from tests.support.waiting import eventually


def begun(log: Path) -> bytes:
    """A number that is another one each time the log begins anew
    (https://www.sqlite.org/fileformat2.html#the_write_ahead_log, "Salt-1")."""
    return log.read_bytes()[16:20] if log.exists() else b""


@pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
async def test_the_log_begins_anew_while_somebody_writes(database: SqlDatabase) -> None:
    """A copy that never catches up with the writers would let it grow for ever."""
    file = Path(str(database.url.database))
    log = file.with_name(f"{file.name}-wal")
    written, beginnings = 0, set()

    async def has_begun_thrice() -> bool:
        nonlocal written
        for _ in range(20):
            async with database.unit_of_work() as uow:
                await uow.inbox.store("bot:1", [(str(written), {"text": "word " * 5_000})], NOW)
            written += 1
        beginnings.add(begun(log))
        return len(beginnings) >= 3

    await eventually(has_begun_thrice, within=60)
    async with database.reading() as look:
        kept = await look.connection.execute(text("SELECT count(*) FROM inbox"))
        assert kept.scalar_one() == written
