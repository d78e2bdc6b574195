"""A customer who stays in the bot's chat: topic, question, answer, and the end of it."""

from dataclasses import replace
from datetime import time

import pytest
import pytest_asyncio

from core.customers.profile import choose_language, mark_reachable, register_contact
from core.customers.request import open_ticket
from core.customers.start import cancel_request, greet
from core.model.desk_effects import CopyMessage
from core.model.effects import SendText, ShowCard
from core.model.messages import MessageKind
from core.model.relay_text_keys import RelayKey
from core.model.rules import WorkingHours
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError
from core.model.tickets import CloseReason, TicketStatus
from core.tickets.end import cancel_ticket, finish
from core.tickets.presence import all_solved
from tests.core.asking import (
    ANNA,
    BORIS,
    BUGS,
    DESK,
    OTHER,
    ROOM,
    SIGNED,
    asks,
    card,
    hears,
    presses,
    says,
    step,
    with_topics,
)
from tests.core.desk import Desk, person

MONDAYS = WorkingHours("UTC", {0: ((time(9), time(17)),)})  # and the test's day is a Friday


@pytest_asyncio.fixture(loop_scope="session")
async def asking(desk: Desk) -> Desk:
    """One desk, and topics of each kind."""
    await with_topics(desk, BUGS, OTHER, SIGNED, ROOM)
    return desk


# ----------------------------------------------------------------------------- topic and question
async def test_start_greets_with_the_topics_and_anything_else_points_to_the_buttons(
    asking: Desk,
) -> None:
    await asking.do(greet, person(ANNA))
    [greeting] = await asking.waiting(ShowCard)
    assert greeting.text.key is RelayKey.CHOOSE_TOPIC
    assert presses(greeting) == ["talk:bugs", "talk:other", "talk:signed", "talk:room"]
    await asking.settle_all()
    assert not await says(asking, 7, "It fails")
    [told] = await asking.waiting(SendText)
    assert (told.text.key, told.reply_to) == (RelayKey.CHOOSE_TOPIC_BY_BUTTON, 7)
    assert presses(told) == presses(greeting)
    assert not await asking.rows_of("SELECT id FROM tickets")


async def test_who_was_never_greeted_is_greeted_whatever_they_write(asking: Desk) -> None:
    assert not await says(asking, 1, "Hello?")
    assert await hears(asking) == [RelayKey.CHOOSE_TOPIC]


async def test_the_topic_chosen_the_question_is_asked_and_its_first_message_opens_the_ticket(
    asking: Desk,
) -> None:
    ticket_id = await asks(asking)
    told = await hears(asking)
    assert told == [
        TextKey.TOPIC_CHOSEN,
        RelayKey.ASK_QUESTION,
        RelayKey.QUESTION_ACCEPTED,
    ]
    ticket = await asking.ticket(ticket_id)
    assert (ticket.topic, ticket.status) == ("bugs", TicketStatus.ACTIVE)
    assert await step(asking) is None
    asking.later(minutes=1)
    assert await says(asking, 2, "And one more thing")
    assert await hears(asking) == []
    carried = [effect for effect in asking.settled if isinstance(effect, CopyMessage)]
    assert [(effect.chat_id, effect.message_id) for effect in carried] == [(DESK, 1), (DESK, 2)]


async def test_a_topic_chosen_before_telegram_told_where_the_question_stands_replaces_it(
    asking: Desk,
) -> None:
    await asking.do(greet, person(ANNA))
    await asking.do(open_ticket, person(ANNA), "bugs")
    cards = [effect.text.key for effect in await asking.waiting(ShowCard)]
    assert cards == [RelayKey.CHOOSE_TOPIC, TextKey.TOPIC_CHOSEN]


async def test_an_album_is_one_question(asking: Desk) -> None:
    await asking.do(open_ticket, person(ANNA), "bugs")
    for number in range(1, 4):
        assert await says(asking, number, kind=MessageKind.PHOTO, album="a")
    assert await asking.rows_of("SELECT id FROM tickets") == [{"id": 1}]
    kept = await asking.rows_of("SELECT message_id FROM messages ORDER BY message_id")
    assert [row["message_id"] for row in kept] == [1, 2, 3]


async def test_with_one_topic_the_question_is_asked_at_once(desk: Desk) -> None:
    await with_topics(desk, BUGS)
    await desk.do(greet, person(ANNA))
    assert await hears(desk) == [RelayKey.ASK_QUESTION_AT_ONCE]
    assert await says(desk, 1, "It fails")


async def test_without_a_group_of_the_staff_rooms_stand_in_and_greet_as_ever(desk: Desk) -> None:
    desk.rules = replace(desk.rules, topics=(BUGS, OTHER))
    await desk.do(greet, person(ANNA))
    assert await hears(desk) == [TextKey.ASK_CONTACT]


