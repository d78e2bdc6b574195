"""What those who wait are told: how long, when the desk opens, and that nobody is there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from core.customers.request import open_ticket
from core.customers.start import greet
from core.model.effects import SendText, ShowCard
from core.model.rules import Rules, Topic, WorkingHours
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.model.tickets import NEAR, CloseReason
from core.queue.board import refresh_queue
from core.staff.shifts import end_shift
from core.tickets.end import close_ticket
from tests.core.desk import BOT, USERBOT, Desk, person
from tests.support.present import present
from tests.support.ticking import sweep

# The desk's clock stands at 08:00 UTC on a Friday.
AFTERNOONS = WorkingHours("UTC", {day: ((time(14), time(18)),) for day in range(7)})


def rules(*topics: Topic, queue_when_closed: bool = True) -> Rules:
    return Rules(
        topics=topics or (Topic("general", "General"),),
        queue_when_closed=queue_when_closed,
        bot_id=BOT,
        userbot_id=USERBOT,
    )


async def card(desk: Desk, ticket_id: int) -> Text:
    """What the ticket's card shows last, of what was settled or waits."""
    waiting = [row.effect for row in await desk.rows()]
    shown = [
        effect
        for effect in (*desk.settled, *waiting)
        if isinstance(effect, ShowCard) and effect.card == f"ticket:{ticket_id}"
    ]
    return shown[-1].text


def wait(values: Mapping[str, object]) -> tuple[object, object]:
    return values["hours"], values["minutes"]


async def handle(desk: Desk, customer: int, minutes: int) -> None:
    """Operator 7 talks with somebody for so long."""
    ticket = await desk.talk(customer)
    desk.later(minutes=minutes)
    await desk.done(close_ticket, 7, ticket)


