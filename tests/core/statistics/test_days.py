"""Figures of many days are the sums of those of each."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from core.model.facts import Facts, TicketLine
from core.statistics.rules.course import course, queue_by_hour, queue_hours, stays
from core.statistics.rules.days import day_figures, each_day, of_days, summary_of, with_open
from core.statistics.rules.figures import OperatorFigures, by_operator, summary
from core.statistics.rules.periods import Period
from tests.core.statistics.test_figures import MIDNIGHT, NOW, WITHIN, days

ZONE = "Europe/Kyiv"
BEGUN = datetime(2026, 10, 24, tzinfo=UTC)  # the clocks are put back on the second day
PERIOD = Period(date(2026, 10, 24), date(2026, 10, 26), ZONE)
WITHIN_HOURS = WITHIN * 60


def later(moment: datetime | None) -> datetime | None:
    """The same with an hour for each minute: over some days."""
    return None if moment is None else BEGUN + (moment - MIDNIGHT) * 60


def at(hour: int) -> datetime:
    return BEGUN + timedelta(hours=hour)


def stretched(one: Any) -> Any:
    names = [name for name in one.__slots__ if name in ("start", "end") or name.endswith("_at")]
    return replace(one, **{name: later(getattr(one, name)) for name in names})


def touching(whole: Facts, part: Period) -> Facts:
    """What the database tells of a period."""

    def touches(start: datetime, end: datetime | None) -> bool:
        return start < part.until and (end is None or end >= part.since)

    lines = [one for one in whole.tickets if touches(one.opened_at, one.closed_at)]
    ids = {one.id for one in lines}
    return Facts(
        part.since,
        part.until,
        lines,
        [one for one in whole.holdings if one.ticket_id in ids and one.start < part.until],
        [one for one in whole.shifts if touches(one.start, one.end)],
        [one for one in whole.breaks if touches(one.start, one.end)],
        whole.staff,
    )


def over_days(facts: Facts) -> Facts:
    return touching(
        replace(
            facts,
            tickets=[stretched(one) for one in facts.tickets],
            holdings=[stretched(one) for one in facts.holdings],
            shifts=[stretched(one) for one in facts.shifts],
            breaks=[stretched(one) for one in facts.breaks],
        ),
        PERIOD,
    )


def left_twice(facts: Facts) -> set[int]:
    """Operators whom one ticket left on several days."""
    left = {
        (one.operator_id, one.ticket_id, one.end.astimezone(ZoneInfo(ZONE)).date())
        for one in facts.holdings
        if one.end is not None
    }
    return {who for (who, _), count in Counter(one[:2] for one in left).items() if count > 1}


@given(days())
@settings(max_examples=150, deadline=None)
def test_a_range_is_the_sum_of_its_days(drawn: Facts) -> None:
    facts, now = over_days(drawn), at(NOW)
    each = [day_figures(touching(facts, day), day, WITHIN_HOURS, now) for day in each_day(PERIOD)]
    still_open = [one for one in facts.entered if one.closed_at is None]
    whole = with_open(each, still_open, ZONE, WITHIN_HOURS, now)
    found = of_days(whole, facts.staff)
    assert found.figures == summary(facts, WITHIN_HOURS, now)
    assert summary_of(sums for day in whole for sums in day.hours.values()) == found.figures
    expected = course(facts, PERIOD.edges, now)
    assert found.course.waiting == expected.waiting
    for line, other in (("load", "load"), ("on_shift", "on_shift")):
        assert getattr(found.course, line) == pytest.approx(getattr(expected, other))
    by_hour = queue_by_hour(stays(facts, now), PERIOD.since, PERIOD.until, ZoneInfo(ZONE), now)
    for hour, other_hour in zip(queue_hours(day.queue for day in whole), by_hour, strict=True):
        assert hour.most == other_hour.most
        assert hour.mean == pytest.approx(other_hour.mean)
    assert sum(map(sum, (day.stars for day in whole))) == found.figures.rating.count
    several = left_twice(facts)
    for one, other_one in zip(found.operators, by_operator(facts, now), strict=True):
        assert without_handled(one) == without_handled(other_one)
        if one.id not in several:
            assert (one.handled, one.aht) == (other_one.handled, other_one.aht)
        assert one.handled >= other_one.handled


def without_handled(one: OperatorFigures) -> OperatorFigures:
    return replace(one, handled=0, aht=None)


def test_a_ticket_that_left_an_operator_on_two_days_counts_on_either() -> None:
    from core.model.facts import Holding, Staff
    from core.model.tickets import TicketStatus

    line = TicketLine(
        1, 1, "", "general", TicketStatus.CLOSED, at(0), at(1), at(1), at(2), at(40), operator_id=1
    )
    held = [Holding(1, 1, at(1), at(5)), Holding(1, 1, at(30), at(40))]
    facts = Facts(PERIOD.since, PERIOD.until, [line], held, staff=[Staff(1, "Olga", 2, 0)])
    each = [
        day_figures(touching(facts, day), day, WITHIN_HOURS, at(60)) for day in each_day(PERIOD)
    ]
    (olga,) = of_days(each, facts.staff).operators
    assert (olga.handled, olga.aht) == (2, timedelta(hours=7))
    assert by_operator(facts, at(60))[0].handled == 1
