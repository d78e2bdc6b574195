"""Reads working hours as an owner writes them: days, or stretches of days, each with its spans.

mon-fri = "09:00-13:00, 14:00-18:00"
sat = "22:00-02:00"          # goes on into Sunday
"""

import re
from collections.abc import Iterator, Mapping
from datetime import time
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.model.rules import Span, WorkingHours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS = "always"

_SPAN = re.compile(r"(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)")
_DAY = 24 * 60  # minutes
_MIDNIGHT = time()


def zone_of(given: object) -> str:
    """Read a name of the time zone database. Raises ValueError with what must be there instead."""
    try:
        if isinstance(given, str):
            return ZoneInfo(given).key
    except (KeyError, ValueError, OSError):
        pass
    raise ValueError("time_zone must be a name of the time zone database, as 'Europe/Kyiv'")


def hours_of(given: object, zone: str) -> WorkingHours | None:
    """Read working hours; None for "always". Raises ValueError with what must be there instead."""
    if given == ALWAYS:
        return None
    if not isinstance(given, Mapping):
        raise ValueError(
            f"hours must be {ALWAYS!r}, or days with spans, as mon-fri = '09:00-18:00'"
        )
    open_minutes: dict[int, list[tuple[int, int]]] = {}
    written: set[int] = set()
    for days, text in given.items():
        for day in _days(days):
            if day in written:
                raise ValueError(f"hours name {DAYS[day]} twice")
            written.add(day)
            for on, begin, end in _minutes(day, text):
                open_minutes.setdefault(on, []).append((begin, end))
    if not open_minutes:
        raise ValueError("hours name no day on which anybody is there")
    return WorkingHours(zone, {day: _in_order(day, open_minutes[day]) for day in open_minutes})


def _days(given: str) -> Iterator[int]:
    """Read the weekdays of `mon`, or of `fri-mon`."""
    first, dash, last = (part.strip() for part in given.lower().partition("-"))
    names = (first, last) if dash else (first,)
    if not all(name in DAYS for name in names):
        raise ValueError(f"hours: {given!r} is no day; there are {', '.join(DAYS)}, and mon-fri")
    day, end = DAYS.index(first), DAYS.index(names[-1])
    yield day
    while day != end:
        day = (day + 1) % 7
        yield day


def _minutes(day: int, text: object) -> Iterator[tuple[int, int, int]]:
    """Return (day, from, to) in minutes of that day; what goes past midnight belongs to the next
    day."""
    if not isinstance(text, str):
        raise ValueError(f"hours of {DAYS[day]} must be a text, as '09:00-18:00'")
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = _SPAN.fullmatch(part)
        hours = [int(number) for number in found.groups()] if found else [99] * 4
        begin, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if begin >= _DAY or end > _DAY or hours[1] > 59 or hours[3] > 59 or begin == end:
            raise ValueError(f"hours of {DAYS[day]}: {part!r} must be a span, as '09:00-18:00'")
        if begin < end:
            yield day, begin, end
            continue
        yield day, begin, _DAY
        if end:
            yield (day + 1) % 7, 0, end


def _in_order(day: int, spans: list[tuple[int, int]]) -> tuple[Span, ...]:
    spans = sorted(spans)
    for (_, end), (begin, _) in pairwise(spans):
        if begin < end:
            raise ValueError(f"hours of {DAYS[day]} overlap")
    return tuple((_clock(begin), _clock(end)) for begin, end in spans)


def _clock(minutes: int) -> time:
    return _MIDNIGHT if minutes == _DAY else time(minutes // 60, minutes % 60)