async def test_the_wait_is_unknown_until_three_tickets_were_handled(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    for customer in (801, 802):
        await handle(desk, customer, 10)
    await desk.talk(803)
    first = await desk.ask(900)
    told = await card(desk, first)
    assert told.key is TextKey.CARD_QUEUED
    assert wait(told.values) == (0, 0)


async def test_the_wait_is_made_of_how_long_tickets_take_and_who_is_there(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    for customer in (801, 802, 803):
        await handle(desk, customer, 8)
    await desk.talk(804)
    first, second = await desk.ask(900), await desk.ask(901)
    assert wait((await card(desk, first)).values) == (0, 8)
    assert wait((await card(desk, second)).values) == (0, 20)  # 16, rounded up
    await desk.settle_all()
    # Twice as many hands, half the wait: the cards change where they stand.
    await desk.staff(8, capacity=1)
    moved = [effect for effect in await desk.waiting(ShowCard) if effect.card == f"ticket:{second}"]
    assert [(effect.fresh, wait(effect.text.values)) for effect in moved] == [(False, (0, 4))]


async def test_tickets_from_long_ago_tell_nothing(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    for customer in (801, 802, 803):
        await handle(desk, customer, 8)
    desk.later(days=8)
    await desk.talk(804)
    assert wait((await card(desk, await desk.ask(900))).values) == (0, 0)


async def test_with_nobody_on_shift_no_time_is_invented(desk: Desk) -> None:
    first = await desk.ask(900)
    told = await card(desk, first)
    assert told.key is TextKey.CARD_QUEUED_NOBODY
    assert set(told.values) == {"ticket", "position", "ahead"}
    # Somebody comes, is busy with another, and goes again: the card tells each.
    await desk.staff(7, capacity=1)
    second = await desk.ask(901)
    assert (await card(desk, second)).key is TextKey.CARD_QUEUED
    await desk.do(end_shift, 7)
    await desk.do(sweep)
    assert (await card(desk, second)).key is TextKey.CARD_QUEUED_NOBODY


async def test_who_lacks_the_skill_is_nobody(desk: Desk) -> None:
    desk.rules = rules(Topic("billing", "Billing", skill="money"), Topic("other", "Other"))
    await desk.staff(7)
    assert (await card(desk, await desk.ask(900, "billing"))).key is TextKey.CARD_QUEUED_NOBODY


async def test_outside_working_hours_the_card_says_when_they_begin(desk: Desk) -> None:
    desk.rules = rules(Topic("general", "General", hours=AFTERNOONS))
    ticket = await desk.ask(900)
    told = await card(desk, ticket)
    assert told.key is TextKey.CARD_QUEUED_CLOSED
    assert (told.values["day"], told.values["clock"], told.values["zone"]) == (0, "14:00", "UTC")
    # Opened: the same card says what is so now, without anybody asking.
    desk.later(hours=6)
    await desk.do(sweep)
    assert (await card(desk, ticket)).key is TextKey.CARD_QUEUED_NOBODY


async def test_where_nothing_is_taken_the_closed_desk_says_so_and_opens_no_ticket(
    desk: Desk,
) -> None:
    desk.rules = rules(Topic("general", "General", hours=AFTERNOONS), queue_when_closed=False)
    await desk.staff(7)
    await desk.customer(900)
    await desk.settle_all()
    assert await desk.do(open_ticket, person(900)) is None
    (told,) = await desk.waiting(SendText)
    assert told.text.key is TextKey.DESK_CLOSED
    assert told.text.values["clock"] == "14:00"
    assert told.buttons[0][0].label is TextKey.BUTTON_TALK
    desk.later(hours=6)
    assert await desk.do(open_ticket, person(900)) is not None


async def test_where_nothing_is_taken_nobody_on_shift_is_said_without_a_time(desk: Desk) -> None:
    desk.rules = rules(queue_when_closed=False)
    await desk.customer(900)
    await desk.settle_all()
    assert await desk.do(open_ticket, person(900)) is None
    assert await desk.told(900) == [TextKey.DESK_NOBODY]
    await desk.staff(7, capacity=1)
    desk.later(minutes=1)
    # Busy is not closed: whoever comes then waits in line.
    assert await desk.do(open_ticket, person(900)) is not None
    assert (await card(desk, await desk.ask(901))).key is TextKey.CARD_QUEUED


async def test_an_open_ticket_is_shown_also_while_the_desk_is_closed(desk: Desk) -> None:
    ticket = await desk.ask(900)
    desk.rules = replace(desk.rules, queue_when_closed=False)
    desk.later(minutes=1)
    shown = present(await desk.do(open_ticket, person(900)))
    assert shown.id == ticket


async def test_a_storm_of_starts_and_taps_is_answered_once(desk: Desk) -> None:
    who = await desk.customer(900)
    await desk.settle_all()
    desk.later(minutes=1)
    for _ in range(10):
        await desk.do(greet, who)
        desk.later(seconds=0.2)
    assert await desk.told(900) == [TextKey.WELCOME]
    await desk.settle_all()
    for _ in range(10):
        await desk.do(open_ticket, who)
        await desk.do(greet, who)
        desk.later(seconds=0.2)
    (shown,) = await desk.waiting(ShowCard)
    assert not shown.fresh
    await desk.settle_all()
    # Later it is shown again, at the end of the chat: once for another storm.
    desk.later(seconds=10)
    for _ in range(10):
        await desk.do(open_ticket, who)
    (again,) = await desk.waiting(ShowCard)
    assert again.fresh
    assert again.text == shown.text


async def test_asking_for_the_contact_many_times_asks_once(desk: Desk) -> None:
    for _ in range(10):
        await desk.do(open_ticket, person(900))
    assert await desk.told(900) == [TextKey.ASK_CONTACT]


async def test_who_stands_far_behind_hears_about_how_many_are_ahead_and_the_position_when_near(
    desk: Desk,
) -> None:
    await desk.staff(7, capacity=1)
    for customer in (801, 802, 803):
        await handle(desk, customer, 1)
    await desk.talk(804)
    async with desk.work() as work:
        before = []
        for number in range(1_000, 1_000 + NEAR + 49):
            await work.uow.customers.seen(person(number), work.now)
            ticket = present(await work.uow.tickets.open(number, "general", 0, work.now))
            before.append(ticket.id)
    desk.later(minutes=1)
    last = await desk.ask(900)
    told = await card(desk, last)
    assert (told.key, told.values["ahead"]) == (TextKey.CARD_QUEUED, 150)
    assert wait(told.values) == (3, 0)
    async with desk.work() as work:
        for number in before[:60]:
            await work.uow.tickets.abandon(number, work.now, CloseReason.CANCELLED)
        await refresh_queue(work)
    await desk.settle_all()
    told = await card(desk, last)
    assert (told.values["position"], told.values["ahead"]) == (NEAR - 10, 0)
