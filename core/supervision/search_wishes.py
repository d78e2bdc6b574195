"""What a supervisor looks for, and where, as they write it behind /search: words, and filters as
from:2026-11-01 or topic:"Bills and payments". Whatever is wrong with a filter is said; nothing is
left out in silence, since more would be found than was wanted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.model.board import SearchFilter
from core.model.find_text_keys import FindKey
from core.model.search import Wish, read_wish
from core.model.texts import DeskError
from core.ports import Work


class Where(StrEnum):
    """By what a search is narrowed."""

    FROM = "from"
    TO = "to"
    OPERATOR = "operator"
    TOPIC = "topic"
    CUSTOMER = "customer"


_NAMES: Mapping[str, Where] = {
    **{where.value: where for where in Where},
    "since": Where.FROM, "від": Where.FROM, "з": Where.FROM, "от": Where.FROM, "с": Where.FROM,
    "until": Where.TO, "до": Where.TO, "по": Where.TO,
    "оператор": Where.OPERATOR,
    "тема": Where.TOPIC,
    "клієнт": Where.CUSTOMER, "клиент": Where.CUSTOMER,
}  # fmt: skip
"""In each of the desk's languages."""

_PART = re.compile(
    r'"[^"]*"'  # a phrase, in which nothing is a filter
    rf'|(?<!\S)(?P<name>{"|".join(_NAMES)}):\s*(?P<value>"[^"]*"|\S*)',
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
_DOTTED = re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})", re.ASCII)
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Wished:
    """What is looked for, and where; `words` as they were written, without the filters, which are
    `narrowed`."""

    wish: Wish
    where: SearchFilter
    words: str
    narrowed: str


async def understood(work: Work, written: str, language: str) -> Wished:
    """Read what somebody wrote. Raises DeskError(SEARCH_HOW, SEARCH_TWICE, SEARCH_EMPTY,
    SEARCH_NO_DAY, SEARCH_DAYS_TURNED, SEARCH_NO_OPERATOR, SEARCH_NO_TOPIC, SEARCH_NO_CUSTOMER)."""
    words, filters = apart(written)
    wish = read_wish(words)
    if wish is None:
        raise DeskError(FindKey.SEARCH_HOW)
    first, last = _day(filters, Where.FROM), _day(filters, Where.TO)
    if first is not None and last is not None and last < first:
        raise DeskError(FindKey.SEARCH_DAYS_TURNED)
    zone = ZoneInfo(work.rules.time_zone)
    where = SearchFilter(
        topic=_topic(work, filters.get(Where.TOPIC), language),
        operator_id=await _operator(work, filters.get(Where.OPERATOR)),
        customer_id=await _customer(work, filters.get(Where.CUSTOMER)),
        since=None if first is None else _begins(first, zone),
        until=None if last is None else _begins(last + timedelta(days=1), zone),
    )
    told = " ".join(f"{where}:{value}" for where, value in filters.items())
    return Wished(wish, where, words, told)


def apart(written: str) -> tuple[str, Mapping[Where, str]]:
    """Tell the words and the filters apart. Raises DeskError(SEARCH_TWICE, SEARCH_EMPTY)."""
    filters: dict[Where, str] = {}

    def taken(part: re.Match[str]) -> str:
        name = part["name"]
        if name is None:
            return part[0]
        which, value = _NAMES[name.casefold()], part["value"].strip('"').strip()
        if which in filters:
            raise DeskError(FindKey.SEARCH_TWICE, name=name)
        if not value:
            raise DeskError(FindKey.SEARCH_EMPTY, name=name)
        filters[which] = value
        return ""

    return " ".join(_PART.sub(taken, written).split()), filters


def _day(filters: Mapping[Where, str], which: Where) -> date | None:
    written = filters.get(which)
    if written is None:
        return None
    iso, dotted = _ISO.fullmatch(written), _DOTTED.fullmatch(written)
    numbers = dotted.group("year", "month", "day") if dotted else iso.groups() if iso else ()
    try:
        year, month, day = map(int, numbers)
        # A day of the first or the last year has no midnight before or behind it in UTC.
        return date(year, month, day).replace(year=min(max(year, 1970), 9998))
    except ValueError:
        raise DeskError(FindKey.SEARCH_NO_DAY, value=written) from None


def _begins(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _topic(work: Work, written: str | None, language: str) -> str | None:
    """By its key, or by its title in any language."""
    if written is None:
        return None
    wanted = written.casefold()
    for topic in work.rules.topics:
        names = (topic.key, topic.title, *topic.titles.values())
        if wanted in (name.casefold() for name in names):
            return topic.key
    known = ", ".join(f"{topic.key} ({topic.titled(language)})" for topic in work.rules.topics)
    raise DeskError(FindKey.SEARCH_NO_TOPIC, value=written, topics=known)


async def _operator(work: Work, written: str | None) -> int | None:
    if written is None:
        return None
    person_id = await _person(work, written)
    if person_id is None or await work.operator(person_id) is None:
        raise DeskError(FindKey.SEARCH_NO_OPERATOR, value=written)
    return person_id


async def _customer(work: Work, written: str | None) -> int | None:
    if written is None:
        return None
    person_id = await _person(work, written)
    if person_id is None or await work.customer(person_id) is None:
        raise DeskError(FindKey.SEARCH_NO_CUSTOMER, value=written)
    return person_id


async def _person(work: Work, written: str) -> int | None:
    """By their id or their @name."""
    if written.isascii() and written.isdigit() and len(written) <= _DIGITS:
        return int(written)
    found = await work.uow.oversight.by_username(written.removeprefix("@"))
    return None if found is None else found.id
