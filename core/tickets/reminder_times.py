"""Reads when somebody wants to be reminded, as people write it in English, Ukrainian and Russian:
"in 2 h", "завтра о 9:00", "15.12 14:30", "в пн 10:00"; and of what, in the words behind it.

A grammar of our own: general readers of dates take the Ukrainian "2 год" (two hours) for the
Russian word for a year, guess where nothing can be read, do not say where the words begin, and cost
time and memory at the start.

Hours and minutes are counted as they pass; days and times of day by the desk's clock, also over its
changes. A time that a change leaves out is taken as late after it as it would have been.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.model.reminder_text_keys import ReminderKey
from core.model.reminders import MOST_AHEAD, Asked
from core.model.texts import DeskError

_UNITS = {
    "seconds": "s sec secs second seconds с сек секунд секунда секунду секунды секунди",
    "minutes": "m min mins minute minutes м мин минут минута минуту минуты хв хвилин хвилина"
    " хвилину хвилини",
    "hours": "h hr hrs hour hours ч час часа часов год година годину години годин",
    "days": "d day days д дн день дня дней дні днів",
    "weeks": "w week weeks нед неделя неделю недели недель тиж тиждень тижні тижнів",
}
_SPANS = {
    timedelta(minutes=30): "half an hour|half hour|полчаса|пол часа|півгодини|пів години",
    timedelta(minutes=90): "полтора часа|півтори години",
}
_COUNTS = (
    "two|два|две|дві",
    "three|три",
    "four|четыре|чотири",
    "five|пять|п'ять",
    "six|шесть|шість",
    "seven|семь|сім",
    "eight|восемь|вісім",
    "nine|девять|дев'ять",
    "ten|десять",
)
"""From two on."""
_DAYS = (
    "today|сегодня|сьогодні",
    "tomorrow|tmrw|завтра",
    "the day after tomorrow|day after tomorrow|послезавтра|післязавтра",
)
"""In the order of their coming, from today."""
_WEEKDAYS = (
    "mon|monday|пн|понедельник|понеділок",
    "tue|tues|tuesday|вт|вторник|вівторок",
    "wed|wednesday|ср|среда|среду|середа|середу",
    "thu|thur|thurs|thursday|чт|четверг|четвер",
    "fri|friday|пт|пятница|пятницу|п'ятниця|п'ятницю",
    "sat|saturday|сб|суббота|субботу|субота|суботу",
    "sun|sunday|вс|нд|воскресенье|неділя|неділю",
)
_MONTHS = (
    "jan|january|янв|января|січ|січня",
    "feb|february|фев|февраля|лют|лютого",
    "mar|march|мар|марта|бер|березня",
    "apr|april|апр|апреля|кві|квітня",
    "may|мая|тра|травня",
    "jun|june|июн|июня|чер|червня",
    "jul|july|июл|июля|лип|липня",
    "aug|august|авг|августа|сер|серпня",
    "sep|sept|september|сен|сентября|вер|вересня",
    "oct|october|окт|октября|жов|жовтня",
    "nov|november|ноя|ноября|лис|листопада",
    "dec|december|дек|декабря|гру|грудня",
)
_PARTS_OF_DAY = {
    9: "in the morning|morning|утром|вранці|зранку|уранці",
    12: "at noon|noon|в полдень|опівдні",
    14: "in the afternoon|afternoon|днем|вдень|удень",
    18: "in the evening|evening|вечером|ввечері|увечері",
}
_HALVES = ("am|a.m.|утра|ранку|ночи|ночі", "pm|p.m.|дня|вечера|вечора")
"""Of a day, behind an hour from 1 to 12."""
_MORNING = 9
"""When a day begins of which no time is said."""
_ROUND_A_YEAR = timedelta(days=183)
"""So far ahead a day without its year may be in the next one; else it is past."""


def _numbered(*groups: str) -> dict[str, int]:
    return {word: number for number, words in enumerate(groups) for word in words.split("|")}


def _any(words: "dict[str, int] | list[str]") -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_SPAN_OF = {word: span for span, words in _SPANS.items() for word in words.split("|")}
_COUNT_OF = {word: number + 2 for word, number in _numbered(*_COUNTS).items()}
_DAY_OF, _WEEKDAY_OF = _numbered(*_DAYS), _numbered(*_WEEKDAYS)
_MONTH_OF, _HALF_OF = _numbered(*_MONTHS), _numbered(*_HALVES)
_HOUR_OF = {word: hour for hour, words in _PARTS_OF_DAY.items() for word in words.split("|")}

_END = r"(?![^\W_]|[:.,]\d)"
"""A word or a number ends here."""
_AHEAD = re.compile(r"(?:in|after|через|за)\s+")
_ONE = re.compile(rf"(?:an?\s+|one\s+)?({_any(list(_UNIT_OF))})\.?{_END}")
_SPAN = re.compile(rf"({_any(list(_SPAN_OF))}){_END}")
_PART = re.compile(
    rf"(?:(\d{{1,5}}(?:[.,]\d{{1,2}})?)\s*|({_any(_COUNT_OF)})\s+)"
    rf"({_any(list(_UNIT_OF))})(?:{_END}\.?|(?=\d))"
)
_AND = re.compile(r"\s*(?:,|and\s|и\s|і\s|й\s|та\s)?\s*(?=\d)")
_ON = re.compile(r"(?:on|во?|у|на|next|this)\s+")
_AT = re.compile(r"\s*,?\s*(?:(at|@|во?|об?|у|к|на)\s*)?(?=\d)")
_CLOCK = re.compile(rf"(\d{{1,2}})[:.](\d\d)(?:\s*({_any(_HALF_OF)}))?{_END}")
_HOUR = re.compile(rf"(\d{{1,2}})(?:\s*({_any(_HALF_OF)}))?{_END}")
_DAY = re.compile(rf"({_any(_DAY_OF)}){_END}")
_WEEKDAY = re.compile(rf"({_any(_WEEKDAY_OF)})\.?{_END}")
_DATE = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})(?:\.(\d{{4}}|\d\d))?\.?{_END}")
_ISO_DATE = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d){_END}")
_NAMED_DATE = re.compile(rf"(\d{{1,2}})\s+({_any(_MONTH_OF)})\.?(?:\s+(\d{{4}}))?{_END}")
_PART_OF_DAY = re.compile(rf"\s*,?\s*({_any(list(_HOUR_OF))}){_END}")
_BEFORE_WORDS = " \t\n,.:;–—-"


def read_reminder(written: str, now: datetime, zone: ZoneInfo) -> Asked:
    """Return until when to wait, and of what to remind. Raises DeskError(HOW, PAST, TOO_FAR)."""
    due, rest = _moment(written, now.astimezone(zone))
    if due <= now:
        raise DeskError(ReminderKey.PAST, time=f"{due.astimezone(zone):%d.%m.%Y %H:%M}")
    if due - now > MOST_AHEAD:
        raise DeskError(ReminderKey.TOO_FAR, days=MOST_AHEAD.days)
    return Asked(due, rest.strip().lstrip(_BEFORE_WORDS).strip())


def is_moment(written: str, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether it begins with a moment, be it past."""
    try:
        _moment(written, now.astimezone(zone))
    except DeskError:
        return False
    return True


