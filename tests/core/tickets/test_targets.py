"""Targets by topic: until when a first answer and the end are to come, who is warned, who hears of
it once one is missed, and what counts as met."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest_asyncio

from core.configuration.rules.topics import Reading
from core.model.cards import Card
from core.model.configuration import Ground
from core.model.rules import Topic, WorkingHours
from core.model.target_text_keys import TargetKey
from core.model.targets import TargetKind, pending
from core.model.tickets import TicketEventKind
from core.queue.board import read_queue
from core.statistics.rules.figures import Met, summary
from core.tickets.end import close_ticket
from core.tickets.hand_over import give
from core.tickets.reopen import reopen_own
from tests.core.desk import START, Desk
from tests.core.relayed import DESKS, Relayed, open_up

ANN, BOB, OLGA, IVAN, STAFF = 100, 101, 7, 8, 500
PROMISED = {TargetKind.FIRST_ANSWER.value: 10, TargetKind.RESOLUTION.value: 60}
DAY = timedelta(days=1)


@pytest_asyncio.fixture(loop_scope="session")
async def promised(desk: Desk) -> Desk:
    """Where a first answer is promised in 10 minutes, a solution in an hour."""
    topic = Topic("general", "General", targets=PROMISED)
    desk.rules = replace(
        desk.rules, topics=(topic,), reopen_within=DAY, nudge_after=DAY, answer_within=DAY
    )
    return desk


def test_only_working_time_counts() -> None:
    days = {day: ((time(9), time(12)), (time(13), time(17))) for day in range(5)}
    hours = WorkingHours("Europe/Kyiv", days)
    friday = datetime(2026, 11, 20, 16, 30, tzinfo=UTC).replace(hour=14, minute=30)  # 16:30 there
    assert hours.after(friday, timedelta(minutes=30)) == friday + timedelta(minutes=30)
    monday = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert hours.after(friday, timedelta(minutes=31)) == monday + timedelta(minutes=1)
    assert hours.after(friday, timedelta(hours=4)) == monday + timedelta(hours=4, minutes=30)
    assert WorkingHours("UTC", {}).after(friday, timedelta(minutes=1)) is None
    night = WorkingHours("UTC", {4: ((time(22), time()),), 5: ((time(), time(2)),)})
    assert night.after(friday, timedelta(hours=3)) == datetime(2026, 11, 21, 1, tzinfo=UTC)


def test_a_topic_says_them_in_minutes() -> None:
    table = {"key": "bugs", "title": "Bugs", "first_answer_minutes": 15, "resolution_minutes": 480}
    reading = Reading("topics.toml")
    (topic,) = reading.topics(Ground((table,), "UTC"))
    assert topic.targets == {"first_answer": 15, "resolution": 480}
    reading.topics(Ground(({**table, "first_answer_minutes": 0},), "UTC"))
    (problem,) = reading.problems
    assert "first_answer_minutes must be a whole number of minutes" in problem


async def test_who_holds_it_is_warned_and_supervisors_hear_once_it_is_missed(
    promised: Desk,
) -> None:
    await promised.staff(OLGA)
    ticket = await promised.talk(ANN)
    card = Card.OPERATOR.of(ticket, OLGA)
    promised.later(minutes=7)
    assert (await promised.ticks())["target_near"] == []
    promised.later(minutes=1)
    assert (await promised.ticks())["target_near"] == [ticket]
    assert TargetKey.NEAR in await promised.told(OLGA)
    await promised.settle_all()
    await promised.staff(IVAN)
    await promised.done(give, OLGA, ticket, IVAN)
    assert (await promised.ticks())["target_near"] == [ticket]
    assert TargetKey.NEAR in await promised.told(IVAN)
    await promised.settle_all()
    assert (await promised.ticks())["target_near"] == []
    promised.later(minutes=2)
    done = await promised.ticks()
    assert (done["target_near"], done["target_missed"]) == ([], [ticket])
    (shown,) = await promised.shown(IVAN)
    assert TargetKey.LATE.value in repr(shown.text)
    await promised.settle_all()
    assert (await promised.ticks())["target_missed"] == []
    events = await promised.events(ticket)
    assert events.count(TicketEventKind.TARGET_NEAR) == 2
    assert events.count(TicketEventKind.TARGET_MISSED) == 1
    assert card != shown.card


async def test_an_answer_in_time_asks_for_nothing_and_counts_as_met(promised: Desk) -> None:
    await promised.staff(OLGA)
    ticket = await promised.talk(ANN)
    promised.later(minutes=5)
    await promised.says(ticket, OLGA)
    (card,) = await promised.shown(OLGA)
    assert repr(card.text).count(TargetKey.DUE.value) == 1  # only the end is to come
    promised.later(minutes=30)
    done = await promised.ticks()
    assert (done["target_near"], done["target_missed"]) == ([], [])
    await promised.done(close_ticket, OLGA, ticket)
    late = await promised.talk(BOB)
    promised.later(minutes=11)
    await promised.says(late, OLGA)
    facts = await promised.kept.statistics.facts(START - DAY, promised.now + DAY)
    figures = summary(facts, DAY, promised.now)
    assert (figures.first_answers, figures.resolutions) == (Met(1, 2), Met(1, 1))
    assert figures.first_answers.share == 0.5


async def test_a_ticket_that_goes_on_has_the_time_of_its_end_anew(promised: Desk) -> None:
    await promised.staff(OLGA)
    ticket = await promised.talk(ANN)
    await promised.says(ticket, OLGA)
    await promised.done(close_ticket, OLGA, ticket)
    promised.later(hours=3)
    await promised.done(reopen_own, ANN, ticket)
    left = pending(await promised.kept.targets.of([ticket]), await promised.ticket(ticket))
    assert [(each.kind, each.due_at - promised.now) for each in left] == [
        (TargetKind.RESOLUTION, timedelta(hours=1))
    ]


async def test_who_is_late_stands_first_in_the_queue(promised: Desk) -> None:
    calm = Topic("calm", "Calm", priority=5)
    promised.rules = replace(promised.rules, topics=(*promised.rules.topics, calm))
    first = await promised.ask(BOB, "calm")
    late = await promised.ask(ANN, "general")
    promised.later(minutes=11)
    async with promised.work() as work:
        board = await read_queue(work)
    assert [each.id for each in board.waiting] == [late, first]
    assert board.late == {late}


async def test_at_a_desk_that_nobody_holds_its_group_is_warned(desk: Desk) -> None:
    groups = Relayed(await open_up(desk))
    bugs, plans = desk.rules.topics
    desk.rules = replace(desk.rules, topics=(replace(bugs, targets=PROMISED), plans))
    ticket = await groups.opens(ANN, "It fails")
    desk.later(minutes=8)
    assert (await desk.ticks())["target_near"] == [ticket]
    assert TargetKey.NEAR in await desk.told(DESKS - 1)
