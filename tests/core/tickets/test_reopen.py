"""A ticket goes on after its end: who may want that and for how long, with whom it goes on, and
where."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from core.customers.request import open_ticket
from core.feedback.ratings import rate_ticket
from core.model.cards import Card
from core.model.places import PlaceState
from core.model.reopen_text_keys import ReopenKey
from core.model.retention import Terms
from core.model.room_effects import EmptyRoom, WriteArchive
from core.model.text_keys import TextKey
from core.model.texts import DeskError, NotYourTicket
from core.model.tickets import TicketEventKind, TicketStatus
from core.staff.shifts import end_shift
from core.statistics.rules.figures import summary
from core.tickets.end import cancel_ticket, close_desk, close_ticket
from core.tickets.reopen import reopen_command, reopen_own, reopen_ticket
from tests.core.desk import Desk, person
from tests.core.relayed import FORUM, Relayed, open_up
from tests.support.present import present

ANN, OLGA, IVAN, STAFF = 100, 7, 8, 500
DAY = timedelta(days=1)


@pytest_asyncio.fixture(loop_scope="session")
async def again(desk: Desk) -> Desk:
    """Where tickets may go on for a day."""
    desk.rules = replace(desk.rules, reopen_within=DAY)
    return desk


@pytest_asyncio.fixture(loop_scope="session")
async def groups(again: Desk) -> Relayed:
    return Relayed(await open_up(again, 2, forum=True))


async def solved(desk: Desk) -> int:
    """A talk of Ann's with Olga in a room, which Olga has closed."""
    await desk.staff(OLGA)
    ticket = await desk.talk(ANN)
    await desk.says(ticket, OLGA)
    await desk.done(close_ticket, OLGA, ticket)
    return ticket


async def refusal(desk: Desk, ticket: int, customer: int = ANN) -> object:
    with pytest.raises(DeskError) as refused:
        await desk.do(reopen_own, customer, ticket)
    return refused.value.key


async def test_it_goes_on_with_who_held_it_and_in_a_room_of_its_own(again: Desk) -> None:
    ticket = await solved(again)
    await again.staff(IVAN)
    again.later(hours=24)
    await again.do(reopen_own, ANN, ticket)
    now = await again.ticket(ticket)
    assert (now.status, now.operator_id, now.closed_at) == (TicketStatus.OFFERED, OLGA, None)
    cards = {card.card: card for card in await again.shown(ANN)}
    assert cards[Card.FAREWELL.of(ticket)].text.key is ReopenKey.FAREWELL
    assert not cards[Card.FAREWELL.of(ticket)].buttons
    assert cards[Card.TICKET.of(ticket)].fresh
    await again.settle_all()
    assert await again.join(ticket)
    assert (await again.ticket(ticket)).operator_id == OLGA
    (card,) = await again.shown(OLGA)
    assert card.fresh
    assert ReopenKey.LINE.value in repr(card.text)
    assert await refusal(again, ticket) is TextKey.ALREADY_DONE
    assert (await again.events(ticket)).count(TicketEventKind.REOPENED) == 1
    await again.done(close_ticket, OLGA, ticket)
    assert sum(isinstance(each, WriteArchive) for each in again.settled) == 2
    async with again.looking() as work:  # what was said stays for its days from the last end
        due, day = work.uow.retention.due, Terms(1)
        assert await due(day, again.now + timedelta(hours=23), 9) == []
        assert await due(day, again.now + DAY, 9) == [(ticket, ANN)]


async def test_after_its_time_and_beside_another_ticket_it_stays_closed(again: Desk) -> None:
    ticket = await solved(again)
    with pytest.raises(NotYourTicket):
        await again.do(reopen_own, ANN + 1, ticket)
    other = await again.ready(ANN)
    assert await refusal(again, ticket) is ReopenKey.HAS_OTHER
    assert await again.join(other)
    await again.done(close_ticket, OLGA, other)
    again.later(hours=24, seconds=1)
    assert await refusal(again, ticket) is ReopenKey.TOO_LATE
    again.rules = replace(again.rules, reopen_within=timedelta())
    assert await refusal(again, other) is ReopenKey.TOO_LATE


async def test_two_presses_at_once_and_a_new_request_beside_them_open_one_ticket(
    again: Desk,
) -> None:
    ticket = await solved(again)

    async def pressed() -> bool:
        try:
            await again.do(reopen_own, ANN, ticket)
        except DeskError:
            return False
        return True

    async def asks() -> bool:
        return await again.do(open_ticket, person(ANN), again.rules.topics[0].key) is not None

    await asyncio.gather(pressed(), pressed(), asks())
    now = [one for one in await again.kept.tickets.of_customer(ANN) if one.is_open]
    assert len(now) == 1
    assert (await again.events(ticket)).count(TicketEventKind.REOPENED) <= 1
    assert (await again.operator(OLGA)).load == 1


