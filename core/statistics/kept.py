"""Days that are over keep their figures, so that a year's are sums of days rather than of all its
tickets.

What is kept never has to be believed: a day is computed from its rows wherever its figures are
missing, were made on another basis, or where one of its tickets ended or was given stars since they
were looked at. Nobody is waited for who should have renewed them; whoever does that
(`renew`, called by the scheduler) only saves others the time.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.model.day_figures import Basis, DayFigures
from core.model.facts import ZERO, Facts, Staff
from core.model.records import CHANGEABLE_FOR
from core.model.rules import Rules
from core.ports import Work
from core.statistics.rules.course import Course, course
from core.statistics.rules.days import Range, day_figures, day_of, each_day, of_days, with_open
from core.statistics.rules.periods import Period, today

UNSEEN = CHANGEABLE_FOR + timedelta(minutes=10)
"""How long after the time that it writes something may still change: stars within the hour in which
they may be given anew, anything by a transaction that took long."""

AT_ONCE = 30
"""Days that are renewed before they are written down."""

Opened = Callable[[], AbstractAsyncContextManager[Work]]


def basis_of(rules: Rules) -> Basis:
    """What figures depend on."""
    return Basis(rules.time_zone, round(rules.service_level.total_seconds()))


async def days_of(work: Work, period: Period) -> list[DayFigures]:
    """Return the figures of each day of the period as they are now: kept, or computed."""
    begun = await _begun(work)
    outdated = await _outdated(work, period)
    kept = await work.uow.figures.days(period.first, period.last, basis_of(work.rules))

    async def of_one(day: Period) -> DayFigures:
        if begun is None or day.first < begun:
            return day_figures(Facts(day.since, day.until), day, ZERO, work.now)
        is_right = day.first in kept and day.first not in outdated
        return kept[day.first] if is_right else await _computed(work, day)

    days = [await of_one(day) for day in each_day(period)]
    still_open = await work.uow.statistics.still_open(period.since, period.until)
    return with_open(days, still_open, period.zone, work.rules.service_level, work.now)


async def range_of(work: Work, period: Period) -> Range:
    """Return what the period comes to as it is now; the course goes along `period.edges`. A year's
    takes a tenth of a second: not for a loop that others wait for."""
    return (await read(work, period)).added_up()


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a period, to be added up: its days, who is on staff, and of a single day how
    it went by half hours."""

    period: Period
    days: Sequence[DayFigures]
    staff: Sequence[Staff]
    half_hours: Course | None

    def added_up(self) -> Range:
        """Return what it comes to."""
        found = of_days(self.days, self.staff)
        return found if self.half_hours is None else replace(found, course=self.half_hours)


async def read(work: Work, period: Period) -> Read:
    """Read a period, whose figures are then added up apart from the database."""
    half_hours = None
    if period.is_day:
        facts = await work.uow.statistics.facts(period.since, period.until, words=False)
        half_hours = course(facts, period.edges, work.now)
    days = await days_of(work, period)
    return Read(period, days, await work.uow.statistics.staff(), half_hours)


async def renew(looking: Opened, writing: Opened) -> int:
    """Compute the figures of days that are over where they are missing or not right any more, the
    newest first, and keep them; how many. What is read is read outside of the transaction that
    keeps it."""
    async with looking() as work:
        period = await _past(work)
        if period is None:
            return 0
        wrong = await _outdated(work, period)
        chosen = [day for day in each_day(period) if day.first in wrong][-AT_ONCE:]
        made = [await _computed(work, day) for day in chosen]
        is_whole, looked_at = len(chosen) == len(wrong), work.now
    async with writing() as work:
        await work.uow.figures.keep(made, basis_of(work.rules), looked_at, others_too=is_whole)
    return len(made)


async def _begun(work: Work) -> date | None:
    """The first day of which there is anything."""
    begun = await work.uow.figures.begun()
    return None if begun is None else day_of(begun, work.rules.time_zone)


async def _past(work: Work) -> Period | None:
    """All days that are over, from the first one on."""
    first, zone = await _begun(work), work.rules.time_zone
    last = today(work.now, zone) - timedelta(days=1)
    return None if first is None or first > last else Period(first, last, zone)


async def _outdated(work: Work, period: Period) -> set[date]:
    """The days whose kept figures are missing or not right any more."""
    figures, basis = work.uow.figures, basis_of(work.rules)
    looked_at = await figures.looked_at(period.first, period.last, basis)
    wrong = {day.first for day in each_day(period)} - set(looked_at)
    if looked_at:
        since = min(looked_at.values()) - UNSEEN
        opened = await figures.changed(since, period.until)
        wrong |= _days(opened, period)
    return wrong


def _days(moments: Iterable[datetime], period: Period) -> set[date]:
    found = {day_of(moment, period.zone) for moment in moments}
    return {day for day in found if period.first <= day <= period.last}


async def _computed(work: Work, day: Period) -> DayFigures:
    facts = await work.uow.statistics.facts(day.since, day.until, words=False)
    return day_figures(facts, day, work.rules.service_level, work.now)
