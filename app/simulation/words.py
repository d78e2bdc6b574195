"""Reads what is written behind `switchboard simulate`. Each raises ValueError with what is
wrong."""

import re
from collections.abc import Sequence
from datetime import time
from math import inf, isfinite

from core.model.rules import Topic
from core.simulation.rules.chance import Kind, Spans
from core.simulation.rules.teams import EVERY_DAY, Team

NEVER = "never"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0}
_SPAN = re.compile(r"(?:\d+(?:\.\d+)?[hms])+")
_PART = re.compile(r"(\d+(?:\.\d+)?)([hms])")
_HOURS = re.compile(r"(\d{1,2})-(\d{1,2}):(\d+(?:\.\d+)?)")
_CLOCKS = re.compile(r"(\d{1,2}:\d{2})-(\d{1,2}:\d{2})")
HOURS_A_DAY = 24


def span(words: str) -> float:
    """Read `90s`, `8m`, `1h30m` or `never`, as seconds; 0 needs no unit."""
    given = words.strip().lower()
    if given == NEVER:
        return inf
    if given == "0":
        return 0.0
    if not _SPAN.fullmatch(given):
        raise ValueError(f"{words} is no time: write it as 90s, 8m or 1h30m")
    return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(given))


def spans(words: str) -> Spans:
    """Read a mean, and how spans differ: `8m`, `8m constant`, `8m lognormal 0.7`."""
    mean, *rest = words.split() or [""]
    match rest:
        case []:
            return Spans(span(mean))
        case [Kind.CONSTANT | Kind.EXPONENTIAL as kind]:
            return Spans(span(mean), Kind(kind))
        case [Kind.LOGNORMAL, variation]:
            return Spans(span(mean), Kind.LOGNORMAL, _positive(variation))
        case _:
            raise ValueError(
                f"{words} is not understood: write 8m, 8m constant or 8m lognormal 0.7"
            )


def rates(words: str) -> tuple[float, ...]:
    """Read tickets an hour: one number for always, or some for hours of the day, as in
    `9-12:40 12-18:25`; in the other hours none come."""
    given = words.replace(",", " ").split()
    if len(given) == 1 and ":" not in given[0]:
        return (_positive(given[0]),)
    by_hour = [0.0] * HOURS_A_DAY
    for word in given:
        found = _HOURS.fullmatch(word)
        if not found or not int(found[1]) < int(found[2]) <= HOURS_A_DAY:
            raise ValueError(f"{word} is not understood: write 9-12:40, hours and tickets an hour")
        by_hour[int(found[1]) : int(found[2])] = [float(found[3])] * (int(found[2]) - int(found[1]))
    if not any(by_hour):
        raise ValueError("nobody comes: write tickets an hour, as 30 or 9-12:40 12-18:25")
    return tuple(by_hour)


def team(words: str, capacity: int) -> Team:
    """Read `3`, or `3 09:00-17:00 mon-fri capacity=4 skills=billing,parcels`; `capacity`: where
    none is given."""
    count, *rest = words.split() or [""]
    if not count.isdecimal() or not int(count):
        raise ValueError(f"{words}: a team begins with how many they are")
    known: dict[str, object] = {}
    for word in rest:
        if found := _CLOCKS.fullmatch(word):
            known |= {"start": _clock(found[1]), "end": _clock(found[2])}
        elif word.startswith("capacity=") and word[9:].isdecimal() and int(word[9:]):
            known["capacity"] = int(word[9:])
        elif word.startswith("skills="):
            known["skills"] = frozenset(word[7:].split(",")) - {""}
        else:
            known["days"] = _days(word)
    return Team(**({"count": int(count), "capacity": capacity} | known))  # type: ignore[arg-type]


def topics(given: Sequence[str]) -> tuple[dict[str, Topic], dict[str, float]]:
    """Read topics and their shares, each as `billing 0.3 skill=billing priority=1`."""
    known: dict[str, Topic] = {}
    shares: dict[str, float] = {}
    for words in given:
        key, *rest = words.split() or [""]
        if not rest or not key:
            raise ValueError(f"{words}: write a topic's name and its share, as in billing 0.3")
        skill, priority = None, 0
        for word in rest[1:]:
            if word.startswith("skill="):
                skill = word[6:]
            elif word.startswith("priority=") and word[9:].lstrip("-").isdecimal():
                priority = int(word[9:])
            else:
                raise ValueError(f"{word} is not understood: write skill=… or priority=…")
        known[key], shares[key] = Topic(key, key, skill, priority), _positive(rest[0])
    return known, shares


def _clock(words: str) -> time:
    hour, minute = (int(part) for part in words.split(":"))
    if (hour, minute) == (HOURS_A_DAY, 0):
        return time()
    if hour >= HOURS_A_DAY or minute >= 60:
        raise ValueError(f"{words} is no time of day")
    return time(hour, minute)


def _days(word: str) -> frozenset[int]:
    found: set[int] = set()
    for part in word.lower().split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise ValueError(f"{word} is not understood: write 09:00-17:00, mon-fri, capacity=… ")
        start, end = DAYS.index(first), DAYS.index(last or first)
        found |= {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}
    return frozenset(found) or EVERY_DAY


def _positive(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        number = -1.0
    if number <= 0 or not isfinite(number):
        raise ValueError(f"{word} is no number above 0")
    return number
