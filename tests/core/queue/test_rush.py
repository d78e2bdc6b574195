"""Many at once, each in a transaction of their own: nobody gets too much, nobody is left behind."""

import asyncio
from contextlib import suppress

from core.model.places import PlaceState
from core.model.texts import DeskError
from core.model.tickets import TicketStatus
from core.ports import OutboxEffect
from core.rooms.entry import request_to_join
from core.staff.shifts import end_shift, start_shift
from core.tickets.begin import member_joined
from core.tickets.end import cancel_ticket, close_ticket
from tests.core.desk import Desk, person
from tests.core.invariants import check_rest, look
from tests.support.either import both
from tests.support.ticking import sweep
from tests.support.waiting import eventually

__all__ = ["both"]  # a fixture

CUSTOMERS = range(900, 912)
STAFF = (1, 2, 3)
WITHIN = 60


async def relay(desk: Desk, stop: asyncio.Event) -> None:
    """Carries out the first effect of every destination, all at once, as the relays do."""
    while not stop.is_set():
        first: dict[tuple[str, str], OutboxEffect] = {}
        for row in await desk.rows():
            first.setdefault((row.effect.gateway, row.effect.destination), row)
        await asyncio.gather(*(desk.settle(row) for row in first.values()))
        await asyncio.sleep(0.01)


async def scheduler(desk: Desk, stop: asyncio.Event) -> None:
    """Brings back what two who did not see each other left lying."""
    while not stop.is_set():
        await desk.do(sweep)
        await asyncio.sleep(0.05)


async def one_customer(desk: Desk, number: int) -> TicketStatus:
    """From /start to the end of a ticket; every fourth gives up."""
    ticket_id = await desk.ask(number)
    if number % 4 == 0:
        with suppress(DeskError):
            await desk.do(cancel_ticket, number, ticket_id)
    else:
        await eventually(lambda: entered(desk, ticket_id, number), within=WITHIN)
        await eventually(lambda: closed_by_holder(desk, ticket_id), within=WITHIN)
    return (await desk.ticket(ticket_id)).status


async def entered(desk: Desk, ticket_id: int, number: int) -> bool:
    if (await desk.ticket(ticket_id)).place_id is None:
        return False
    place = await desk.place_of(ticket_id)
    if place.state is not PlaceState.READY or place.chat_id is None:
        return False
    if not await desk.do(request_to_join, place.chat_id, number, "x"):
        return False
    # Both the bot and the user account see who came in.
    who = person(number)
    await asyncio.gather(*(desk.do(member_joined, place.chat_id, who) for _ in range(2)))
    return True


async def closed_by_holder(desk: Desk, ticket_id: int) -> bool:
    ticket = await desk.ticket(ticket_id)
    if ticket.status is not TicketStatus.ACTIVE or ticket.operator_id is None:
        return False
    closing = (desk.do(close_ticket, ticket.operator_id, ticket_id) for _ in range(2))
    answers = await asyncio.gather(*closing, return_exceptions=True)
    assert sum(isinstance(answer, DeskError) for answer in answers) == 1
    return True


async def comes_and_goes(desk: Desk, stop: asyncio.Event, number: int) -> None:
    """An operator whose shift is never long."""
    while not stop.is_set():
        for step in (end_shift, start_shift):
            await asyncio.sleep(0.02)
            with suppress(DeskError):
                await desk.do(step, number)


async def test_a_rush(desk: Desk) -> None:
    for number in STAFF:
        await desk.staff(number, capacity=2)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        for each in (relay(desk, stop), scheduler(desk, stop), comes_and_goes(desk, stop, 1)):
            tasks.create_task(each)
        ends = await asyncio.gather(*(one_customer(desk, number) for number in CUSTOMERS))
        stop.set()
    assert set(ends) == {TicketStatus.CLOSED, TicketStatus.ABANDONED}

    await desk.settle_all()
    await desk.done(sweep)
    seen = await look(desk)
    check_rest(seen, desk.rules)
    assert not seen.holders
    assert {place.state for place in seen.places.values()} == {PlaceState.CLEAN}
    assert len(seen.places) <= len(CUSTOMERS)