async def test_a_topic_that_says_so_asks_for_the_contact_before_the_question(
    asking: Desk,
) -> None:
    await asking.done(greet, person(ANNA))
    await asking.do(open_ticket, person(ANNA), "signed")
    assert (await hears(asking))[-1] is TextKey.ASK_CONTACT
    asking.later(minutes=1)
    assert not await says(asking, 1, "Why?")
    assert await hears(asking) == [TextKey.ASK_CONTACT]
    assert not await asking.do(register_contact, person(ANNA), 5, "+1", False, 2)
    assert await hears(asking) == [TextKey.CONTACT_NOT_YOURS]
    assert await asking.do(register_contact, person(ANNA), ANNA, "+380501", False, 3)
    assert await hears(asking) == [TextKey.CONTACT_SAVED, RelayKey.ASK_QUESTION]
    assert await says(asking, 4, "Where do I sign?")
    assert (await asking.ticket(1)).topic == "signed"


async def test_a_topic_of_rooms_goes_its_own_way_beside_them(asking: Desk) -> None:
    await asking.do(greet, person(ANNA))
    await asking.do(open_ticket, person(ANNA), "room")
    assert (await hears(asking))[-1] is TextKey.ASK_CONTACT
    await asking.do(register_contact, person(ANNA), ANNA, "+380501", False)
    ticket = await asking.ticket(1)
    assert (ticket.topic, ticket.status) == ("room", TicketStatus.QUEUED)
    assert not await says(asking, 1, "Is anybody there?")
    assert TextKey.USE_BUTTONS in await hears(asking)


async def test_somebody_elses_contact_is_a_word_of_the_talk_and_before_it_nothing_wrong(
    asking: Desk,
) -> None:
    await asking.do(greet, person(ANNA))
    assert not await asking.do(register_contact, person(ANNA), 5, "+1", False, 7)
    assert (await hears(asking))[-1] is RelayKey.CHOOSE_TOPIC_BY_BUTTON


async def test_start_at_the_question_begins_anew(asking: Desk) -> None:
    await asking.do(open_ticket, person(ANNA), "bugs")
    asking.later(minutes=1)
    await asking.do(greet, person(ANNA))
    assert (await hears(asking))[-1] is RelayKey.CHOOSE_TOPIC
    assert not await says(asking, 1, "It fails")


async def test_start_in_a_talk_shows_its_card_again(asking: Desk) -> None:
    await asks(asking)
    await asking.settle_all()
    asking.later(minutes=1)
    await asking.do(greet, person(ANNA))
    await asking.do(open_ticket, person(ANNA), "other")  # a button from before the talk
    [shown] = await asking.waiting(ShowCard)
    assert (shown.text.key, shown.fresh, shown.buttons) == (RelayKey.QUESTION_ACCEPTED, True, ())
    assert await step(asking) is None


async def test_a_mistyped_command_is_no_question_and_a_repeat_opens_no_ticket(
    asking: Desk,
) -> None:
    ticket = await asks(asking)
    await asking.do(finish, ticket, 500, CloseReason.SOLVED)
    await asking.done(open_ticket, person(ANNA), "bugs")
    asking.later(minutes=1)
    assert not await says(asking, 2, "/strat")
    assert await hears(asking) == [RelayKey.ASK_QUESTION_AT_ONCE]
    assert not await says(asking, 1, "It fails")
    assert await asking.rows_of("SELECT id FROM tickets") == [{"id": 1}]


async def test_a_question_about_a_topic_that_was_taken_away_is_asked_for_its_topic_again(
    asking: Desk,
) -> None:
    await asking.done(open_ticket, person(ANNA), "bugs")
    asking.rules = replace(asking.rules, topics=(OTHER, SIGNED, ROOM))
    assert not await says(asking, 1, "It fails")
    assert await hears(asking) == [RelayKey.CHOOSE_TOPIC]


async def test_another_language_asks_again_in_it_and_forgets_nothing(asking: Desk) -> None:
    await asking.done(open_ticket, person(ANNA), "bugs")
    await asking.do(choose_language, person(ANNA), "uk")
    [asked] = await asking.waiting(SendText)
    assert (asked.text.key, asked.text.language) == (RelayKey.ASK_QUESTION_AT_ONCE, "uk")
    assert await says(asking, 1, "Не працює")


async def test_outside_working_hours_the_card_says_when_the_answer_comes(desk: Desk) -> None:
    await with_topics(desk, replace(BUGS, hours=MONDAYS))
    await desk.do(greet, person(ANNA))
    assert await says(desk, 1, "It fails")
    assert (await hears(desk))[-1] is RelayKey.QUESTION_ACCEPTED_CLOSED


