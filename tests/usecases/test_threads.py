"""Tickets that are talked about in a forum topic: routed as those of rooms are."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.domain import cards
from core.domain.effects import (
    CreateRoom,
    DeleteMessage,
    InviteOperator,
    RemoveFromRoom,
    SendText,
    SetRoomCommands,
    ShowCard,
)
from core.domain.outcomes import Rejected, Sent, Unreachable
from core.domain.people import Role
from core.domain.places import PlaceKind, PlaceState
from core.domain.relay_effects import CopyMessage, CreateTopic, DeleteTopic, ShapeTopic
from core.domain.rules import Budget, Topic
from core.domain.texts import RelayKey, TextKey
from core.domain.tickets import TicketEventKind, TicketStatus
from core.ports import Work
from core.usecases.ask_to_close import ask_to_close
from core.usecases.cancel_ticket import cancel_ticket
from core.usecases.close_ticket import close_ticket
from core.usecases.end_shift import hand_all_over
from core.usecases.enter_room import enter_room
from core.usecases.explain import explain
from core.usecases.hear_desk import hear_desk
from core.usecases.room_words import close_in_room, note_in_room
from core.usecases.rooms import show_rooms
from core.usecases.settle_topics import topic_appeared
from core.usecases.show_chats import show_chats
from core.usecases.start_shift import start_shift
from core.usecases.take_over import take_over
from core.usecases.take_ticket import take_ticket
from core.usecases.threads import forget_threads
from core.usecases.transfer_ticket import transfer
from tests.usecases.desk import Desk
from tests.usecases.operators import BOSS, card
from tests.usecases.relayed import DESKS, FORUM, OVERFLOW, Relayed, open_up

ANNA, BORIS, OLGA, OMAR = 100, 101, 501, 502
LOOKS = {"❗️": "waiting", "💬": "talk", "✅": "closed"}


@pytest.fixture
async def forum(desk: Desk) -> Relayed:
    return Relayed(await open_up(desk, desks=0, forum=True))


async def shapes(forum: Relayed) -> list[tuple[str, bool]]:
    """How topics were made to look, one after the other."""
    return [
        (LOOKS[effect.icon], effect.is_closed)
        for effect in forum.desk.settled
        if isinstance(effect, ShapeTopic)
    ]


def said_there(forum: Relayed, *, since: int = 0) -> list[SendText]:
    return [
        effect
        for effect in forum.desk.settled[since:]
        if isinstance(effect, SendText) and effect.chat_id == FORUM
    ]


async def asks(forum: Relayed, customer: int, text: str) -> int:
    """A question whose topic is made, and what follows."""
    ticket = await forum.asks(customer, text, "plans")
    await forum.desk.settle_all()
    return ticket


# ------------------------------------------------------------------------------ the talk begins
async def test_a_question_is_offered_gets_its_topic_and_the_talk_begins_at_once(
    forum: Relayed,
) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    offered = await desk.ticket(ticket_id)
    assert (offered.status, offered.operator_id) == (TicketStatus.OFFERED, OLGA)
    await forum.says(ANNA, "And from when?")
    assert await desk.waiting(CopyMessage) == []

    await desk.settle_kind(CreateTopic)
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OLGA)
    assert ticket.answer_due == desk.now + desk.rules.answer_within
    there = await card(desk, cards.desk(ticket_id))
    assert there.pin
    assert there.thread_id == (await forum.place(ticket_id)).thread_id
    assert str(OLGA) in repr(there.text.values["operator"])
    assert (await card(desk, cards.ticket(ticket_id))).text.key is RelayKey.QUESTION_ACCEPTED
    assert [copy.message_id for copy in await desk.waiting(CopyMessage)] == [1, 2]
    assert await desk.waiting(InviteOperator) == []
    assert await desk.waiting(SetRoomCommands) == []


async def test_the_operators_card_and_list_lead_to_the_topic(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    await desk.settle_kind(CreateTopic)
    place = await forum.place(ticket_id)
    link = f"https://t.me/c/{-FORUM - 10**12}/{place.thread_id}"
    mine = await card(desk, cards.operator(ticket_id, OLGA))
    assert link in [button.url for row in mine.buttons for button in row]
    await desk.do(show_chats, OLGA)
    listed = await card(desk, cards.dialog(OLGA))
    assert link in [button.url for row in listed.buttons for button in row]
    customers = await card(desk, cards.ticket(ticket_id))
    assert [button.url for row in customers.buttons for button in row] == []


async def test_who_waits_sees_their_place_in_line_and_what_they_say_comes_later_in_order(
    forum: Relayed,
) -> None:
    desk = forum.desk
    await desk.staff(OLGA, capacity=1)
    await asks(forum, BORIS, "First")
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    waits = await card(desk, cards.ticket(ticket_id))
    assert waits.text.key is RelayKey.HERE_WAITING
    for text in ("One", "Two"):
        await forum.says(ANNA, text)
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.QUEUED
    assert await forum.carried(FORUM) == [1]

    await desk.do(close_ticket, OLGA, 1)
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.ACTIVE
    assert await forum.carried(FORUM) == [1, 1, 2, 3]


async def test_nobody_is_given_a_seventh_and_an_operator_may_take_one_by_hand(
    forum: Relayed,
) -> None:
    desk = forum.desk
    await desk.staff(OLGA, capacity=1)
    await desk.staff(OMAR, on_shift=False)
    await asks(forum, BORIS, "First")
    waiting = await asks(forum, ANNA, "Second")
    await desk.do(start_shift, OMAR)
    assert (await desk.ticket(waiting)).operator_id == OMAR
    third = await asks(forum, 102, "Third")
    assert [(await desk.operator(each)).load for each in (OLGA, OMAR)] == [1, 2]
    assert (await desk.ticket(third)).operator_id == OMAR


async def test_a_ticket_taken_by_hand_gets_its_topic(forum: Relayed) -> None:
    desk = forum.desk
    desk.rules = replace(
        desk.rules,
        topics=(
            Topic("plans", "Plans", place=PlaceKind.THREAD, skill="plans", asks_contact=False),
        ),
    )
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    assert (await desk.ticket(ticket_id)).status is TicketStatus.QUEUED
    await desk.do(take_ticket, OLGA, ticket_id)
    await desk.settle_all()
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OLGA)


# ------------------------------------------------------------------------------ passing on
async def test_a_transfer_keeps_the_topic_and_calls_the_next_holder_there(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    await desk.staff(OMAR)
    place = await forum.place(ticket_id)
    so_far = len(desk.settled)
    await desk.do(transfer, OLGA, ticket_id, OMAR)
    await desk.settle_all()
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OMAR)
    assert (await forum.place(ticket_id)).id == place.id
    [called] = said_there(forum, since=so_far)
    assert called.text.key is RelayKey.THREAD_HOLDER
    assert called.thread_id == place.thread_id
    assert str(OMAR) in repr(called.text.values["operator"])
    assert not [each for each in desk.settled if isinstance(each, RemoveFromRoom | InviteOperator)]
    assert await forum.carried(FORUM) == [1]


async def test_a_ticket_given_back_keeps_its_topic_while_nobody_is_there(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    place = await forum.place(ticket_id)
    await desk.do(hand_all_over, OLGA)
    assert (await desk.ticket(ticket_id)).status is TicketStatus.QUEUED
    assert (await card(desk, cards.desk(ticket_id))).text.key is RelayKey.THREAD_CARD_WAITING
    assert (await card(desk, cards.ticket(ticket_id))).text.key is RelayKey.HERE_WAITING
    await desk.settle_all()
    assert (await shapes(forum))[-1] == ("waiting", False)
    await forum.says(ANNA, "Anybody?")
    await desk.settle_all()
    assert await forum.carried(FORUM) == [1, 2]

    so_far = len(desk.settled)
    await desk.staff(OMAR)
    await desk.settle_all()
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OMAR)
    assert (await forum.place(ticket_id)).id == place.id
    assert [each.text.key for each in said_there(forum, since=so_far)] == [RelayKey.THREAD_HOLDER]
    assert (await shapes(forum))[-1] == ("talk", False)


async def test_who_does_not_answer_loses_the_ticket_and_the_topic_stays(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    await desk.staff(OMAR)
    desk.later(seconds=desk.rules.answer_within.total_seconds() + 1)
    await desk.ticks()
    await desk.settle_all()
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OMAR)
    assert TicketEventKind.OFFER_LOST in await desk.events(ticket_id)
    assert [each.text.key for each in said_there(forum)] == [RelayKey.THREAD_HOLDER]


async def test_a_supervisor_takes_over_and_is_led_to_the_topic(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    await desk.do(show_rooms, BOSS)
    assert (await card(desk, cards.dialog(BOSS))).text.key is TextKey.ROOMS_LIST
    assert await desk.do(enter_room, BOSS, ticket_id) is TextKey.SEE_PRIVATE_CHAT
    assert RelayKey.ENTER_HERE in await desk.told(BOSS)
    await desk.do(take_over, BOSS, ticket_id)
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).operator_id == BOSS
    [called] = said_there(forum)
    assert str(BOSS) in repr(called.text.values["operator"])
    assert not [each for each in desk.settled if isinstance(each, InviteOperator)]


# ------------------------------------------------------------------------------ its end
async def test_the_topic_is_closed_with_the_ticket_and_opened_again_by_the_next(
    forum: Relayed,
) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    first = await asks(forum, ANNA, "Which plan?")
    place = await forum.place(first)
    await desk.do(close_ticket, OLGA, first)
    await desk.settle_all()
    assert (await shapes(forum))[-1] == ("closed", True)
    second = await asks(forum, ANNA, "Me again")
    again = await forum.place(second)
    assert (again.id, again.thread_id) == (place.id, place.thread_id)
    assert again.title == f"#{second} Person {ANNA}"
    assert (await shapes(forum))[-1] == ("talk", False)
    assert (await desk.ticket(second)).status is TicketStatus.ACTIVE
    assert len([each for each in desk.settled if isinstance(each, CreateTopic)]) == 1


async def test_a_topic_for_each_ticket_is_closed_for_good(forum: Relayed) -> None:
    desk = forum.desk
    desk.rules = replace(desk.rules, thread_per_customer=False)
    await desk.staff(OLGA)
    first = await asks(forum, ANNA, "Which plan?")
    await desk.do(close_ticket, OLGA, first)
    await desk.settle_all()
    second = await asks(forum, ANNA, "Me again")
    threads = [(await desk.ticket(each)).place_id for each in (first, second)]
    assert threads[0] != threads[1]
    assert (await shapes(forum)) == [("closed", True)]


async def test_a_customer_who_gives_up_meanwhile_finds_the_same_topic_next_time(
    forum: Relayed,
) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    first = await forum.asks(ANNA, "Which plan?", "plans")
    await desk.do(cancel_ticket, ANNA, first)
    second = await forum.asks(ANNA, "Still", "plans")
    assert len(await desk.waiting(CreateTopic)) == 1
    await desk.settle_all()
    assert (await desk.ticket(second)).status is TicketStatus.ACTIVE
    assert await forum.carried(FORUM) == [2]


async def test_a_topic_that_comes_too_late_is_closed_and_kept(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    place = await forum.place(ticket_id)
    await desk.do(cancel_ticket, ANNA, ticket_id)
    await desk.settle_all()
    async with desk.work() as work:
        kept = await work.uow.places.get(place.id)
    assert kept is not None
    assert (kept.state, kept.ticket_id) == (PlaceState.CLEAN, None)
    assert (await shapes(forum))[-1] == ("closed", True)
    assert await forum.carried(FORUM) == []


async def test_a_second_topic_for_one_wish_is_deleted(forum: Relayed) -> None:
    """The answer to the first try was lost, and the try is repeated."""
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    [row] = [each for each in await desk.rows() if isinstance(each.effect, CreateTopic)]
    await desk.settle(row)
    await desk.settle(row)
    [spare] = await desk.waiting(DeleteTopic)
    assert spare.thread_id != (await forum.place(ticket_id)).thread_id


# ------------------------------------------------------------------------------ deleted by hand
GONE: Callable[[], Rejected] = lambda: Rejected("gone: message thread not found")  # noqa: E731


async def test_a_deleted_topic_is_made_anew_once_with_all_that_was_said(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    before = await forum.place(ticket_id)
    for text in ("One", "Two", "Three"):
        await forum.says(ANNA, text)
    assert await desk.settle_kind(CopyMessage, GONE()) == 3
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
    async with desk.work() as work:
        assert await work.uow.copies.of_ticket(ticket_id, FORUM)
    await forum.says(ANNA, "One")
    await desk.settle_kind(CopyMessage, GONE())
    async with desk.work() as work:
        assert await work.uow.copies.of_ticket(ticket_id, FORUM) == []


async def test_a_topic_deleted_between_tickets_is_made_anew_for_the_next(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    first = await asks(forum, ANNA, "Which plan?")
    await desk.do(close_ticket, OLGA, first)
    await desk.settle_all()
    second = await forum.asks(ANNA, "Me again", "plans")
    old = await forum.place(second)
    for kind in (ShapeTopic, ShowCard, CopyMessage):
        rows = [each for each in await desk.rows() if isinstance(each.effect, kind)]
        for row in rows:
            if getattr(row.effect, "thread_id", 0) == old.thread_id:
                await desk.settle(row, GONE())
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
    assert await desk.settle_kind(ShapeTopic, GONE()) == 1
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
    assert (await card(desk, cards.ticket(ticket_id))).text.key is RelayKey.HERE_COMING
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
    ticket_id = await desk.ask(ANNA)
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.OFFERED
    desk.rules = replace(desk.rules, topics=(ROOM,))
    await open_up(desk, desks=0, forum=True)
    desk.rules = replace(desk.rules, topics=(ROOM,), budget=Budget(rooms_a_day=0, chats=10))
    await desk.ticks()
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.ACTIVE


async def test_a_topic_that_telegram_refuses_is_told_and_the_ladder_goes_on(desk: Desk) -> None:
    forum = Relayed(await open_up(desk, desks=1, forum=True))
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    no_rights = Rejected("not enough rights to create a topic")
    assert await desk.settle_kind(CreateTopic, no_rights) == 1
    assert TextKey.SUPERVISOR_EFFECT_FAILED in await desk.told(BOSS)
    await desk.settle_all()
    assert (await forum.place(ticket_id)).chat_id == DESKS - 1
    assert await forum.carried(DESKS - 1) == [1]
    assert (await desk.ticket(ticket_id)).operator_id == OLGA


async def test_a_refused_topic_is_tried_again_after_a_while_where_there_is_nothing_else(
    forum: Relayed,
) -> None:
    desk = forum.desk
    desk.rules = replace(desk.rules, budget=Budget(rooms_a_day=0, chats=10))
    await desk.staff(OLGA)
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    await desk.settle_kind(CreateTopic, Rejected("not enough rights"))
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
    await desk.settle_kind(CopyMessage, GONE())
    await desk.settle_kind(CreateTopic, Rejected("not enough rights"))
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


async def test_who_was_forgotten_has_no_topic_any_more(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    first = await asks(forum, ANNA, "Which plan?")
    place = await forum.place(first)
    await desk.do(close_ticket, OLGA, first)
    await desk.settle_all()
    await desk.do(forget_threads, ANNA)
    [deleted] = await desk.waiting(DeleteTopic)
    assert deleted.thread_id == place.thread_id


# ------------------------------------------------------------------------------ what is said there
async def test_words_in_a_closed_topic_go_nowhere_and_are_answered_once(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    place = await forum.place(ticket_id)
    await desk.do(close_ticket, OLGA, ticket_id)
    await desk.settle_all()
    for text in ("One more thing", "Hello?", "// between us"):
        assert not await desk.do(hear_desk, forum.said(FORUM, OLGA, text), place.thread_id)
    await desk.settle_all()
    [answer] = said_there(forum)
    assert (answer.text.key, answer.thread_id) == (RelayKey.THREAD_IS_CLOSED, place.thread_id)
    assert await forum.carried(ANNA) == []


async def test_what_is_said_in_general_or_in_topics_of_nobody_is_ignored(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    await asks(forum, ANNA, "Which plan?")
    so_far = len(desk.settled)
    for thread in (0, 1, 999_999):
        assert not await desk.do(hear_desk, forum.said(FORUM, OLGA, "Lunch?"), thread)
    await desk.settle_all()
    assert len(desk.settled) == so_far


async def test_staff_closes_and_notes_by_command_in_the_topic(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    thread = (await forum.place(ticket_id)).thread_id
    await desk.do(note_in_room, FORUM, OLGA, "A refund, perhaps", 70, thread)
    assert await desk.waiting(DeleteMessage) == []
    assert TicketEventKind.NOTED in await desk.events(ticket_id)
    await desk.do(close_in_room, FORUM, OLGA, thread)
    asked = await card(desk, cards.closing(ticket_id))
    assert (asked.chat_id, asked.thread_id) == (FORUM, thread)
    await desk.do(ask_to_close, OLGA, ticket_id, cards.pressed(ticket_id, FORUM, OLGA))
    sure = await card(desk, cards.desk(ticket_id))
    assert (sure.text.key, sure.thread_id) == (TextKey.CONFIRM_CLOSE, thread)


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
    await desk.settle_kind(CopyMessage, GONE())
    await desk.do(no_forum)
    await desk.settle_kind(CreateTopic, Unreachable("bot was kicked from the supergroup chat"))
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
    await desk.settle_kind(CopyMessage, GONE())
    await desk.settle_all()
    await desk.do(explain, BOSS, ticket_id)
    told = repr((await card(desk, cards.dialog(BOSS))).text)
    assert told.count(repr(RelayKey.WHY_THREAD_TAKEN)) == 2
    assert told.count(repr(RelayKey.WHY_THREAD_LOST)) == 1
