"""Transfers and their notes, and what staff do inside a room."""

from dataclasses import replace

import pytest

from core.cards.views.staff import QUEUE_ID
from core.conversations.record import record_said
from core.customers.start import point_to_buttons, take_requested_note
from core.model.actions import PAGE
from core.model.cards import Card
from core.model.effects import DeleteMessage, SendText, SendTranscript, ShowCard
from core.model.messages import MessageKind, Said
from core.model.notice_keys import NoticeKey
from core.model.people import Role
from core.model.room_effects import InviteOperator, RemoveFromRoom
from core.model.text_keys import TextKey
from core.model.texts import DeskError, NotYourTicket, StaffOnly
from core.model.tickets import TicketEventKind, TicketStatus
from core.staff.shifts import start_break
from core.tickets.begin import member_joined
from core.tickets.end import close_in_room, close_ticket, stay_open
from core.tickets.hand_over import ask_note, choose_whom, take_note, transfer
from core.tickets.staff_commands import (
    CALL_AGAIN_AFTER,
    call_supervisor,
    note_in_room,
    send_history,
)
from tests.core.desk import Desk, person
from tests.core.operators import BOSS, actions_of, card, events, refused, room_of
from tests.support.present import present
from tests.support.ticking import sweep


async def test_a_ticket_goes_to_a_named_operator_with_a_note(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    chat = await room_of(desk, ticket_id)
    await desk.staff(6)
    await desk.do(choose_whom, 7, ticket_id)
    whom = await card(desk, Card.DIALOG.of(7))
    assert actions_of(whom) == [f"give:{ticket_id}:6", f"give:{ticket_id}:0", "chats:all:0"]
    await desk.do(ask_note, 7, ticket_id, 6)
    assert (await card(desk, Card.DIALOG.of(7))).text.key is TextKey.TRANSFER_NOTE
    await desk.settle_all()
    await desk.do(point_to_buttons, person(7), 1, "Wants a refund, be patient")

    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, 6)
    assert [(await desk.operator(each)).load for each in (7, 6)] == [0, 1]
    (given,) = await events(desk, 900, TicketEventKind.TRANSFERRED)
    assert given.actor_id == 7
    assert given.details == {"from": 7, "to": 6, "note": "Wants a refund, be patient"}
    (removed,) = await desk.waiting(RemoveFromRoom)
    assert (removed.chat_id, removed.user_id) == (chat, 7)
    (invited,) = await desk.waiting(InviteOperator)
    assert (invited.chat_id, invited.operator_id) == (chat, 6)
    new = await card(desk, Card.OPERATOR.of(ticket_id, 6))
    assert (new.text.key, new.chat_id) == (TextKey.OPERATOR_TICKET_NOTE, 6)
    assert new.text.values["note"] == "Wants a refund, be patient"
    old = await card(desk, Card.OPERATOR.of(ticket_id, 7))
    assert (old.text.key, old.buttons) == (TextKey.OPERATOR_TICKET_PASSED, ())
    # The customer is told once, and nothing of the note.
    told = [row.effect for row in await desk.rows() if getattr(row.effect, "chat_id", 0) == 900]
    assert [getattr(each, "card", None) for each in told] == [Card.TICKET.of(ticket_id)]
    assert "refund" not in repr(told)
    in_room = [shown for shown in await desk.waiting(ShowCard) if shown.chat_id == chat]
    assert "refund" not in repr(in_room)
    assert in_room[-1].text.values["operator"] == "Op 6"
    # Whoever was removed may no longer act, and the note's prompt is over.
    with pytest.raises(NotYourTicket):
        await desk.do(transfer, 7, ticket_id, QUEUE_ID)
    assert not await desk.do(take_note, 7, "another")