async def test_where_nothing_is_taken_while_closed_no_question_is_asked(desk: Desk) -> None:
    await with_topics(desk, replace(BUGS, hours=MONDAYS), OTHER)
    desk.rules = replace(desk.rules, queue_when_closed=False)
    await desk.do(open_ticket, person(ANNA), "bugs")
    assert await hears(desk) == [TextKey.DESK_CLOSED]
    # Nobody is on shift, but somebody sits at the desk.
    await desk.do(open_ticket, person(ANNA), "other")
    assert await hears(desk) == [RelayKey.ASK_QUESTION]


# ------------------------------------------------------------------------------------------ /cancel
@pytest.mark.parametrize(
    ("topic", "told"),
    [
        (None, RelayKey.QUESTION_CANCELLED),
        ("bugs", RelayKey.QUESTION_CANCELLED),
        ("signed", RelayKey.QUESTION_CANCELLED),
    ],
)
async def test_cancel_takes_back_what_was_begun(asking: Desk, topic: str | None, told: Key) -> None:
    """At the topics, at the question, and while the contact is asked for."""
    await asking.do(greet, person(ANNA))
    if topic is not None:
        await asking.do(open_ticket, person(ANNA), topic)
    await asking.settle_all()
    await asking.do(cancel_request, person(ANNA), 5)
    assert await hears(asking) == [told]
    assert await step(asking) is None
    asking.later(minutes=1)
    assert not await says(asking, 6, "It fails")
    assert await hears(asking) == [RelayKey.CHOOSE_TOPIC]


async def test_cancel_with_nothing_begun_is_answered_kindly(asking: Desk) -> None:
    await asking.do(cancel_request, person(ANNA), 5)
    [told] = await asking.waiting(SendText)
    assert (told.text.key, told.reply_to) == (RelayKey.NOTHING_ASKED, 5)
    assert presses(told) == ["talk"]


async def test_cancel_ends_a_ticket_that_waits(asking: Desk) -> None:
    await waiting_in_line(asking)
    await asking.settle_all()
    asking.later(minutes=1)
    await asking.do(cancel_request, person(BORIS), 9)
    ticket = await asking.ticket(2)
    assert (ticket.status, ticket.close_reason) == (TicketStatus.ABANDONED, CloseReason.CANCELLED)
    assert await card(asking, 2) is RelayKey.QUESTION_WITHDRAWN
    with pytest.raises(DeskError):
        await asking.do(cancel_ticket, BORIS, 2)  # the button on an old card
    with pytest.raises(DeskError) as late:
        await asking.do(cancel_ticket, ANNA, 1)
    assert late.value.key is RelayKey.TOO_LATE_TO_CANCEL


async def test_cancel_in_a_talk_offers_to_end_it(asking: Desk) -> None:
    ticket_id = await asks(asking)
    await asking.settle_all()
    await asking.do(cancel_request, person(ANNA), 9)
    [told] = await asking.waiting(SendText)
    assert (told.text.key, presses(told)) == (RelayKey.TALK_RUNS, [f"solved:{ticket_id}"])
    await asking.do(all_solved, ANNA, ticket_id)
    assert (await asking.ticket(ticket_id)).status is TicketStatus.CLOSED


# ---------------------------------------------------------------------------------------- the talk
async def waiting_in_line(desk: Desk) -> None:
    """Anna has the only desk, and Boris's ticket has no place."""
    await asks(desk)
    await asks(desk, "So it does here", sender=BORIS)


async def test_who_came_for_a_room_and_is_served_here_is_told_at_the_chats_end(desk: Desk) -> None:
    await with_topics(desk, ROOM)
    desk.rules = replace(desk.rules, budget=replace(desk.rules.budget, rooms_a_day=0))
    await desk.customer(ANNA)
    await desk.done(open_ticket, person(ANNA), "room")
    desk.later(minutes=1)
    await desk.staff(500)
    assert (await desk.place_of(1)).chat_id == DESK
    shown = [one for one in await desk.waiting(ShowCard) if one.card == "ticket:1"][-1]
    assert (shown.text.key, shown.fresh) == (RelayKey.HERE_ACTIVE, True)
    assert await says(desk, 1, "It fails")


async def test_who_let_the_bot_in_again_is_greeted_again_at_once(asking: Desk) -> None:
    await asking.done(greet, person(ANNA))
    await asking.do(mark_reachable, ANNA, False)
    await asking.do(mark_reachable, ANNA, True)
    await asking.do(greet, person(ANNA))
    assert await hears(asking) == [RelayKey.CHOOSE_TOPIC]
