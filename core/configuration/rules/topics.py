"""Reads topics as `topics.toml`, and the page, have them."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from core.configuration.rules.fields import fields_of
from core.configuration.rules.hours import (
    ALWAYS,
    holidays_of,
    hours_of,
    with_holidays,
    zone_of,
)
from core.model.configuration import Ground, Mistake, Table
from core.model.configuration_text_keys import ConfigurationKey
from core.model.places import PlaceKind
from core.model.retention import LONGEST_KEPT
from core.model.rules import Span, Topic, WorkingHours
from core.model.targets import LONGEST_TARGET, TargetKind
from core.model.texts import LANGUAGES

TITLE_LIMIT = 48  # characters; a phone shows no more on a button
HIGHEST_PRIORITY = 100
AS_DESK = "desk"
"""Hours of a topic that are the whole desk's."""

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")  # a button carries it: Telegram gives 64 bytes
_OF_FILE = ("time_zone", "hours", "holidays", "topics", "fields")
_OF_TOPIC = (
    "key",
    "title",
    "titles",
    "skill",
    "priority",
    "place",
    "contact",
    "hours",
    "holidays",
    "off",
    "keep_days",
    "first_answer_minutes",
    "resolution_minutes",
    "auto_first",
    "auto_closed",
)

T = TypeVar("T")


class Reading:
    """One reading of what an owner wrote, which goes on after a mistake.

    `name` is the file's, for the lines of its mistakes.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self.mistakes: list[Mistake] = []

    @property
    def problems(self) -> list[str]:
        """A line for each mistake."""
        return [str(mistake) for mistake in self.mistakes]

    def ground(self, given: Table, time_zone: str, default: Sequence[Table]) -> Ground:
        """Read a whole file; `default`: the topics of one that names none. Of little worth when
        there are mistakes."""
        self._only_known("", given, _OF_FILE)
        zone = self._value("", zone_of, given.get("time_zone", time_zone)) or time_zone
        tables = given.get("topics", default)
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            line = "topics must be written as [[topics]] tables"
            self._wrong("", Mistake(ConfigurationKey.WRONG_VALUE, line, what="topics"))
            tables = []
        fields = given.get("fields")
        keys = [str(table.get("key")) for table in tables]
        self._value("", partial(fields_of, topics=keys), fields)
        return Ground(tuple(tables), zone, given.get("hours"), given.get("holidays"), fields=fields)

    def topics(self, ground: Ground) -> tuple[Topic, ...]:
        """Read those topics that can be used; of little worth when there are mistakes."""
        whole = _Times(self, ground)
        tables = ground.topics
        if not tables and not self.mistakes:
            self._wrong("", Mistake(ConfigurationKey.NO_TOPIC, "there must be at least one topic"))
        read = [self._topic(number, table, whole) for number, table in enumerate(tables, 1)]
        self._keys_differ([str(table["key"]) for table in tables if "key" in table])
        found = tuple(topic for topic in read if topic is not None)
        if found and all(topic.is_off for topic in found):
            line = "there must be at least one topic that is not off"
            self._wrong("", Mistake(ConfigurationKey.NO_TOPIC, line))
        return found

    def _topic(self, number: int, table: Table, whole: "_Times") -> Topic | None:
        key = table.get("key")
        where = f"topic {key!r}" if isinstance(key, str) and key else f"topic number {number}"
        self._only_known(where, table, _OF_TOPIC)
        titles = self._value(where, _titles, table.get("titles", {})) or {}
        values = (
            self._value(where, _key, key),
            self._value(where, _title, table.get("title", titles.get(LANGUAGES[0]))),
            self._value(where, _skill, table["skill"]) if "skill" in table else None,
            self._value(where, _priority, table.get("priority", 0)),
            titles,
            self._value(where, _place, table.get("place", PlaceKind.ROOM.value)),
            whole.of(where, table),
            self._value(where, partial(_flag, "off"), table.get("off", False)),
        )
        keep_days = None
        if "keep_days" in table:
            keep_days = self._value(where, _keep_days, table["keep_days"])
        targets: dict[str, int] = {}
        for kind in TargetKind:
            name = f"{kind.value}_minutes"
            if name in table:
                minutes = self._value(where, partial(_minutes, name), table[name])
                targets |= {kind.value: minutes} if minutes else {}
        first, closed = (
            bool(self._value(where, partial(_flag, name), table.get(name, False)))
            for name in ("auto_first", "auto_closed")
        )
        known_key, title, skill, priority, _, place, hours, is_off = values
        asks = None
        if "contact" in table:
            asks = self._value(where, partial(_flag, "contact"), table["contact"])
        if known_key is None or title is None or priority is None or place is None:
            return None
        if asks is None:
            asks = not place.is_relayed
        return Topic(
            known_key, title, skill, priority, titles, place, asks, hours, bool(is_off), keep_days,
            targets, first, closed,
        )  # fmt: skip

    def _keys_differ(self, keys: list[str]) -> None:
        for key in dict.fromkeys(keys):
            if keys.count(key) > 1:
                line = f"stands there {keys.count(key)} times"
                self._wrong(f"topic {key!r}", Mistake(ConfigurationKey.KEY_TAKEN, line, key=key))

    def _only_known(self, where: str, table: Table, known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                line = f"{name!r} is not known; there are {', '.join(known)}"
                self._wrong(where, Mistake(ConfigurationKey.WRONG_VALUE, line, what=name))

    def _value(self, where: str, read: Callable[[object], T], given: object) -> T | None:
        try:
            return read(given)
        except Mistake as mistake:
            self._wrong(where, mistake)
            return None

    def _wrong(self, where: str, mistake: Mistake) -> None:
        line = ": ".join(part for part in (self._name, where, str(mistake)) if part)
        self.mistakes.append(Mistake(mistake.key, line, **mistake.values))


class _Times:
    """Hours and holidays of a whole desk, and what a topic makes of them."""

    def __init__(self, reading: Reading, ground: Ground) -> None:
        self._read, self._zone = reading._value, ground.zone  # noqa: SLF001 - a part of it
        self._hours = self._hours_of("", ground.hours)
        self._holidays = self._dates_of("", ground.holidays)

    def of(self, where: str, table: Table) -> WorkingHours | None:
        """Return when that topic is answered. One that is `always` knows no holidays but its own;
        its own date counts before the desk's."""
        given = table.get("hours", AS_DESK)
        own = self._dates_of(where, table.get("holidays"))
        if given == AS_DESK:
            return with_holidays(self._hours, self._holidays | own, self._zone)
        desks = {} if given == ALWAYS else self._holidays
        return with_holidays(self._hours_of(where, given), desks | own, self._zone)

    def _hours_of(self, where: str, given: object) -> WorkingHours | None:
        if given is None:
            return None
        return self._read(where, lambda value: hours_of(value, self._zone), given)

    def _dates_of(self, where: str, given: object) -> dict[date, tuple[Span, ...]]:
        return {} if given is None else self._read(where, holidays_of, given) or {}


