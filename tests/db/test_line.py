"""The line of those who wait, read from its beginning, and counted without going through it."""

import asyncio

from sqlalchemy import func, select

from core.model.tickets import NEAR, CloseReason, Ticket
from core.ports import UnitOfWork
from db.database import SqlDatabase
from db.models import queue_counts
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_customer, add_operator
from tests.support.present import present

TOPICS = ("billing", "parcels")


async def ask(uow: UnitOfWork, number: int, topic: str = "general", priority: int = 0) -> Ticket:
    """Somebody new waits."""
    await add_customer(uow, number)
    return present(await uow.tickets.open(number, topic, priority, NOW))


async def test_each_topic_has_its_first_whoever_cannot_come_is_passed_by(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        billing = [await ask(uow, number, "billing") for number in range(1, 6)]
        urgent = await ask(uow, 6, "billing", priority=1)
        parcel = await ask(uow, 7, "parcels")
        await ask(uow, 8, "bugs")
        await uow.customers.set_reachable(1, False, NOW)
        found = [ticket for ticket, _ in await uow.line.for_free(2, NOW, ["bugs"])]
    assert {ticket.id for ticket in found} == {urgent.id, billing[1].id, parcel.id}


async def test_while_nobody_is_free_nobody_is_read(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow, capacity=1)
        await ask(uow, 1)
        ticket = await ask(uow, 2)
        assert len(await uow.line.for_free(5, NOW)) == 2
        assert await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        assert await uow.line.for_free(5, NOW) == []


async def test_who_is_ahead_is_known_by_topic_whatever_came_and_went(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        waiting = [await ask(uow, number, TOPICS[number % 2]) for number in range(1, 8)]
        urgent = await ask(uow, 8, "general", priority=1)
        await uow.tickets.abandon(waiting[0].id, NOW, CloseReason.CANCELLED)
        last = waiting[-1]
        ahead = {"billing": 3, "parcels": 2, "general": 1}
        assert await uow.line.ahead_of(last) == ahead
        assert await uow.line.ahead_of(urgent) == {}
        await uow.tickets.offer(waiting[1].id, OPERATOR, NOW, NOW)
    assert last.id == 7
    async with database.unit_of_work() as uow:
        assert await uow.line.ahead_of(last) == {**ahead, "billing": 2}
        await uow.tickets.requeue(waiting[1].id)
        assert await uow.line.ahead_of(last) == ahead


async def test_length_is_exact_near_the_beginning_and_counted_beyond(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.line.length() == 0
        for number in range(1, NEAR + 1):
            await ask(uow, CUSTOMER + number)
        await uow.customers.set_reachable(CUSTOMER + 1, False, NOW)
        assert await uow.line.length() == NEAR - 1
        for number in range(NEAR + 1, NEAR + 4):
            await ask(uow, CUSTOMER + number)
        assert await uow.line.length() == NEAR + 3, "among them who cannot come"


async def test_the_first_are_read_around_one_of_them_and_nobody_for_those_behind(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        waiting = [await ask(uow, CUSTOMER + number) for number in range(1, NEAR + 2)]
    first, last = waiting[0], waiting[-1]
    async with database.unit_of_work() as uow:
        assert await uow.tickets.queue_around(last.id) == []
        assert await uow.tickets.queue_around(first.id) == waiting[:-1]
        assert await uow.tickets.queue_around(last.id) == [], "also once they are known"
        await uow.customers.set_reachable(CUSTOMER + 1, False, NOW)
    async with database.unit_of_work() as uow:
        assert await uow.tickets.queue_around(last.id) == waiting[1:], "who cannot come is passed"
        assert await uow.tickets.queue_around(first.id) == []


async def test_counts_are_put_together_while_others_come(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        for number in range(1, NEAR + 5):
            await ask(uow, CUSTOMER + number)

    async def come(number: int) -> None:
        async with database.unit_of_work() as uow:
            await ask(uow, CUSTOMER + number)

    async def settle() -> None:
        async with database.unit_of_work() as uow:
            await uow.line.settle()

    await asyncio.gather(*(come(500 + each) for each in range(5)), settle(), settle(), settle())
    await settle()
    async with database.unit_of_work() as uow:
        assert await uow.line.length() == NEAR + 9
        assert not await uow.line.is_unsettled()
    async with database.reading() as reading:
        rows = await reading.connection.execute(select(func.count()).select_from(queue_counts))
        assert rows.scalar_one() == 1


async def test_what_an_operator_can_be_asked_for_may_change_while_on_shift(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        await uow.operators.set_skills(OPERATOR, ["billing", "tech"])
        found = await uow.candidates.shortlist("billing", [])
        assert (found.free, found.able.slots) == (1, 6)
        await uow.operators.set_skills(OPERATOR, ["tech"])
        found = await uow.candidates.shortlist("billing", [])
        assert (found.free, found.able.on_shift, found.everybody.on_shift) == (0, 0, 1)
        await uow.operators.set_capacity(OPERATOR, 9)
        assert (await uow.candidates.shortlist("tech", [])).able.slots == 9
        await uow.operators.start_break(OPERATOR, NOW)
        found = await uow.candidates.shortlist("tech", [])
        assert (found.free, found.able.on_shift, found.able.at_work) == (0, 1, 0)
        await uow.operators.remove(OPERATOR, NOW)
        assert (await uow.candidates.shortlist("tech", [])).able.on_shift == 0
