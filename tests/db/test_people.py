"""Customers and operators: what repositories promise."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from core.model.people import Customer, Person, Role, Standing
from core.model.tickets import CloseReason
from db.database import SqlDatabase
from db.models import operators
from tests.support.desk import (
    CUSTOMER,
    NOW,
    OPERATOR,
    add_customer,
    add_operator,
    add_ticket,
)

LATER = NOW + timedelta(minutes=5)


async def test_an_unknown_customer_is_none(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.customers.get(5) is None


async def test_a_customer_is_kept_as_telegram_shows_them_now(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        first = await uow.customers.seen(Person(7, "Ann", "ann", "uk-UA"), NOW)
    assert first == Customer(7, "Ann", "ann", None, "uk")
    async with database.unit_of_work() as uow:
        again = await uow.customers.seen(Person(7, "Ann B", None, None), LATER)
    assert again == Customer(7, "Ann B", None, None, "uk")
    async with database.unit_of_work() as uow:
        assert await uow.customers.get(7) == again


async def test_standing_is_what_single_questions_say(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.customers.standing(CUSTOMER) is None
        await add_customer(uow)
        customer = await uow.customers.get(CUSTOMER)
        assert customer is not None
        assert await uow.customers.standing(CUSTOMER) == Standing(customer, False, False)
        ticket = await add_ticket(uow)
        assert await uow.customers.standing(CUSTOMER) == Standing(customer, False, True)
        await add_operator(uow, CUSTOMER, on_shift=False)
        await uow.tickets.abandon(ticket.id, LATER, CloseReason.CANCELLED)
        assert await uow.customers.standing(CUSTOMER) == Standing(customer, True, False)
        await uow.operators.remove(CUSTOMER, LATER)
        assert await uow.customers.standing(CUSTOMER) == Standing(customer, False, False)


async def test_standings_asked_for_at_once_hold_until_something_changes(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_customer(uow)
        customer = await uow.customers.get(CUSTOMER)
        assert customer is not None
        await uow.customers.prepare([CUSTOMER, OPERATOR])
        assert await uow.customers.standing(CUSTOMER) == Standing(customer, False, False)
        assert await uow.customers.standing(OPERATOR) is None
        ticket = await add_ticket(uow)
        await uow.customers.prepare([CUSTOMER])
        assert await uow.customers.standing(CUSTOMER) == Standing(customer, False, True)
        await uow.tickets.abandon(ticket.id, LATER, CloseReason.CANCELLED)
        assert await uow.customers.standing(CUSTOMER) == Standing(customer, False, False)
        await uow.customers.prepare([CUSTOMER, OPERATOR])
        await add_operator(uow, CUSTOMER, on_shift=False)
        assert await uow.customers.standing(CUSTOMER) == Standing(customer, True, False)
        await add_customer(uow, OPERATOR)
        assert await uow.customers.standing(OPERATOR) is not None


async def test_the_phone_stays_and_writing_makes_reachable(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_customer(uow)
        await uow.customers.register(CUSTOMER, "+380441234567", NOW)
        await uow.customers.set_reachable(CUSTOMER, False, NOW)
        found = await uow.customers.get(CUSTOMER)
        assert found is not None
        assert (found.phone, found.reachable) == ("+380441234567", False)
        seen = await uow.customers.seen(Person(CUSTOMER, "Ann"), LATER)
        assert (seen.phone, seen.reachable) == ("+380441234567", True)


async def test_who_is_added_again_without_a_phone_keeps_the_one_that_is_known(
    database: SqlDatabase,
) -> None:
    for phone, kept in (("+1", "+1"), (None, "+1"), ("+2", "+2")):
        async with database.unit_of_work() as uow:
            await uow.operators.remove(OPERATOR, NOW)
            await uow.operators.add(
                Person(OPERATOR, "Olga"),
                role=Role.OPERATOR,
                capacity=3,
                phone=phone,
                skills=frozenset(),
                now=NOW,
            )
            operator = await uow.operators.get(OPERATOR)
        assert operator is not None
        assert operator.phone == kept


async def test_an_operator_with_everything(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.operators.add(
            Person(OPERATOR, "Olga", "olga", "uk"),
            role=Role.SUPERVISOR,
            capacity=3,
            phone="+1",
            skills=frozenset({"billing", "tech"}),
            now=NOW,
        )
        operator = await uow.operators.get(OPERATOR)
        assert operator is not None
        assert operator.skills == {"billing", "tech"}
        assert (operator.role, operator.capacity, operator.load) == (Role.SUPERVISOR, 3, 0)
        assert (operator.on_shift, operator.started_bot, operator.phone) == (False, False, "+1")
        await uow.operators.seen(Person(OPERATOR, "Olga B", None, None))
        seen = await uow.operators.get(OPERATOR)
        assert seen is not None
        assert (seen.name, seen.username, seen.language) == ("Olga B", None, "uk")
        assert seen.started_bot
        assert [one.id for one in await uow.operators.supervisors()] == [OPERATOR]


async def test_a_shift_starts_once_and_ends_once(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow, on_shift=False)
        assert await uow.operators.start_shift(OPERATOR, NOW)
        assert not await uow.operators.start_shift(OPERATOR, LATER)
        [on_shift] = await uow.operators.on_shift()
        assert on_shift.on_shift
        assert await uow.operators.end_shift(OPERATOR, LATER)
        assert not await uow.operators.end_shift(OPERATOR, LATER)
        assert await uow.operators.on_shift() == []
        assert not await uow.operators.start_shift(99, NOW)


async def test_idle_counts_from_the_start_of_the_shift_and_from_the_last_release(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        ticket = await add_ticket(uow)
        fresh = await uow.operators.get(OPERATOR)
        assert fresh is not None
        assert fresh.idle_since == NOW
        assert not await uow.operators.start_shift(OPERATOR, LATER)
        await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        await uow.operators.release(ticket.id, LATER, "closed")
        released = await uow.operators.get(OPERATOR)
        assert released is not None
        assert released.idle_since == LATER


async def test_a_removed_operator_is_not_found_and_comes_back_as_given(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        ticket = await add_ticket(uow)
        assert await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        assert await uow.operators.remove(OPERATOR, NOW)
        assert not await uow.operators.remove(OPERATOR, NOW)
        assert await uow.operators.get(OPERATOR) is None
        assert await uow.operators.all() == []
        assert await uow.operators.on_shift() == []
        assert not await uow.operators.set_capacity(OPERATOR, 9)
        await add_operator(uow, capacity=2, on_shift=False)
        back = await uow.operators.get(OPERATOR)
        assert back is not None
        assert (back.capacity, back.load, back.on_shift) == (2, 1, False)


async def test_reserving_takes_headroom_shift_and_a_free_ticket(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow, capacity=1)
        await add_operator(uow, OPERATOR + 1)
        await add_operator(uow, OPERATOR + 2, on_shift=False)
        first, second = await add_ticket(uow, 1), await add_ticket(uow, 2)
        assert await uow.operators.reserve(OPERATOR, first.id, NOW)
        assert not await uow.operators.reserve(OPERATOR, second.id, NOW), "no headroom"
        assert not await uow.operators.reserve(OPERATOR + 1, first.id, NOW), "held already"
        assert not await uow.operators.reserve(OPERATOR + 2, second.id, NOW), "off shift"
        assert not await uow.operators.reserve(99, second.id, NOW), "unknown"
        loads = {operator.id: operator.load for operator in await uow.operators.all()}
        assert loads == {OPERATOR: 1, OPERATOR + 1: 0, OPERATOR + 2: 0}
        assert await uow.operators.release(first.id, NOW, "closed") == OPERATOR
        assert await uow.operators.release(first.id, NOW, "closed") is None
        assert await uow.operators.reserve(OPERATOR, second.id, NOW)


async def test_lowered_capacity_keeps_what_is_held(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        first, second = await add_ticket(uow, 1), await add_ticket(uow, 2)
        assert await uow.operators.reserve(OPERATOR, first.id, NOW)
        assert await uow.operators.set_capacity(OPERATOR, 0)
        assert not await uow.operators.reserve(OPERATOR, second.id, NOW)
        held = await uow.operators.get(OPERATOR)
        assert held is not None
        assert (held.load, held.capacity, held.headroom) == (1, 0, 0)


async def test_of_twenty_who_reserve_at_once_as_many_succeed_as_there_is_capacity(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow, capacity=6)
        tickets = [await add_ticket(uow, customer) for customer in range(1, 21)]

    async def reserve(ticket_id: int) -> bool:
        async with database.unit_of_work() as uow:
            return await uow.operators.reserve(OPERATOR, ticket_id, NOW)

    told = await asyncio.gather(*(reserve(ticket.id) for ticket in tickets))
    assert sum(told) == 6
    async with database.unit_of_work() as uow:
        operator = await uow.operators.get(OPERATOR)
        assert operator is not None
        assert operator.load == 6


async def test_of_twenty_operators_one_gets_the_ticket(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        for number in range(20):
            await add_operator(uow, 100 + number)

    async def reserve(operator_id: int) -> bool:
        async with database.unit_of_work() as uow:
            return await uow.operators.reserve(operator_id, ticket.id, NOW)

    told = await asyncio.gather(*(reserve(100 + number) for number in range(20)))
    assert sum(told) == 1
    async with database.unit_of_work() as uow:
        assert sum(operator.load for operator in await uow.operators.all()) == 1


async def test_load_below_zero_is_refused_by_the_schema(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
    with pytest.raises(IntegrityError):
        async with database.engine.begin() as connection:
            await connection.execute(text("UPDATE operators SET load = -1"))
    async with database.reading() as transaction:
        loads = await transaction.connection.execute(select(operators.c.load))
        assert loads.scalars().all() == [0]
