"""Breaks, and tickets that go from one operator to another: what repositories promise."""

import asyncio
from datetime import timedelta

from core.model.tickets import TicketEventKind
from core.ports import DatabaseBusyError
from db.database import SqlDatabase
from tests.support.desk import NOW, OPERATOR, add_operator, add_ticket

LATER = NOW + timedelta(minutes=5)
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
        found = await uow.operators.get(OPERATOR)
        assert found is not None
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
        before = await uow.operators.get(OPERATOR)
        assert before is not None
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
        last = await uow.tickets.last_event(ticket.id, kinds)
        assert last is not None
        assert (last.kind, last.actor_id, last.details) == (kinds[1], 3, {"note": "x"})
    async with database.unit_of_work() as uow:
        assert await uow.tickets.last_event(ticket.id, kinds) == last


async def test_who_is_passed_over_is_kept_until_somebody_gets_it(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        await add_operator(uow, OTHER)
        await uow.tickets.pass_over(ticket.id, OPERATOR)
        found = await uow.tickets.get(ticket.id)
        assert found is not None
        assert found.passed_over == OPERATOR
        assert await uow.tickets.offer(ticket.id, OTHER, NOW, LATER)
        found = await uow.tickets.get(ticket.id)
        assert found is not None
        assert found.passed_over is None
