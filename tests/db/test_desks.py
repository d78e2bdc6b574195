"""Desks in rows: claimed by one ticket at a time, given to who waits longest, cleared by what was
left there."""

import asyncio
from datetime import timedelta

import pytest

from core.model.places import GroupUse, Place, PlaceKind, PlaceState
from core.model.tickets import CloseReason, Ticket
from core.ports import UnitOfWork
from db.database import SqlDatabase
from tests.support.desk import NOW, add_customer
from tests.support.present import present

DESKS = -1_002_000_000_000
OVERFLOW = -1_002_000_009_000
MINUTE = timedelta(minutes=1)


async def desk(uow: UnitOfWork, number: int) -> Place:
    chat_id = DESKS - number
    await uow.groups.put(chat_id, GroupUse.DESK, f"Desk {number}", NOW, None)
    return await uow.places.add(
        PlaceKind.DESK, PlaceState.CLEAN, f"d{number}", f"Desk {number}", chat_id, NOW
    )


async def ticket(uow: UnitOfWork, customer: int, topic: str = "bugs", late: int = 0) -> Ticket:
    await add_customer(uow, customer)
    return present(await uow.tickets.open(customer, topic, 0, NOW + late * MINUTE))


async def share(uow: UnitOfWork, of: Ticket) -> Place:
    place = await uow.places.add(
        PlaceKind.DESK,
        PlaceState.READY,
        f"s{of.id}",
        "Overflow",
        OVERFLOW,
        NOW,
        is_shared=True,
        ticket_id=of.id,
    )
    await uow.tickets.set_place(of.id, place.id)
    return place


@pytest.mark.parametrize(("desks", "tickets"), [(1, 2), (3, 12)])
async def test_however_many_want_a_desk_at_once_no_two_get_the_same(
    database: SqlDatabase, desks: int, tickets: int
) -> None:
    async with database.unit_of_work() as uow:
        free = {(await desk(uow, number)).id for number in range(desks)}
        waiting = [await ticket(uow, customer) for customer in range(1, tickets + 1)]

    async def take(ticket_id: int) -> Place | None:
        async with database.unit_of_work() as uow:
            return await uow.places.take_desk(ticket_id, NOW)

    taken = await asyncio.gather(*(take(each.id) for each in waiting))
    got = [place for place in taken if place is not None]
    assert {place.id for place in got} == free
    assert len(got) == desks
    assert all(place.state is PlaceState.READY for place in got)


