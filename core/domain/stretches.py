"""Stretches of time, and what can be made of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

Stretch = tuple[datetime, datetime]
"""From (inclusive) to (exclusive)."""

_NOTHING = timedelta()


def levels(
    stretches: Iterable[Stretch], edges: Sequence[datetime], ends: Sequence[datetime]
) -> Iterator[tuple[int, float] | tuple[None, None]]:
    """Between each two edges the most stretches at a time, and how many on average; `ends` are the
    edges as far as they have come."""
    steps = sorted(
        step for start, end in stretches for step in ((start, 1), (end, -1)) if start < end
    )
    at = level = 0
    for begin, finish in zip(edges, ends[1:], strict=False):
        if finish <= begin:
            yield None, None
            continue
        while at < len(steps) and steps[at][0] <= begin:
            level += steps[at][1]
            at += 1
        most, total, since = level, _NOTHING, begin
        while at < len(steps) and steps[at][0] < finish:
            moment, change = steps[at]
            total += (moment - since) * level
            level, since, at = level + change, moment, at + 1
            most = max(most, level)
        total += (finish - since) * level
        yield most, total / (finish - begin)


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time, in order and each moment once."""
    joined: list[Stretch] = []
    for start, end in sorted(each for each in stretches if each[0] < each[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def common(some: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """What is in both; each is in order and without overlaps."""
    found: list[Stretch] = []
    first = second = 0
    while first < len(some) and second < len(others):
        start = max(some[first][0], others[second][0])
        end = min(some[first][1], others[second][1])
        if start < end:
            found.append((start, end))
        if some[first][1] < others[second][1]:
            first += 1
        else:
            second += 1
    return found


def without(some: Sequence[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """What is in `some` and not in `taken`; each is in order and without overlaps."""
    left: list[Stretch] = []
    for start, end in some:
        for begin, finish in taken:
            if finish <= start or begin >= end:
                continue
            if start < begin:
                left.append((start, begin))
            start = finish
        if start < end:
            left.append((start, end))
    return left


def length(stretches: Iterable[Stretch]) -> timedelta:
    """All together."""
    return sum((end - start for start, end in stretches), _NOTHING)
