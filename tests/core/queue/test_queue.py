"""Those who wait and those who can."""

import pytest

from core.customers.profile import mark_reachable
from core.model.effects import ShowCard
from core.model.rules import Rules, Topic
from core.model.text_keys import TextKey
from core.model.tickets import TicketStatus
from core.queue.board import refresh_status
from core.queue.dispatch import pull_queue
from core.staff.shifts import end_shift, start_shift
from core.tickets.end import close_ticket
from core.tickets.presence import mark_unreachable
from tests.core.desk import BOT, USERBOT, Desk
from tests.core.operators import boards

TOPICS = Rules(
    topics=(
        Topic("general", "General"),
        Topic("billing", "Billing", skill="billing"),
        Topic("urgent", "Urgent", priority=5),
    ),
    bot_id=BOT,
    userbot_id=USERBOT,
)


async def statuses(desk: Desk, *tickets: int) -> list[TicketStatus]:
    return [(await desk.ticket(ticket)).status for ticket in tickets]


QUEUED, OFFERED, ACTIVE = TicketStatus.QUEUED, TicketStatus.OFFERED, TicketStatus.ACTIVE


async def test_higher_priority_goes_ahead(desk: Desk) -> None:
    desk.rules = TOPICS
    plain, urgent = await desk.ask(900), await desk.ask(901, "urgent")
    await desk.staff(7, capacity=1)
    assert await statuses(desk, plain, urgent) == [QUEUED, OFFERED]


async def test_a_skill_that_nobody_has_holds_up_nobody_else(desk: Desk) -> None:
    desk.rules = TOPICS
    billing, plain = await desk.ask(900, "billing"), await desk.ask(901)
    await desk.staff(7)
    assert await statuses(desk, billing, plain) == [QUEUED, OFFERED]
    await desk.staff(8, skills=frozenset({"billing"}))
    assert (await desk.ticket(billing)).operator_id == 8


async def test_who_returns_within_a_day_gets_the_same_operator(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.done(close_ticket, 7, ticket_id)
    await desk.talk(901)
    await desk.staff(8)
    again = await desk.ask(900)
    assert (await desk.ticket(again)).operator_id == 7
    desk.later(days=2)
    other = await desk.ask(902)
    assert (await desk.ticket(other)).operator_id == 8


async def test_a_pull_that_changes_nothing_tells_nobody(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    for number in range(900, 905):
        await desk.ask(number)
    desk.later(minutes=1)
    await desk.settle_all()
    await desk.do(pull_queue)
    assert await desk.rows() == []


async def test_operators_on_shift_see_who_waits_on_one_card_and_nobody_else(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    await desk.staff(8, on_shift=False)
    first = await desk.talk(900)
    second = await desk.ask(901)
    (card,) = await boards(desk, 7)
    assert card.text.key is TextKey.QUEUE_WAITING
    assert card.fresh
    assert card.text.values["list"] == f"#{second} Person 901 (@p901), General"
    assert await boards(desk, 8) == []
    await desk.settle_all()
    await desk.do(close_ticket, 7, first)
    (card,) = await boards(desk, 7)
    assert (card.text.key, card.fresh) == (TextKey.QUEUE_EMPTY, False)


async def test_every_few_minutes_operators_see_how_long_the_first_waits(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    await desk.staff(8, capacity=1, on_shift=False)
    await desk.talk(900)
    await desk.settle_all()
    await desk.do(refresh_status)
    assert await boards(desk, 7) == []
    await desk.ready(901)
    await desk.do(refresh_status)
    assert await boards(desk, 7) == []  # nothing changed yet
    desk.later(minutes=5)
    await desk.do(refresh_status)
    (card,) = await boards(desk, 7)
    assert (card.fresh, card.text.values["minutes"]) == (False, 5)
    assert await boards(desk, 8) == []
    await desk.settle_all()
    await desk.do(refresh_status)
    assert await boards(desk, 7) == []
    # Whoever is told for another reason is told that as well, and not again.
    desk.later(minutes=2)
    await desk.ask(902)
    (card,) = [card for card in await desk.waiting(ShowCard) if card.card == "queue:7"]
    assert card.text.values["minutes"] == 7
    await desk.settle_all()
    await desk.do(refresh_status)
    assert await boards(desk, 7) == []


@pytest.mark.parametrize("into_the_room", [True, False])
async def test_who_blocked_the_bot_in_the_room_is_served_when_they_are_back(
    desk: Desk, *, into_the_room: bool
) -> None:
    await desk.staff(7)
    ticket = await desk.ready(900)
    await desk.do(end_shift, 7)
    assert await desk.join(ticket)
    desk.later(minutes=1)
    assert await desk.leaves(ticket)
    await desk.do(mark_unreachable, 900, "bot was blocked by the user")
    await desk.do(start_shift, 7)
    assert await statuses(desk, ticket) == [QUEUED], "nobody is there"
    desk.later(minutes=1)
    if into_the_room:
        assert await desk.join(ticket)
    else:
        await desk.do(mark_reachable, 900, True)
    assert (await desk.ticket(ticket)).operator_id == 7