async def test_the_desk_that_has_been_free_longest_comes_first(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        first, second = await desk(uow, 1), await desk(uow, 2)
        used = present(await uow.places.take_desk((await ticket(uow, 1)).id, NOW))
        assert used.id == first.id
        await uow.places.move(used.id, PlaceState.CLEAN, NOW + MINUTE)
        again = present(await uow.places.take_desk((await ticket(uow, 2)).id, NOW + 2 * MINUTE))
        assert again.id == second.id


async def test_a_desk_may_be_claimed_before_it_is_known_for_whom(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await desk(uow, 1)
        claimed = present(await uow.places.take_desk(None, NOW))
        one, two = await ticket(uow, 1), await ticket(uow, 2)
        assert await uow.places.take_desk(two.id, NOW) is None
        assert await uow.places.assign(claimed.id, one.id)
        assert not await uow.places.assign(claimed.id, two.id)
        await uow.places.release(claimed.id)  # it is not being cleared: nothing happens
        kept = present(await uow.places.get(claimed.id))
        assert kept.ticket_id == one.id


async def test_a_ticket_moves_only_from_where_it_is_and_only_while_open(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        one = await ticket(uow, 1)
        place, other = await share(uow, one), await desk(uow, 1)
        assert not await uow.tickets.moves(one.id, None, other.id)
        assert not await uow.tickets.moves(one.id, other.id, None)
        assert await uow.tickets.moves(one.id, place.id, other.id)
        assert await uow.tickets.moves(one.id, other.id, None)
        assert await uow.tickets.moves(one.id, None, place.id)
        assert await uow.tickets.close(one.id, NOW, 5, CloseReason.SOLVED)
        assert not await uow.tickets.moves(one.id, place.id, other.id)


async def test_of_two_who_move_a_ticket_at_once_one_does(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        one = await ticket(uow, 1)
        places = [await desk(uow, 1), await desk(uow, 2)]

    async def move(to: int) -> bool:
        async with database.unit_of_work() as uow:
            return await uow.tickets.moves(one.id, None, to)

    moved = await asyncio.gather(*(move(place.id) for place in places))
    assert sorted(moved) == [False, True]


async def test_who_waits_for_a_desk_in_which_order(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        answered = await ticket(uow, 1)
        await share(uow, answered)
        await uow.tickets.activate(answered.id, None, NOW)
        await uow.tickets.joined(answered.id, NOW)
        await uow.deadlines.staff_spoke(answered.id, NOW)
        unanswered = await ticket(uow, 2, late=3)
        await share(uow, unanswered)
        await uow.tickets.activate(unanswered.id, None, NOW)
        queued = await ticket(uow, 3, late=2)
        await ticket(uow, 4, "plans", late=1)  # waits for an operator
        gone = await ticket(uow, 5)
        place = await share(uow, gone)
        await uow.tickets.close(gone.id, NOW, 5, CloseReason.SOLVED)
        served = await ticket(uow, 6)
        taken = await desk(uow, 1)
        await uow.places.take(taken.id, served.id, NOW)
        await uow.tickets.set_place(served.id, taken.id)
        found = [each.id for each in await uow.line.for_desks(["bugs"])]
        assert found == [queued.id, unanswered.id, answered.id]
        assert [each.id for each in await uow.line.for_desks(["bugs"], 1)] == [queued.id]
        assert [each.id for each in await uow.line.for_desks([])] == found[1:]
        assert place.is_shared


async def test_desks_that_are_cleared_for_too_long_are_found(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        place = await desk(uow, 1)
        one = await ticket(uow, 1)
        await uow.places.take(place.id, one.id, NOW)
        await uow.places.move(place.id, PlaceState.EMPTYING, NOW + MINUTE)
        assert await uow.places.desks_emptying(NOW) == []
        assert await uow.places.desks_emptying(NOW + MINUTE) == [place.id]
        await uow.places.release(place.id)
        kept = present(await uow.places.get(place.id))
        assert (kept.ticket_id, kept.state) == (None, PlaceState.EMPTYING)


async def test_traces_are_dropped_by_number_and_by_place(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        one, two = await desk(uow, 1), await desk(uow, 2)
        await uow.traces.leave(one.id, DESKS - 1, [3, 1, 2], NOW)
        await uow.traces.leave(one.id, DESKS - 1, [2], NOW + MINUTE)
        await uow.traces.leave(two.id, DESKS - 2, [1], NOW)
        await uow.traces.drop(one.id, [1, 3, 99])
        left = await uow.traces.of_place(one.id)
        assert [(each.message_id, each.seen_at) for each in left] == [(2, NOW)]
        assert len(await uow.traces.of_place(two.id)) == 1


async def test_a_desk_is_clean_when_none_of_its_messages_is_left(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        one = await desk(uow, 1)
        await uow.traces.leave(one.id, DESKS - 1, [1, 2], NOW)
        assert await uow.traces.emptying(one.id) is None, "it is not being cleared"
        served = await ticket(uow, 1)
        taken = present(await uow.places.take_desk(served.id, NOW))
        await uow.places.move(taken.id, PlaceState.EMPTYING, NOW)
    async with database.unit_of_work() as uow:
        assert not await uow.places.cleared(one.id, NOW)
        found = present(await uow.traces.emptying(one.id))
        assert (found.id, found.chat_id, found.ticket_id) == (one.id, DESKS - 1, served.id)
        await uow.traces.leave(one.id, DESKS - 1, [3], NOW)
        assert [each.message_id for each in await uow.traces.of_place(one.id)] == [1, 2, 3]
        await uow.traces.drop(one.id, [1, 2, 3])
        assert await uow.traces.emptying(one.id) == found
        assert await uow.traces.of_place(one.id) == []
        assert await uow.places.cleared(one.id, NOW)
        assert present(await uow.places.get(one.id)).state is PlaceState.CLEAN
        assert not await uow.places.cleared(one.id, NOW)
