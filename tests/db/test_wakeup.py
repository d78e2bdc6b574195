"""Who is told of what was stored, here and in other processes."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from core.model.room_effects import WriteOwnData
from db import dsn
from db.address import address_of
from db.database import SqlDatabase
from db.wakeup import CHANNEL, MOST_KEPT, LocalWakeup, PostgresWakeup
from tests.support.desk import NOW
from tests.support.waiting import eventually

on_postgresql = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)


async def _is_woken(wakeup: LocalWakeup, topic: str) -> bool:
    """Whether a wait returns at once."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await wakeup.wait(topic, 0.05)
    return loop.time() - begun < 0.04


async def _store_and_fail(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot", [("2", {})], NOW)
        raise KeyError


async def test_a_commit_wakes_whoever_works(desk_url: str) -> None:
    # Notices may wake somebody once more than needed, which would be counted here.
    database = await SqlDatabase.connect(desk_url, wakeup=LocalWakeup())
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot", [("1", {})], NOW)
        await uow.outbox.add(WriteOwnData(1), now=NOW)
    assert await _is_woken(database.wakeup, "inbox:bot")
    assert await _is_woken(database.wakeup, "outbox:archive")
    assert not await _is_woken(database.wakeup, "inbox:bot"), "once"
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot", [("1", {})], NOW)
    assert not await _is_woken(database.wakeup, "inbox:bot"), "nothing was new"
    with pytest.raises(KeyError):
        await _store_and_fail(database)
    assert not await _is_woken(database.wakeup, "inbox:bot"), "nothing was kept"
    await database.close()


async def test_whoever_serves_a_topic_is_told_what_was_stored_unless_it_is_too_much(
    desk_url: str,
) -> None:
    database = await SqlDatabase.connect(desk_url, wakeup=LocalWakeup())
    topic, wakeup = "outbox:archive", database.wakeup

    async def store(*customers: int) -> None:
        async with database.unit_of_work() as uow:
            for customer in customers:
                await uow.outbox.add(WriteOwnData(customer), now=NOW)

    await store(1)
    with wakeup.served_here(topic):
        assert wakeup.stored(topic) == [], "nobody served it then"
        await store(2)
        await store(3, 4)
        told = wakeup.stored(topic)
        assert told is not None
        assert [row.effect for row in told] == [WriteOwnData(each) for each in (2, 3, 4)]
        assert wakeup.stored(topic) == []
        await store(*range(MOST_KEPT))
        await store(5)
        assert wakeup.stored(topic) is None
        wakeup.wake(topic)
        await store(6)
        assert wakeup.stored(topic) is None, "others may have stored something"
    await database.close()


async def test_waiting_ends_when_woken_and_when_time_is_up() -> None:
    wakeup = LocalWakeup()
    waiting = asyncio.create_task(wakeup.wait("a", 30))
    await asyncio.sleep(0)
    wakeup.wake("b")
    wakeup.wake("a")
    await asyncio.wait_for(waiting, 1)
    await asyncio.wait_for(wakeup.wait("a", 0.01), 1)


@pytest.fixture
async def elsewhere(database: SqlDatabase, desk_url: str) -> AsyncIterator[SqlDatabase]:
    """The same database as another process has it."""
    other = await SqlDatabase.connect(desk_url)
    yield other
    await other.close()


@on_postgresql
async def test_other_processes_are_woken_and_again_after_a_broken_line(
    database: SqlDatabase, elsewhere: SqlDatabase
) -> None:
    count = 0

    async def heard() -> bool:
        nonlocal count
        count += 1
        async with database.unit_of_work() as uow:
            await uow.inbox.store("bot", [(str(count), {})], NOW)
        return await _is_woken(elsewhere.wakeup, "inbox:bot")

    assert isinstance(elsewhere.wakeup, PostgresWakeup)
    await eventually(heard)
    connection = await dsn.connect(address_of(database.url))
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    )
    await connection.execute(f"NOTIFY {CHANNEL}, 'somebody inbox:bot'")
    await connection.close()
    await eventually(heard)


@on_postgresql
async def test_what_is_rolled_back_is_not_told(
    database: SqlDatabase, elsewhere: SqlDatabase
) -> None:

    async def store(key: str, *, fail: bool) -> None:
        async with database.unit_of_work() as uow:
            await uow.inbox.store(f"source-{key}", [(key, {})], NOW)
            if fail:
                raise KeyError

    async def heard() -> bool:
        with pytest.raises(KeyError):
            await store("bad", fail=True)
        await store("good", fail=False)
        return await _is_woken(elsewhere.wakeup, "inbox:source-good")

    async def forget() -> None:
        async with database.engine.begin() as connection:
            await connection.execute(text("DELETE FROM inbox"))

    while not await heard():
        await forget()
    assert not await _is_woken(elsewhere.wakeup, "inbox:source-bad")


def test_other_processes_are_told_of_what_is_not_served_here() -> None:
    wakeup = PostgresWakeup("postgresql://somewhere/desk")
    with wakeup.served_here("inbox:bot"):
        assert wakeup.announcement({"inbox:bot"}) is None
        told = wakeup.announcement({"inbox:bot", "outbox:userbot"})
        assert told is not None
        assert told.split()[1:] == ["outbox:userbot"]
    assert wakeup.announcement({"inbox:bot"}) is not None
