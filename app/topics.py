"""Reads topics and working hours from `topics.toml`: a desk with a wrong file does not start, and
says everything that is wrong with it at once."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from app.opening_hours import hours_of, zone_of
from core.model.places import PlaceKind
from core.model.rules import Topic, WorkingHours
from core.model.texts import LANGUAGES

TITLE_LIMIT = 48  # characters; a phone shows no more on a button
HIGHEST_PRIORITY = 100

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")  # a button carries it: Telegram gives 64 bytes
_OF_FILE = ("time_zone", "hours", "topics")
_OF_TOPIC = ("key", "title", "titles", "skill", "priority", "place", "contact", "hours")

T = TypeVar("T")


class TopicsError(Exception):
    """The file cannot be used; `lines` has one line each: the file, the topic, what is wrong."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def load_topics(
    path: Path, time_zone: str, *, desks: bool = False, named: bool = False
) -> tuple[Topic, ...]:
    """Read the file's topics, at least one; where there is no file, those that a desk is delivered
    with: one for everything, or, with `desks` in the settings, four that are answered there.

    `named`: the owner names the file, which therefore has to be there. `time_zone` holds where the
    file names none. Raises TopicsError.
    """
    default = tomllib.loads(delivered_topics(desks=desks).read_text(encoding="utf-8"))
    given = _read(path)
    reading = _Reading(path.name, default["topics"])
    if given is None and named:
        raise TopicsError([f"TOPICS_FILE: there is no file {path}"])
    if given is None:
        given = default
    topics = reading.topics(given, time_zone)
    if reading.problems:
        raise TopicsError(reading.problems)
    return tuple(topics)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise TopicsError([f"TOPICS_FILE: {path} cannot be read: it is no UTF-8"]) from None
    except OSError as error:
        raise TopicsError([f"TOPICS_FILE: {path} cannot be read: {error.strerror}"]) from None
    except tomllib.TOMLDecodeError as error:
        raise TopicsError([f"{path.name} is not TOML: {error}"]) from None


def delivered_topics(*, desks: bool) -> Path:
    """Return the topics of a desk without a file of its own; `desks`: of one with staff groups."""
    return Path(__file__).with_name("desk_topics.toml" if desks else "topics.toml")


class _Reading:
    """One reading of a file, which goes on after a problem."""

    def __init__(self, name: str, default: list[dict[str, Any]]) -> None:
        self._name = name
        self._default = default
        self.problems: list[str] = []

    def topics(self, given: Mapping[str, Any], time_zone: str) -> list[Topic]:
        """Read those that can be used; of little worth when there are problems."""
        self._only_known("", given, _OF_FILE)
        zone = self._value("", zone_of, given.get("time_zone", time_zone)) or time_zone
        hours = self._hours("", given["hours"], zone) if "hours" in given else None
        tables = given.get("topics", self._default)
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._wrong("", "topics must be written as [[topics]] tables")
            return []
        if not tables:
            self._wrong("", "there must be at least one topic")
        read = [self._topic(number, table, zone, hours) for number, table in enumerate(tables, 1)]
        self._keys_differ([str(table["key"]) for table in tables if "key" in table])
        return [topic for topic in read if topic is not None]

    def _topic(
        self, number: int, table: Mapping[str, Any], zone: str, default: WorkingHours | None
    ) -> Topic | None:
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
            self._hours(where, table["hours"], zone) if "hours" in table else default,
        )
        known_key, title, skill, priority, _, place, hours = values
        asks = self._value(where, _contact, table["contact"]) if "contact" in table else None
        if known_key is None or title is None or priority is None or place is None:
            return None
        if asks is None:
            asks = not place.is_relayed
        return Topic(known_key, title, skill, priority, titles, place, asks, hours)

    def _hours(self, where: str, given: object, zone: str) -> WorkingHours | None:
        return self._value(where, lambda value: hours_of(value, zone), given)

    def _keys_differ(self, keys: list[str]) -> None:
        for key in dict.fromkeys(keys):
            if keys.count(key) > 1:
                self._wrong(f"topic {key!r}", f"stands there {keys.count(key)} times")

    def _only_known(self, where: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                self._wrong(where, f"{name!r} is not known; there are {', '.join(known)}")

    def _value(self, where: str, read: Callable[[object], T], given: object) -> T | None:
        try:
            return read(given)
        except ValueError as error:
            self._wrong(where, str(error))
            return None

    def _wrong(self, where: str, words: str) -> None:
        self.problems.append(": ".join(part for part in (self._name, where, words) if part))


def _key(given: object) -> str:
    if not isinstance(given, str) or not _KEY.fullmatch(given):
        raise ValueError("key must be 1 to 32 small letters, digits, - and _, as 'billing'")
    return given


def _title(given: object) -> str:
    if not isinstance(given, str) or not 0 < len(given.strip()) <= TITLE_LIMIT:
        raise ValueError(f"title must be a text of 1 to {TITLE_LIMIT} characters")
    return given.strip()


def _titles(given: object) -> dict[str, str]:
    if not isinstance(given, dict) or not set(given) <= set(LANGUAGES):
        raise ValueError(f"titles must be texts by language: {', '.join(LANGUAGES)}")
    return {language: _title(title) for language, title in given.items()}


def _skill(given: object) -> str:
    if not isinstance(given, str) or not _KEY.fullmatch(given):
        raise ValueError("skill must be 1 to 32 small letters, digits, - and _")
    return given


def _priority(given: object) -> int:
    if type(given) is not int or abs(given) > HIGHEST_PRIORITY:
        raise ValueError(
            f"priority must be a whole number from -{HIGHEST_PRIORITY} to {HIGHEST_PRIORITY}"
        )
    return given


def _contact(given: object) -> bool:
    if not isinstance(given, bool):
        raise ValueError("contact must be true or false")
    return given


def _place(given: object) -> PlaceKind:
    try:
        return PlaceKind(str(given))
    except ValueError:
        raise ValueError(f"place must be one of {', '.join(PlaceKind)}") from None
