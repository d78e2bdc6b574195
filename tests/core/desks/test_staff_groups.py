"""Staff groups are no rooms: nobody is let in, put out, or swept there, whoever comes and goes."""

import pytest
import pytest_asyncio

from core.groups.lifecycle import lose_group
from core.model.desk_effects import RestoreTitle
from core.model.people import Role
from core.model.places import PlaceKind, PlaceState, Trouble
from core.model.relay_text_keys import RelayKey
from core.model.room_effects import (
    DeclineJoin,
    DeleteRoom,
    EmptyRoom,
    InviteSupervisor,
    RemoveFromRoom,
)
from core.model.texts import DeskError
from core.model.tickets import CloseReason, TicketEventKind, TicketStatus
from core.ports import Work
from core.rooms.entry import enter_room, request_to_join
from core.staff.members import remove_operator
from core.tickets.begin import member_joined
from core.tickets.end import close_in_room
from core.tickets.presence import member_left
from tests.core.desk import Desk, person
from tests.core.relayed import DESKS, FORUM, OVERFLOW, Relayed, open_up

ANNA, BORIS, OPERATOR, OTHER, STRANGER = 100, 101, 500, 501, 900
FIRST_DESK = DESKS - 1


@pytest_asyncio.fixture(loop_scope="session")
async def groups(desk: Desk) -> Relayed:
    return Relayed(await open_up(desk, overflow=True, forum=True))


async def test_staff_comes_and_goes_in_its_groups_as_it_likes(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await groups.asks(ANNA, "It fails")
    await groups.opens(BORIS, "Mine, too")
    before = await desk.events(ticket)
    for chat in (FIRST_DESK, OVERFLOW, FORUM):
        for who in (OPERATOR, STRANGER, ANNA):
            await desk.do(member_joined, chat, person(who), desk.now)
            assert not await desk.do(member_left, chat, who, desk.now)
            assert not await desk.do(request_to_join, chat, who, "Somebody")
    assert await desk.waiting(RemoveFromRoom) == []
    assert await desk.waiting(DeclineJoin) == []
    assert await desk.events(ticket) == before
    assert not (await desk.ticket(ticket)).is_away


async def test_a_staff_group_is_no_room_and_who_wants_in_is_shown_the_way(groups: Relayed) -> None:
    desk = groups.desk
    await desk.staff(OPERATOR, role=Role.SUPERVISOR)
    ticket = await groups.asks(ANNA, "It fails")
    with pytest.raises(DeskError):
        await desk.do(close_in_room, FIRST_DESK, OPERATOR)
    await desk.do(enter_room, OPERATOR, ticket)
    assert await desk.waiting(InviteSupervisor) == []
    assert RelayKey.ENTER_HERE in await desk.told(OPERATOR)
    assert (await desk.ticket(ticket)).is_open


async def end_quietly(work: Work, ticket_id: int) -> None:
    """As when the process that should have left the place had not seen it."""
    await work.uow.tickets.close(ticket_id, work.now, 1, CloseReason.SOLVED)


async def test_no_desk_share_or_thread_stays_behind_a_ticket_that_ended(groups: Relayed) -> None:
    desk = groups.desk
    tickets = [
        await groups.asks(ANNA, "At a desk"),
        await groups.asks(BORIS, "In the overflow"),
    ]
    await desk.settle_all()
    places = [await groups.place(each) for each in tickets]
    assert [each.is_shared for each in places] == [False, True]
    for each in tickets:
        await desk.do(end_quietly, each)
    assert (await desk.ticks())["stranded_place"] == [each.id for each in places]
    assert len(await desk.waiting(RestoreTitle)) == 1
    assert await desk.waiting(EmptyRoom) == []
    assert await desk.waiting(DeleteRoom) == []
    await desk.settle_all()
    left = [await desk.kept.places.get(each.id) for each in places]
    assert [each.state for each in left if each] == [PlaceState.CLEAN, PlaceState.DELETED]
    assert TicketEventKind.PLACE_CLEARED in await desk.events(tickets[0])


async def test_who_loses_the_last_group_is_sent_into_a_room_and_may_come(desk: Desk) -> None:
    groups = Relayed(await open_up(desk, 0, forum=True))
    await desk.staff(OPERATOR)
    ticket = await groups.opens(ANNA, "What does it cost?", "plans")
    await groups.answers(ticket, OPERATOR, "Let me see")
    await desk.settle_all()
    await desk.done(lose_group, FORUM, Trouble.REMOVED)
    found = await desk.ticket(ticket)
    assert (found.status, found.operator_id) == (TicketStatus.OFFERED, OPERATOR)
    assert (await groups.place(ticket)).kind is PlaceKind.ROOM
    assert await desk.join(ticket)
    assert (await desk.ticket(ticket)).status is TicketStatus.ACTIVE


async def test_a_topic_that_is_there_when_its_operator_has_left_goes_to_the_next(
    desk: Desk,
) -> None:
    groups = Relayed(await open_up(desk, 0, forum=True))
    await desk.staff(OPERATOR)
    ticket = await groups.asks(ANNA, "What does it cost?", "plans")
    await desk.staff(OTHER)
    await desk.do(remove_operator, OPERATOR)
    assert (await desk.ticket(ticket)).operator_id == OPERATOR, "what they hold stays held"
    await desk.settle_all()
    found = await desk.ticket(ticket)
    assert (found.status, found.operator_id) == (TicketStatus.ACTIVE, OTHER)
