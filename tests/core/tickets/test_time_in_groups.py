"""What time does to tickets of desks and threads: nudges, questions, silence, customers who block
the bot."""

import pytest
import pytest_asyncio

from core.customers.profile import mark_reachable
from core.model.cards import Card
from core.model.desk_effects import CopyMessage
from core.model.effects import SendText, ShowCard
from core.model.outcomes import Unreachable
from core.model.places import PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import TextKey
from core.model.tickets import CloseReason, Silence, TicketEventKind, TicketStatus
from core.tickets.presence import customer_blocked, still_needed
from tests.core.desk import Desk
from tests.core.relayed import DESKS, Relayed, open_up
from tests.support.present import present

ANNA, STAFF, OPERATOR = 100, 500, 7
FIRST_DESK = DESKS - 1


@pytest_asyncio.fixture(loop_scope="session")
async def groups(desk: Desk) -> Relayed:
    return Relayed(await open_up(desk, forum=True))


async def talk(groups: Relayed) -> int:
    """At a desk, with somebody who is no operator; nobody holds the ticket."""
    ticket = await groups.opens(ANNA, "It fails")
    await groups.answers(ticket, STAFF, "Restart it")
    await groups.desk.settle_all()
    return ticket


async def said(desk: Desk, chat_id: int) -> list[SendText]:
    return [each for each in await desk.waiting(SendText) if each.chat_id == chat_id]


async def test_where_nobody_holds_the_ticket_its_group_is_nudged_once_below_the_card(
    groups: Relayed,
) -> None:
    desk = groups.desk
    ticket = await talk(groups)
    desk.later(minutes=1)
    await groups.says(ANNA, "It still fails")
    await desk.settle_all()
    desk.later(minutes=9, seconds=59)
    assert (await desk.ticks())["nudge"] == []
    desk.later(seconds=1)
    assert (await desk.ticks())["nudge"] == [ticket]
    (nudge,) = await said(desk, FIRST_DESK)
    card = present(await desk.kept.cards.find(Card.DESK.of(ticket)))
    assert (nudge.text.key, nudge.text.values["minutes"]) == (RelayKey.DESK_NUDGE, 10)
    assert (FIRST_DESK, nudge.reply_to) == card
    await desk.settle_all()
    desk.later(minutes=20)
    assert (await desk.ticks())["nudge"] == []
    await groups.answers(ticket, STAFF, "Then buy a new one")
    assert (await desk.ticket(ticket)).silence is Silence.NONE


async def test_a_first_question_that_nobody_answers_is_nudged_for_too(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await groups.opens(ANNA, "It fails")
    desk.later(minutes=10)
    assert (await desk.ticks())["nudge"] == [ticket]
    assert [each.text.key for each in await said(desk, FIRST_DESK)] == [RelayKey.DESK_NUDGE]


async def test_whoever_holds_the_ticket_is_nudged_in_private_with_the_way_to_the_group(
    groups: Relayed,
) -> None:
    desk = groups.desk
    await desk.staff(OPERATOR)
    ticket = await groups.opens(ANNA, "It fails")
    await groups.answers(ticket, OPERATOR, "Restart it")
    await desk.settle_all()
    assert (await desk.ticket(ticket)).operator_id == OPERATOR
    desk.later(minutes=1)
    await groups.says(ANNA, "It still fails")
    await desk.settle_all()
    desk.later(minutes=10)
    assert (await desk.ticks())["nudge"] == [ticket]
    assert await said(desk, FIRST_DESK) == []
    (nudge,) = await said(desk, OPERATOR)
    assert nudge.text.key is RelayKey.DESK_NUDGE
    assert nudge.buttons[0][0].url == f"https://t.me/c/{-FIRST_DESK - 1_000_000_000_000}/1"


async def test_a_silent_customer_is_asked_in_the_bots_chat_and_the_desk_is_free_in_the_end(
    groups: Relayed,
) -> None:
    desk = groups.desk
    ticket = await talk(groups)
    desk.later(hours=2, seconds=1)
    assert (await desk.ticks())["ask"] == [ticket]
    (question,) = [each for each in await desk.waiting(ShowCard) if "question" in each.card]
    assert (question.chat_id, question.text.key) == (ANNA, TextKey.STILL_NEEDED)
    await desk.settle_all()
    await desk.do(still_needed, ANNA, ticket)
    assert [each.text.key for each in await said(desk, FIRST_DESK)] == [RelayKey.DESK_GOES_ON]
    desk.later(hours=2, seconds=1)
    assert (await desk.ticks())["ask"] == [ticket]
    await desk.settle_all()
    desk.later(hours=24)
    assert (await desk.ticks())["silent"] == [ticket]
    assert (await desk.ticket(ticket)).close_reason is CloseReason.SILENT
    await desk.settle_all()
    place = present(await desk.kept.places.by_chat(FIRST_DESK))
    assert place.state is PlaceState.CLEAN


async def test_a_customer_who_blocks_the_bot_is_away_until_the_ticket_closes(
    groups: Relayed,
) -> None:
    desk = groups.desk
    ticket = await talk(groups)
    await groups.says(ANNA, "You are of no use")
    await desk.settle_all()
    await desk.do(mark_reachable, ANNA, False)
    await desk.do(mark_reachable, ANNA, False)
    assert (await desk.ticket(ticket)).is_away
    told = [each.text.key for each in await said(desk, FIRST_DESK)]
    assert told == [RelayKey.DESK_CUSTOMER_BLOCKED]
    assert await said(desk, ANNA) == []
    await desk.settle_all()
    desk.later(minutes=30)
    ticks = await desk.ticks()
    assert (ticks["nudge"], ticks["ask"]) == ([], []), "who is away asks nothing"
    desk.later(hours=3)
    assert (await desk.ticks())["left"] == [ticket]
    assert (await desk.ticket(ticket)).close_reason is CloseReason.CUSTOMER_LEFT
    assert (await desk.events(ticket)).count(TicketEventKind.CUSTOMER_LEFT) == 1


async def test_an_answer_that_cannot_be_delivered_tells_the_same(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await talk(groups)
    await groups.answers(ticket, STAFF, "Are you there?")
    gone = Unreachable("Forbidden: user is deactivated")
    assert await desk.settle_kind(CopyMessage, gone) == 1
    assert (await desk.ticket(ticket)).is_away
    history = await desk.events(ticket)
    await desk.do(customer_blocked, ANNA)
    assert await desk.events(ticket) == history, "it is known"


@pytest.mark.parametrize("how", ["unblocks", "writes"])
async def test_they_are_back_when_they_unblock_or_write(groups: Relayed, how: str) -> None:
    desk = groups.desk
    ticket = await talk(groups)
    await desk.done(mark_reachable, ANNA, False)
    if how == "unblocks":
        desk.later(seconds=1)
        await desk.do(mark_reachable, ANNA, True)
    else:
        desk.later(microseconds=1)
        await groups.says(ANNA, "Here I am")
    found = await desk.ticket(ticket)
    assert (found.status, found.is_away) == (TicketStatus.ACTIVE, False)
    told = [each.text.key for each in await said(desk, FIRST_DESK)]
    assert told == [RelayKey.DESK_CUSTOMER_BACK]


async def test_blocking_the_bot_is_no_leaving_of_a_room(desk: Desk) -> None:
    await desk.staff(OPERATOR)
    ticket = await desk.talk(ANNA)
    await desk.do(mark_reachable, ANNA, False)
    assert not (await desk.ticket(ticket)).is_away
