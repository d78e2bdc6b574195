"""Rooms made in advance: proved clean, no more than wanted, and never at a ticket's cost."""

from dataclasses import replace
from datetime import timedelta

import pytest_asyncio

from core.model.outcomes import Rejected
from core.model.places import Place, PlaceState
from core.model.room_effects import CreateJoinLink, CreateRoom
from core.model.rules import Budget
from core.rooms.pool import keep_pool
from core.tickets.end import close_ticket
from tests.core.desk import Desk


async def rooms(desk: Desk) -> list[Place]:
    return await desk.kept.places.all_live()


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def at_work(desk: Desk) -> None:
    """A user account, and two rooms wanted."""
    desk.rules = replace(desk.rules, room_pool=2)
    await desk.staff(7)


async def test_rooms_are_made_one_by_one_and_proved_clean(desk: Desk) -> None:
    assert await desk.do(keep_pool)
    assert not await desk.do(keep_pool)  # one is being made
    await desk.settle_all()
    assert await desk.do(keep_pool)
    await desk.settle_all()
    assert not await desk.do(keep_pool)
    made = await rooms(desk)
    assert [(place.state, place.ticket_id, place.uses) for place in made] == [
        (PlaceState.CLEAN, None, 0),
        (PlaceState.CLEAN, None, 0),
    ]
    # The next customer waits for no room to be made.
    await desk.ask(900)
    assert await desk.waiting(CreateRoom) == []
    assert len(await desk.waiting(CreateJoinLink)) == 1
    await desk.settle_all()
    assert await desk.do(keep_pool)


async def test_a_room_that_is_being_cleared_counts(desk: Desk) -> None:
    desk.rules = replace(desk.rules, room_pool=1)
    ticket_id = await desk.talk(900)
    assert await desk.do(keep_pool)
    await desk.settle_all()
    desk.rules = replace(desk.rules, room_pool=2)
    await desk.do(close_ticket, 7, ticket_id)
    assert not await desk.do(keep_pool)


async def test_tickets_come_first(desk: Desk) -> None:
    await desk.ask(900)
    assert not await desk.do(keep_pool)  # their room is being made
    await desk.settle_all()
    assert await desk.do(keep_pool)


async def test_half_of_the_budget_is_for_tickets_alone(desk: Desk) -> None:
    desk.rules = replace(desk.rules, budget=Budget(rooms_a_day=4), room_pool=9)
    made = 0
    while await desk.do(keep_pool):
        made += 1
        await desk.settle_all()
    assert made == 2
    desk.later(days=1)
    assert await desk.do(keep_pool)


async def test_after_a_refusal_nothing_is_made_in_advance_for_a_while(desk: Desk) -> None:
    assert await desk.do(keep_pool)
    await desk.settle_kind(CreateRoom, Rejected("CHAT_TITLE_EMPTY"))
    assert await rooms(desk) == []
    assert not await desk.do(keep_pool)
    desk.later(minutes=29)
    assert not await desk.do(keep_pool)
    desk.now += timedelta(minutes=2)
    assert await desk.do(keep_pool)


async def test_no_pool_where_the_owner_wants_none(desk: Desk) -> None:
    desk.rules = replace(desk.rules, room_pool=0)
    assert not await desk.do(keep_pool)
