"""Tickets in which nobody speaks, customers who leave, and offers that are not taken up."""

from datetime import timedelta

import pytest

from core.model.effects import Effect, SendText, ShowCard
from core.model.outcomes import Unreachable
from core.model.people import Role
from core.model.text_keys import TextKey
from core.model.texts import NotYourTicket, TicketIsClosed
from core.model.tickets import CloseReason, Silence, TicketEventKind, TicketStatus
from core.staff.shifts import end_shift
from core.supervision.rooms import take_over
from core.tickets.begin import member_joined
from core.tickets.end import close_ticket
from core.tickets.presence import (
    all_solved,
    ask_customer,
    close_silent,
    member_left,
    nudge,
    still_needed,
)
from tests.core.desk import Desk, person

CUSTOMER, OPERATOR, BOSS = 900, 7, 8


async def talk(desk: Desk) -> int:
    """A ticket in which the operator has said the first word."""
    await desk.staff(OPERATOR)
    ticket_id = await desk.talk(CUSTOMER)
    await desk.says(ticket_id, OPERATOR)
    await desk.settle_all()
    return ticket_id


async def nothing_happens(desk: Desk) -> bool:
    return not any((await desk.ticks()).values())


async def buttons(desk: Desk, ticket_id: int) -> list[str | None]:
    """Of the question as it is shown last."""
    name = f"question:{ticket_id}"
    (card,) = [card for card in await desk.waiting(ShowCard) if card.card == name]
    return [button.action for row in card.buttons for button in row]


async def test_an_operator_who_does_not_answer_is_nudged_once_in_a_silence(desk: Desk) -> None:
    ticket_id = await talk(desk)
    desk.later(minutes=1)
    await desk.says(ticket_id, CUSTOMER)
    await desk.settle_all()
    desk.later(minutes=9, seconds=59)
    assert await nothing_happens(desk)
    desk.later(seconds=1)
    assert (await desk.ticks())["nudge"] == [ticket_id]
    (nudged,) = await desk.waiting(SendText)
    assert (nudged.chat_id, nudged.text.key) == (OPERATOR, TextKey.NUDGE)
    assert nudged.text.values["minutes"] == 10
    assert nudged.buttons[0][0].url is not None
    desk.later(minutes=30)
    assert await nothing_happens(desk)
    # An answer ends that silence; the next one is another.
    await desk.says(ticket_id, OPERATOR)
    assert (await desk.ticket(ticket_id)).silence is Silence.NONE
    desk.later(minutes=1)
    await desk.says(ticket_id, CUSTOMER)
    desk.later(minutes=10)
    assert (await desk.ticks())["nudge"] == [ticket_id]
    assert (await desk.events(ticket_id)).count(TicketEventKind.NUDGED) == 2


async def test_nobody_is_nudged_who_spoke_last(desk: Desk) -> None:
    ticket_id = await talk(desk)
    await desk.says(ticket_id, CUSTOMER)
    await desk.says(ticket_id, OPERATOR)  # in the same second
    desk.later(hours=1)
    assert await nothing_happens(desk)
    assert not await desk.do(nudge, ticket_id)


async def asked(desk: Desk) -> int:
    """A ticket whose customer is asked whether they still need help."""
    ticket_id = await talk(desk)
    desk.later(hours=2)
    assert (await desk.ticks())["ask"] == [ticket_id]
    return ticket_id


async def test_no_answer_closes_the_ticket_and_says_why(desk: Desk) -> None:
    ticket_id = await asked(desk)
    await desk.settle_all()
    desk.later(hours=1)
    assert (await desk.ticks())["silent"] == [ticket_id]
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.close_reason) == (TicketStatus.CLOSED, CloseReason.SILENT)
    assert ticket.silence is Silence.NONE
    told = await desk.told(CUSTOMER)
    assert TextKey.CARD_CLOSED_SILENT in told
    assert TextKey.CLOSED_SILENT in told
    assert await buttons(desk, ticket_id) == []
    assert (await desk.operator(OPERATOR)).load == 0
    assert not await desk.do(close_silent, ticket_id)


