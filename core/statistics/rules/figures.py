"""Computes a desk's figures in the call-centre's terms: rows in, figures out.

The definitions and where they come from: docs/statistics.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import add
from typing import TypeVar

from core.model.day_figures import Sums
from core.model.facts import ZERO, Facts, Holding, Span, Staff, TicketLine
from core.model.tickets import TicketStatus
from core.statistics.rules.periods import Stretch, common, length, union, without

Owned = TypeVar("Owned", Span, Holding, TicketLine)

MICROSECOND = timedelta(microseconds=1)

NOTHING_DONE: Sums = (0,) * 11
"""Of an operator: as `served` has it."""


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
class Met:
    """How many targets were met, of those of which it is known."""

    met: int = 0
    count: int = 0

    @property
    def share(self) -> float | None:
        """0 … 1; None without any."""
        return self.met / self.count if self.count else None


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
    reopened: int = 0  # went on after an end
    first_answers: Met = Met()
    resolutions: Met = Met()

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
    reopened: bool = False
    first_answer_met: bool | None = None  # None while it is not known, or without a target
    resolution_met: bool | None = None

    @property
    def sums(self) -> Sums:
        """As `Tally` adds them up."""
        return (
            1, self.answered, self.abandoned, self.waiting,
            bool(self.in_time), self.in_time is not None,
            self.stars or 0, self.stars is not None, bool(self.solved), self.solved is not None,
            self.reopened,
            bool(self.first_answer_met), self.first_answer_met is not None,
            bool(self.resolution_met), self.resolution_met is not None,
            *_time(self.wait), *_time(self.first_response), *_time(self.handling),
        )  # fmt: skip


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
        reopened=one.reopened_at is not None,
        first_answer_met=_is_met(one.answer_target, one.answered_at, one, now),
        resolution_met=_is_met(one.resolution_target, _solved_at(one), one, now),
    )


def _solved_at(one: TicketLine) -> datetime | None:
    return one.closed_at if one.status is TicketStatus.CLOSED else None


def _is_met(
    due: datetime | None, came: datetime | None, one: TicketLine, now: datetime
) -> bool | None:
    """Whether it came in time. What ended before without it is not judged, nor what is not due."""
    if due is None:
        return None
    if came is not None:
        return came <= due
    return False if due < (one.closed_at or now) else None


class Tally:
    """Figures of tickets that are taken in one by one, or as sums of several: one look at a ticket
    does for its day, its hour and its topic."""

    __slots__ = ("_sums",)

    def __init__(self) -> None:
        self._sums: Sums = (0,) * 21

    def add(self, one: Counted) -> None:
        """Take one more in."""
        self.take(one.sums)

    def take(self, sums: Sums) -> None:
        """Take in what another one has."""
        self._sums = tuple(map(add, self._sums, sums))

    @property
    def sums(self) -> Sums:
        """What was taken in, to be taken in by others."""
        return self._sums

    @property
    def summary(self) -> Summary:
        """The figures of all that were taken in."""
        (entered, answered, abandoned, waiting, in_time, judged, stars, rated, yes, replied,
         reopened, answers_met, answers_due, ends_met, ends_due, *times) = self._sums  # fmt: skip
        wait, waits, response, responses, handling, handled = times
        return Summary(
            entered=entered,
            answered=answered,
            abandoned=abandoned,
            waiting=waiting,
            asa=mean(wait, waits),
            frt=mean(response, responses),
            aht=mean(handling, handled),
            service_level=in_time / judged if judged else None,
            rating=Rating(stars / rated if rated else None, rated),
            solved=Solved(yes, replied),
            reopened=reopened,
            first_answers=Met(answers_met, answers_due),
            resolutions=Met(ends_met, ends_due),
        )


def mean(total: int, count: int) -> timedelta | None:
    """The mean of times whose sum is `total` (microseconds); None without any."""
    return total * MICROSECOND / count if count else None


def _time(value: timedelta | None) -> tuple[int, int]:
    """As a sum of times and their count."""
    return (0, 0) if value is None else (value // MICROSECOND, 1)


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
    return operator_figures(facts.staff, served(facts, facts.entered, now))


def operator_figures(staff: Iterable[Staff], sums: Mapping[int, Sums]) -> list[OperatorFigures]:
    """Return what the sums of `served` come to, for the same people."""
    figures = [_figures(person, sums.get(person.id, NOTHING_DONE)) for person in staff]
    known = [
        figure
        for person, figure in zip(staff, figures, strict=True)
        if not person.removed or figure.handled or figure.available
    ]
    return sorted(known, key=lambda figure: (figure.name.casefold(), figure.id))


def _figures(person: Staff, sums: Sums) -> OperatorFigures:
    (handled, handling, response, responses, stars, rated, yes, replied, *times) = sums
    available, busy, workload = (value * MICROSECOND for value in times)
    return OperatorFigures(
        id=person.id,
        name=person.name,
        load=person.load,
        capacity=person.capacity,
        handled=handled,
        aht=mean(handling, handled),
        frt=mean(response, responses),
        rating=Rating(stars / rated if rated else None, rated),
        solved=Solved(yes, replied),
        available=available,
        busy=busy,
        workload=workload,
    )


def served(facts: Facts, entered: Iterable[TicketLine], now: datetime) -> dict[int, Sums]:
    """Return by operator what they did in the period, and what came of those of the `entered`
    tickets that they held last, as sums: handled and its time, times to the first answer and how
    many, stars and how many gave any, yes and how many answered, time available, busy, and busy by
    load."""
    until = min(facts.until, now)
    tickets = {one.id: one for one in facts.tickets}
    last, holdings = _by_operator(entered), _by_operator(facts.holdings)
    shifts, breaks = _by_operator(facts.shifts), _by_operator(facts.breaks)
    found: dict[int, Sums] = {}
    for who in {*last, *holdings, *shifts}:
        if who is None:
            continue
        mine = [
            (held, stretch)
            for held in holdings.get(who, ())
            if (stretch := _with_customer(held, tickets.get(held.ticket_id))) is not None
        ]
        on_shift = _within(shifts.get(who, ()), facts.since, until)
        available = without(on_shift, _within(breaks.get(who, ()), facts.since, until))
        work = [(start, min(end or until, until)) for _held, (start, end) in mine]
        found[who] = (
            *_handled(mine, facts),
            *opinions(last.get(who, ())),
            *_time_of(work, available),
        )
    return found


def _handled(
    mine: Sequence[tuple[Holding, tuple[datetime, datetime | None]]], facts: Facts
) -> tuple[int, int]:
    """How many tickets left somebody in the period, of what they held while the customer was there
    (`mine`), and for how long they held those."""
    ended: dict[int, timedelta] = defaultdict(timedelta)
    for held, (start, end) in mine:
        if end is not None and facts.since <= end < facts.until:
            ended[held.ticket_id] += end - start
    return len(ended), sum(ended.values(), ZERO) // MICROSECOND


def opinions(last: Iterable[TicketLine]) -> Sums:
    """Return what came of tickets for who held them last: times to the first answer and how many,
    stars and how many gave any, yes and how many answered."""
    sums: Sums = (0,) * 6
    for one in last:
        more = (
            *_time(one.first_response),
            one.stars or 0, one.stars is not None, bool(one.solved), one.solved is not None,
        )  # fmt: skip
        sums = tuple(map(add, sums, more))
    return sums


def _time_of(work: Sequence[Stretch], available: Sequence[Stretch]) -> tuple[int, int, int]:
    """How long somebody was available, busy of that, and busy counted once for each ticket."""
    times = (
        length(available),
        length(common(union(work), available)),
        sum((length(common([piece], available)) for piece in work), ZERO),
    )
    available_time, busy, workload = (time // MICROSECOND for time in times)
    return available_time, busy, workload


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
