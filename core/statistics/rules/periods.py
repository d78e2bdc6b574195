"""Which days a statistic is about, and the arithmetic of stretches of time.

A period is whole days of the desk's time zone, as a person writes them or a button carries them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = 7

MONTH = 30

MOST_DAYS = 366

_DAY = timedelta(days=1)

_STEP = timedelta(minutes=30)

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")

_COMPACT = "%Y%m%d"

_NOTHING = timedelta()

Stretch = tuple[datetime, datetime]
"""From (inclusive) to (exclusive)."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; a day begins and ends in `zone`."""

    first: date
    last: date
    zone: str = "UTC"

    @property
    def since(self) -> datetime:
        """The first moment, in UTC."""
        return _midnight(self.first, self.zone)

    @property
    def until(self) -> datetime:
        """The first moment after it, in UTC."""
        return _midnight(self.last + _DAY, self.zone)

    @property
    def days(self) -> int:
        """How many days; at least 1."""
        return (self.last - self.first).days + 1

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last

    @property
    def edges(self) -> tuple[datetime, ...]:
        """Where its parts begin, and where the last one ends: half hours of a day, days of a longer
        one. A day on which the clocks are put forward has 46 half hours."""
        if self.is_day:
            parts = round((self.until - self.since) / _STEP)
            return (*(self.since + _STEP * number for number in range(parts)), self.until)
        return tuple(
            _midnight(self.first + _DAY * number, self.zone) for number in range(self.days + 1)
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """One for each part: the local time of day, or the day and month."""
        zone = ZoneInfo(self.zone)
        form = "%H:%M" if self.is_day else "%d.%m"
        return tuple(f"{edge.astimezone(zone):{form}}" for edge in self.edges[:-1])

    @property
    def words(self) -> tuple[str, str]:
        """The words by which buttons carry it."""
        return f"{self.first:{_COMPACT}}", f"{self.last:{_COMPACT}}"


def read(words: str, now: datetime, zone: str) -> Period | None:
    """Read what somebody wrote behind the command: nothing (today), `today`, `yesterday`, `week`,
    `month`, a day as 2026-11-01, or two of them. None when it is not understood."""
    match words.lower().split():
        case [] | ["today"]:
            return last_days(1, now, zone)
        case ["yesterday"]:
            return yesterday(now, zone)
        case ["week"]:
            return last_days(WEEK, now, zone)
        case ["month"]:
            return last_days(MONTH, now, zone)
        case [one]:
            return _of_days([one, one], now, zone)
        case [one, other] | [one, "-" | "–" | "—", other]:
            return _of_days([one, other], now, zone)
        case _:
            return None


def of_words(words: Sequence[str], now: datetime, zone: str) -> Period | None:
    """Read what a button carries; None for what no button of ours does."""
    days = [day_of_word(word) for word in words]
    if len(days) != 2 or days[0] is None or days[1] is None:
        return None
    return between(days[0], days[1], now, zone)


def day_of_word(word: str) -> date | None:
    """Read a day as `Period.words` has it."""
    if len(word) != 8 or not word.isascii() or not word.isdigit():
        return None
    try:
        return date(int(word[:4]), int(word[4:6]), int(word[6:]))
    except ValueError:
        return None


def today(now: datetime, zone: str) -> date:
    """Return which day it is in `zone` at `now`."""
    return now.astimezone(ZoneInfo(zone)).date()


def last_days(count: int, now: datetime, zone: str) -> Period:
    """Return today and the days before it, `count` in all."""
    day = today(now, zone)
    return Period(day - _DAY * (count - 1), day, zone)


def yesterday(now: datetime, zone: str) -> Period:
    """Return the day before today."""
    day = today(now, zone) - _DAY
    return Period(day, day, zone)


def between(one: date, other: date, now: datetime, zone: str) -> Period | None:
    """Return the days from the earlier to the later, as far as they have come; None when none has,
    or when they are more than `MOST_DAYS`."""
    first, last = min(one, other), min(max(one, other), today(now, zone))
    if first > last or (last - first).days >= MOST_DAYS:
        return None
    return Period(first, last, zone)


def _of_days(words: Sequence[str], now: datetime, zone: str) -> Period | None:
    try:
        one, other = (date.fromisoformat(word) for word in words if _ISO.fullmatch(word))
    except ValueError:
        return None
    return between(one, other, now, zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Merge stretches that overlap: the same time, in order, each moment once."""
    joined: list[Stretch] = []
    for start, end in sorted(each for each in stretches if each[0] < each[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def common(some: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """Return what is in both; each is in order and without overlaps."""
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
    """Return what is in `some` and not in `taken`; each is in order and without overlaps."""
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
    """Return how long the stretches are together."""
    return sum((end - start for start, end in stretches), _NOTHING)


def levels(
    stretches: Iterable[Stretch], edges: Sequence[datetime], ends: Sequence[datetime]
) -> Iterator[tuple[int, float] | tuple[None, None]]:
    """Return, between each two edges, the most stretches at a time, and how many on average. `ends`
    are the edges as far as they have come."""
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
