"""Lines to PostgreSQL that break at any byte: whatever the driver makes of it, it is answered by
connecting again."""

import asyncio
import time
from contextlib import suppress

import pytest

from core.ports import DatabaseBusyError
from db import dsn
from db.database import SqlDatabase
from db.engine import Sessions
from db.errors import DatabaseUnavailableError
from db.leases import Leases, Terms
from db.migrations import is_current
from db.wakeup import CHANNEL, PostgresWakeup
from tests.support.desk import NOW
from tests.support.lines import line_to
from tests.support.waiting import eventually

pytestmark = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)

QUICK = Terms(lasts=5.0, renewed=0.02, margin=1.0, answer=0.5, patience=10.0, again=0.02)
PIECES = [*range(0, 60, 7), *range(60, 1200, 61)]
"""Bytes of the server's after which a line breaks: in the handshake, in the parameters that come
with it, in answers."""


async def test_a_lease_is_taken_and_kept_over_lines_that_break_anywhere(desk_url: str) -> None:
    async with line_to(desk_url) as line, Leases(line.url, QUICK) as leases:
        for bytes_ in PIECES:
            line.breaks_after(bytes_)
            assert await leases.attempt("bot") in (None, *leases._held.values())
        line.breaks_after(None)
        lease = await leases.take("bot")
        for bytes_ in PIECES:
            line.breaks_after(bytes_)
            line.hang_up()
            await asyncio.sleep(0.05)
            assert not lease.is_lost
        line.breaks_after(None)
        await eventually(lease.holds)


async def test_notices_come_again_after_lines_that_broke_anywhere(
    desk_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.wakeup.RECONNECT_AFTER", lambda _: 0.01)
    async with line_to(desk_url) as line:
        wakeup = PostgresWakeup(line.url)
        await wakeup.start()
        for bytes_ in PIECES:
            line.breaks_after(bytes_)
            line.hang_up()
            await asyncio.sleep(0.03)
            assert wakeup._task is not None
            assert not wakeup._task.done()
        line.breaks_after(None)
        line.hang_up()
        other = await dsn.connect(dsn.parse(desk_url))

        async def is_told() -> bool:
            await other.execute(f"NOTIFY {CHANNEL}, 'somebody inbox:bot'")
            begun = time.monotonic()
            await wakeup.wait("inbox:bot", 0.2)
            return time.monotonic() - begun < 0.15

        await eventually(is_told)
        await other.close()
        await wakeup.close()


async def test_a_transaction_is_done_or_put_off_whatever_breaks(desk_url: str) -> None:
    async with line_to(desk_url) as line:
        database = await SqlDatabase.connect(line.url)
        for bytes_ in PIECES:
            line.breaks_after(bytes_)
            line.hang_up()
            try:
                async with database.unit_of_work() as uow:
                    await uow.operators.all()
                async with database.reading() as transaction:
                    await transaction.connection.exec_driver_sql("SELECT 1")
            except DatabaseBusyError:
                pass
        line.breaks_after(None)
        await eventually(lambda: _reads(database))
        await database.close()


async def test_a_start_over_such_a_line_is_one_line(desk_url: str) -> None:
    async with line_to(desk_url) as line:
        for bytes_ in PIECES:
            line.breaks_after(bytes_)
            for attempt in (SqlDatabase.connect(line.url), is_current(line.url)):
                with suppress(DatabaseUnavailableError):
                    found = await attempt
                    if isinstance(found, SqlDatabase):
                        await found.close()


async def _reads(database: SqlDatabase) -> bool:
    try:
        async with database.unit_of_work() as uow:
            await uow.operators.all()
    except DatabaseBusyError:
        return False
    return True


async def test_who_is_frozen_in_a_transaction_locks_nobody_out(desk_url: str) -> None:
    """As one that is cut off from the server, which would wait for it for hours."""
    frozen = await SqlDatabase.connect(desk_url, sessions=Sessions("somebody", 0.2))
    other = await SqlDatabase.connect(desk_url)
    try:
        async with other.unit_of_work() as uow:
            await uow.inbox.store("bot", [("1", {})], NOW)
            [update] = await uow.inbox.take("bot", 1)

        async def freeze() -> None:
            async with frozen.unit_of_work() as held:
                await held.inbox.done([update.id], NOW)
                async with other.unit_of_work() as uow:
                    await uow.inbox.done([update.id], NOW)

        with pytest.raises(DatabaseBusyError):
            await freeze()
    finally:
        await frozen.close()
        await other.close()
