"""A desk's life: who gets it, who comes next, what goes along when a ticket moves, what its card
tells."""

import asyncio
from dataclasses import replace

import pytest

from core.cards.lookup import outlook_of
from core.cards.views.group import group_title
from core.conversations.incoming import receive_in_group
from core.model.actions import Verb
from core.model.cards import Card
from core.model.effects import SendTranscript, ShowCard
from core.model.places import GroupUse, PlaceKind, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.texts import DeskError, Text
from core.model.tickets import CloseReason, Ticket, TicketStatus
from core.places.moving import fill_desks, move_ticket
from core.queue.dispatch import pull_queue
from core.tickets.end import finish
from core.tickets.hand_over import back_to_queue
from core.tickets.staff_commands import history_for_desk
from tests.core.desk_life import (
    ANNA,
    BORIS,
    CLARA,
    FIRST,
    SECOND,
    STRANGER,
    both,
    ends,
    one,
    shown,
    state,
    verbs,
)
from tests.core.relayed import OVERFLOW, Relayed
from tests.support.present import present

__all__ = ["both", "one"]


# --------------------------------------------------------------------------- who gets the desk


async def test_without_overflow_one_waits_with_all_words_and_no_operator_is_offered_it(
    one: Relayed,
) -> None:
    await one.desk.staff(7)
    await one.asks(ANNA, "First")
    waits = await one.asks(BORIS, "Second")
    await one.says(BORIS, "Still there?")
    await one.desk.do(pull_queue)
    ticket = await one.desk.ticket(waits)
    assert (ticket.status, ticket.place_id, ticket.operator_id) == (
        TicketStatus.QUEUED,
        None,
        None,
    )
    assert (await one.desk.operator(7)).load == 0
    assert (await one.desk.do(outlook_of, ticket)).position == 1
    await ends(one, 1)
    assert (await one.place(waits)).chat_id == FIRST
    assert (await one.carried(FIRST))[-2:] == [1, 2]


async def test_the_wait_for_a_desk_is_told_from_how_long_desks_took(one: Relayed) -> None:
    for customer in (ANNA, BORIS, CLARA):
        ticket = await one.asks(customer, "Hello")
        one.desk.later(minutes=9)
        await ends(one, ticket)
    await one.asks(ANNA, "Again")
    waiting = [await one.asks(customer, "Me too") for customer in (BORIS, CLARA)]
    outlooks = [await one.desk.do(outlook_of, await one.desk.ticket(each)) for each in waiting]
    assert [(each.position, each.wait.minutes) for each in outlooks] == [(1, 9), (2, 20)]
    assert all(each.is_open for each in outlooks)


async def test_what_no_free_desk_saw_the_sweep_brings_together(one: Relayed) -> None:
    desk = one.desk
    await one.asks(ANNA, "First")
    waits, third = await one.asks(BORIS, "Second"), await one.asks(CLARA, "Third")
    await desk.kept.groups.put(SECOND, GroupUse.DESK, "Desk 2", desk.now, None)
    await desk.kept.places.add(
        PlaceKind.DESK, PlaceState.CLEAN, "marker", "Desk 2", SECOND, desk.now
    )
    assert (await desk.ticks())["free_desk"] == [0]
    assert (await one.place(waits)).chat_id == SECOND
    await desk.kept.groups.put(OVERFLOW, GroupUse.OVERFLOW, "Overflow", desk.now, None)
    await desk.ticks()
    assert (await one.place(third)).chat_id == OVERFLOW


