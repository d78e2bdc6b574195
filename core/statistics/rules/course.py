"""Computes how a period went, hour by hour: who waited, who was held, who was on shift. The
definitions: docs/statistics.md."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from core.model.day_figures import QueueSum
from core.model.facts import Facts, TicketLine
from core.statistics.rules.periods import Stretch, levels, union, without

_HOUR = timedelta(hours=1)


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
            elsewhere = [*_served(ticket, held, end), *ticket.rests]
            found.waiting.extend(without([(ticket.opened_at, end)], union(elsewhere)))
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
    return queue_hours([queue_sums(known, since, until, zone, now)])


def queue_sums(
    known: Stays, since: datetime, until: datetime, zone: tzinfo, now: datetime
) -> dict[int, QueueSum]:
    """Compute the same as sums, by the hour of the day."""
    edges = [since]
    while edges[-1] < until:
        edges.append(min(edges[-1] + _HOUR, until))
    ends = [min(edge, now) for edge in edges]
    found: dict[int, QueueSum] = {}
    for number, (level, average) in enumerate(levels(known.waiting, edges, ends)):
        if level is None or average is None:
            continue
        hour = edges[number].astimezone(zone).hour
        span = (ends[number + 1] - edges[number]).total_seconds()
        found[hour] = _together(found.get(hour), QueueSum(level, average * span, span))
    return found


def queue_hours(days: Iterable[Mapping[int, QueueSum]]) -> tuple[QueueHour, ...]:
    """Return what several days' sums come to, for each of the 24 hours."""
    found: dict[int, QueueSum] = {}
    for day in days:
        for hour, one in day.items():
            found[hour] = _together(found.get(hour), one)
    return tuple(
        QueueHour(found[hour].most, found[hour].waited / found[hour].passed)
        if hour in found
        else QueueHour(None, None)
        for hour in range(24)
    )


def _together(one: QueueSum | None, other: QueueSum) -> QueueSum:
    if one is None:
        return other
    return QueueSum(max(one.most, other.most), one.waited + other.waited, one.passed + other.passed)


def _served(ticket: TicketLine, stays: Sequence[Stretch], end: datetime) -> Sequence[Stretch]:
    """Return when the ticket did not wait: somebody held it, or its group had answered."""
    if ticket.place is None or not ticket.place.is_relayed or ticket.met_at is None:
        return stays
    return union([*stays, (ticket.met_at, end)])
