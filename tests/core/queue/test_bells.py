"""What rings: somebody new in the queue, for each operator on shift, once a minute at most; a
ticket that is given; a room that is ready. And what is told to an audience, however large."""

from contextlib import suppress
from datetime import timedelta

from core.cards.notices import AT_ONCE
from core.cards.send import notify_supervisors
from core.cards.views.staff import QUEUE_ID
from core.consequences.settlements import settle_effect
from core.customers.request import open_ticket
from core.customers.start import greet
from core.model.audience_effects import ShowQueue
from core.model.effects import EffectState, SendText, ShowCard
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Sent
from core.model.people import Person, Role
from core.model.text_keys import TextKey
from core.ports import Work
from core.queue.dispatch import pull_queue
from core.staff.members import add_operator, set_capacity
from core.staff.shifts import ask_to_end, end_shift, show_panel, start_shift
from core.tickets.end import close_ticket
from core.tickets.hand_over import transfer
from tests.core.desk import START, Desk, person
from tests.core.operators import boards
from tests.support.statements import counted


async def test_each_further_person_rings_at_most_once_a_minute(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    await desk.talk(900)
    await desk.ask(901)
    (card,) = await boards(desk, 7)
    assert card.fresh  # nobody waited before
    await desk.settle_all()
    for count, number in enumerate((902, 903), start=2):
        desk.later(seconds=10)
        await desk.ask(number)
        (card,) = await boards(desk, 7)
        assert (card.fresh, card.text.values["count"]) == (False, count)  # it is known, silently
        await desk.settle_all()
    # Both ring together when the minute is over, and once.
    (bell,) = await desk.for_many()
    assert bell.not_before == START + timedelta(seconds=60)
    desk.later(seconds=40)
    await desk.settle_all()
    (rung,) = [each for each in desk.settled[-9:] if isinstance(each, ShowCard) and each.fresh]
    assert (rung.card, rung.text.values["count"]) == ("queue:7", 3)
    assert await desk.for_many() == []
    desk.later(minutes=5)
    await desk.do(pull_queue)
    assert await boards(desk, 7) == []  # nobody new: nothing rings
    await desk.ask(904)
    (card,) = await boards(desk, 7)
    assert card.fresh


async def test_who_came_back_to_the_queue_rings_again(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    ticket_id = await desk.talk(900)
    await desk.settle_all()
    desk.later(minutes=2)
    await desk.do(transfer, 7, ticket_id, QUEUE_ID)
    (card,) = await boards(desk, 7)
    assert card.fresh
    await desk.settle_all()
    desk.later(minutes=2)
    await desk.do(end_shift, 7)
    await desk.do(start_shift, 7)
    desk.later(minutes=2)
    await desk.settle_all()
    await desk.do(transfer, 7, ticket_id, QUEUE_ID)
    assert [card.fresh for card in await boards(desk, 7)] == [True]


async def test_the_room_of_who_waited_rings_and_of_who_did_not_is_the_same_card(
    desk: Desk,
) -> None:
    await desk.staff(7, capacity=1)
    at_once = await desk.ready(900)
    waits = await desk.ready(901)
    desk.later(minutes=2)
    await desk.done(set_capacity, 7, 2)
    rang = {each.card for each in desk.settled if isinstance(each, ShowCard) and each.fresh}
    assert f"ticket:{waits}" in rang
    assert f"ticket:{at_once}" not in rang


async def test_the_panel_follows_the_load_and_the_queue(desk: Desk) -> None:
    await desk.staff(7, capacity=1)
    await desk.done(show_panel, 7, fresh=True)
    first = await desk.ask(900)
    (panel,) = [card for card in await desk.waiting(ShowCard) if card.card == "panel:7"]
    assert (panel.text.values["load"], panel.fresh) == (1, False)
    await desk.settle_all()
    await desk.ask(901)
    (panel,) = [card for card in await desk.waiting(ShowCard) if card.card == "panel:7"]
    assert panel.text.values["waiting"] == 1
    await desk.settle_all()
    # What asks what becomes of open tickets is not written over.
    await desk.done(ask_to_end, 7)
    await desk.ask(902)
    assert [card for card in await desk.waiting(ShowCard) if card.card == "panel:7"] == []
    assert first


async def test_off_shift_the_panel_follows_the_tickets_that_were_kept(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.do(end_shift, 7)
    await desk.done(show_panel, 7, fresh=True)
    desk.later(hours=1)
    await desk.do(close_ticket, 7, ticket_id)
    (panel,) = [card for card in await desk.waiting(ShowCard) if card.card == "panel:7"]
    assert panel.text.key is TextKey.PANEL_OFF_SHIFT
    assert (panel.text.values["load"], panel.fresh) == (0, False)
    await desk.settle_all()
    # Nobody waits for them, and the queue is not their business.
    desk.later(hours=1)
    await desk.ask(901)
    assert not [card for card in await desk.waiting(ShowCard) if card.chat_id == 7]


async def statements_of(desk: Desk, number: int) -> int:
    """How many statements it takes to open a ticket that nobody can take."""
    who = await desk.customer(number)
    await desk.settle_all()
    with counted(desk.database) as count:
        async with desk.work() as work:
            assert await open_ticket(work, who, desk.rules.topics[0].key)
    return len(count)


async def test_opening_costs_the_same_with_however_many_operators(desk: Desk) -> None:
    await desk.staff(1, capacity=1)
    await desk.talk(800)
    for number in range(2, 11):
        await desk.do(on_shift_and_full, number)
    with_ten = await statements_of(desk, 900)
    (asked,) = await desk.for_many()
    assert asked.effect == ShowQueue()
    for number in range(11, 301):
        await desk.do(on_shift_and_full, number)
    assert await statements_of(desk, 901) <= with_ten
    assert [row.effect for row in await desk.for_many()] == [ShowQueue()]


async def test_an_audience_is_told_in_parts_and_a_kill_in_between_tells_nobody_twice(
    desk: Desk,
) -> None:
    await desk.staff(1, capacity=1)
    await desk.talk(800)
    for number in range(2, 121):
        await desk.do(on_shift_and_full, number)
    await statements_of(desk, 900)
    told: list[int] = []
    kills = 0
    while rows := await desk.for_many():
        # The first try of each part dies before its commit.
        with suppress(Killed):
            async with desk.work() as work:
                await work.uow.outbox.settle([rows[0].id], EffectState.SENT, work.now)
                await settle_effect(work, rows[0], Sent())
                kills += 1
                raise Killed
        async with desk.work() as work:
            await work.uow.outbox.settle([rows[0].id], EffectState.SENT, work.now)
            await settle_effect(work, rows[0], Sent())
        told = [card.chat_id for card in await desk.waiting(ShowCard) if card.card[:6] == "queue:"]
        assert len(told) <= kills * AT_ONCE
    assert told == list(range(1, 121))
    assert kills == 3


async def test_a_notice_reaches_supervisors_who_started_the_bot_each_in_their_language(
    desk: Desk,
) -> None:
    await desk.staff(8, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(9, on_shift=False)
    for number, language in ((6, "uk"), (7, "ru")):
        await desk.do(
            add_operator,
            Person(number, f"Op {number}", None, language),
            role=Role.SUPERVISOR,
            capacity=6,
            skills=frozenset(),
        )
    await desk.done(greet, Person(6, "Op 6", None, "uk"))  # the other one never starts the bot
    await desk.do(rooms_are_full)
    said = await desk.waiting(SendText)
    assert [(each.chat_id, each.text.language) for each in said] == [(6, "uk"), (8, "en")]


async def rooms_are_full(work: Work) -> None:
    """Something that supervisors are to hear."""
    await notify_supervisors(work, NoticeKey.ROOMS_FULL)


class Killed(Exception):
    """Here the process ends."""


async def on_shift_and_full(work: Work, number: int) -> None:
    """A colleague who has a ticket and can take none beside it."""
    who = person(number, f"Op {number}")
    operators = work.uow.operators
    await operators.add(
        who, role=Role.OPERATOR, capacity=0, phone=None, skills=frozenset(), now=work.now
    )
    await operators.seen(who)
    await operators.start_shift(number, work.now)
