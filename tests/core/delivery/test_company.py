"""What nobody waits for is written down together with what comes next."""

import pytest

from core.model.effects import AnswerPress, DeleteMessage, Effect, SetTitle
from core.model.outcomes import Outcome
from core.ports import OutboxEffect, Work
from db.database import SqlDatabase
from tests.core.delivery.support import (
    Noting,
    add,
    message,
    relay_of,
    running,
    until_settled,
    waiting,
)
from tests.support.waiting import eventually

FOREVER = 60.0
"""Seconds; nobody keeps anything back for so long."""


async def _nothing_follows(_work: Work, _row: OutboxEffect, _outcome: Outcome) -> None:
    pass


async def test_answers_that_nobody_waits_for_are_one_transaction_with_the_next(
    database: SqlDatabase,
) -> None:
    gateway, marked = Noting(), list[str]()
    relay = relay_of(
        database, gateway, settle=_nothing_follows, company=FOREVER, trace=marked.append
    )
    async with running(relay):
        await add(database, AnswerPress("7"), SetTitle(-5, "Ann"))
        await eventually(lambda: marked.count("answered") == 2)
        assert len(await waiting(database)) == 2
        await add(database, message(1, 1))
        await until_settled(database)
    assert marked.count("marking") == 1


async def test_alone_they_are_written_down_after_a_moment(database: SqlDatabase) -> None:
    async with running(relay_of(database, Noting(), settle=_nothing_follows)):
        await add(database, AnswerPress("7"))
        await until_settled(database)


@pytest.mark.parametrize("together", [True, False], ids=["loaded with it", "asked for later"])
async def test_whoever_stands_behind_one_waits_for_no_company(
    database: SqlDatabase, together: bool
) -> None:
    gateway = Noting()
    first, second = DeleteMessage(1, 1), DeleteMessage(1, 2)

    def has_sent(*effects: Effect) -> bool:
        return gateway.sent == list(effects)

    async with running(relay_of(database, gateway, settle=_nothing_follows, company=FOREVER)):
        await add(database, first, *([second] if together else []))
        if not together:
            await eventually(lambda: has_sent(first))
            await add(database, second)
        await eventually(lambda: has_sent(first, second))
        await add(database, message(2, 1))
        await until_settled(database)


async def test_nobody_waits_for_company_while_slots_are_few(database: SqlDatabase) -> None:
    gateway = Noting()
    relay = relay_of(database, gateway, settle=_nothing_follows, slots=2, company=FOREVER)
    async with running(relay):
        await add(database, *(AnswerPress(str(number)) for number in range(7)), message(1, 1))
        await eventually(lambda: len(gateway.sent) == 8)
        await until_settled(database)


async def test_whoever_may_be_about_what_was_sent_waits_until_it_is_written_down(
    database: SqlDatabase,
) -> None:
    gateway, marked = Noting(), list[str]()
    relay = relay_of(
        database, gateway, settle=_nothing_follows, company=FOREVER, trace=marked.append
    )
    async with running(relay):
        await relay.caught_up()
        await add(database, AnswerPress("7"))
        await eventually(lambda: "answered" in marked)
        await relay.caught_up()
        assert await waiting(database), "nothing can be about that"
        await add(database, message(1, 1))
        await eventually(lambda: marked.count("answered") == 2)
        await relay.caught_up()
        assert not await waiting(database)
