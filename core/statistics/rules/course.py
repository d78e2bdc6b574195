"""Computes how a period went, hour by hour: who waited, who was held, who was on shift. The
definitions: docs/statistics.md."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

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
