"""Figures of a range of days, part by part, beside those of the range before. Pure: the definitions
are those of /stats (`core.statistics.rules`)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from core.model.facts import Facts, TicketLine
from core.statistics.rules.figures import (
    Course,
    OperatorFigures,
    QueueHour,
    Summary,
    by_operator,
    course_of,
    queue_by_hour,
    stays,
    summary,
)
from core.statistics.rules.periods import Period
from core.statistics.views import spreadsheets

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of some of the tickets: of a day, an hour of the day, a topic, by its label."""

    label: str
    figures: Summary


@dataclass(frozen=True, slots=True)
class Stars:
    """How many tickets got so many stars."""

    stars: int
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """A range's figures. `days` has each day of it, `hours` all 24 hours of the day, whatever the
    day, and `queue` who waited in them; `topics` those that there were; `course` goes along
    `period.edges`. `before`: of as many days just before it."""

    period: Period
    figures: Summary
    before_period: Period
    before: Summary
    days: tuple[Part, ...]
    hours: tuple[Part, ...]
    queue: tuple[QueueHour, ...]
    topics: tuple[Part, ...]
    operators: tuple[OperatorFigures, ...]
    operators_before: tuple[OperatorFigures, ...]
    course: Course
    stars: tuple[Stars, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The same as CSV, for spreadsheets."""

    days: str
    hours: str
    topics: str
    operators: str
    tickets: str


def range_before(period: Period) -> Period:
    """As many days, just before it."""
    length = timedelta(days=period.days)
    return Period(period.first - length, period.last - length, period.zone)


def report(facts: Facts, before: Facts, period: Period, within: timedelta, now: datetime) -> Report:
    """The figures of `period`, whose rows are `facts`; an answer after at most `within` is in
    time."""
    zone = ZoneInfo(period.zone)

    def figures(some: Iterable[TicketLine]) -> Summary:
        return summary(replace(facts, tickets=tuple(some)), within, now)

    def day(ticket: TicketLine) -> str:
        return f"{ticket.opened_at.astimezone(zone):%Y-%m-%d}"

    def hour(ticket: TicketLine) -> str:
        return f"{ticket.opened_at.astimezone(zone):%H}:00"

    all_days = [
        f"{period.first + timedelta(days=number):%Y-%m-%d}" for number in range(period.days)
    ]
    by_day, by_hour = _grouped(facts.entered, day), _grouped(facts.entered, hour)
    by_topic = _grouped(facts.entered, lambda ticket: ticket.topic)
    stars = _grouped(facts.entered, lambda ticket: ticket.stars)
    known = stays(facts, now)
    return Report(
        period=period,
        figures=figures(facts.tickets),
        before_period=range_before(period),
        before=summary(before, within, now),
        days=tuple(Part(label, figures(by_day.get(label, ()))) for label in all_days),
        hours=tuple(
            Part(label, figures(by_hour.get(label, ())))
            for label in (f"{number:02}:00" for number in range(24))
        ),
        queue=queue_by_hour(known, period.since, period.until, zone, now),
        topics=tuple(Part(topic, figures(by_topic[topic])) for topic in sorted(by_topic)),
        operators=tuple(by_operator(facts, now)),
        operators_before=tuple(by_operator(before, now)),
        course=course_of(facts, known, period.edges, now),
        stars=tuple(Stars(number, len(stars.get(number, ()))) for number in range(1, 6)),
    )


def sheets(made: Report, facts: Facts) -> Sheets:
    """As files, each beginning with a line that names its columns."""
    zone = made.period.zone

    def labelled(some: Iterable[Part]) -> list[tuple[str, Summary]]:
        return [(part.label, part.figures) for part in some]

    return Sheets(
        spreadsheets.summaries_file("day", labelled(made.days), zone),
        spreadsheets.hours_file(labelled(made.hours), made.queue, zone),
        spreadsheets.summaries_file("topic", labelled(made.topics), zone),
        spreadsheets.operators_file(made.operators, zone),
        spreadsheets.tickets_file(facts, zone),
    )


def _grouped(
    tickets: Sequence[TicketLine], key: Callable[[TicketLine], Key]
) -> dict[Key, list[TicketLine]]:
    groups: dict[Key, list[TicketLine]] = defaultdict(list)
    for ticket in tickets:
        groups[key(ticket)].append(ticket)
    return groups