@pytest.mark.parametrize("who", [CUSTOMER, OPERATOR])
async def test_any_word_sets_it_back(desk: Desk, who: int) -> None:
    ticket_id = await asked(desk)
    await desk.settle_all()
    desk.later(minutes=59)
    await desk.says(ticket_id, who)
    assert await desk.told(CUSTOMER) == [TextKey.STILL_NEEDED_YES]
    assert await buttons(desk, ticket_id) == []
    await desk.settle_all()
    desk.later(minutes=5)
    assert await nothing_happens(desk)
    assert (await desk.ticket(ticket_id)).silence is Silence.NONE
    assert not await desk.do(ask_customer, ticket_id)


async def test_the_button_sets_it_back_and_the_operator_hears_of_it(desk: Desk) -> None:
    ticket_id = await asked(desk)
    await desk.settle_all()
    with pytest.raises(NotYourTicket):
        await desk.do(still_needed, OPERATOR, ticket_id)
    for _ in range(3):
        await desk.do(still_needed, CUSTOMER, ticket_id)
    assert await buttons(desk, ticket_id) == []
    (heard,) = [effect for effect in await desk.waiting(SendText) if effect.chat_id == OPERATOR]
    assert heard.text.key is TextKey.GOES_ON
    await desk.settle_all()
    # It is as good as a word: now the operator is the one who is waited for.
    desk.later(minutes=10)
    assert (await desk.ticks())["nudge"] == [ticket_id]


async def test_all_solved_closes_the_ticket(desk: Desk) -> None:
    ticket_id = await asked(desk)
    await desk.settle_all()
    with pytest.raises(NotYourTicket):
        await desk.do(all_solved, OPERATOR, ticket_id)
    await desk.do(all_solved, CUSTOMER, ticket_id)
    ticket = await desk.ticket(ticket_id)
    assert (ticket.close_reason, ticket.closed_by) == (CloseReason.SOLVED, CUSTOMER)
    assert await buttons(desk, ticket_id) == []
    for late in (all_solved, still_needed):
        with pytest.raises(TicketIsClosed):
            await desk.do(late, CUSTOMER, ticket_id)


async def test_who_blocked_the_bot_is_asked_in_the_room(desk: Desk) -> None:
    ticket_id = await talk(desk)
    await desk.kept.customers.set_reachable(CUSTOMER, False, desk.now)
    desk.later(hours=2)
    await desk.ticks()
    chat = (await desk.place_of(ticket_id)).chat_id
    assert TextKey.STILL_NEEDED in await desk.told(chat or 0)
    assert await desk.told(CUSTOMER) == []


async def test_the_customer_leaves_and_comes_back(desk: Desk) -> None:
    ticket_id = await talk(desk)
    chat = (await desk.place_of(ticket_id)).chat_id or 0
    desk.later(minutes=1)
    left = desk.now
    assert await desk.leaves(ticket_id)
    assert not await desk.leaves(ticket_id)  # the other source tells it too
    desk.later(seconds=1)
    assert not await desk.leaves(ticket_id)
    assert await desk.told(CUSTOMER) == [TextKey.CARD_LEFT]
    assert await desk.told(OPERATOR) == [TextKey.CUSTOMER_LEFT]
    # What is older than the leaving is no return.
    await desk.do(member_joined, chat, person(CUSTOMER), left - timedelta(seconds=1))
    assert (await desk.ticket(ticket_id)).is_away
    await desk.settle_all()
    desk.later(seconds=10)
    assert await desk.join(ticket_id)
    assert not (await desk.ticket(ticket_id)).is_away
    assert await desk.told(OPERATOR) == [TextKey.CUSTOMER_BACK]
    # Nor is it a leaving that the slower source tells now.
    assert not await desk.do(member_left, chat, CUSTOMER, left + timedelta(seconds=1))
    assert not (await desk.ticket(ticket_id)).is_away
    desk.later(hours=1)
    assert (await desk.ticks())["left"] == []
    history = await desk.events(ticket_id)
    assert history.count(TicketEventKind.CUSTOMER_LEFT) == 1
    assert history.count(TicketEventKind.CUSTOMER_RETURNED) == 1
    assert await desk.leaves(ticket_id)


