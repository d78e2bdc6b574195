"""Customers who cannot come: they blocked the bot, left Telegram, or are in too many chats."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.customers.profile import mark_reachable
from core.customers.start import greet
from core.model.effects import SendAnnouncement, SendText
from core.model.outcomes import Cause, Rejected, Sent, Unreachable
from core.model.people import Role
from core.model.places import GroupUse, PlaceKind
from core.model.room_effects import ApproveJoin
from core.model.text_keys import TextKey
from core.model.texts import DeskError
from core.model.tickets import CloseReason, TicketStatus
from core.places.find import admit_again
from core.ports import Work
from core.rooms.entry import request_to_join
from core.supervision.rooms import explain
from tests.core.desk import Desk, person
from tests.core.relayed import Relayed, open_up

QUEUED, OFFERED = TicketStatus.QUEUED, TicketStatus.OFFERED
FULL = Unreachable("USER_CHANNELS_TOO_MUCH", Cause.PERSON_FULL)


async def status(desk: Desk, ticket_id: int) -> TicketStatus:
    return (await desk.ticket(ticket_id)).status


async def test_who_blocked_the_bot_is_passed_by_and_comes_back_to_their_place(desk: Desk) -> None:
    first, second, third = [await desk.ask(number) for number in (900, 901, 902)]
    await desk.settle_all()
    await desk.do(mark_reachable, 900, False)
    (moved,) = await desk.shown(901)
    assert moved.text.values["position"] == 1  # nobody is before them any more
    await desk.staff(7, capacity=1)
    assert [await status(desk, each) for each in (first, second)] == [QUEUED, OFFERED]
    await desk.do(mark_reachable, 900, True)
    assert await status(desk, first) is QUEUED
    told = [each.text for each in await desk.shown(900)]
    assert told[-1].values["position"] == 1  # before the third, who did not go away
    await desk.staff(8, capacity=1)
    assert [await status(desk, each) for each in (first, third)] == [OFFERED, QUEUED]


async def test_who_sits_in_the_room_is_served_whatever_the_bot_may_write(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    await desk.do(mark_reachable, 900, False)
    assert await status(desk, ticket_id) is QUEUED
    assert await desk.join(ticket_id)
    assert await status(desk, ticket_id) is TicketStatus.ACTIVE


async def test_in_too_many_chats_they_are_told_and_let_in_when_they_left_some(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    room = (await desk.place_of(ticket_id)).chat_id or 0
    assert await desk.do(request_to_join, room, 900, "Person 900")
    await desk.settle_kind(ApproveJoin, FULL)
    said = [each for each in await desk.waiting(SendText) if each.chat_id == 900]
    assert [each.text.key for each in said] == [TextKey.DOOR_TOO_MANY_CHATS]
    assert said[0].buttons[0][0].action == f"let-in:{ticket_id}"
    # Their second knock makes no update: the button approves the one that stands.
    await desk.do(admit_again, 900, ticket_id)
    assert await desk.waiting(ApproveJoin) == [ApproveJoin(room, 900)]
    await desk.settle_kind(ApproveJoin, Sent())
    with pytest.raises(DeskError):
        await desk.do(admit_again, 901, ticket_id)
    with pytest.raises(DeskError):
        await desk.do(admit_again, 900, 12345)


async def test_where_there_is_a_forum_they_are_served_in_the_bots_chat(desk: Desk) -> None:
    await desk.kept.groups.put(-1005, GroupUse.FORUM, "Forum", desk.now, None)
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    room = (await desk.place_of(ticket_id)).chat_id or 0
    assert await desk.do(request_to_join, room, 900, "Person 900")
    await desk.settle_kind(ApproveJoin, FULL)
    await desk.settle_all()
    assert (await desk.place_of(ticket_id)).kind is PlaceKind.THREAD
    assert await status(desk, ticket_id) is TicketStatus.ACTIVE
    assert TextKey.DOOR_TOO_MANY_CHATS not in await desk.told(900)


async def test_an_operator_in_too_many_chats_is_told_as_well(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    room = (await desk.place_of(ticket_id)).chat_id or 0
    assert await desk.do(request_to_join, room, 7, "Op 7")
    await desk.settle_kind(ApproveJoin, Rejected("USER_CHANNELS_TOO_MUCH", Cause.PERSON_FULL))
    assert TextKey.DOOR_TOO_MANY_CHATS in await desk.told(7)


async def test_who_never_comes_back_is_waited_for_no_longer_than_a_day(desk: Desk) -> None:
    """In the queue, and with a room that they never entered."""
    await desk.staff(1, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(7, capacity=1)
    ready, waiting = await desk.ask(900), await desk.ask(901)
    await desk.settle_all()
    for each in (900, 901):
        await desk.do(mark_reachable, each, False)
    desk.later(hours=23)
    await desk.do(mark_reachable, 901, False)  # told once more: the day runs on
    await desk.ticks()
    assert [await status(desk, each) for each in (ready, waiting)] == [QUEUED, QUEUED]
    desk.later(hours=1)
    done = await desk.ticks()
    assert done["unreachable"] == [ready, waiting]
    for each in (ready, waiting):
        ticket = await desk.ticket(each)
        assert (ticket.status, ticket.close_reason) == (
            TicketStatus.ABANDONED,
            CloseReason.CUSTOMER_LEFT,
        )
    await desk.do(explain, 1, ready, fresh=True)
    why = next(each for each in await desk.shown(1) if each.text.key is TextKey.WHY_TICKET)
    lines = [str(line.key) for line in why.text.values["list"]]  # type: ignore[union-attr]
    assert lines[-2:] == ["why-customer-unreachable", "why-customer-left"]
    await desk.settle_all()
    assert (await desk.operator(7)).load == 0


async def test_who_comes_back_within_the_day_has_a_whole_one_again(desk: Desk) -> None:
    ticket_id = await desk.ask(900)
    await desk.do(mark_reachable, 900, False)
    desk.later(hours=23)
    await desk.do(greet, person(900))
    await desk.do(mark_reachable, 900, False)
    desk.later(hours=23)
    await desk.ticks()
    assert await status(desk, ticket_id) is QUEUED


async def test_an_announcement_that_does_not_arrive_tells_it_too(desk: Desk) -> None:
    """Whoever finds it out: the slot is kept no longer."""
    await desk.staff(7, capacity=1)
    first = await desk.ask(900)
    second = await desk.ask(901)
    blocked = Unreachable("bot was blocked by the user")
    await desk.do(Work.tell, SendAnnouncement(900, 1, "News"))
    await desk.settle_kind(SendAnnouncement, blocked)
    assert [await status(desk, each) for each in (first, second)] == [QUEUED, OFFERED]


async def test_of_those_who_talk_in_the_bots_chat_nobody_is_waited_for_either(desk: Desk) -> None:
    """At a desk, in line for one, and while the thread was being made."""
    groups = Relayed(await open_up(desk, forum=True))
    desk.rules = replace(desk.rules, close_after=timedelta(days=30))
    await desk.staff(7)
    tickets = [await groups.asks(number, "Hello") for number in (900, 901)]
    await desk.settle_all()
    tickets.append(await groups.asks(902, "Hello", "plans"))
    for number in (900, 901, 902):
        await desk.do(mark_reachable, number, False)
    await desk.settle_all()
    desk.later(days=1)
    assert sorted((await desk.ticks())["unreachable"]) == tickets
    await desk.settle_all()
    for each in tickets:
        ticket = await desk.ticket(each)
        assert (ticket.is_open, ticket.close_reason) == (False, CloseReason.CUSTOMER_LEFT)
    assert (await desk.operator(7)).load == 0
