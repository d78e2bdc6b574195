"""Computes a desk's figures in the call-centre's terms: rows in, figures out.

The definitions and where they come from: docs/statistics.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TypeVar

from core.model.facts import ZERO, Facts, Holding, Span, Staff, TicketLine
from core.statistics.rules.periods import Stretch, common, length, levels, union, without

_HOUR = timedelta(hours=1)

Owned = TypeVar("Owned", Span, Holding, TicketLine)


@dataclass(frozen=True, slots=True)
class Rating:
    """The mean of the stars; None without any."""

    mean: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Solved:
    """How many customers who were asked said that all is clear, of how many answers."""

    yes: int
    count: int

    @property
    def share(self) -> float | None:
        """0 … 1; None without any answer."""
        return self.yes / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole desk's figures. Means are None where there is nothing to take them of."""

    entered: int
    answered: int
    abandoned: int
    waiting: int  # nobody has answered yet
    asa: timedelta | None
    frt: timedelta | None
    aht: timedelta | None
    service_level: float | None  # 0 … 1
    rating: Rating
    solved: Solved

    @property
    def abandonment(self) -> float | None:
        """Abandoned of those that entered, 0 … 1."""
        return self.abandoned / self.entered if self.entered else None


@dataclass(frozen=True, slots=True)
class OperatorFigures:
    """One operator's figures. `available`: on shift and not on a break; `busy`: of that, with a
    customer."""

    id: int
    name: str
    load: int
    capacity: int
    handled: int
    aht: timedelta | None
    frt: timedelta | None
    rating: Rating
    solved: Solved
    available: timedelta
    busy: timedelta
    workload: timedelta  # of that too, counted once for each ticket

    @property
    def occupancy(self) -> float | None:
        """The share of the available time with at least one ticket, 0 … 1."""
        return self.busy / self.available if self.available else None

    @property
    def fullness(self) -> float | None:
        """The load-weighted occupancy: tickets at a time of those that fit. Above 1 for one whose
        capacity was more before."""
        if not self.available or self.capacity < 1:
            return None
        return self.workload / (self.available * self.capacity)


@dataclass(frozen=True, slots=True)
class Course:
    """How a period went, part by part; None for parts that have not come yet."""

    waiting: tuple[int | None, ...]  # the most at a time
    load: tuple[float | None, ...]  # on average
    on_shift: tuple[float | None, ...]  # on average


@dataclass(frozen=True, slots=True)
class QueueHour:
    """How many waited in one hour of the day: the most at a time, and on average."""

    most: int | None
    mean: float | None


def summary(facts: Facts, within: timedelta, now: datetime) -> Summary:
    """Compute the desk's figures. An answer after at most `within` is in time."""
    entered = facts.entered
    return Summary(
        entered=len(entered),
        answered=sum(one.is_answered for one in entered),
        abandoned=sum(one.is_abandoned for one in entered),
        waiting=sum(one.met_at is None and one.closed_at is None for one in entered),
        asa=_mean(one.wait for one in entered),
        frt=_mean(one.first_response for one in entered),
        aht=_mean(one.handling for one in entered),
        service_level=service_level(entered, within, now),
        rating=_rating(entered),
        solved=_solved(entered),
    )


def service_level(entered: Iterable[TicketLine], within: timedelta, now: datetime) -> float | None:
    """The share of tickets answered in time, of all but those that ended unanswered in that time. A
    ticket that waits for less than that is not judged yet."""
    in_time = judged = 0
    for one in entered:
        wait = one.wait
        if wait is not None:
            judged += 1
            in_time += wait <= within
        elif (one.closed_at or now) - one.opened_at > within:
            judged += 1
    return in_time / judged if judged else None


def by_operator(facts: Facts, now: datetime) -> list[OperatorFigures]:
    """Compute figures for everybody on staff, and for who left it but worked in the period; by
    name."""
    until = min(facts.until, now)
    tickets = {one.id: one for one in facts.tickets}
    last, holdings = _by_operator(facts.entered), _by_operator(facts.holdings)
    shifts, breaks = _by_operator(facts.shifts), _by_operator(facts.breaks)
    figures = []
    for person in facts.staff:
        mine = [
            (held, stretch)
            for held in holdings.get(person.id, ())
            if (stretch := _with_customer(held, tickets.get(held.ticket_id))) is not None
        ]
        on_shift = _within(shifts.get(person.id, ()), facts.since, until)
        available = without(on_shift, _within(breaks.get(person.id, ()), facts.since, until))
        work = [(start, min(end or until, until)) for _held, (start, end) in mine]
        figure = _figures(person, mine, last.get(person.id, []), available, work, facts)
        if not person.removed or figure.handled or figure.available:
            figures.append(figure)
    return sorted(figures, key=lambda figure: (figure.name.casefold(), figure.id))


