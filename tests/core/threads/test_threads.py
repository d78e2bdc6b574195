"""Tickets that are talked about in a forum topic: routed as those of rooms are."""

from dataclasses import replace

import pytest_asyncio

from core.conversations.incoming import receive_in_group
from core.model.cards import Card, pressed
from core.model.desk_effects import CreateTopic
from core.model.effects import DeleteMessage
from core.model.people import Role
from core.model.places import PlaceKind, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.room_effects import InviteOperator, RemoveFromRoom
from core.model.rules import Topic
from core.model.text_keys import TextKey
from core.model.tickets import TicketEventKind, TicketStatus
from core.queue.dispatch import take_ticket
from core.rooms.entry import enter_room
from core.supervision.rooms import show_rooms, take_over
from core.tickets.end import ask_to_close, cancel_ticket, close_in_room, close_ticket
from core.tickets.hand_over import transfer
from core.tickets.staff_commands import note_in_room, show_chats
from tests.core.desk import Desk
from tests.core.forum import asks, open_forum, said_there, shapes
from tests.core.operators import BOSS, card
from tests.core.relayed import FORUM, Relayed
from tests.support.present import present

ANNA, BORIS, OLGA, OMAR = 100, 101, 501, 502


@pytest_asyncio.fixture(loop_scope="session")
async def forum(desk: Desk) -> Relayed:
    return await open_forum(desk)


# ------------------------------------------------------------------------------ the talk begins


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
    await desk.done(take_ticket, OLGA, ticket_id)
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
    await desk.done(transfer, OLGA, ticket_id, OMAR)
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, OMAR)
    assert (await forum.place(ticket_id)).id == place.id
    [called] = said_there(forum, since=so_far)
    assert called.text.key is RelayKey.THREAD_HOLDER
    assert called.thread_id == place.thread_id
    assert str(OMAR) in repr(called.text.values["operator"])
    assert not [each for each in desk.settled if isinstance(each, RemoveFromRoom | InviteOperator)]
    assert await forum.carried(FORUM) == [1]


async def test_a_supervisor_takes_over_and_is_led_to_the_topic(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    await desk.do(show_rooms, BOSS)
    assert (await card(desk, Card.DIALOG.of(BOSS))).text.key is TextKey.ROOMS_LIST
    assert await desk.do(enter_room, BOSS, ticket_id) is TextKey.SEE_PRIVATE_CHAT
    assert RelayKey.ENTER_HERE in await desk.told(BOSS)
    await desk.done(take_over, BOSS, ticket_id)
    assert (await desk.ticket(ticket_id)).operator_id == BOSS
    [called] = said_there(forum)
    assert str(BOSS) in repr(called.text.values["operator"])
    assert not [each for each in desk.settled if isinstance(each, InviteOperator)]


# ------------------------------------------------------------------------------ its end


async def test_a_topic_for_each_ticket_is_closed_for_good(forum: Relayed) -> None:
    desk = forum.desk
    desk.rules = replace(desk.rules, thread_per_customer=False)
    await desk.staff(OLGA)
    first = await asks(forum, ANNA, "Which plan?")
    await desk.done(close_ticket, OLGA, first)
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
    await desk.done(cancel_ticket, ANNA, ticket_id)
    kept = present(await desk.kept.places.get(place.id))
    assert (kept.state, kept.ticket_id) == (PlaceState.CLEAN, None)
    assert (await shapes(forum))[-1] == ("closed", True)
    assert await forum.carried(FORUM) == []


# ------------------------------------------------------------------------------ what is said there
async def test_words_in_a_closed_topic_go_nowhere_and_are_answered_once(forum: Relayed) -> None:
    desk = forum.desk
    await desk.staff(OLGA)
    ticket_id = await asks(forum, ANNA, "Which plan?")
    place = await forum.place(ticket_id)
    await desk.done(close_ticket, OLGA, ticket_id)
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