async def test_whoever_just_gave_it_away_is_no_intruder_and_may_get_it_back(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    chat = await room_of(desk, ticket_id)
    await desk.do(member_joined, chat, person(7))
    await desk.staff(6)
    await desk.done(transfer, 7, ticket_id, 6)
    await desk.do(member_joined, chat, person(7))  # told late, of the first time
    assert NoticeKey.INTRUDER not in await desk.told(BOSS)
    await desk.done(transfer, 6, ticket_id, 7)
    await desk.do(member_joined, chat, person(7))
    joined = await events(desk, 900, TicketEventKind.OPERATOR_JOINED)
    assert [event.actor_id for event in joined] == [7, 7]
    assert (await desk.ticket(ticket_id)).operator_id == 7


async def test_a_ticket_goes_back_to_the_queue_and_to_somebody_else(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.do(transfer, 7, ticket_id, QUEUE_ID, "needs a lawyer")
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.QUEUED, None)
    assert (await card(desk, Card.TICKET.of(ticket_id))).text.key is TextKey.CARD_JOINED_WAITING
    assert (await card(desk, Card.ROOM.of(ticket_id))).text.key is TextKey.ROOM_CARD_WAITING
    await desk.do(sweep)
    assert (await desk.ticket(ticket_id)).operator_id is None  # not to the same one at once
    await desk.staff(6)
    assert (await desk.ticket(ticket_id)).operator_id == 6
    new = await card(desk, Card.OPERATOR.of(ticket_id, 6))
    assert new.text.values["note"] == "needs a lawyer"


async def test_an_offer_whose_customer_has_not_come_is_given_away_too(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    await desk.staff(6)
    await desk.do(transfer, 7, ticket_id, 6)
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.OFFERED, 6)
    assert await desk.waiting(RemoveFromRoom) == []
    await desk.staff(8)
    await desk.settle_all()
    assert await desk.join(ticket_id)
    assert (await desk.ticket(ticket_id)).operator_id == 6


async def test_who_cannot_take_it_is_not_shown_and_not_given_it(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.staff(6, on_shift=False)
    await desk.staff(8)
    await desk.do(start_break, 8)
    await desk.staff(9, capacity=1)
    await desk.talk(901)
    await desk.do(choose_whom, 7, ticket_id)
    whom = await card(desk, Card.DIALOG.of(7))
    assert whom.text.key is TextKey.TRANSFER_TO_NOBODY
    assert actions_of(whom) == [f"give:{ticket_id}:0", "chats:all:0"]
    for target in (6, 8, 9, 7, 12345):
        await refused(desk, TextKey.CANNOT_TAKE, transfer, 7, ticket_id, target)
        assert (await desk.ticket(ticket_id)).operator_id == 7
    assert (await desk.operator(7)).load == 1
    with pytest.raises(StaffOnly):
        await desk.do(choose_whom, 900, ticket_id)
    await desk.do(transfer, 7, ticket_id, QUEUE_ID)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await refused(desk, TextKey.NOBODY_HOLDS, choose_whom, BOSS, ticket_id)


async def test_many_who_could_take_it_stand_in_pages(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    for number in range(20, 20 + PAGE + 1):
        await desk.staff(number)
    await desk.do(choose_whom, 7, ticket_id, 1)
    shown = actions_of(await card(desk, Card.DIALOG.of(7)))
    assert shown[1:] == [f"transfer:{ticket_id}:0", f"give:{ticket_id}:0", "chats:all:0"]


async def test_a_note_that_comes_too_late_is_none(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.do(ask_note, 7, ticket_id, QUEUE_ID)
    assert not await desk.do(take_note, 6, "not asked")
    desk.later(minutes=16)
    await desk.do(point_to_buttons, person(7), 1, "hello?")
    assert (await desk.ticket(ticket_id)).operator_id == 7


# ----------------------------------------------------------------------------- the end of a shift
async def test_a_note_is_kept_for_staff_and_taken_out_of_the_room(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    chat = await room_of(desk, ticket_id)
    await desk.do(note_in_room, chat, 7, " speaks French ", 44)
    assert await desk.waiting(DeleteMessage) == [DeleteMessage(chat, 44)]
    (noted,) = await events(desk, 900, TicketEventKind.NOTED)
    assert (noted.actor_id, noted.details) == (7, {"note": "speaks French"})
    (told,) = await desk.waiting(SendText)
    assert (told.chat_id, told.text.key) == (7, TextKey.NOTE_KEPT)
    # What the user account hears of it is no word of the talk.
    said = Said(chat, 44, 7, "Op 7", desk.now, MessageKind.TEXT, "/note speaks French")
    assert not await desk.do(record_said, said)
    # The customer's own words are kept, whatever they begin with.
    mine = Said(chat, 45, 900, "Ann", desk.now, MessageKind.TEXT, "/note to you all")
    assert await desk.do(record_said, mine)
    with pytest.raises(StaffOnly):
        await desk.do(note_in_room, chat, 900, "hi", 46)
    with pytest.raises(DeskError):
        await desk.do(note_in_room, -1, 7, "hi", 46)


FOR_OTHERS = ("/note@another_bot hi", "/NOTE@another_bot", "/notes are on paper", "/etc/hosts")


async def test_only_a_note_to_our_bot_is_no_word_of_the_talk(desk: Desk) -> None:
    desk.rules = replace(desk.rules, bot_username="switchboard_bot")
    await desk.staff(7)
    chat = await room_of(desk, await desk.talk(900))
    words = (*FOR_OTHERS, "/note", "/note hi", "/Note@Switchboard_Bot hi")
    for number, text in enumerate(words, 44):
        said = Said(chat, number, 7, "Op 7", desk.now, MessageKind.TEXT, text)
        assert await desk.do(record_said, said) == (text in FOR_OTHERS), text


async def test_a_path_is_a_note_for_a_transfer_as_any_word_is(desk: Desk) -> None:
    who = await desk.staff(7)
    await desk.staff(8)
    ticket_id = await desk.talk(900)
    await desk.do(ask_note, 7, ticket_id, 8)
    assert not await desk.do(take_requested_note, who, "/help")
    assert await desk.do(take_requested_note, who, "/etc/hosts is wrong")


async def test_an_empty_note_is_taken_away_and_explained(desk: Desk) -> None:
    await desk.staff(7)
    chat = await room_of(desk, await desk.talk(900))
    await desk.do(note_in_room, chat, 7, "", 44)
    assert await events(desk, 900, TicketEventKind.NOTED) == []
    assert await desk.waiting(DeleteMessage) == [DeleteMessage(chat, 44)]
    assert await desk.told(7) == [TextKey.NOTE_EMPTY]


async def test_close_in_the_room_asks_in_private_and_no_takes_the_question_away(
    desk: Desk,
) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    chat = await room_of(desk, ticket_id)
    await desk.do(close_in_room, chat, 7)
    (asked,) = await desk.waiting(ShowCard)
    assert asked.chat_id == 7  # the customer sees no buttons of staff
    assert actions_of(asked) == [f"close-yes:{ticket_id}", f"stay-open:{ticket_id}"]
    await desk.settle_all()
    # Asked again, the question moves down instead of standing there twice.
    await desk.do(close_in_room, chat, 7)
    (gone,) = await desk.waiting(DeleteMessage)
    assert gone.chat_id == 7
    await desk.settle_all()
    stands = present(await desk.kept.cards.find(Card.CLOSING.of(ticket_id)))
    await desk.do(stay_open, 7, 7, ticket_id, stands[1] + 1)
    assert await desk.waiting(DeleteMessage) == []
    await desk.do(stay_open, 7, 7, ticket_id, stands[1])
    assert await desk.waiting(DeleteMessage) == [DeleteMessage(*stands)]
    with pytest.raises(StaffOnly):
        await desk.do(close_in_room, chat, 900)
    with pytest.raises(StaffOnly):
        await desk.do(stay_open, chat, 900, ticket_id, 45)


async def asks_to_close(desk: Desk) -> int:
    """Operator 7 has said /close, and it is not written down yet where the question stands; the
    ticket's number."""
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.settle_all()
    await desk.do(close_in_room, await room_of(desk, ticket_id), 7)
    return ticket_id


async def test_a_no_counts_also_before_it_is_written_down_where_the_question_stands(
    desk: Desk,
) -> None:
    ticket_id = await asks_to_close(desk)
    await desk.do(stay_open, 7, 7, ticket_id, 45)
    assert await desk.waiting(DeleteMessage) == [DeleteMessage(7, 45)]


async def test_a_question_that_was_answered_by_yes_before_that_is_written_down_goes_too(
    desk: Desk,
) -> None:
    ticket_id = await asks_to_close(desk)
    await desk.do(close_ticket, 7, ticket_id)
    await desk.settle_kind(ShowCard)
    assert [effect.chat_id for effect in await desk.waiting(DeleteMessage)] == [7]


async def test_supervisors_are_called_once_with_a_way_to_enter(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await refused(desk, TextKey.NO_SUPERVISOR, call_supervisor, 7, ticket_id)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    await desk.do(call_supervisor, 7, ticket_id)
    (told,) = await desk.waiting(SendText)
    assert (told.chat_id, told.text.key) == (BOSS, NoticeKey.WANTED)
    assert actions_of(told) == [f"enter:{ticket_id}", f"watch:{ticket_id}"]
    for _ in range(3):
        await refused(desk, TextKey.SUPERVISORS_TOLD_BEFORE, call_supervisor, 7, ticket_id)
    assert len(await events(desk, 900, TicketEventKind.SUPERVISOR_CALLED)) == 1
    desk.now += CALL_AGAIN_AFTER
    await desk.do(call_supervisor, 7, ticket_id)
    with pytest.raises(StaffOnly):
        await desk.do(call_supervisor, 900, ticket_id)


async def test_the_history_goes_to_staff_in_private_and_to_nobody_else(desk: Desk) -> None:
    await desk.staff(7)
    await desk.staff(6)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    ticket_id = await desk.talk(900)
    holder = present((await desk.ticket(ticket_id)).operator_id)
    for _ in range(10):
        await desk.do(send_history, holder, ticket_id)
    await desk.do(send_history, BOSS, ticket_id)
    sent = await desk.waiting(SendTranscript)
    assert [(one.chat_id, one.customer_id, one.with_phone) for one in sent] == [
        (holder, 900, False),
        (BOSS, 900, True),
    ]
    with pytest.raises(StaffOnly):
        await desk.do(send_history, 900, ticket_id)
    with pytest.raises(NotYourTicket):
        await desk.do(send_history, 13 - holder, ticket_id)
