"""Tells what somebody in the queue can expect: whether anybody works, and an estimate from measured
times, or none."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from core.model.people import Operator
from core.model.rules import Opening, Topic, opening
from core.model.staffing import Staffing
from core.model.tickets import NEAR, Ticket


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait in whole minutes, or in whole hours where minutes would pretend to be exact. One of
    the two is 0; both are 0 when nothing is known."""

    minutes: int = 0
    hours: int = 0


UNKNOWN = Wait()


@dataclass(frozen=True, slots=True)
class Outlook:
    """`position` counts from 1. `ahead`: about how many are before one who stands so far behind
    that the position is not known exactly; else 0. `opening` is set outside working hours;
    `somebody_there`: whether anyone who could answer is on shift."""

    position: int = 0
    ahead: int = 0
    wait: Wait = UNKNOWN
    opening: Opening | None = None
    somebody_there: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the desk works for this topic now."""
        return self.opening is None and self.somebody_there

    @property
    def word(self) -> str:
        """A key that differs when what is shown differs."""
        where = self.opening
        opens = "" if where is None else f"{where.day} {where.clock} {where.zone}"
        if where is not None and where.on is not None:
            opens += f" {where.on}"
        there = "+" if self.somebody_there else "-"
        position = f"~{self.ahead}" if self.ahead else str(self.position)
        return f"{position}:{self.wait.hours}h{self.wait.minutes}m{there}{opens}"


def outlook(
    topic: Topic,
    at: datetime,
    staffing: Staffing,
    handled: Sequence[timedelta],
    ahead: int = 0,
    position: int = 0,
) -> Outlook:
    """Return the outlook of a ticket with `ahead` others before it that need the same people."""
    closed = topic.hours is not None and not topic.hours.is_open(at)
    return Outlook(
        position=position,
        wait=estimate(ahead, staffing, topic.skill, handled),
        opening=opening(topic.hours, at) if closed and topic.hours is not None else None,
        somebody_there=staffing.of(topic.skill).on_shift > 0,
    )


def desk_outlook(
    topic: Topic, at: datetime, desks: int, handled: Sequence[timedelta], position: int
) -> Outlook:
    """Return the outlook of a ticket that waits for one of so many busy desks. Whoever sits at a
    desk answers, so shifts do not matter."""
    closed = topic.hours is not None and not topic.hours.is_open(at)
    return Outlook(
        position=position,
        wait=wait_for_desk(position, desks, handled),
        opening=opening(topic.hours, at) if closed and topic.hours is not None else None,
    )


def from_afar(seen: Outlook) -> Outlook:
    """Return the outlook of a ticket whose position was counted, and not read: beyond `NEAR` it is
    about how many are ahead."""
    if seen.position <= NEAR:
        return seen
    ahead = about(seen.position - 1)
    return replace(seen, position=ahead, ahead=ahead)


def about(count: int) -> int:
    """Round to two digits: a third would be told as if it were known."""
    step: int = 10 ** max(0, len(str(count)) - 2)
    return round(count / step) * step


def outlooks(
    waiting: Iterable[Ticket],
    topics: Mapping[str, Topic],
    at: datetime,
    staffing: Staffing,
    handled: Sequence[timedelta],
) -> dict[int, Outlook]:
    """Return ticket id → outlook for those at the queue's beginning, in its order. `topics`: by
    topic key.

    Who waits for people that one cannot get anyway stands before one in the line, and holds one up
    by nothing.
    """
    before: Counter[str | None] = Counter()
    seen: dict[int, Outlook] = {}
    for position, ticket in enumerate(waiting, start=1):
        topic = topics[ticket.topic]
        ahead = in_the_way(before, staffing, topic.skill)
        seen[ticket.id] = outlook(topic, at, staffing, handled, ahead, position)
        before[topic.skill] += 1
    return seen


def in_the_way(before: Mapping[str | None, int], staffing: Staffing, skill: str | None) -> int:
    """Return how many of those before (by the skill that they ask for) wait for the same people."""
    return sum(count for other, count in before.items() if staffing.share(other, skill))


FEWEST_HANDLED = 3
"""Fewer handled tickets tell nothing about the next one."""


HORIZON = timedelta(hours=12)
"""Beyond it shifts change and people go home: what would be said is a guess, and no estimate."""


_MINUTE = timedelta(minutes=1)


def estimate(
    ahead: int, staffing: Staffing, skill: str | None, handled: Sequence[timedelta]
) -> Wait:
    """The wait of somebody with `ahead` people before them, from how long tickets took lately.

    When everybody on shift is busy, one of their slots becomes free every (typical handle time /
    slots). The typical time is the median, which one ticket that was left open over night does not
    move. Those on a break or without the skill do not count; nobody, or fewer than
    `FEWEST_HANDLED` tickets, means UNKNOWN.
    """
    slots = staffing.of(skill).slots
    if slots == 0 or len(handled) < FEWEST_HANDLED:
        return UNKNOWN
    to_become_free = max(0, ahead + 1 - staffing.free.get(skill, 0))
    typical = timedelta(seconds=median(each.total_seconds() for each in handled))
    return rounded(typical * to_become_free / slots)


def wait_for_desk(position: int, desks: int, handled: Sequence[timedelta]) -> Wait:
    """Estimate the wait at that position (from 1) in the line for so many busy desks: one becomes
    free every (typical handle time / desks). No desks, or fewer than `FEWEST_HANDLED` tickets,
    means UNKNOWN."""
    if desks <= 0 or len(handled) < FEWEST_HANDLED:
        return UNKNOWN
    typical = timedelta(seconds=median(each.total_seconds() for each in handled))
    return rounded(typical * position / desks)


def fits(operator: Operator, skill: str | None) -> bool:
    """Tell whether the operator has the skill that is asked for, if one is."""
    return skill is None or skill in operator.skills


def rounded(wait: timedelta) -> Wait:
    """Round up, coarser for longer waits: to 1 minute below 10, to 5 below an hour, then to hours.
    UNKNOWN beyond the horizon."""
    if wait > HORIZON:
        return UNKNOWN
    minutes = max(1, ceil(wait / _MINUTE))
    if minutes > 10:
        minutes = ceil(minutes / 5) * 5
    return Wait(minutes=minutes) if minutes < 60 else Wait(hours=ceil(minutes / 60))