async def test_while_its_room_is_being_read_a_last_time_it_waits_for_that(again: Desk) -> None:
    await again.staff(OLGA)
    ticket = await again.talk(ANN)
    await again.do(close_ticket, OLGA, ticket)
    (emptying,) = [await again.place_of(ticket)]
    assert emptying.state is PlaceState.EMPTYING
    await again.do(reopen_own, ANN, ticket)
    assert (await again.ticket(ticket)).place_id is None
    while await again.settle_kind(EmptyRoom) or await again.rows():
        for row in (await again.rows())[:1]:
            await again.settle(row)
    # As soon as it is proved empty it may be that very room.
    assert (await again.place_of(ticket)).state is PlaceState.READY
    assert await again.join(ticket)


async def test_where_who_held_it_is_not_at_work_the_queue_gives_it_away(again: Desk) -> None:
    ticket = await solved(again)
    await again.do(end_shift, OLGA)
    await again.do(reopen_own, ANN, ticket)
    now = await again.ticket(ticket)
    assert (now.status, now.prefers) == (TicketStatus.QUEUED, OLGA)
    await again.staff(IVAN)
    assert (await again.ticket(ticket)).operator_id == IVAN


async def test_staff_reopens_what_it_held_and_a_supervisor_anything(again: Desk) -> None:
    ticket = await solved(again)
    await again.staff(IVAN)
    with pytest.raises(NotYourTicket):
        await again.do(reopen_ticket, IVAN, ticket)
    with pytest.raises(DeskError) as how:
        await again.do(reopen_command, OLGA, "that one")
    assert how.value.key is ReopenKey.HOW
    await again.do(reopen_command, OLGA, f"#{ticket}")
    assert ReopenKey.DONE in await again.told(OLGA)
    now = await again.ticket(ticket)
    assert (now.status, now.customer_spoke_at) == (TicketStatus.OFFERED, None)


async def test_at_a_desk_a_free_group_is_taken_and_only_new_words_go_there(
    groups: Relayed,
) -> None:
    desk = groups.desk
    ticket = await groups.opens(ANN, "It fails")
    first = await groups.place(ticket)
    await groups.answers(ticket, STAFF, "Restart it")
    await desk.do(close_desk, present(first.chat_id), STAFF, ticket)
    desk.later(minutes=1)
    await desk.do(reopen_own, ANN, ticket)
    second = await groups.place(ticket)
    assert (second.id != first.id, second.ticket_id) == (True, ticket)
    await desk.settle_all()
    await groups.says(ANN, "It still fails")
    await desk.settle_all()
    assert await groups.carried(present(second.chat_id)) == [2]
    assert (await desk.ticket(ticket)).is_answered is False
    await groups.answers(ticket, STAFF, "Then buy a new one")
    assert (await desk.ticket(ticket)).is_answered is True


async def test_in_a_thread_its_topic_is_opened_again_for_who_held_it(groups: Relayed) -> None:
    desk = groups.desk
    desk.rules = replace(desk.rules, thread_per_customer=False)
    await desk.staff(OLGA)
    ticket = await groups.opens(ANN, "Which plan?", "plans")
    topic = await groups.place(ticket)
    await desk.done(close_ticket, OLGA, ticket)
    desk.later(hours=1)
    await desk.do(reopen_own, ANN, ticket)
    now, place = await desk.ticket(ticket), await groups.place(ticket)
    assert (now.status, now.operator_id) == (TicketStatus.ACTIVE, OLGA)
    assert (place.id, place.state, place.ticket_id) == (topic.id, PlaceState.READY, ticket)
    await desk.settle_all()
    await groups.says(ANN, "None of these")
    await desk.settle_all()
    assert await groups.carried(FORUM) == [1, 2]


async def test_stars_of_the_first_end_stand_until_others_are_given(again: Desk) -> None:
    ticket = await solved(again)
    await again.do(rate_ticket, ANN, ticket, 1)
    again.later(hours=2)
    await again.done(reopen_own, ANN, ticket)
    assert await again.join(ticket)
    await again.done(close_ticket, OLGA, ticket)
    assert present(await again.kept.feedback.get(ticket)).stars == 1
    await again.do(rate_ticket, ANN, ticket, 5)
    assert present(await again.kept.feedback.get(ticket)).stars == 5
    assert (await again.events(ticket)).count(TicketEventKind.RATED) == 2


async def test_figures_count_it_once_and_not_the_time_between_its_ends(again: Desk) -> None:
    ticket = await solved(again)
    handled = (await again.kept.statistics.entered(again.now - DAY, again.now + DAY))[0].handling
    begun = again.now
    again.later(hours=5)
    await again.done(reopen_own, ANN, ticket)
    assert await again.join(ticket)
    again.later(minutes=10)
    await again.done(close_ticket, OLGA, ticket)
    facts = await again.kept.statistics.facts(begun - DAY, again.now + DAY)
    (line,) = facts.tickets
    assert line.handling == present(handled) + timedelta(minutes=10)
    figures = summary(facts, DAY, again.now)
    assert (figures.entered, figures.answered, figures.reopened) == (1, 1, 1)
    assert await again.kept.figures.changed(again.now, again.now + DAY) == [line.opened_at]


async def test_what_its_customer_took_back_is_not_opened_again(again: Desk) -> None:
    ticket = await again.ask(ANN)
    await again.do(cancel_ticket, ANN, ticket)
    assert await refusal(again, ticket) is ReopenKey.CANNOT