# --------------------------------------------------------------------------------- it moves
async def test_from_overflow_to_a_desk_goes_all_that_was_said_and_old_replies_still_arrive(
    both: Relayed,
) -> None:
    desk = both.desk
    await both.asks(ANNA, "At the desk")
    moved = await both.asks(BORIS, "Second")
    await both.says(BORIS, "And more")
    await desk.settle_all()
    stood = await both.place(moved)
    copies = await desk.kept.copies.of_ticket(moved, OVERFLOW)
    assert await desk.kept.cards.find(Card.DESK.of(moved)) is not None
    await ends(both, 1)
    now = await both.place(moved)
    assert (now.chat_id, now.ticket_id) == (FIRST, moved)
    assert (await both.carried(FIRST))[-2:] == [1, 2]
    left = await shown(both, Card.LEFT_DESK.of(moved, OVERFLOW))
    assert (left.chat_id, left.text.key, left.buttons) == (OVERFLOW, RelayKey.DESK_CARD_WENT, ())
    assert left.text.values["where"] == "Desk 1"
    assert (await shown(both, Card.DESK.of(moved))).chat_id == FIRST
    card = present(await desk.kept.cards.find(left.card))
    for old in (copies[0].to_message_id, card[1]):
        said = both.said(OVERFLOW, STRANGER, "From before", reply_to=old)
        assert await desk.do(receive_in_group, said)
        await desk.settle_all()
        assert (await both.carried(BORIS))[-1] == said.message_id
    gone = present(await desk.kept.places.get(stood.id))
    assert gone.state is PlaceState.DELETED


async def test_a_card_that_comes_to_overflow_too_late_says_where_the_ticket_went(
    both: Relayed,
) -> None:
    desk = both.desk
    await both.opens(ANNA, "At the desk")
    moved = await both.asks(BORIS, "Second")
    late = [
        row
        for row in await desk.rows()
        if isinstance(row.effect, ShowCard) and row.effect.chat_id == OVERFLOW
    ]
    await desk.do(finish, 1, STRANGER, CloseReason.SOLVED)
    while (await both.place(moved)).chat_id != FIRST:
        for row in await desk.rows():
            if row.id not in {each.id for each in late}:
                await desk.settle(row)
    await desk.settle_all()
    left = await shown(both, Card.LEFT_DESK.of(moved, OVERFLOW))
    assert left.text.key is RelayKey.DESK_CARD_WENT
    stands = present(await desk.kept.cards.find(Card.DESK.of(moved)))
    assert stands[0] == FIRST


async def test_a_ticket_keeps_its_holder_when_it_moves_and_loses_them_when_it_has_to_wait(
    both: Relayed,
) -> None:
    desk = both.desk
    await desk.staff(7)
    ticket = await both.opens(ANNA, "Hello")
    await both.answers(ticket, 7, "I am on it")
    assert await desk.do(move_ticket, await desk.ticket(ticket))
    assert (await both.place(ticket)).chat_id == OVERFLOW
    assert (await desk.ticket(ticket)).operator_id == 7
    await desk.settle_all()
    assert await state(both, FIRST) == (PlaceState.READY, ticket)  # free again, it came back
    await desk.kept.groups.take_out(OVERFLOW, "removed", desk.now)
    await desk.kept.groups.take_out(FIRST, "removed", desk.now)
    assert not await desk.do(move_ticket, await desk.ticket(ticket))
    waits = await desk.ticket(ticket)
    assert (waits.status, waits.place_id, waits.operator_id) == (TicketStatus.QUEUED, None, None)
    assert (await desk.operator(7)).load == 0


async def test_who_gives_a_desks_ticket_back_leaves_it_to_whoever_sits_there(one: Relayed) -> None:
    desk = one.desk
    for number in (7, 8):
        await desk.staff(number)
    ticket = await one.opens(ANNA, "Hello")
    await one.answers(ticket, 7, "I am on it")
    assert await desk.do(back_to_queue, await desk.ticket(ticket), 7)
    await desk.do(pull_queue)
    left = await desk.ticket(ticket)
    assert (left.status, left.operator_id) == (TicketStatus.ACTIVE, None)
    assert [(await desk.operator(number)).load for number in (7, 8)] == [0, 0]
    await one.answers(ticket, 8, "Now me")
    assert (await desk.ticket(ticket)).operator_id == 8


