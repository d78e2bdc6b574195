"""The inbox's worker: batches, order, and what one bad update may not do to the others."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest
from structlog.contextvars import bind_contextvars
from structlog.testing import capture_logs

from core.delivery.worker import InboxWorker
from core.model.texts import NotYourTicket
from core.ports import DatabaseBusyError, Handler, InboxUpdate, Work
from db.database import SqlDatabase
from db.reads import Reads
from tests.core.delivery.support import (
    Crash,
    message,
    now,
    number_of,
    opening,
    running,
    waiting,
)
from tests.support.waiting import eventually


def _worker(database: SqlDatabase, handler: Handler, **more: Any) -> InboxWorker:
    return InboxWorker(opening(database), database.wakeup, "bot", handler, look_every=0.05, **more)


async def _store(database: SqlDatabase, *numbers: int) -> None:
    async with database.unit_of_work() as uow:
        updates = [(str(number), {"number": number}) for number in numbers]
        await uow.inbox.store("bot", updates, now())


async def _left(database: SqlDatabase) -> list[int]:
    async with database.unit_of_work() as uow:
        return [update.payload["number"] for update in await uow.inbox.take("bot", 1_000)]


async def _asked_for(database: SqlDatabase) -> list[int]:
    return [number_of(row.effect) for row in await waiting(database)]


def _handler(special: Callable[[int], None] = lambda _number: None) -> Handler:
    """Asks for one message for each update, and does something special after that."""

    async def handle(work: Work, update: InboxUpdate) -> None:
        number = update.payload["number"]
        await work.uow.outbox.add(message(1, number), now=work.now)
        special(number)

    return handle


async def test_what_came_together_is_one_transaction_in_order(database: SqlDatabase) -> None:
    points: list[str] = []
    await _store(database, 3, 1, 2)
    worker = _worker(database, _handler(), trace=points.append)
    assert await worker.work_through() == 3
    assert await worker.work_through() == 0
    assert await _asked_for(database) == [3, 1, 2]
    assert await _left(database) == []
    assert points == ["taken", "handled", "handled", "handled", "committing", "committed"]


@pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)
async def test_who_was_taken_over_from_in_the_middle_keeps_nothing(database: SqlDatabase) -> None:
    """Frozen while it works a batch through, and back when another process has done it."""
    await _store(database, 1, 2, 3)
    frozen, thawed = asyncio.Event(), asyncio.Event()

    async def freezing(work: Work, update: InboxUpdate) -> None:
        await _handler()(work, update)
        if update.payload["number"] == 3:
            frozen.set()
            await thawed.wait()

    working = asyncio.create_task(_worker(database, freezing).work_through())
    await frozen.wait()
    await _store(database, 4)
    assert await _worker(database, _handler()).work_through() == 4
    thawed.set()
    with capture_logs() as logs:
        assert await working == 0
    assert [(each["event"], each["count"]) for each in logs] == [
        ("updates were handled by another process", 3)
    ]
    assert await _asked_for(database) == [1, 2, 3, 4]
    assert await _left(database) == []


def _pairs(*numbers: int) -> tuple[list[tuple[str, Mapping[str, Any]]], list[str]]:
    return [(str(number), {"number": number}) for number in numbers], ["1"] * len(numbers)


async def test_what_comes_while_nothing_waits_is_stored_and_handled_at_once(
    database: SqlDatabase,
) -> None:
    points: list[str] = []
    worker = _worker(database, _handler(), trace=points.append)
    assert not await worker.offer(*_pairs(1)), "nobody works"
    async with running(worker):
        await eventually(partial(worker.offer, *_pairs(3, 1)))
        assert points == ["taken", "handled", "handled", "committing", "committed"]
        assert await _asked_for(database) == [3, 1]
        await eventually(partial(worker.offer, *_pairs(1, 2)))
        assert await _asked_for(database) == [3, 1, 2], "what is known is skipped"
    await _store(database, 1, 2, 3)
    assert await _left(database) == []
    assert not await worker.offer(*_pairs(4)), "nobody works any more"


async def test_what_waits_goes_before_what_comes(database: SqlDatabase) -> None:
    gate, begun = asyncio.Event(), asyncio.Event()

    async def slow(work: Work, update: InboxUpdate) -> None:
        begun.set()
        await gate.wait()
        await _handler()(work, update)

    await _store(database, 1)
    worker = _worker(database, slow)
    async with running(worker):
        await begun.wait()
        assert not await worker.offer(*_pairs(2))
        gate.set()
        await eventually(partial(worker.offer, *_pairs(2)))
    assert await _asked_for(database) == [1, 2]


async def test_what_fails_when_it_comes_is_to_be_stored_and_is_set_aside_then(
    database: SqlDatabase,
) -> None:
    def special(number: int) -> None:
        if number == 2:
            raise KeyError("nobody expected this")

    async def is_declined() -> bool:
        return not await worker.offer(*_pairs(1, 2, 3))

    worker = _worker(database, _handler(special))
    async with running(worker):
        await eventually(partial(worker.offer, *_pairs(0)))
        await eventually(is_declined)
        assert await _asked_for(database) == [0], "nothing of it is kept"
        with capture_logs() as logs:
            await _store(database, 1, 2, 3)
            await eventually(partial(_are_asked_for, database, [0, 1, 3]))
    assert [each["event"] for each in logs] == ["update set aside"]


async def _are_asked_for(database: SqlDatabase, numbers: list[int]) -> bool:
    return await _asked_for(database) == numbers


async def test_what_a_call_brought_waits_until_what_was_sent_is_written_down(
    database: SqlDatabase,
) -> None:
    points, written = list[str](), asyncio.Event()
    worker = _worker(database, _handler(), trace=points.append, caught_up=written.wait)
    async with running(worker):
        await _store(database, 1)
        await eventually(lambda: bool(written._waiters))
        assert not points
        written.set()
        await eventually(lambda: "committed" in points)
    assert await _asked_for(database) == [1]


async def test_a_batch_is_no_longer_than_allowed(database: SqlDatabase) -> None:
    await _store(database, *range(5))
    worker = _worker(database, _handler(), batch=2)
    assert [await worker.work_through() for _ in range(4)] == [2, 2, 1, 0]
    assert await _asked_for(database) == [0, 1, 2, 3, 4]


async def test_a_bad_update_is_set_aside_and_told_once(database: SqlDatabase) -> None:
    def special(number: int) -> None:
        if number == 2:
            bind_contextvars(ticket=77)
            raise KeyError("nobody expected this")

    await _store(database, 1, 2, 3)
    with capture_logs() as logs:
        worker = _worker(database, _handler(special))
        assert await worker.work_through() == 3
        assert await worker.work_through() == 0
    assert await _asked_for(database) == [1, 3]
    [failed] = await Reads(database).failed_updates()
    assert failed.error.startswith("KeyError at ")
    [told] = logs
    assert (told["event"], told["ticket"], told["update"]) == ("update set aside", 77, failed.id)


async def test_what_the_schema_refuses_at_the_commit_is_set_aside_too(
    database: SqlDatabase,
) -> None:
    async def handle(work: Work, update: InboxUpdate) -> None:
        number = update.payload["number"]
        ticket = 999 if number == 1 else None
        await work.uow.outbox.add(message(1, number), now=work.now, ticket_id=ticket)

    await _store(database, 1, 2)
    with capture_logs():
        assert await _worker(database, handle).work_through() == 2
    assert await _asked_for(database) == [2]
    assert len(await Reads(database).failed_updates()) == 1


async def test_a_refusal_that_was_not_told_changes_nothing_and_is_no_failure(
    database: SqlDatabase,
) -> None:
    def special(number: int) -> None:
        if number == 1:
            raise NotYourTicket

    await _store(database, 1, 2)
    with capture_logs() as logs:
        assert await _worker(database, _handler(special)).work_through() == 2
    assert await _asked_for(database) == [2]
    assert await _left(database) == []
    assert await Reads(database).failed_updates() == []
    assert [log["log_level"] for log in logs] == ["warning"]


async def test_a_busy_database_sets_nothing_aside(database: SqlDatabase) -> None:
    tries = 0

    def special(number: int) -> None:
        nonlocal tries
        if number == 2:
            tries += 1
            if tries < 4:
                raise DatabaseBusyError("deadlock detected")

    await _store(database, 1, 2, 3)
    worker = _worker(database, _handler(special))
    with pytest.raises(DatabaseBusyError):
        await worker.work_through()
    assert await _left(database) == [1, 2, 3]
    with capture_logs():
        async with running(worker):
            await eventually(lambda: _asked_for(database))
    assert await _asked_for(database) == [1, 2, 3]
    assert await Reads(database).failed_updates() == []
    assert tries == 4


async def test_busy_while_working_one_by_one_is_tried_again(database: SqlDatabase) -> None:
    seen: list[int] = []

    def special(number: int) -> None:
        seen.append(number)
        if number == 1:
            raise KeyError(number)
        if number == 2 and seen.count(2) < 3:
            raise DatabaseBusyError("deadlock detected")

    await _store(database, 1, 2)
    with capture_logs():
        assert await _worker(database, _handler(special)).work_through() == 2
    assert await _asked_for(database) == [2]
    assert seen == [1, 1, 2, 2, 2]


@pytest.mark.parametrize("point", ["taken", "handled", "committing", "committed"])
async def test_a_death_at_any_point_loses_and_doubles_nothing(
    database: SqlDatabase, point: str
) -> None:
    def trace(passed: str) -> None:
        if passed == point:
            raise Crash

    await _store(database, 1, 2, 3)
    with pytest.raises(Crash):
        await _worker(database, _handler(), trace=trace).work_through()
    assert await _left(database) == ([] if point == "committed" else [1, 2, 3])
    await _worker(database, _handler()).work_through()
    assert await _asked_for(database) == [1, 2, 3]


async def test_stopping_takes_no_time(database: SqlDatabase) -> None:
    stop = asyncio.Event()
    worker = InboxWorker(opening(database), database.wakeup, "bot", _handler(), look_every=60)
    task = asyncio.create_task(worker.run(stop))
    await _store(database, 1)
    await eventually(lambda: _asked_for(database))
    stop.set()
    await asyncio.wait_for(task, 2)