async def test_a_word_in_the_room_proves_that_they_are_back(desk: Desk) -> None:
    ticket_id = await talk(desk)
    desk.later(minutes=1)
    await desk.leaves(ticket_id)
    desk.later(minutes=1)
    await desk.says(ticket_id, CUSTOMER)
    assert not (await desk.ticket(ticket_id)).is_away


async def test_who_waits_in_the_room_may_leave_it_as_well(desk: Desk) -> None:
    await desk.staff(OPERATOR)
    ticket_id = await desk.ready(CUSTOMER)
    await desk.do(end_shift, OPERATOR)
    assert await desk.join(ticket_id)
    await desk.settle_all()
    desk.later(minutes=1)
    assert await desk.leaves(ticket_id)
    assert await desk.told(CUSTOMER) == [TextKey.CARD_LEFT]
    desk.later(hours=1)
    assert (await desk.ticks())["left"] == [ticket_id]


async def test_others_who_leave_and_those_whom_we_put_out_are_no_news(desk: Desk) -> None:
    ticket_id = await talk(desk)
    chat = (await desk.place_of(ticket_id)).chat_id or 0
    desk.later(minutes=1)
    assert not await desk.do(member_left, chat, OPERATOR, desk.now)
    assert not await desk.do(member_left, -5, CUSTOMER, desk.now)
    # Of an earlier ticket in that room:
    assert not await desk.do(member_left, chat, CUSTOMER, desk.now - timedelta(hours=1))
    await desk.do(close_ticket, OPERATOR, ticket_id)
    assert not await desk.do(member_left, chat, CUSTOMER, desk.now)
    assert TicketEventKind.CUSTOMER_LEFT not in await desk.events(ticket_id)


async def test_a_customer_is_reminded_before_the_offer_goes_stale(desk: Desk) -> None:
    await desk.staff(OPERATOR)
    ticket_id = await desk.ready(CUSTOMER)
    desk.later(minutes=9, seconds=59)
    assert await nothing_happens(desk)
    desk.later(seconds=1)
    assert (await desk.ticks())["offer_reminder"] == [ticket_id]
    assert await nothing_happens(desk)
    (row,) = [row for row in await desk.rows() if isinstance(row.effect, SendText)]
    reminder: Effect = row.effect
    assert isinstance(reminder, SendText)
    assert (reminder.chat_id, reminder.text.key) == (CUSTOMER, TextKey.OFFER_REMINDER)
    assert reminder.text.values["minutes"] == 5
    assert reminder.buttons[0][0].url == (await desk.place_of(ticket_id)).link
    assert row.expires_at == (await desk.ticket(ticket_id)).deadline
    desk.later(minutes=5)
    assert (await desk.ticks())["stale_offer"] == [ticket_id]
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.close_reason) == (
        TicketStatus.ABANDONED,
        CloseReason.NEVER_CAME,
    )


async def test_nobody_is_reminded_who_came_or_has_no_link_yet(desk: Desk) -> None:
    await desk.staff(OPERATOR)
    ticket_id = await desk.ask(CUSTOMER)
    desk.later(minutes=12)
    assert await nothing_happens(desk)
    await desk.settle_all()
    assert await desk.join(ticket_id)
    await desk.says(ticket_id, OPERATOR)
    desk.later(minutes=12)
    assert await nothing_happens(desk)
    assert await desk.told(CUSTOMER) == [TextKey.CARD_ACTIVE]


async def test_a_question_that_cannot_be_asked_does_not_keep_the_ticket_open(desk: Desk) -> None:
    ticket_id = await asked(desk)
    await desk.settle_kind(ShowCard, Unreachable("bot was blocked by the user"))
    desk.later(hours=1)
    assert (await desk.ticks())["silent"] == [ticket_id]


async def test_who_takes_a_silent_ticket_over_begins_anew(desk: Desk) -> None:
    ticket_id = await asked(desk)
    await desk.staff(BOSS, role=Role.SUPERVISOR)
    await desk.do(take_over, BOSS, ticket_id)
    taken = await desk.ticket(ticket_id)
    assert (taken.operator_id, taken.silence) == (BOSS, Silence.NONE)
    assert taken.answer_due is not None
    desk.later(days=2)
    assert (await desk.ticks())["silent"] == []