async def test_a_word_said_in_the_very_moment_of_a_move_arrives_where_the_ticket_is(
    both: Relayed,
) -> None:
    desk = both.desk
    await both.asks(ANNA, "At the desk")
    moved = await both.opens(BORIS, "Second")
    await desk.kept.groups.put(SECOND, GroupUse.DESK, "Desk 2", desk.now, None)
    await desk.kept.places.add(
        PlaceKind.DESK, PlaceState.CLEAN, "marker", "Desk 2", SECOND, desk.now
    )
    await asyncio.gather(desk.do(fill_desks), both.says(BORIS, "Third word"))
    await desk.settle_all()
    assert (await both.place(moved)).chat_id == SECOND
    assert set(await both.carried(SECOND)) == {1, 2}


# ------------------------------------------------------------------------------------ the card
def text_of(value: object) -> Text:
    assert isinstance(value, Text)
    return value


async def test_the_card_tells_who_what_when_and_what_was_before(one: Relayed) -> None:
    desk = one.desk
    desk.rules = replace(desk.rules, time_zone="Europe/Kyiv", desk_language="ru")
    ticket = await one.asks(ANNA, "Hello")
    card = await shown(one, Card.DESK.of(ticket))
    values = card.text.values
    assert (card.text.language, card.pin) == ("ru", True)
    assert values["opened"] == "20.11.2026 10:00"
    assert text_of(values["customer"]).values == {"customer": f"Person {ANNA} (@p{ANNA})"}
    assert text_of(values["history"]).key is RelayKey.DESK_FIRST_TIME
    assert Verb.DESK_HISTORY not in verbs(card)
    await ends(one, ticket)
    desk.later(days=1)
    again = await one.asks(ANNA, "Hello again")
    before = text_of((card := await shown(one, Card.DESK.of(again))).text.values["history"])
    assert (before.values["count"], before.values["day"]) == (1, "20.11.2026")
    assert text_of(before.values["outcome"]).key is RelayKey.DESK_OUTCOME_CLOSED
    assert Verb.DESK_HISTORY in verbs(card)


async def test_a_phone_stands_on_it_only_where_the_owner_allows_it(one: Relayed) -> None:
    await one.desk.customer(ANNA)
    ticket = await one.asks(ANNA, "Hello")
    card = await shown(one, Card.DESK.of(ticket))
    assert "phone" not in text_of(card.text.values["customer"]).values
    await ends(one, ticket)
    one.desk.rules = replace(one.desk.rules, phone_to_operators=True)
    again = await one.asks(ANNA, "Hello")
    card = await shown(one, Card.DESK.of(again))
    assert text_of(card.text.values["customer"]).values["phone"] == f"+38050{ANNA}"


async def test_history_goes_to_an_operators_private_chat_and_to_the_desk_for_everybody_else(
    one: Relayed,
) -> None:
    desk = one.desk
    await desk.staff(7)
    ticket = await one.opens(ANNA, "Hello")
    assert await desk.do(history_for_desk, FIRST, 7, ticket)
    for _ in range(10):
        assert not await desk.do(history_for_desk, FIRST, STRANGER, ticket)
    sent = await desk.waiting(SendTranscript)
    assert [(each.chat_id, each.with_phone) for each in sent] == [(7, False), (FIRST, False)]
    with pytest.raises(DeskError):
        await desk.do(history_for_desk, OVERFLOW, STRANGER, ticket)


def test_titles_fit_telegram_and_have_no_control_characters() -> None:
    ticket = Ticket(7, ANNA, "bugs", 0, TicketStatus.ACTIVE, opened_at=None)  # type: ignore[arg-type]
    title = group_title(ticket, "T" * 200, "Вера\n\u202e\x07 Петрова" + "x" * 300)
    assert len(title) <= 128
    assert title.startswith("#7 TTTT")
    assert not any(ord(character) < 32 or character == "\u202e" for character in title)
    assert "Вера Петрова" in title
    assert group_title(ticket, "", "") == "#7 …"
