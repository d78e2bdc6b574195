"""Topics that are deleted, refused, or whose answer is lost, and where tickets go then."""

from dataclasses import replace

import pytest_asyncio

from core.consequences.topic_outcomes import topic_appeared
from core.model.cards import Card
from core.model.desk_effects import CopyMessage, CreateTopic, DeleteTopic, ShapeTopic
from core.model.effects import ShowCard
from core.model.outcomes import Cause, Rejected, Scope, Sent, Unreachable
from core.model.people import Role
from core.model.places import PlaceKind, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.room_effects import CreateRoom
from core.model.rules import Budget, Topic
from core.model.tickets import TicketEventKind, TicketStatus
from core.ports import Work
from core.supervision.rooms import explain
from core.tickets.end import close_ticket
from tests.core.desk import Desk
from tests.core.forum import asks, open_forum, said_there
from tests.core.operators import BOSS, card
from tests.core.relayed import DESKS, FORUM, OVERFLOW, Relayed, open_up

ANNA, BORIS, OLGA, OMAR = 100, 101, 501, 502


@pytest_asyncio.fixture(loop_scope="session")
async def forum(desk: Desk) -> Relayed:
    return await open_forum(desk)


# ------------------------------------------------------------------------------ deleted by hand
GONE = Rejected("message thread not found", Cause.TOPIC_GONE)


