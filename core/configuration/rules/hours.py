"""Reads working hours and holidays as an owner writes them: days, stretches of days and dates, each
with its spans.

mon-fri = "09:00-13:00, 14:00-18:00"
sat = "22:00-02:00"          # goes on into Sunday
2026-12-24 = "09:00-13:00"   # a date's are those of that day from midnight to midnight
2026-12-25 = "closed"
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.model.configuration import Mistake
from core.model.configuration_text_keys import ConfigurationKey
from core.model.rules import Span, WorkingHours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS = "always"
CLOSED = "closed"

_SPAN = re.compile(r"(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)")
_DAY = 24 * 60  # minutes
_MIDNIGHT = time()
_WHOLE_WEEK = dict.fromkeys(range(7), ((_MIDNIGHT, _MIDNIGHT),))


def zone_of(given: object) -> str:
    """Read a name of the time zone database. Raises Mistake with what must be there instead."""
    try:
        if isinstance(given, str):
            return ZoneInfo(given).key
    except (KeyError, ValueError, OSError):
        pass
    line = "time_zone must be a name of the time zone database, as 'Europe/Kyiv'"
    raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="time_zone")


def hours_of(given: object, zone: str) -> WorkingHours | None:
    """Read working hours; None for "always". Raises Mistake with what must be there instead."""
    if given == ALWAYS:
        return None
    if not isinstance(given, Mapping):
        line = f"hours must be {ALWAYS!r}, or days with spans, as mon-fri = '09:00-18:00'"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="hours")
    open_minutes: dict[int, list[tuple[int, int]]] = {}
    written: set[int] = set()
    for days, text in given.items():
        for day in _days(days):
            if day in written:
                line = f"hours name {DAYS[day]} twice"
                raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="hours")
            written.add(day)
            for on, begin, end in _minutes(day, text):
                open_minutes.setdefault(on, []).append((begin, end))
    if not open_minutes:
        raise Mistake(ConfigurationKey.NO_DAY, "hours name no day on which anybody is there")
    days_of = {day: _in_order(DAYS[day], open_minutes[day]) for day in open_minutes}
    return WorkingHours(zone, days_of)


def holidays_of(given: object) -> dict[date, tuple[Span, ...]]:
    """Read dates with the spans that hold on them, none where it is closed. Raises Mistake with
    what must be there instead."""
    if not isinstance(given, Mapping):
        line = "holidays must be dates with spans, as 2026-12-25 = 'closed'"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="holidays")
    return {_date(day): _spans_of_date(str(day), text) for day, text in given.items()}


def with_holidays(
    hours: WorkingHours | None, holidays: Mapping[date, tuple[Span, ...]], zone: str
) -> WorkingHours | None:
    """Return those hours with these dates; `hours` None is always."""
    if not holidays:
        return hours
    days = _WHOLE_WEEK if hours is None else hours.days
    return WorkingHours(zone, days, {day: holidays[day] for day in sorted(holidays)})


def spans_text(spans: tuple[Span, ...]) -> str:
    """Write spans as they are read."""
    return ", ".join(f"{begin:%H:%M}-{_end(end)}" for begin, end in spans)


def _end(clock: time) -> str:
    return "24:00" if clock == _MIDNIGHT else f"{clock:%H:%M}"


def _date(given: object) -> date:
    try:
        if isinstance(given, str) and len(given) == len("2026-12-25"):
            return date.fromisoformat(given)
    except ValueError:
        pass
    line = f"holidays: {given!r} is no date, as 2026-12-25"
    raise Mistake(ConfigurationKey.WRONG_DATE, line, date=str(given))


def _spans_of_date(day: str, text: object) -> tuple[Span, ...]:
    if text == CLOSED:
        return ()
    read = _spans(day, text)
    for begin, end in read:
        if begin > end:
            line = f"hours of {day} must end by 24:00; what goes on belongs to the next date"
            raise Mistake(ConfigurationKey.WRONG_SPAN, line, span=str(text))
    if not read:
        line = f"hours of {day} must be spans, or {CLOSED!r}"
        raise Mistake(ConfigurationKey.WRONG_SPAN, line, span=str(text))
    return _in_order(day, read)


def _days(given: str) -> Iterator[int]:
    """Read the weekdays of `mon`, or of `fri-mon`."""
    first, dash, last = (part.strip() for part in given.lower().partition("-"))
    names = (first, last) if dash else (first,)
    if not all(name in DAYS for name in names):
        line = f"hours: {given!r} is no day; there are {', '.join(DAYS)}, and mon-fri"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="hours")
    day, end = DAYS.index(first), DAYS.index(names[-1])
    yield day
    while day != end:
        day = (day + 1) % 7
        yield day


def _minutes(day: int, text: object) -> Iterator[tuple[int, int, int]]:
    """Return (day, from, to) in minutes of that day; what goes past midnight belongs to the next
    day."""
    for begin, end in _spans(DAYS[day], text):
        if begin < end:
            yield day, begin, end
            continue
        yield day, begin, _DAY
        if end:
            yield (day + 1) % 7, 0, end


def _spans(day: str, text: object) -> list[tuple[int, int]]:
    """Read (from, to) in minutes of a day; one that ends before it begins goes past midnight."""
    if not isinstance(text, str):
        line = f"hours of {day} must be a text, as '09:00-18:00'"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="hours")
    return [_span(day, part) for part in filter(None, map(str.strip, text.split(",")))]


def _span(day: str, part: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(part)
    hours = [int(number) for number in found.groups()] if found else [99] * 4
    begin, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if begin >= _DAY or end > _DAY or hours[1] > 59 or hours[3] > 59 or begin == end:
        line = f"hours of {day}: {part!r} must be a span, as '09:00-18:00'"
        raise Mistake(ConfigurationKey.WRONG_SPAN, line, span=part)
    return begin, end


def _in_order(day: str, spans: list[tuple[int, int]]) -> tuple[Span, ...]:
    spans = sorted(spans)
    for (_, end), (begin, _) in pairwise(spans):
        if begin < end:
            line = f"hours of {day} overlap"
            raise Mistake(ConfigurationKey.SPANS_OVERLAP, line)
    return tuple((_clock(begin), _clock(end)) for begin, end in spans)


def _clock(minutes: int) -> time:
    return _MIDNIGHT if minutes == _DAY else time(minutes // 60, minutes % 60)
