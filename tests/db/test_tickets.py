"""Tickets and their invariants."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core.model.tickets import TRANSITIONS, CloseReason, TicketEventKind, TicketStatus
from core.ports.tickets import Tickets
from db.database import SqlDatabase
from db.models import ticket_events, tickets
from tests.support.desk import (
    CUSTOMER,
    NOW,
    OPERATOR,
    add_customer,
    add_operator,
    add_ticket,
)
from tests.support.present import present

MINUTE = timedelta(minutes=1)


async def test_a_customer_has_one_open_ticket(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        assert (ticket.status, ticket.topic) == (TicketStatus.QUEUED, "general")
        assert ticket.opened_at == NOW
        assert await uow.tickets.open(CUSTOMER, "general", 0, NOW) is None
        assert await uow.tickets.open_of(CUSTOMER) == ticket
        assert await uow.tickets.abandon(ticket.id, NOW, CloseReason.CANCELLED)
        assert await uow.tickets.open_of(CUSTOMER) is None
        second = present(await uow.tickets.open(CUSTOMER, "general", 0, NOW))
        assert [one.id for one in await uow.tickets.of_customer(CUSTOMER)] == [
            ticket.id,
            second.id,
        ]


async def test_of_ten_who_open_for_one_customer_at_once_one_does(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_customer(uow)

    async def open_one() -> bool:
        async with database.unit_of_work() as uow:
            return await uow.tickets.open(CUSTOMER, "general", 0, NOW) is not None

    assert sum(await asyncio.gather(*(open_one() for _ in range(10)))) == 1


async def test_the_queue_is_by_priority_then_waiting_time(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ids = {}
        for customer, (priority, minutes) in enumerate([(0, 2), (0, 1), (5, 3), (5, 3)]):
            await add_customer(uow, customer)
            ticket = present(
                await uow.tickets.open(customer, "t", priority, NOW + minutes * MINUTE)
            )
            ids[customer] = ticket.id
        queue = await uow.tickets.queue()
        assert [ticket.customer_id for ticket in queue] == [2, 3, 1, 0]
        assert len(await uow.tickets.queue(limit=2)) == 2
        assert await uow.line.length() == 4


async def test_the_way_of_a_ticket(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        tickets, ticket = uow.tickets, await add_ticket(uow)
        deadline = NOW + 15 * MINUTE
        assert await tickets.offer(ticket.id, OPERATOR, NOW, deadline)
        assert not await tickets.offer(ticket.id, OPERATOR, NOW, deadline)
        offered = present(await tickets.get(ticket.id))
        assert (offered.operator_id, offered.deadline, offered.offered_at) == (
            OPERATOR,
            deadline,
            NOW,
        )
        assert await tickets.held_by(OPERATOR) == [offered]
        assert await tickets.extend_offer(ticket.id, deadline + MINUTE)
        assert await tickets.joined(ticket.id, NOW + MINUTE)
        assert not await tickets.joined(ticket.id, NOW + MINUTE)
        assert await tickets.activate(ticket.id, OPERATOR, NOW + MINUTE)
        assert not await tickets.activate(ticket.id, OPERATOR, NOW + MINUTE)
        assert not await tickets.extend_offer(ticket.id, deadline)
        assert not await tickets.abandon(ticket.id, NOW, CloseReason.NEVER_CAME)
        active = present(await tickets.get(ticket.id))
        assert (active.status, active.active_at) == (TicketStatus.ACTIVE, NOW + MINUTE)
        assert active.deadline is None
        assert await tickets.close(ticket.id, NOW + 2 * MINUTE, OPERATOR, CloseReason.SOLVED)
        assert not await tickets.close(ticket.id, NOW, OPERATOR, CloseReason.SOLVED)
        assert not await tickets.joined(ticket.id, NOW)
        closed = present(await tickets.get(ticket.id))
        assert (closed.closed_by, closed.close_reason) == (OPERATOR, CloseReason.SOLVED)
        assert closed.operator_id == OPERATOR
        assert await tickets.held_by(OPERATOR) == []


async def test_a_requeued_ticket_has_no_holder(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        ticket = await add_ticket(uow)
        assert not await uow.tickets.requeue(ticket.id)
        await uow.tickets.offer(ticket.id, OPERATOR, NOW, NOW + MINUTE)
        assert await uow.tickets.requeue(ticket.id)
        assert await uow.tickets.get(ticket.id) == ticket


async def test_who_served_last(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        await add_operator(uow, OPERATOR + 1)
        for number in range(2):
            ticket = await add_ticket(uow)
            await uow.tickets.activate(ticket.id, OPERATOR + number, NOW)
            at = NOW + number * MINUTE
            await uow.tickets.close(ticket.id, at, OPERATOR, CloseReason.SOLVED)
        newest = {CUSTOMER: OPERATOR + 1}
        assert await uow.tickets.last_operators([5, CUSTOMER], NOW) == newest
        assert await uow.tickets.last_operators([CUSTOMER], NOW + MINUTE) == newest
        assert await uow.tickets.last_operators([CUSTOMER], NOW + 2 * MINUTE) == {}
        waits = await add_ticket(uow)
        assert await uow.line.for_free(5, NOW + MINUTE) == [(waits, OPERATOR + 1)]
        assert await uow.line.for_free(5, NOW + 2 * MINUTE) == [(waits, None)]


async def test_events_are_written_with_the_commit_in_order(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        await uow.tickets.add_event(ticket.id, TicketEventKind.OPENED, NOW, CUSTOMER)
        await uow.tickets.add_event(ticket.id, TicketEventKind.QUEUED, NOW, details={"a": [1]})
    async with database.reading() as transaction:
        found = await transaction.connection.execute(
            select(ticket_events).order_by(ticket_events.c.id)
        )
        rows = [(row.kind, row.actor_id, row.details) for row in found]
    assert rows == [
        (TicketEventKind.OPENED, CUSTOMER, None),
        (TicketEventKind.QUEUED, None, {"a": [1]}),
    ]


@pytest.mark.parametrize("before", TicketStatus)
async def test_a_ticket_goes_the_ways_of_the_rule_and_no_others(
    database: SqlDatabase, before: TicketStatus
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        number = (await add_ticket(uow)).id
    until = NOW + 15 * MINUTE
    ways: dict[TicketStatus, Callable[[Tickets], Awaitable[bool]]] = {
        TicketStatus.QUEUED: lambda rows: rows.requeue(number),
        TicketStatus.OFFERED: lambda rows: rows.offer(number, OPERATOR, NOW, until),
        TicketStatus.ACTIVE: lambda rows: rows.activate(number, OPERATOR, NOW),
        TicketStatus.CLOSED: lambda rows: rows.close(number, NOW, 1, CloseReason.SOLVED),
        TicketStatus.ABANDONED: lambda rows: rows.abandon(number, NOW, CloseReason.CANCELLED),
    }
    gone = set()
    for after, goes in ways.items():
        async with database.engine.begin() as connection:
            await connection.execute(update(tickets).values(status=before))
        async with database.unit_of_work() as uow:
            if await goes(uow.tickets):
                gone.add(after)
    assert gone == TRANSITIONS[before]
