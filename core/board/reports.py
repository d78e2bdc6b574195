"""Figures of a range of days, part by part, beside those of the range before. Pure: the definitions
are those of /stats (`core.statistics.rules`)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.model.facts import Facts
from core.statistics.rules.course import Course, QueueHour, course_of, queue_by_hour, stays
from core.statistics.rules.figures import (
    OperatorFigures,
    Summary,
    Tally,
    by_operator,
    counted,
    summary,
)
from core.statistics.rules.periods import Period
from core.statistics.views import spreadsheets


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

    total = Tally()
    days: dict[date, Tally] = defaultdict(Tally)
    hours: dict[int, Tally] = defaultdict(Tally)
    topics: dict[str, Tally] = defaultdict(Tally)
    stars = Counter[int | None]()
    for ticket in facts.entered:
        local, one = ticket.opened_at.astimezone(zone), counted(ticket, within, now)
        for tally in (total, days[local.date()], hours[local.hour], topics[ticket.topic]):
            tally.add(one)
        stars[ticket.stars] += 1
    all_days = [period.first + timedelta(days=number) for number in range(period.days)]
    known = stays(facts, now)
    return Report(
        period=period,
        figures=total.summary,
        before_period=range_before(period),
        before=summary(before, within, now),
        days=tuple(Part(f"{day:%Y-%m-%d}", days[day].summary) for day in all_days),
        hours=tuple(Part(f"{hour:02}:00", hours[hour].summary) for hour in range(24)),
        queue=queue_by_hour(known, period.since, period.until, zone, now),
        topics=tuple(Part(topic, topics[topic].summary) for topic in sorted(topics)),
        operators=tuple(by_operator(facts, now)),
        operators_before=tuple(by_operator(before, now)),
        course=course_of(facts, known, period.edges, now),
        stars=tuple(Stars(number, stars[number]) for number in range(1, 6)),
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
