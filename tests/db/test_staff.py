"""Operators: shifts, breaks, headroom, and tickets that go from one to another."""

import asyncio
from datetime import timedelta

from core.model.people import Person, Role
from core.model.tickets import TicketEventKind
from core.ports import DatabaseBusyError
from db.database import SqlDatabase
from tests.support.desk import (
    NOW,
    OPERATOR,
    add_operator,
    add_ticket,
)
from tests.support.present import present

LATER = NOW + timedelta(minutes=5)


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
            operator = present(await uow.operators.get(OPERATOR))
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
        operator = present(await uow.operators.get(OPERATOR))
        assert operator.skills == {"billing", "tech"}
        assert (operator.role, operator.capacity, operator.load) == (Role.SUPERVISOR, 3, 0)
        assert (operator.on_shift, operator.started_bot, operator.phone) == (False, False, "+1")
        await uow.operators.seen(Person(OPERATOR, "Olga B", None, None))
        seen = present(await uow.operators.get(OPERATOR))
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
        fresh = present(await uow.operators.get(OPERATOR))
        assert fresh.idle_since == NOW
        assert not await uow.operators.start_shift(OPERATOR, LATER)
        await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        await uow.operators.release(ticket.id, LATER, "closed")
        released = present(await uow.operators.get(OPERATOR))
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
        back = present(await uow.operators.get(OPERATOR))
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
        held = present(await uow.operators.get(OPERATOR))
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
        operator = present(await uow.operators.get(OPERATOR))
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


OTHER = OPERATOR + 1
THIRD = OPERATOR + 2


async def test_a_break_needs_a_shift_and_ends_with_it(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        staff = uow.operators
        await add_operator(uow, OPERATOR, on_shift=False)
        assert not await staff.start_break(OPERATOR, NOW)
        assert await staff.start_shift(OPERATOR, NOW)
        assert await staff.start_break(OPERATOR, NOW)
        assert not await staff.start_break(OPERATOR, LATER)
        (found,) = await staff.on_shift()
        assert found.on_break
        assert await staff.end_break(OPERATOR, LATER)
        assert not await staff.end_break(OPERATOR, LATER)
        assert await staff.start_break(OPERATOR, LATER)
        assert await staff.end_shift(OPERATOR, LATER)
        assert not await staff.end_break(OPERATOR, LATER)


async def test_nobody_on_a_break_is_given_anything(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        for number in (OPERATOR, OTHER):
            await add_operator(uow, number)
        await uow.operators.start_break(OTHER, NOW)
        assert not await uow.operators.reserve(OTHER, ticket.id, NOW)
        assert await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        assert not await uow.operators.hand_over(ticket.id, OPERATOR, OTHER, NOW, "x")
        found = present(await uow.operators.get(OPERATOR))
        assert found.load == 1


async def test_a_ticket_is_handed_over_whole_or_not_at_all(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        for number in (OPERATOR, OTHER):
            await add_operator(uow, number, capacity=1)
        await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        assert not await uow.operators.hand_over(ticket.id, OTHER, OPERATOR, LATER, "x")
        assert await uow.operators.hand_over(ticket.id, OPERATOR, OTHER, LATER, "transferred")
        assert not await uow.operators.hand_over(ticket.id, OPERATOR, OTHER, LATER, "twice")
        loads = {each.id: each.load for each in await uow.operators.all()}
        assert loads == {OPERATOR: 0, OTHER: 1}
        before = present(await uow.operators.get(OPERATOR))
        assert before.idle_since == LATER
        assert await uow.operators.release(ticket.id, LATER, "closed") == OTHER


async def test_of_two_who_hand_it_over_at_once_one_does(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        for number in (OPERATOR, OTHER, THIRD):
            await add_operator(uow, number)
        await uow.operators.reserve(OPERATOR, ticket.id, NOW)

    async def give(to: int) -> bool:
        while True:
            try:
                async with database.unit_of_work() as uow:
                    return await uow.operators.hand_over(ticket.id, OPERATOR, to, LATER, "x")
            except DatabaseBusyError:
                continue

    assert sum(await asyncio.gather(give(OTHER), give(THIRD))) == 1
    async with database.unit_of_work() as uow:
        assert sum(each.load for each in await uow.operators.all()) == 1


async def test_the_newest_event_is_found_before_the_commit_too(database: SqlDatabase) -> None:
    kinds = [TicketEventKind.TRANSFERRED, TicketEventKind.TAKEN]
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        assert await uow.tickets.last_event(ticket.id, kinds) is None
        for kind in (*kinds, TicketEventKind.NOTED):
            await uow.tickets.add_event(ticket.id, kind, NOW, actor_id=3, details={"note": "x"})
        last = present(await uow.tickets.last_event(ticket.id, kinds))
        assert (last.kind, last.actor_id, last.details) == (kinds[1], 3, {"note": "x"})
    async with database.unit_of_work() as uow:
        assert await uow.tickets.last_event(ticket.id, kinds) == last


async def test_who_is_passed_over_is_kept_until_somebody_gets_it(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        await add_operator(uow, OTHER)
        await uow.tickets.pass_over(ticket.id, OPERATOR)
        found = present(await uow.tickets.get(ticket.id))
        assert found.passed_over == OPERATOR
        assert await uow.tickets.offer(ticket.id, OTHER, NOW, LATER)
        found = present(await uow.tickets.get(ticket.id))
        assert found.passed_over is None
