"""Customers as they are known, and whom one speaks with."""

from dataclasses import replace
from datetime import timedelta

from core.model.people import Customer, Person, Standing
from core.model.tickets import CloseReason
from db.database import SqlDatabase
from tests.support.desk import (
    CUSTOMER,
    NOW,
    OPERATOR,
    add_customer,
    add_operator,
    add_ticket,
)
from tests.support.present import present
from tests.support.statements import counted

LATER = NOW + timedelta(minutes=5)


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
        customer = present(await uow.customers.get(CUSTOMER))
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
        customer = present(await uow.customers.get(CUSTOMER))
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


async def test_what_a_panel_takes_is_one_question_until_something_changes(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        ticket = await add_ticket(uow)
    async with database.unit_of_work() as uow:
        with counted(database) as asked:
            await uow.customers.prepare_panel(OPERATOR)
            assert await uow.customers.standing(OPERATOR) is None
            operator = present(await uow.operators.get(OPERATOR))
            assert await uow.oversight.language(OPERATOR) == operator.language
            assert await uow.line.length() == 1
            assert await uow.tickets.passing_over(OPERATOR) == []
        assert len(asked) == 1
        await uow.operators.set_capacity(OPERATOR, operator.capacity + 1)
        changed = present(await uow.operators.get(OPERATOR))
        assert changed == replace(operator, capacity=operator.capacity + 1)
        await uow.tickets.pass_over(ticket.id, OPERATOR)
        assert [each.id for each in await uow.tickets.passing_over(OPERATOR)] == [ticket.id]
        assert await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        assert present(await uow.operators.get(OPERATOR)).load == 1
        assert await uow.tickets.offer(ticket.id, OPERATOR, NOW, LATER)
        assert await uow.line.length() == 0
        assert await uow.tickets.passing_over(OPERATOR) == []
        assert await uow.operators.remove(OPERATOR, LATER)
        assert await uow.operators.get(OPERATOR) is None


async def test_who_is_passed_over_is_told_with_their_standing(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        for operator in (OPERATOR, CUSTOMER):  # of the desk alone, and one who asked it once
            await add_operator(uow, operator)
        tickets = [(await add_ticket(uow, customer)).id for customer in (CUSTOMER, CUSTOMER + 1)]
        for ticket, operator in zip(tickets, (OPERATOR, CUSTOMER), strict=True):
            await uow.tickets.pass_over(ticket, operator)
    async with database.unit_of_work() as uow:
        await uow.customers.prepare([OPERATOR, CUSTOMER, CUSTOMER + 1])
        found = [
            [each.id for each in await uow.tickets.passing_over(person)]
            for person in (OPERATOR, CUSTOMER, CUSTOMER + 1)
        ]
        assert found == [[tickets[0]], [tickets[1]], []]


async def test_the_phone_stays_and_writing_makes_reachable(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_customer(uow)
        await uow.customers.register(CUSTOMER, "+380441234567", NOW)
        await uow.customers.set_reachable(CUSTOMER, False, NOW)
        found = present(await uow.customers.get(CUSTOMER))
        assert (found.phone, found.reachable) == ("+380441234567", False)
        seen = await uow.customers.seen(Person(CUSTOMER, "Ann"), LATER)
        assert (seen.phone, seen.reachable) == ("+380441234567", True)