def _key(given: object) -> str:
    if not isinstance(given, str) or not _KEY.fullmatch(given):
        line = "key must be 1 to 32 small letters, digits, - and _, as 'billing'"
        raise Mistake(ConfigurationKey.WRONG_KEY, line)
    return given


def _title(given: object) -> str:
    if not isinstance(given, str) or not 0 < len(given.strip()) <= TITLE_LIMIT:
        line = f"title must be a text of 1 to {TITLE_LIMIT} characters"
        raise Mistake(ConfigurationKey.WRONG_TITLE, line, most=TITLE_LIMIT)
    return given.strip()


def _titles(given: object) -> dict[str, str]:
    if not isinstance(given, dict) or not set(given) <= set(LANGUAGES):
        line = f"titles must be texts by language: {', '.join(LANGUAGES)}"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="titles")
    return {language: _title(title) for language, title in given.items()}


def _skill(given: object) -> str:
    if not isinstance(given, str) or not _KEY.fullmatch(given):
        line = "skill must be 1 to 32 small letters, digits, - and _"
        raise Mistake(ConfigurationKey.WRONG_SKILL, line)
    return given


def _priority(given: object) -> int:
    if type(given) is not int or abs(given) > HIGHEST_PRIORITY:
        line = f"priority must be a whole number from -{HIGHEST_PRIORITY} to {HIGHEST_PRIORITY}"
        raise Mistake(ConfigurationKey.WRONG_PRIORITY, line, most=HIGHEST_PRIORITY)
    return given


def _keep_days(given: object) -> int:
    if type(given) is not int or not 0 <= given <= LONGEST_KEPT:
        line = f"keep_days must be a whole number of days, 0 (for ever) to {LONGEST_KEPT}"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="keep_days")
    return given


def _minutes(name: str, given: object) -> int:
    if type(given) is not int or not 0 < given <= LONGEST_TARGET:
        line = f"{name} must be a whole number of minutes, 1 to {LONGEST_TARGET}"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what=name)
    return given


def _flag(name: str, given: object) -> bool:
    if not isinstance(given, bool):
        line = f"{name} must be true or false"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what=name)
    return given


def _place(given: object) -> PlaceKind:
    try:
        return PlaceKind(str(given))
    except ValueError:
        line = f"place must be one of {', '.join(PlaceKind)}"
        raise Mistake(ConfigurationKey.WRONG_VALUE, line, what="place") from None
