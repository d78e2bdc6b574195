"""What one of staff notes on a customer, every later one sees, and the customer never."""

import pytest_asyncio

from core.conversations.incoming import receive_from_customer
from core.customers.start import take_requested_note
from core.model.cards import Card
from core.model.desk_effects import React
from core.model.effects import SendText, ShowCard
from core.model.find_text_keys import FindKey
from core.model.messages import MessageKind, Said
from core.model.people import Role
from core.model.text_keys import TextKey
from core.privacy.requests import confirm_forget, grant_erasure
from core.privacy.views import own_data_json
from core.staff.shifts import end_shift
from core.tickets.customer_notes import (
    MOST_NOTES,
    about_customer,
    ask_for_note,
    remove_shown_note,
    show_notes,
    write_note,
)
from core.tickets.end import close_ticket
from core.tickets.staff_commands import note_at_desk, note_in_room
from db.reads import Reads
from tests.core.desk import Desk, person
from tests.core.operators import BOSS, actions_of, card, refused, room_of
from tests.core.relayed import DESKS, Relayed, open_up
from tests.support.present import present

ANN, OP, LATER_OP, IRA = 900, 7, 8, 55


@pytest_asyncio.fixture(loop_scope="session")
async def staffed(desk: Desk) -> Desk:
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    return desk


async def notes_of(desk: Desk) -> list[str]:
    return [note.words for note in await desk.kept.customer_notes.of(ANN)]


def on_card(shown: ShowCard) -> list[str]:
    """The notes that stand below a card."""
    lines = shown.text.values.get("list")
    assert isinstance(lines, tuple)
    return [str(line.values["words"]) for line in lines if line.key is FindKey.CARD_NOTE]


async def test_a_note_is_written_in_private_and_stands_on_every_later_card(staffed: Desk) -> None:
    first = await staffed.talk(ANN)
    await staffed.settle_all()
    own = next(
        each
        for each in staffed.settled
        if isinstance(each, ShowCard) and each.card == Card.OPERATOR.of(first, OP)
    )
    assert f"notes:{first}" in actions_of(own)
    await staffed.do(show_notes, OP, OP, first)
    asked = await card(staffed, Card.DIALOG.of(OP))
    assert (asked.text.key, actions_of(asked)[0]) == (FindKey.NOTES_NONE, f"note-write:{first}")
    await staffed.do(ask_for_note, OP, first)
    assert await staffed.do(take_requested_note, person(OP), "Speaks <b>French</b>\nonly")
    assert not await staffed.do(take_requested_note, person(OP), "This is nothing")
    await staffed.settle_all()
    await staffed.done(close_ticket, OP, first)
    await staffed.done(end_shift, OP)
    await staffed.staff(LATER_OP)
    before = len(staffed.settled)
    second = await staffed.talk(ANN)
    await staffed.settle_all()
    later = [each for each in staffed.settled[before:] if isinstance(each, ShowCard)]
    theirs = [each for each in later if each.card == Card.OPERATOR.of(second, LATER_OP)]
    assert on_card(theirs[-1]) == ["Speaks <b>French</b> only"]
    told = [each for each in later if each.chat_id == ANN]
    assert told
    assert "French" not in repr(told)


async def test_whoever_sits_at_a_desk_notes_by_a_command_and_removes_on_the_card(
    staffed: Desk,
) -> None:
    bugs = Relayed(await open_up(staffed))
    ticket = await bugs.opens(ANN, "It fails")
    here = DESKS - 1
    said = bugs.said(here, IRA, "/note customer pays late")
    await staffed.done(note_at_desk, said, "customer pays late")
    assert [each.message_id for each in staffed.settled if isinstance(each, React)] == [
        said.message_id
    ]
    shown = [each for each in staffed.settled if isinstance(each, ShowCard)]
    on_desk = [each for each in shown if each.card == Card.DESK.of(ticket)]
    assert on_card(on_desk[-1]) == ["pays late"]
    [note] = await staffed.kept.customer_notes.of(ANN)
    await staffed.done(show_notes, here, IRA, ticket)
    await staffed.done(remove_shown_note, here, IRA, ticket, note.id)
    await refused(staffed, FindKey.NOTE_GONE, remove_shown_note, here, IRA, ticket, note.id)
    assert await notes_of(staffed) == []


async def test_in_a_room_it_is_taken_out_of_the_customers_sight(staffed: Desk) -> None:
    ticket = await staffed.talk(ANN)
    await staffed.settle_all()
    room = await room_of(staffed, ticket)
    await staffed.do(note_in_room, room, OP, "Клієнт: платить пізно", 70)
    assert await notes_of(staffed) == ["платить пізно"]
    assert FindKey.NOTE_ON_CUSTOMER in await staffed.told(OP)
    await staffed.do(note_in_room, room, OP, "customers are late", 71)
    assert await notes_of(staffed) == ["платить пізно"], "that is a note on the ticket"


async def test_who_writes_one_too_many_is_told_so_where_they_write(staffed: Desk) -> None:
    bugs = Relayed(await open_up(staffed))
    await bugs.opens(ANN, "It fails")
    for number in range(MOST_NOTES):
        await staffed.kept.customer_notes.write(ANN, f"note {number}", OP, staffed.now)
    said = bugs.said(DESKS - 1, IRA, "/note customer pays late")
    await staffed.do(note_at_desk, said, "customer pays late")
    [answer] = [each for each in await staffed.waiting(SendText) if each.chat_id == said.chat_id]
    assert (answer.text.key, answer.text.values) == (FindKey.NOTES_FULL, {"most": MOST_NOTES})
    assert answer.reply_to == said.message_id
    assert len(await notes_of(staffed)) == MOST_NOTES


async def test_notes_are_for_who_serves_the_customer(staffed: Desk) -> None:
    ticket = await staffed.talk(ANN)
    await staffed.staff(LATER_OP)
    await refused(staffed, TextKey.NOT_YOUR_TICKET, write_note, LATER_OP, ticket, "mine")
    await refused(staffed, TextKey.STAFF_ONLY, show_notes, ANN, ANN, ticket)
    await refused(staffed, TextKey.NOTE_EMPTY, write_note, BOSS, ticket, "  ")
    await staffed.do(write_note, BOSS, ticket, "seen")
    assert await notes_of(staffed) == ["seen"]
    assert about_customer("customer") == ""
    assert about_customer("the customer is late") is None


async def test_the_customer_never_gets_them_and_being_forgotten_takes_them(staffed: Desk) -> None:
    ticket = await staffed.talk(ANN)
    await staffed.settle_all()
    said = Said(ANN, 1, ANN, "Ann", staffed.now, MessageKind.TEXT, "hello")
    await staffed.do(receive_from_customer, person(ANN), said)
    await staffed.do(write_note, OP, ticket, "difficult")
    own = present(await Reads(staffed.database).own_data(ANN))
    assert "difficult" not in own_data_json(own, staffed.now)
    record = present(await Reads(staffed.database).customer_record(ANN))
    assert "difficult" not in repr(record)
    await staffed.do(confirm_forget, ANN)
    await staffed.do(grant_erasure, BOSS, 1)
    assert await notes_of(staffed) == []
    waiting = [each for each in await staffed.waiting(ShowCard) if "difficult" in repr(each)]
    assert waiting == []