def _moment(written: str, now: datetime) -> tuple[datetime, str]:
    """Return the moment, and what stands behind it. `now` is the desk's."""
    words = written.strip()
    # As long as what is written, so that positions are the same in both.
    plain = "".join(each.lower()[:1] or each for each in words)
    plain = plain.replace("’", "'").replace("ʼ", "'").replace("ё", "е")
    try:
        found = _ahead(plain, now) or _by_clock(plain, now)
    except (ValueError, OverflowError):  # no such day, or hour
        found = None
    if found is None:
        raise DeskError(ReminderKey.HOW)
    due, end = found
    return due, words[end:]


def _ahead(plain: str, now: datetime) -> tuple[datetime, int] | None:
    """Read "in 2 h", "через 1 ч 30 мин", "за годину", "2h"."""
    before = _AHEAD.match(plain)
    end = 0 if before is None else before.end()
    span = _SPAN.match(plain, end)
    if span is not None:
        return now.astimezone(UTC) + _SPAN_OF[span[1]], span.end()
    lengths = dict.fromkeys(_UNITS, 0.0)
    one = None if before is None else _ONE.match(plain, end)
    if one is not None:
        lengths[_UNIT_OF[one[1]]] = 1
        return _after(now, lengths), one.end()
    while part := _PART.match(plain, end):
        count = _COUNT_OF[part[2]] if part[2] else float(part[1].replace(",", "."))
        lengths[_UNIT_OF[part[3]]] += count
        last = end = part.end()
        more = _AND.match(plain, end)
        if more is not None and _PART.match(plain, more.end()):
            end = more.end()
        elif plain[last : last + 1].isdigit():
            return None  # as 1h30: half of it would be taken for words
        else:
            return _after(now, lengths), last
    return None


