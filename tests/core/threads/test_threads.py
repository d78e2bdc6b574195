"""Tickets that are talked about in a forum topic: routed as those of rooms are."""

from dataclasses import replace

import pytest_asyncio

from core.conversations.incoming import receive_in_group
from core.model.cards import Card, pressed
from core.model.desk_effects import CopyMessage, CreateTopic, DeleteTopic
from core.model.effects import DeleteMessage, SetRoomCommands
from core.model.people import Role
from core.model.places import PlaceKind, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.room_effects import InviteOperator, RemoveFromRoom
from core.model.rules import Topic
from core.model.text_keys import TextKey
from core.model.tickets import TicketEventKind, TicketStatus
from core.queue.dispatch import take_ticket
from core.rooms.entry import enter_room
from core.staff.shifts import start_shift
from core.supervision.rooms import show_rooms, take_over
from core.threads.topics import forget_threads
from core.tickets.end import ask_to_close, cancel_ticket, close_in_room, close_ticket
from core.tickets.hand_over import hand_all_over, transfer
from core.tickets.staff_commands import note_in_room, show_chats
from tests.core.desk import Desk
from tests.core.forum import asks, open_forum, said_there, shapes
from tests.core.operators import BOSS, card
from tests.core.relayed import FORUM, Relayed

ANNA, BORIS, OLGA, OMAR = 100, 101, 501, 502


@pytest_asyncio.fixture(loop_scope="session")
async def forum(desk: Desk) -> Relayed:
    return await open_forum(desk)


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
    there = await card(desk, Card.DESK.of(ticket_id))
    assert there.pin
    assert there.thread_id == (await forum.place(ticket_id)).thread_id
    assert str(OLGA) in repr(there.text.values["operator"])
    assert (await card(desk, Card.TICKET.of(ticket_id))).text.key is RelayKey.QUESTION_ACCEPTED
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
    mine = await card(desk, Card.OPERATOR.of(ticket_id, OLGA))
    assert link in [button.url for row in mine.buttons for button in row]
    await desk.do(show_chats, OLGA)
    listed = await card(desk, Card.DIALOG.of(OLGA))
    assert link in [button.url for row in listed.buttons for button in row]
    customers = await card(desk, Card.TICKET.of(ticket_id))
    assert [button.url for row in customers.buttons for button in row] == []


async def test_who_waits_sees_their_place_in_line_and_what_they_say_comes_later_in_order(
    forum: Relayed,
) -> None:
    desk = forum.desk
    await desk.staff(OLGA, capacity=1)
    await asks(forum, BORIS, "First")
    ticket_id = await forum.asks(ANNA, "Which plan?", "plans")
    waits = await card(desk, Card.TICKET.of(ticket_id))
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
    assert (await card(desk, Card.DESK.of(ticket_id))).text.key is RelayKey.THREAD_CARD_WAITING
    assert (await card(desk, Card.TICKET.of(ticket_id))).text.key is RelayKey.HERE_WAITING
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
    assert (await card(desk, Card.DIALOG.of(BOSS))).text.key is TextKey.ROOMS_LIST
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
        assert not await desk.do(receive_in_group, forum.said(FORUM, OLGA, text), place.thread_id)
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
        assert not await desk.do(receive_in_group, forum.said(FORUM, OLGA, "Lunch?"), thread)
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
    asked = await card(desk, Card.CLOSING.of(ticket_id))
    assert (asked.chat_id, asked.thread_id) == (FORUM, thread)
    await desk.do(ask_to_close, OLGA, ticket_id, pressed(ticket_id, FORUM, OLGA))
    sure = await card(desk, Card.DESK.of(ticket_id))
    assert (sure.text.key, sure.thread_id) == (TextKey.CONFIRM_CLOSE, thread)
