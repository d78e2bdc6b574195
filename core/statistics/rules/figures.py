"""Computes a desk's figures in the call-centre's terms: rows in, figures out.

The definitions and where they come from: docs/statistics.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from core.model.facts import ZERO, Facts, Holding, Span, Staff, TicketLine
from core.statistics.rules.periods import Stretch, common, length, union, without

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
class Counted:
    """What one ticket adds to figures. `in_time` is None while it is not judged."""

    answered: bool
    abandoned: bool
    waiting: bool
    wait: timedelta | None
    first_response: timedelta | None
    handling: timedelta | None
    in_time: bool | None
    stars: int | None
    solved: bool | None


def counted(one: TicketLine, within: timedelta, now: datetime) -> Counted:
    """What a ticket adds. An answer after at most `within` is in time; one that ended unanswered in
    that time is not judged, nor is one that waits for less."""
    wait = one.wait
    is_late = wait is None and (one.closed_at or now) - one.opened_at > within
    return Counted(
        answered=wait is not None,
        abandoned=wait is None and one.is_abandoned,
        waiting=wait is None and one.closed_at is None,
        wait=wait,
        first_response=one.first_response,
        handling=None if wait is None else one.handling,
        in_time=wait <= within if wait is not None else (False if is_late else None),
        stars=one.stars,
        solved=one.solved,
    )


class Mean:
    """A mean that grows."""

    __slots__ = ("count", "total")

    def __init__(self) -> None:
        self.total, self.count = ZERO, 0

    def add(self, value: timedelta | None) -> None:
        """Take one more in; None counts for nothing."""
        if value is not None:
            self.total += value
            self.count += 1

    @property
    def value(self) -> timedelta | None:
        """The mean; None without any."""
        return self.total / self.count if self.count else None


class Tally:
    """Figures of tickets that are taken in one by one: one look at a ticket does for its day, its
    hour and its topic."""

    __slots__ = (
        "_abandoned",
        "_answered",
        "_entered",
        "_first_response",
        "_handling",
        "_in_time",
        "_judged",
        "_rated",
        "_replied",
        "_stars",
        "_wait",
        "_waiting",
        "_yes",
    )

    def __init__(self) -> None:
        self._entered = self._answered = self._abandoned = self._waiting = 0
        self._in_time = self._judged = self._stars = self._rated = self._yes = self._replied = 0
        self._wait, self._first_response, self._handling = Mean(), Mean(), Mean()

    def add(self, one: Counted) -> None:
        """Take one more in."""
        self._entered += 1
        self._answered += one.answered
        self._abandoned += one.abandoned
        self._waiting += one.waiting
        self._wait.add(one.wait)
        self._first_response.add(one.first_response)
        self._handling.add(one.handling)
        if one.in_time is not None:
            self._judged += 1
            self._in_time += one.in_time
        if one.stars is not None:
            self._rated += 1
            self._stars += one.stars
        if one.solved is not None:
            self._replied += 1
            self._yes += one.solved

    @property
    def summary(self) -> Summary:
        """The figures of all that were taken in."""
        return Summary(
            entered=self._entered,
            answered=self._answered,
            abandoned=self._abandoned,
            waiting=self._waiting,
            asa=self._wait.value,
            frt=self._first_response.value,
            aht=self._handling.value,
            service_level=self._in_time / self._judged if self._judged else None,
            rating=Rating(self._stars / self._rated if self._rated else None, self._rated),
            solved=Solved(self._yes, self._replied),
        )


def summary(facts: Facts, within: timedelta, now: datetime) -> Summary:
    """Compute the desk's figures. An answer after at most `within` is in time."""
    tally = Tally()
    for one in facts.entered:
        tally.add(counted(one, within, now))
    return tally.summary


def service_level(entered: Iterable[TicketLine], within: timedelta, now: datetime) -> float | None:
    """The share of tickets answered in time, of all but those that ended unanswered in that time. A
    ticket that waits for less than that is not judged yet."""
    judged = [counted(one, within, now).in_time for one in entered]
    known = [in_time for in_time in judged if in_time is not None]
    return sum(known) / len(known) if known else None


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
