"""Tells what somebody in the queue can expect: whether anybody works, and an estimate from measured
times, or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from core.model.people import Operator
from core.model.rules import Opening, Topic, opening
from core.model.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait in whole minutes, or in whole hours where minutes would pretend to be exact. One of
    the two is 0; both are 0 when nothing is known."""

    minutes: int = 0
    hours: int = 0


UNKNOWN = Wait()


@dataclass(frozen=True, slots=True)
class Outlook:
    """`position` counts from 1; `opening` is set outside working hours; `somebody_there`: whether
    anyone who could answer is on shift."""

    position: int = 0
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
        return f"{self.position}:{self.wait.hours}h{self.wait.minutes}m{there}{opens}"


def outlook(
    topic: Topic,
    at: datetime,
    staff: Sequence[Operator],
    handled: Sequence[timedelta],
    ahead: int = 0,
    position: int = 0,
) -> Outlook:
    """Return the outlook of a ticket with `ahead` others before it that need the same people."""
    closed = topic.hours is not None and not topic.hours.is_open(at)
    return Outlook(
        position,
        estimate(ahead, staff, topic.skill, handled),
        opening(topic.hours, at) if closed and topic.hours is not None else None,
        any(one.on_shift and fits(one, topic.skill) for one in staff),
    )


def desk_outlook(
    topic: Topic, at: datetime, desks: int, handled: Sequence[timedelta], position: int
) -> Outlook:
    """Return the outlook of a ticket that waits for one of so many busy desks. Whoever sits at a
    desk answers, so shifts do not matter."""
    closed = topic.hours is not None and not topic.hours.is_open(at)
    return Outlook(
        position,
        wait_for_desk(position, desks, handled),
        opening(topic.hours, at) if closed and topic.hours is not None else None,
    )


def outlooks(
    waiting: Iterable[Ticket],
    topics: Mapping[str, Topic],
    at: datetime,
    staff: Sequence[Operator],
    handled: Sequence[timedelta],
) -> dict[int, Outlook]:
    """Return ticket id → outlook for the whole queue, in its order. `topics`: by topic key.

    Who waits for people that one cannot get anyway stands before one in the line, and holds one up
    by nothing.
    """
    able: dict[str, frozenset[int]] = {}
    before: dict[frozenset[int], int] = {}
    seen: dict[int, Outlook] = {}
    for position, ticket in enumerate(waiting, start=1):
        topic = topics[ticket.topic]
        if ticket.topic not in able:
            able[ticket.topic] = frozenset(one.id for one in staff if fits(one, topic.skill))
        mine = able[ticket.topic]
        ahead = sum(count for people, count in before.items() if people & mine)
        seen[ticket.id] = outlook(topic, at, staff, handled, ahead, position)
        before[mine] = before.get(mine, 0) + 1
    return seen


FEWEST_HANDLED = 3
"""Fewer handled tickets tell nothing about the next one."""


HORIZON = timedelta(hours=12)
"""Beyond it shifts change and people go home: what would be said is a guess, and no estimate."""


_MINUTE = timedelta(minutes=1)


def estimate(
    ahead: int, staff: Iterable[Operator], skill: str | None, handled: Sequence[timedelta]
) -> Wait:
    """The wait of somebody with `ahead` people before them, from how long tickets took lately.

    When everybody on shift is busy, one of their slots becomes free every (typical handle time /
    slots). The typical time is the median, which one ticket that was left open over night does not
    move. Those on a break or without the skill do not count; nobody, or fewer than
    `FEWEST_HANDLED` tickets, means UNKNOWN.
    """
    able = [one for one in staff if one.on_shift and not one.on_break and fits(one, skill)]
    slots = sum(operator.capacity for operator in able)
    if slots == 0 or len(handled) < FEWEST_HANDLED:
        return UNKNOWN
    free = sum(operator.headroom for operator in able)
    to_become_free = max(0, ahead + 1 - free)
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