def _figures(
    person: Staff,
    mine: Sequence[tuple[Holding, tuple[datetime, datetime | None]]],
    last: Sequence[TicketLine],
    available: Sequence[Stretch],
    work: Sequence[Stretch],
    facts: Facts,
) -> OperatorFigures:
    """Compute one operator's figures, from what they held while the customer was there (`mine`, as
    stretches `work`) and the tickets that they held last."""
    ended: dict[int, timedelta] = defaultdict(timedelta)
    for held, (start, end) in mine:
        if end is not None and facts.since <= end < facts.until:
            ended[held.ticket_id] += end - start
    return OperatorFigures(
        id=person.id,
        name=person.name,
        load=person.load,
        capacity=person.capacity,
        handled=len(ended),
        aht=_mean(ended.values()),
        frt=_mean(one.first_response for one in last),
        rating=_rating(last),
        solved=_solved(last),
        available=length(available),
        busy=length(common(union(work), available)),
        workload=sum((length(common([piece], available)) for piece in work), ZERO),
    )


def _with_customer(
    held: Holding, ticket: TicketLine | None
) -> tuple[datetime, datetime | None] | None:
    """The part of a holding in which the customer was there too; None when they never were."""
    if ticket is None or ticket.active_at is None:
        return None
    start = max(held.start, ticket.active_at)
    return None if held.end is not None and held.end <= start else (start, held.end)


def course(facts: Facts, edges: Sequence[datetime], now: datetime) -> Course:
    """Compute how many waited, were with an operator, and were on shift between each two edges. Who
    was answered in a staff group waits no more, whether somebody holds the ticket or not."""
    return course_of(facts, stays(facts, now), edges, now)


@dataclass(frozen=True, slots=True)
class Stays:
    """When tickets waited, and when somebody held them; several at once stand beside each other."""

    waiting: list[Stretch]
    held: list[Stretch]


def stays(facts: Facts, now: datetime) -> Stays:
    """Part each ticket's time into waiting and being held, until `now` where it goes on."""
    holdings: dict[int, list[Stretch]] = defaultdict(list)
    for one in facts.holdings:
        holdings[one.ticket_id].append((one.start, one.end or now))
    found = Stays([], [])
    for ticket in facts.tickets:
        held = union(holdings.get(ticket.id, ()))
        end = ticket.closed_at or now
        if ticket.opened_at < end:
            found.waiting.extend(without([(ticket.opened_at, end)], _served(ticket, held, end)))
        found.held.extend(held)
    return found


def course_of(facts: Facts, known: Stays, edges: Sequence[datetime], now: datetime) -> Course:
    """Compute the same from what is known of the tickets' time."""
    shifts = [(one.start, one.end or now) for one in facts.shifts]
    ends = [min(edge, now) for edge in edges]
    return Course(
        waiting=tuple(most for most, _mean in levels(known.waiting, edges, ends)),
        load=tuple(mean for _most, mean in levels(known.held, edges, ends)),
        on_shift=tuple(mean for _most, mean in levels(shifts, edges, ends)),
    )


def queue_by_hour(
    known: Stays, since: datetime, until: datetime, zone: tzinfo, now: datetime
) -> tuple[QueueHour, ...]:
    """Compute how many waited in each of the 24 hours of the day, over all days of the period: the
    most at a time, and how many on average. None for an hour that has not come in any of them."""
    edges = [since]
    while edges[-1] < until:
        edges.append(min(edges[-1] + _HOUR, until))
    ends = [min(edge, now) for edge in edges]
    most: dict[int, int] = {}
    waited, passed = defaultdict[int, float](float), defaultdict[int, timedelta](timedelta)
    for number, (level, mean) in enumerate(levels(known.waiting, edges, ends)):
        if level is None or mean is None:
            continue
        hour = edges[number].astimezone(zone).hour
        most[hour] = max(most.get(hour, 0), level)
        span = ends[number + 1] - edges[number]
        waited[hour] += mean * span.total_seconds()
        passed[hour] += span
    return tuple(
        QueueHour(most[hour], waited[hour] / passed[hour].total_seconds())
        if hour in most
        else QueueHour(None, None)
        for hour in range(24)
    )


def _served(ticket: TicketLine, stays: Sequence[Stretch], end: datetime) -> Sequence[Stretch]:
    """Return when the ticket did not wait: somebody held it, or its group had answered."""
    if ticket.place is None or not ticket.place.is_relayed or ticket.met_at is None:
        return stays
    return union([*stays, (ticket.met_at, end)])


def _within(spans: Iterable[Span], since: datetime, until: datetime) -> list[Stretch]:
    """Cut the spans to what is between the two moments."""
    return union((max(one.start, since), min(one.end or until, until)) for one in spans)


def _by_operator(owned: Iterable[Owned]) -> Mapping[int | None, list[Owned]]:
    """Group by operator; what nobody held is under None."""
    found: dict[int | None, list[Owned]] = defaultdict(list)
    for one in owned:
        found[one.operator_id].append(one)
    return found


def _mean(values: Iterable[timedelta | None]) -> timedelta | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) / len(known) if known else None


def _solved(tickets: Iterable[TicketLine]) -> Solved:
    answers = [one.solved for one in tickets if one.solved is not None]
    return Solved(sum(answers), len(answers))


def _rating(tickets: Iterable[TicketLine]) -> Rating:
    stars = [one.stars for one in tickets if one.stars is not None]
    return Rating(sum(stars) / len(stars) if stars else None, len(stars))
