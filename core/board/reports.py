"""Figures of a range of days, part by part, beside those of the range before. Pure: the definitions
are those of /stats (`core.statistics.rules`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from core.model.records import MOST_STARS
from core.statistics.kept import Read
from core.statistics.rules.course import Course, QueueHour, queue_hours
from core.statistics.rules.days import summary_of
from core.statistics.rules.figures import OperatorFigures, Summary
from core.statistics.rules.periods import Period
from core.statistics.sheets import Sheet
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
class Tagged:
    """How many of the tickets that were opened have a tag now."""

    tag: str
    count: int


@dataclass(frozen=True, slots=True)
class Came:
    """How many of the tickets that were opened came by a link."""

    source: str
    count: int


@dataclass(frozen=True, slots=True)
class CannedUse:
    """How often a canned reply was said in those days."""

    shortcut: str
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
    tags: tuple[Tagged, ...] = ()
    sources: tuple[Came, ...] = ()
    replies: tuple[CannedUse, ...] = ()


def range_before(period: Period) -> Period:
    """As many days, just before it."""
    length = timedelta(days=period.days)
    return Period(period.first - length, period.last - length, period.zone)


def report(
    asked: Read,
    before: Read,
    tags: Iterable[tuple[str, int]] = (),
    sources: Iterable[tuple[str, int]] = (),
    replies: Iterable[tuple[str, int]] = (),
) -> Report:
    """The figures of a period, from what was read of it and of the one before; `tags`: how many of
    its tickets have each, `sources`: how many came by each link, `replies`: how often each canned
    one was said."""
    period, days = asked.period, asked.days
    now, then = asked.added_up(), before.added_up()
    return Report(
        period=period,
        figures=now.figures,
        before_period=before.period,
        before=then.figures,
        days=tuple(Part(f"{one.day:%Y-%m-%d}", summary_of(one.topics.values())) for one in days),
        hours=tuple(
            Part(f"{hour:02}:00", summary_of(one.hours[hour] for one in days if hour in one.hours))
            for hour in range(24)
        ),
        queue=queue_hours(one.queue for one in days),
        topics=tuple(
            Part(topic, summary_of(one.topics[topic] for one in days if topic in one.topics))
            for topic in sorted({topic for one in days for topic in one.topics})
        ),
        operators=now.operators,
        operators_before=then.operators,
        course=now.course,
        stars=tuple(
            Stars(number + 1, sum(one.stars[number] for one in days))
            for number in range(MOST_STARS)
        ),
        tags=tuple(Tagged(tag, count) for tag, count in tags),
        sources=tuple(Came(source, count) for source, count in sources),
        replies=tuple(CannedUse(shortcut, count) for shortcut, count in replies),
    )


def sheet(made: Report, which: Sheet) -> str:
    """As a file that begins with a line that names its columns. Raises ValueError for that of
    tickets, which is made of rows (`core.statistics.sheets`)."""
    zone = made.period.zone

    def labelled(some: Iterable[Part]) -> list[tuple[str, Summary]]:
        return [(part.label, part.figures) for part in some]

    match which:
        case Sheet.DAYS:
            return spreadsheets.summaries_file("day", labelled(made.days), zone)
        case Sheet.HOURS:
            return spreadsheets.hours_file(labelled(made.hours), made.queue, zone)
        case Sheet.TOPICS:
            return spreadsheets.summaries_file("topic", labelled(made.topics), zone)
        case Sheet.OPERATORS:
            return spreadsheets.operators_file(made.operators, zone)
        case Sheet.TICKETS:
            raise ValueError("tickets are no figures")
