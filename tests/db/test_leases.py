"""One process for each part: who has it, until when, and who falls silent first."""

import asyncio
import os
import signal
import time
from contextlib import AsyncExitStack
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from asyncpg.transaction import Transaction

from core.ports import DatabaseBusyError
from db import dsn
from db.database import SqlDatabase
from db.engine import Sessions
from db.heartbeat import Heartbeat, heartbeats, standing_by
from db.leases import Lease, Leases, TakenError, Terms
from tests.support.desk import NOW
from tests.support.disks import files_no_longer_than
from tests.support.forks import preloaded
from tests.support.lines import line_to
from tests.support.waiting import eventually

QUICK = Terms(lasts=1.0, renewed=0.05, margin=0.3, answer=0.5, patience=5.0, again=0.02)
SHORT = Terms(lasts=0.4, renewed=0.05, margin=0.2, answer=0.2, patience=5.0, again=0.02)
CALM = Terms(lasts=2.0, renewed=0.05, margin=0.5, answer=2.0, patience=5.0, again=0.02)
"""For what must not happen, however busy the machine is."""

on_postgresql = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)
on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


async def test_the_second_is_told_and_the_first_works_on(desk_url: str) -> None:
    async with Leases(desk_url, QUICK) as first, Leases(desk_url, QUICK) as second:
        bot = await first.take("bot")
        with pytest.raises(TakenError, match="Another process runs the bot"):
            await second.take("bot", patience=0)
        assert (await second.take("userbot", patience=0)).holds()
        assert bot.holds()


async def test_who_comes_after_a_clean_end_is_let_in_at_once(desk_url: str) -> None:
    async with Leases(desk_url) as first, Leases(desk_url) as second:
        lease = await first.take("bot")
        await first.free(lease)
        assert not lease.holds()
        assert (await second.take("bot", patience=0)).holds()
    async with Leases(desk_url) as third:
        assert (await third.take("bot", patience=0)).holds()


