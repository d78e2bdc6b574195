"""A tick acts on each that it found; what fails holds up nobody and is told once."""

from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from core.consequences.reactions import OpenWork
from core.consequences.ticks import Tick
from core.delivery.ticker import Ticker
from core.model.rules import Rules
from core.model.texts import TicketIsClosed
from core.ports import DatabaseBusyError, Work
from db.database import SqlDatabase
from tests.support.desk import NOW

on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
Act = Callable[[Work, int], Awaitable[object]]


def ticker_of(database: SqlDatabase) -> Ticker:
    return Ticker(OpenWork(database, Rules(), lambda: NOW, lambda: "marker"))


def tick(*found: int, act: Act) -> Tick:
    async def find(_work: Work) -> list[int]:
        return list(found)

    return Tick("test", find, act)


@on_sqlite
async def test_what_fails_is_rolled_back_alone_and_told_once(database: SqlDatabase) -> None:
    async def act(work: Work, each: int) -> bool:
        await work.uow.steps.set(each, "done")
        if each == 2:
            raise ValueError("a bug")
        return True

    ticker = ticker_of(database)
    with capture_logs() as logs:
        assert await ticker.run(tick(1, 2, 3, act=act)) == {"test": [1, 3]}
        assert await ticker.run(tick(2, act=act)) == {"test": []}
    told = [entry for entry in logs if entry["event"] == "tick failed"]
    assert [(entry["ticket"], entry["log_level"]) for entry in told] == [(2, "error")]
    async with database.unit_of_work() as uow:
        assert [await uow.steps.get(each) for each in (1, 2, 3)] == ["done", None, "done"]


@on_sqlite
async def test_a_failure_that_comes_back_is_told_again(database: SqlDatabase) -> None:
    broken = True

    async def act(_work: Work, _each: int) -> bool:
        if broken:
            raise ValueError("a bug")
        return True

    ticker = ticker_of(database)
    with capture_logs() as logs:
        for broken in (True, True, False, True):  # noqa: B007 - read by `act`
            await ticker.run(tick(1, act=act))
    assert len(logs) == 2


@on_sqlite
@pytest.mark.parametrize("error", [DatabaseBusyError("locked"), TicketIsClosed()])
async def test_what_will_do_later_or_needs_nothing_any_more_is_no_failure(
    database: SqlDatabase, error: Exception
) -> None:
    async def act(_work: Work, each: int) -> bool:
        if each == 1:
            raise error
        return True

    with capture_logs() as logs:
        assert await ticker_of(database).run(tick(1, 2, act=act)) == {"test": [2]}
    assert not [entry for entry in logs if entry["log_level"] == "error"]