async def test_a_deleted_topic_is_made_anew_once_with_all_that_was_said(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    before = await forum.place(ticket_id)
    for text in ("One", "Two", "Three"):
        await forum.says(ANNA, text)
    assert await desk.settle_kind(CopyMessage, GONE) == 3
    [made] = await desk.waiting(CreateTopic)
    assert made.chat_id == FORUM
    await desk.settle_all()
    after = await forum.place(ticket_id)
    assert after.id != before.id
    assert (after.state, after.customer_id) == (PlaceState.READY, ANNA)
    there = [
        effect.message_id
        for effect in desk.settled
        if isinstance(effect, CopyMessage) and effect.thread_id == after.thread_id
    ]
    assert there == [1, 2, 3, 4]
    assert [each.text.key for each in said_there(forum)] == [RelayKey.THREAD_MADE_ANEW]
    shown = [each for each in desk.settled if isinstance(each, ShowCard)]
    assert after.thread_id in [each.thread_id for each in shown]
    events = await desk.events(ticket_id)
    assert events.count(TicketEventKind.PLACE_LOST) == 1
    assert TicketEventKind.UNDELIVERED not in events
    assert (await desk.ticket(ticket_id)).operator_id == OLGA
    await forum.says(ANNA, "Four")
    [last] = await desk.waiting(CopyMessage)
    assert last.thread_id == after.thread_id


async def test_albums_come_into_the_new_topic_too(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    assert await desk.kept.copies.of_ticket(ticket_id, FORUM)
    await forum.says(ANNA, "One")
    await desk.settle_kind(CopyMessage, GONE)
    assert await desk.kept.copies.of_ticket(ticket_id, FORUM) == []


async def test_a_topic_deleted_between_tickets_is_made_anew_for_the_next(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    first = await asks(forum, ANNA, "Which plan?")
    await desk.done(close_ticket, OLGA, first)
    second = await forum.asks(ANNA, "Me again", "plans")
    old = await forum.place(second)
    for kind in (ShapeTopic, ShowCard, CopyMessage):
        rows = [each for each in await desk.rows() if isinstance(each.effect, kind)]
        for row in rows:
            if getattr(row.effect, "thread_id", 0) == old.thread_id:
                await desk.settle(row, GONE)
    await desk.settle_all()
    new = await forum.place(second)
    assert new.thread_id != old.thread_id
    assert (await desk.ticket(second)).status is TicketStatus.ACTIVE
    assert [
        effect.message_id
        for effect in desk.settled
        if isinstance(effect, CopyMessage) and effect.thread_id == new.thread_id
    ] == [2]
    assert len([each for each in desk.settled if isinstance(each, CreateTopic)]) == 2


async def test_a_topic_deleted_as_its_ticket_ends_is_not_made_for_nobody(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    await desk.do(close_ticket, OLGA, ticket_id)
    assert await desk.settle_kind(ShapeTopic, GONE) == 1
    await desk.settle_all()
    assert len([each for each in desk.settled if isinstance(each, CreateTopic)]) == 1
    again = await asks(forum, ANNA, "Me again")
    assert (await desk.ticket(again)).status is TicketStatus.ACTIVE
    assert len([each for each in desk.settled if isinstance(each, CreateTopic)]) == 2


# ------------------------------------------------------------------------------ the ladder
ROOM = Topic("general", "General")


async def test_without_rooms_left_a_ticket_falls_to_a_thread_and_the_customer_writes_right_here(
    desk: Desk,
) -> None:
    forum = Relayed(await open_up(desk, desks=1, overflow=True, forum=True))
    desk.rules = replace(desk.rules, topics=(ROOM,), budget=Budget(rooms_a_day=0, chats=10))
    await desk.staff(OLGA)
    ticket_id = await desk.ask(ANNA)
    assert await desk.waiting(CreateRoom) == []
    assert (await card(desk, Card.TICKET.of(ticket_id))).text.key is RelayKey.HERE_COMING
    await desk.settle_all()
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OLGA)
    assert (await forum.place(ticket_id)).kind is PlaceKind.THREAD
    await forum.says(ANNA, "Hello")
    await desk.settle_all()
    assert await forum.carried(FORUM) == [1]


async def test_without_a_forum_it_falls_to_a_desk_and_then_to_the_overflow_group_with_its_holder(
    desk: Desk,
) -> None:
    forum = Relayed(await open_up(desk, desks=1, overflow=True))
    desk.rules = replace(desk.rules, topics=(ROOM,), budget=Budget(rooms_a_day=0, chats=10))
    await desk.staff(OLGA)
    at_desk, in_overflow = await desk.ask(ANNA), await desk.ask(BORIS)
    await desk.settle_all()
    places = [await forum.place(each) for each in (at_desk, in_overflow)]
    assert [each.chat_id for each in places] == [DESKS - 1, OVERFLOW]
    for each in (at_desk, in_overflow):
        ticket = await desk.ticket(each)
        assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OLGA)
    assert (await desk.operator(OLGA)).load == 2


async def test_with_no_way_at_all_it_waits_and_gets_the_topic_as_soon_as_there_is_one(
    desk: Desk,
) -> None:
    await open_up(desk, desks=0)
    desk.rules = replace(desk.rules, topics=(ROOM,), budget=Budget(rooms_a_day=0, chats=10))
    await desk.staff(OLGA)
    ticket_id = await desk.ready(ANNA)
    assert (await desk.ticket(ticket_id)).status is TicketStatus.OFFERED
    desk.rules = replace(desk.rules, topics=(ROOM,))
    await open_up(desk, desks=0, forum=True)
    desk.rules = replace(desk.rules, topics=(ROOM,), budget=Budget(rooms_a_day=0, chats=10))
    await desk.ticks()
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.ACTIVE


async def test_a_refused_topic_is_tried_again_after_a_while_where_there_is_nothing_else(
    forum: Relayed,
) -> None:
    desk = forum.desk
    desk.rules = replace(desk.rules, budget=Budget(rooms_a_day=0, chats=10))
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    await desk.settle_kind(CreateTopic, Rejected("not enough rights", Cause.NO_RIGHT))
    await desk.ticks()
    assert await desk.waiting(CreateTopic) == []
    desk.later(minutes=1, seconds=1)
    await desk.ticks()
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.ACTIVE
    assert await forum.carried(FORUM) == [1]


async def test_a_topic_that_cannot_be_made_anew_is_tried_for_until_it_can(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    await forum.says(ANNA, "One")
    await desk.settle_kind(CopyMessage, GONE)
    await desk.settle_kind(CreateTopic, Rejected("not enough rights", Cause.NO_RIGHT))
    assert (await desk.ticket(ticket_id)).status is TicketStatus.ACTIVE
    await forum.says(ANNA, "Two")
    await desk.settle_all()
    desk.later(minutes=1, seconds=1)
    await desk.settle_all()
    place = await forum.place(ticket_id)
    assert [
        effect.message_id
        for effect in desk.settled
        if isinstance(effect, CopyMessage) and effect.thread_id == place.thread_id
    ] == [1, 2, 3]


# ------------------------------------------------------------------------------ lost answers
async def test_a_topic_whose_answer_was_lost_is_found_by_what_telegram_tells(
    forum: Relayed,
) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    [made] = await desk.waiting(CreateTopic)
    assert await desk.do(topic_appeared, FORUM, 4_001, made.title)
    assert (await forum.place(ticket_id)).thread_id == 4_001
    assert (await desk.ticket(ticket_id)).status is TicketStatus.ACTIVE
    await desk.settle_kind(CreateTopic, Sent({"thread_id": 4_002}))
    [spare] = await desk.waiting(DeleteTopic)
    assert spare.thread_id == 4_002


async def test_the_topic_that_is_told_of_late_is_the_one_too_many(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    [made] = await desk.waiting(CreateTopic)
    await desk.settle_kind(CreateTopic, Sent({"thread_id": 4_002}))
    assert not await desk.do(topic_appeared, FORUM, 4_002, made.title)
    assert await desk.do(topic_appeared, FORUM, 4_001, made.title)
    [spare] = await desk.waiting(DeleteTopic)
    assert spare.thread_id == 4_001
    assert (await forum.place(ticket_id)).thread_id == 4_002
    assert not await desk.do(topic_appeared, FORUM, 4_003, "Somebody's own")
    assert len(await desk.waiting(DeleteTopic)) == 1


async def test_without_any_forum_left_a_talk_waits_for_another_place(forum: Relayed) -> None:
    desk = forum.desk
    desk.rules = replace(desk.rules, budget=Budget(rooms_a_day=0, chats=10))
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    await forum.says(ANNA, "One")
    await desk.settle_kind(CopyMessage, GONE)
    await desk.do(no_forum)
    await desk.settle_kind(
        CreateTopic,
        Unreachable("bot was kicked from the supergroup chat", Cause.CHAT_LOST, Scope.DESTINATION),
    )
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.QUEUED
    await open_up(desk, desks=1)
    await desk.ticks()
    await desk.settle_all()
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OLGA)
    assert await forum.carried(DESKS - 1) == [1, 2]


async def no_forum(work: Work) -> None:
    """The owner took it out."""
    await work.uow.groups.take_out(FORUM, "taken_out", work.now)


async def test_why_tells_where_the_ticket_was_talked_about(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    await forum.says(ANNA, "One")
    await desk.settle_kind(CopyMessage, GONE)
    await desk.settle_all()
    await desk.do(explain, BOSS, ticket_id)
    told = repr((await card(desk, Card.DIALOG.of(BOSS))).text)
    assert told.count(repr(RelayKey.WHY_THREAD_TAKEN)) == 2
    assert told.count(repr(RelayKey.WHY_THREAD_LOST)) == 1
