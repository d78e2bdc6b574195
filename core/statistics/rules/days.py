"""A day's figures by itself, and those of many days as sums of them.

What holds of a range is then the sum of its days: so a ticket that left one operator on two days is
counted, in what they handled, on either.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from operator import add
from zoneinfo import ZoneInfo

from core.model.day_figures import DayFigures, Sums
from core.model.facts import Facts, Staff, TicketLine
from core.model.records import MOST_STARS
from core.statistics.rules.course import Course, course_of, queue_sums, stays
from core.statistics.rules.figures import (
    OperatorFigures,
    Summary,
    Tally,
    counted,
    operator_figures,
    opinions,
    served,
)
from core.statistics.rules.periods import Period


def each_day(period: Period) -> Iterator[Period]:
    """Part a period into its days."""
    for number in range(period.days):
        day = period.first + timedelta(days=number)
        yield Period(day, day, period.zone)


def day_of(moment: datetime, zone: str) -> date:
    """Return the day in which a moment is."""
    return moment.astimezone(ZoneInfo(zone)).date()


def day_figures(facts: Facts, day: Period, within: timedelta, now: datetime) -> DayFigures:
    """Compute the figures of a day from its rows: of the tickets that entered on it, of those that
    have ended; an answer after at most `within` is in time."""
    zone = ZoneInfo(day.zone)
    ended = [one for one in facts.entered if one.closed_at is not None]
    hours, topics = defaultdict[int, Tally](Tally), defaultdict[str, Tally](Tally)
    stars = Counter[int | None]()
    for ticket in ended:
        one = counted(ticket, within, now)
        hours[ticket.opened_at.astimezone(zone).hour].add(one)
        topics[ticket.topic].add(one)
        stars[ticket.stars] += 1
    known = stays(facts, now)
    whole = course_of(facts, known, (day.since, day.until), now)
    return DayFigures(
        day=day.first,
        hours={hour: tally.sums for hour, tally in hours.items()},
        topics={topic: tally.sums for topic, tally in topics.items()},
        operators=served(facts, ended, now),
        stars=tuple(stars[number] for number in range(1, MOST_STARS + 1)),
        waiting=whole.waiting[0],
        load=whole.load[0],
        on_shift=whole.on_shift[0],
        queue=queue_sums(known, day.since, day.until, zone, now),
    )


def with_open(
    days: Iterable[DayFigures],
    still_open: Collection[TicketLine],
    zone: str,
    within: timedelta,
    now: datetime,
) -> list[DayFigures]:
    """Add the tickets that are still open to the days on which they entered."""
    of_days = defaultdict[date, list[TicketLine]](list)
    for ticket in still_open:
        of_days[day_of(ticket.opened_at, zone)].append(ticket)
    return [
        _with_open(day, of_days[day.day], zone, within, now) if day.day in of_days else day
        for day in days
    ]


def _with_open(
    day: DayFigures, tickets: Collection[TicketLine], zone: str, within: timedelta, now: datetime
) -> DayFigures:
    hours, topics, operators = dict(day.hours), dict(day.topics), dict(day.operators)
    stars = list(day.stars)
    for ticket in tickets:
        sums = counted(ticket, within, now).sums
        hour = ticket.opened_at.astimezone(ZoneInfo(zone)).hour
        hours[hour] = added(hours.get(hour), sums)
        topics[ticket.topic] = added(topics.get(ticket.topic), sums)
        if ticket.operator_id is not None:
            theirs = (0, 0, *opinions([ticket]), 0, 0, 0)
            operators[ticket.operator_id] = added(operators.get(ticket.operator_id), theirs)
        if ticket.stars is not None:
            stars[ticket.stars - 1] += 1
    return replace(day, hours=hours, topics=topics, operators=operators, stars=tuple(stars))


def added(sums: Sums | None, more: Sums) -> Sums:
    """Add up, place by place."""
    return more if sums is None else tuple(map(add, sums, more))


@dataclass(frozen=True, slots=True)
class Range:
    """What several days come to."""

    figures: Summary
    operators: tuple[OperatorFigures, ...]
    course: Course
    topics: Mapping[str, Summary] = field(default_factory=dict)


def summary_of(sums: Iterable[Sums]) -> Summary:
    """Return the figures of all these together."""
    tally = Tally()
    for each in sums:
        tally.take(each)
    return tally.summary


def of_days(days: Collection[DayFigures], staff: Iterable[Staff]) -> Range:
    """Add the days up; the course goes along them."""
    operators: dict[int, Sums] = {}
    for day in days:
        for who, sums in day.operators.items():
            operators[who] = added(operators.get(who), sums)
    return Range(
        summary_of(sums for day in days for sums in day.topics.values()),
        tuple(operator_figures(staff, operators)),
        Course(
            tuple(day.waiting for day in days),
            tuple(day.load for day in days),
            tuple(day.on_shift for day in days),
        ),
        {
            topic: summary_of(day.topics[topic] for day in days if topic in day.topics)
            for topic in sorted({topic for day in days for topic in day.topics})
        },
    )
