"""How long somebody in the queue may have to wait: an estimate from what was measured, or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from statistics import median

from core.domain.people import Operator

FEWEST_HANDLED = 3
"""Fewer handled tickets tell nothing about the next one."""

HORIZON = timedelta(hours=12)
"""Beyond it shifts change and people go home: what would be said is a guess, and no estimate."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait as it is told: whole minutes, or whole hours where minutes would feign exactness.
    One of the two is 0; both are 0 when nothing is known."""

    minutes: int = 0
    hours: int = 0

    @property
    def is_known(self) -> bool:
        """Whether there is anything to tell."""
        return self.minutes > 0 or self.hours > 0


UNKNOWN = Wait()


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
    """The wait of who is at that position (from 1) in the line for so many desks, all busy: one of
    them becomes free every (typical handle time / desks). No desks, or fewer than `FEWEST_HANDLED`
    tickets, means UNKNOWN."""
    if desks <= 0 or len(handled) < FEWEST_HANDLED:
        return UNKNOWN
    typical = timedelta(seconds=median(each.total_seconds() for each in handled))
    return rounded(typical * position / desks)


def fits(operator: Operator, skill: str | None) -> bool:
    """Whether the operator has the skill that is asked for, if one is."""
    return skill is None or skill in operator.skills


def rounded(wait: timedelta) -> Wait:
    """Up, and the coarser the longer it is: to 1 minute below 10, to 5 below an hour, then to
    hours. UNKNOWN beyond the horizon."""
    if wait > HORIZON:
        return UNKNOWN
    minutes = max(1, ceil(wait / _MINUTE))
    if minutes > 10:
        minutes = ceil(minutes / 5) * 5
    return Wait(minutes=minutes) if minutes < 60 else Wait(hours=ceil(minutes / 60))