async def test_a_full_disk_keeps_no_part_from_beginning(
    desk_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", None)  # nobody has looked for such a folder yet
    with files_no_longer_than(0):
        leases = Leases(desk_url, QUICK)
    async with leases:
        assert (await leases.take("bot", patience=0)).holds()


@on_postgresql
async def test_a_database_that_is_away_is_no_other_process_and_is_waited_for(desk_url: str) -> None:
    async with line_to(desk_url) as line, Leases(line.url, SHORT) as leases:
        line.cut()
        taking = asyncio.create_task(leases.take("bot", patience=0))
        await asyncio.sleep(3 * SHORT.answer)
        assert not taking.done()
        line.mend()
        assert (await taking).holds()


@on_sqlite
async def test_what_only_a_person_can_mend_is_told_as_it_is(desk_url: str) -> None:
    _put_folder(f"{dsn.parse(desk_url).database}.bot.lock")
    async with Leases(desk_url, QUICK) as leases:
        with pytest.raises(TakenError, match=r"The bot of this desk cannot be leased: .*directory"):
            await leases.take("bot", patience=0)


async def test_a_part_at_work_is_seen_with_what_troubles_it(desk_url: str) -> None:
    assert await heartbeats(desk_url) == {}
    async with Leases(desk_url, QUICK) as leases:
        lease = await leases.take("bot")
        beat = (await heartbeats(desk_url))["bot"]
        assert beat.beats
        assert beat.trouble is None
        lease.say("no updates")

        async def is_troubled() -> bool:
            return (await heartbeats(desk_url))["bot"].trouble == "no updates"

        await eventually(is_troubled)
    assert await heartbeats(desk_url) == {}  # what stays is of somebody killed


async def test_a_lease_is_held_for_as_long_as_it_is_renewed(desk_url: str) -> None:
    async with Leases(desk_url, CALM) as leases, Leases(desk_url, CALM) as other:
        lease = await leases.take("bot")
        end = time.monotonic() + 1.2 * CALM.lasts
        while time.monotonic() < end:
            assert lease.holds()
            assert await other.attempt("bot") is None
            await asyncio.sleep(0.05)


@on_postgresql
async def test_a_holder_that_hears_nothing_is_silent_before_another_may_begin(
    desk_url: str,
) -> None:
    """The line to the database is cut for one of them, and stays so."""
    async with (
        line_to(desk_url) as line,
        Leases(line.url, QUICK) as first,
        Leases(desk_url, QUICK) as second,
    ):
        lease = await first.take("bot")
        line.cut()
        silent_at = 0.0
        taking = asyncio.create_task(second.take("bot"))
        while not taking.done():
            if not lease.holds() and not silent_at:
                silent_at = time.monotonic()
            await asyncio.sleep(0.005)
        assert silent_at, "two had it at the same moment"
        assert time.monotonic() - silent_at > QUICK.margin / 3
        assert (await taking).holds()
        assert not lease.holds()


@on_postgresql
async def test_who_is_cut_off_in_the_middle_of_renewing_keeps_nobody_out(
    desk_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is changed, and the line is cut before that is committed."""
    async with line_to(desk_url) as line, Leases(line.url, SHORT) as first:
        await first.take("bot")
        commit, cut = Transaction.commit, asyncio.Event()

        async def cut_before(transaction: Transaction) -> None:
            if not cut.is_set():
                line.cut()
                cut.set()
            await commit(transaction)

        monkeypatch.setattr(Transaction, "commit", cut_before)
        await asyncio.wait_for(cut.wait(), 10)
        async with Leases(desk_url, SHORT) as second:
            await second.take("bot", 10)


@on_postgresql
async def test_who_is_cut_off_while_it_waits_for_an_answer_goes_on_when_the_line_is_mended(
    desk_url: str,
) -> None:
    """Nothing more is asked of the line that does not answer."""
    async with line_to(desk_url) as line, Leases(line.url, SHORT) as leases:
        lease = await leases.take("bot")
        other = await dsn.connect(dsn.parse(desk_url))
        async with other.transaction():
            await other.execute("SELECT FROM leases FOR UPDATE")
            await eventually(lambda: _waits_for_a_lock(desk_url))
            line.cut()
            await eventually(lambda: not lease.holds())
        await other.close()
        await eventually(lambda: _is_alone(desk_url))  # the server gave the cut one up
        line.mend()
        await eventually(lease.holds, within=10)


@on_postgresql
async def test_a_cut_that_heals_in_time_takes_nothing_from_anybody(desk_url: str) -> None:
    """Connections are ended from outside, again and again."""
    async with Leases(desk_url, QUICK) as leases:
        lease = await leases.take("bot")
        for _ in range(5):
            await _terminate(desk_url)
            await asyncio.sleep(0.1)
            assert lease.holds()
        async with Leases(desk_url, QUICK) as other:
            assert await other.attempt("bot") is None
        assert not lease.is_lost


@on_postgresql
async def test_who_comes_back_late_finds_its_part_taken(desk_url: str) -> None:
    now = time.monotonic()
    ahead = 0.0
    async with Leases(desk_url, SHORT) as second:
        first = Leases(desk_url, SHORT, now=lambda: time.monotonic() + ahead)
        lease = await first.take("bot")  # and nobody renews it, as in a process that is frozen
        assert lease.holds()
        await second.take("bot")
        assert not lease.holds()
        async with first:
            with pytest.raises(TakenError, match="taken over"):
                await asyncio.wait_for(lease.lost(), 5)
            assert lease.is_lost
    assert time.monotonic() - now < 5


@on_postgresql
async def test_what_the_one_before_has_locked_is_free_when_another_takes_over(
    desk_url: str,
) -> None:
    """Its machine is gone in the middle of a transaction, and the server knows nothing of it."""
    gone = await SqlDatabase.connect(desk_url, sessions=Sessions("gone", 600))
    other = await SqlDatabase.connect(desk_url)
    async with other.unit_of_work() as uow:
        await uow.inbox.store("bot", [("1", {})], NOW)
        [update] = await uow.inbox.take("bot", 1)
    before = Leases(desk_url, SHORT, holder="gone")
    await before.take("bot")  # and nobody renews it

    async def in_the_middle() -> None:
        async with gone.unit_of_work() as held:
            await held.inbox.done([update.id], NOW)
            async with Leases(desk_url, SHORT) as after:
                await after.take("bot")
                async with other.unit_of_work() as uow:
                    await uow.inbox.done([update.id], NOW)

    try:
        with pytest.raises(DatabaseBusyError):
            await asyncio.wait_for(in_the_middle(), 30)
    finally:
        await before._rows.close()
        await gone.close()
        await other.close()


def _hold(url: str, tell: Connection) -> None:
    async def body() -> None:
        async with Leases(url, Terms(lasts=600, margin=1)) as leases:
            await leases.take("bot")
            tell.send("taken")
            await asyncio.Event().wait()

    asyncio.run(body())


async def test_nobody_waits_for_a_process_that_was_killed_here(desk_url: str) -> None:
    forks = preloaded()
    heard, tell = forks.Pipe(duplex=False)
    process = forks.Process(target=_hold, args=(desk_url, tell), daemon=True)
    process.start()
    assert await asyncio.to_thread(heard.recv) == "taken"
    async with Leases(desk_url, QUICK) as leases:
        assert await leases.attempt("bot") is None
        os.kill(process.pid or 0, signal.SIGKILL)
        await asyncio.to_thread(process.join)
        assert (await leases.take("bot")).holds()


@on_sqlite
async def test_a_lock_whose_file_was_removed_is_locked_anew(desk_url: str) -> None:
    async with Leases(desk_url, QUICK) as leases, Leases(desk_url, QUICK) as other:
        lease = await leases.take("bot")
        file = Path(f"{dsn.parse(desk_url).database}.bot.lock")
        os.unlink(file)  # noqa: PTH108 - at once, and no work for a thread
        await eventually(file.exists)
        assert await other.attempt("bot") is None
        assert lease.holds()


async def test_of_several_that_stand_by_one_takes_over(desk_url: str) -> None:
    terms = Terms(standby=0.02)
    async with AsyncExitStack() as stack:
        all_of_them = [await stack.enter_async_context(Leases(desk_url, terms)) for _ in range(3)]
        led: list[Lease] = []

        async def stand_by(leases: Leases) -> None:
            led.append(await leases.standby("scheduler"))

        tasks = [asyncio.create_task(stand_by(each)) for each in all_of_them]
        for count in (1, 2, 3):
            await eventually(partial(_has, led, count))
            assert [each.holds() for each in led] == [False] * (count - 1) + [True]
            for leases in all_of_them:
                await leases.free(led[-1])
        await asyncio.gather(*tasks)


@on_postgresql
async def test_who_stands_by_is_seen_with_its_machine_until_it_takes_over(desk_url: str) -> None:
    async with (
        Leases(desk_url, QUICK, host="first") as first,
        Leases(desk_url, QUICK, host="second") as second,
    ):
        lease = await first.take("bot")
        waiting = asyncio.create_task(second.standby("bot"))
        (seen,) = await eventually(lambda: _waiting(desk_url))
        assert (seen.host, seen.beats) == ("second", True)
        assert (await heartbeats(desk_url))["bot"].host == "first"
        shown = seen.overdue
        await eventually(lambda: _is_later(desk_url, shown))  # it is renewed
        await first.free(lease)
        assert (await waiting).holds()
        assert await _waiting(desk_url) == []
        assert (await heartbeats(desk_url))["bot"].host == "second"
    assert await heartbeats(desk_url) == {}


@on_postgresql
async def test_what_a_killed_stand_by_left_is_gone_when_its_machine_begins_anew(
    desk_url: str,
) -> None:
    async with Leases(desk_url, QUICK, host="first") as first:
        lease = await first.take("bot")
        killed = Leases(desk_url, SHORT, host="second")
        await killed._rows.stand_by(["bot"])
        (seen,) = await eventually(lambda: _waiting(desk_url))
        await eventually(lambda: _is_overdue(desk_url))
        await first.free(lease)
        async with Leases(desk_url, QUICK, host="third") as third:
            other = await third.take("bot")
            assert [each.part for each in await _waiting(desk_url)] == [seen.part]
            await third.free(other)
        async with Leases(desk_url, QUICK, host="second") as second:
            await second.take("bot")
            assert await _waiting(desk_url) == []


def test_the_other_machine_begins_within_ten_seconds() -> None:
    """The promise, by the times that are given: what follows after it takes no second."""
    terms = Terms()
    assert terms.lasts + terms.standby + terms.answer / 2 <= 10
    # And who is cut off has time to try a second connection before it falls silent.
    assert terms.renewed + 2 * terms.answer + terms.again <= terms.silent < terms.lasts


def _has(led: list[Lease], count: int) -> bool:
    return len(led) == count


def _put_folder(where: str) -> None:
    Path(where).mkdir()


async def _waiting(url: str) -> list[Heartbeat]:
    return standing_by(await heartbeats(url), "bot")


async def _is_later(url: str, than: float) -> bool:
    return any(each.overdue < than for each in await _waiting(url))


async def _is_overdue(url: str) -> bool:
    return any(not each.beats for each in await _waiting(url))


async def _waits_for_a_lock(url: str) -> bool:
    connection = await dsn.connect(dsn.parse(url))
    waits: int = await connection.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted")
    await connection.close()
    return waits > 0


async def _is_alone(url: str) -> bool:
    connection = await dsn.connect(dsn.parse(url))
    others: int = await connection.fetchval(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()
    return not others


async def _terminate(url: str) -> None:
    connection = await dsn.connect(dsn.parse(url))
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()