def _after(now: datetime, lengths: dict[str, float]) -> datetime:
    days = timedelta(days=lengths["days"], weeks=lengths["weeks"])
    day = now.replace(tzinfo=None) + days
    begin = day.replace(tzinfo=now.tzinfo).astimezone(UTC) if days else now.astimezone(UTC)
    passing = {unit: lengths[unit] for unit in ("hours", "minutes", "seconds")}
    return begin + timedelta(**passing)


def _by_clock(plain: str, now: datetime) -> tuple[datetime, int] | None:
    """Read a day, with a time behind it or without; or a time, with a day behind it or without."""
    found = _day(plain, 0, now)
    if found is None:
        return _time_first(plain, now)
    days, end = found
    at = _time(plain, end, is_behind_day=True)
    if at is None:
        part = _PART_OF_DAY.match(plain, end)
        if part is not None:
            return _first(days, time(_HOUR_OF[part[1]]), now), part.end()
        if re.match(r"\s*,?\s*\d", plain[end:]):
            return None  # as "tomorrow 9 boxes": a time, or words?
        return _first(days, time(_MORNING), now), end
    clock, end = at
    return _first(days, clock, now), end


def _time_first(plain: str, now: datetime) -> tuple[datetime, int] | None:
    at = _time(plain, 0, is_behind_day=False)
    if at is None:
        return None
    clock, end = at
    space = re.match(r"\s+", plain[end:])
    found = None if space is None else _day(plain, end + space.end(), now, is_behind_time=True)
    if found is not None:
        days, end = found
        return _first(days, clock, now), end
    today = now.date()
    return _first([today, today + timedelta(days=1)], clock, now), end


def _first(days: list[date], clock: time, now: datetime) -> datetime:
    """Return that time on the first of these days on which it is to come; on the last one if on
    none of them."""
    found = [datetime.combine(day, clock, now.tzinfo).astimezone(UTC) for day in days]
    return next((each for each in found if each > now), found[-1])


def _time(plain: str, begin: int, *, is_behind_day: bool) -> tuple[time, int] | None:
    """Read a time of day from there. A bare number is one behind "at", or before "pm"; behind a
    day also where nothing follows."""
    before = _AT.match(plain, begin)
    if before is None:
        return None
    found = _CLOCK.match(plain, before.end())
    if found is not None:
        if "." in found[0][:3] and not (is_behind_day or before[1]):
            return None
        return time(_hours(int(found[1]), found[3]), int(found[2])), found.end()
    found = _HOUR.match(plain, before.end())
    if found is None:
        return None
    is_last = is_behind_day and not plain[found.end() :].strip()
    if not (before[1] or found[2] or is_last):
        return None
    return time(_hours(int(found[1]), found[2])), found.end()


def _hours(hours: int, half: str | None) -> int:
    if half is None:
        return hours
    if not 1 <= hours <= 12:
        raise ValueError(f"{hours} {half}")
    return hours % 12 + 12 * _HALF_OF[half]


def _day(
    plain: str, begin: int, now: datetime, *, is_behind_time: bool = False
) -> tuple[list[date], int] | None:
    """Read a day from there; several where the first one may be over."""
    today = now.date()
    before = _ON.match(plain, begin)
    start = begin if before is None else before.end()
    if found := _DAY.match(plain, start):
        return [today + timedelta(days=_DAY_OF[found[1]])], found.end()
    if found := _WEEKDAY.match(plain, start):
        ahead = (_WEEKDAY_OF[found[1]] - today.weekday()) % 7
        return [today + timedelta(days=ahead), today + timedelta(days=ahead + 7)], found.end()
    if found := _ISO_DATE.match(plain, start):
        return [date(int(found[1]), int(found[2]), int(found[3]))], found.end()
    if found := _NAMED_DATE.match(plain, start):
        month = _MONTH_OF[found[2]] + 1
        return _dates(int(found[1]), month, found[3], today), found.end()
    found = None if is_behind_time else _DATE.match(plain, start)
    if found is None:
        return None
    return _dates(int(found[1]), int(found[2]), found[3], today), found.end()


def _dates(day: int, month: int, year: str | None, today: date) -> list[date]:
    if year is not None:
        return [date(int(year) + (2000 if len(year) == 2 else 0), month, day)]
    found = date(today.year, month, day)
    if found >= today:
        return [found]
    later = date(today.year + 1, month, day)
    return [later] if later - today <= _ROUND_A_YEAR else [found]
