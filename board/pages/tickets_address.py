"""What the page Tickets was asked for, as it stands in its address: a link shows the same to
whoever may see it. What nobody could have chosen is left out, whoever wrote the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from core.model.actions import whole_number
from core.model.board import Cursor, SearchFilter, TicketFilter, TicketOrder, TicketSort
from core.model.sources import read_source
from core.model.tags import LONGEST_TAG
from core.model.tickets import TicketStatus

LONGEST = 200
"""Characters of what is looked for."""
STARS = range(1, 6)
NEWEST = TicketOrder()

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tickets, or messages where there are `words`, and where in the list. Days are the
    desk's own; `last` is inclusive. `after` and `before`: behind which row the list begins, of
    tickets and of messages."""

    words: str = ""
    states: frozenset[TicketStatus] = frozenset()
    topic: str | None = None
    operator: int | None = None
    customer: int | None = None
    first: date | None = None
    last: date | None = None
    stars: frozenset[int] = frozenset()
    tag: str | None = None
    source: str | None = None
    order: TicketOrder = NEWEST
    after: Cursor | None = None
    before: int | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return Asked(order=self.order, after=self.after) != self

    def tickets(self, zone: ZoneInfo) -> TicketFilter:
        """Which tickets."""
        since, until = self._span(zone)
        return TicketFilter(
            statuses=self.states,
            topic=self.topic,
            operator_id=self.operator,
            customer_id=self.customer,
            since=since,
            until=until,
            stars=self.stars,
            tag=self.tag,
            source=self.source,
        )

    def messages(self, zone: ZoneInfo) -> SearchFilter:
        """Where to look for the words."""
        since, until = self._span(zone)
        return SearchFilter(
            statuses=self.states,
            stars=self.stars,
            topic=self.topic,
            operator_id=self.operator,
            customer_id=self.customer,
            since=since,
            until=until,
            tag=self.tag,
            source=self.source,
        )

    def _span(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        since = None if self.first is None else midnight(self.first, zone)
        until = None if self.last is None else midnight(self.last + timedelta(days=1), zone)
        return since, until

    def address(self) -> str:
        """Where the same is shown."""
        values = {
            "q": self.words,
            "state": ",".join(sorted(self.states)),
            "topic": self.topic,
            "operator": self.operator,
            "customer": self.customer,
            "from": self.first,
            "to": self.last,
            "stars": ",".join(map(str, sorted(self.stars))),
            "tag": self.tag,
            "source": self.source,
            "sort": None if self.order.by is TicketSort.OPENED else self.order.by.value,
            "up": 1 if self.order.ascending else None,
            "after": None if self.after is None else _written(self.after),
            "before": self.before,
        }
        query = urlencode({name: value for name, value in values.items() if value})
        return f"/tickets?{query}" if query else "/tickets"


def read(address: Mapping[str, str], topics: Iterable[str]) -> Asked:
    """What stands behind the `?`; `topics` are the keys that there are."""
    words = address.get("q", "").strip()[:LONGEST]
    sort = _word(TicketSort, address.get("sort")) or TicketSort.OPENED
    states = {_word(TicketStatus, word) for word in address.get("state", "").split(",")}
    stars = {whole_number(word) for word in address.get("stars", "").split(",")}
    topic = address.get("topic")
    return Asked(
        words=words,
        states=frozenset(state for state in states if state is not None),
        topic=topic if topic in set(topics) else None,
        operator=whole_number(address.get("operator", "")),
        customer=whole_number(address.get("customer", "")),
        first=day_of(address.get("from")),
        last=day_of(address.get("to")),
        stars=frozenset(number for number in stars if number is not None and number in STARS),
        tag=address.get("tag", "")[:LONGEST_TAG] or None,
        source=read_source(address.get("source", "")),
        order=TicketOrder(sort, address.get("up") == "1"),
        after=None if words else _cursor(address.get("after", ""), sort),
        before=whole_number(address.get("before", "")) if words else None,
    )


def day_of(written: str | None) -> date | None:
    """A day as ISO 8601 writes it; None for anything else, and for days that no desk has seen."""
    try:
        found = date.fromisoformat(written or "")
    except ValueError:
        return None
    return found if 2000 <= found.year < 2200 else None


def _word(kind: type[_Word], word: str | None) -> _Word | None:
    return kind(word) if word is not None and word in list(kind) else None


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day of the desk's begins."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _written(cursor: Cursor) -> str:
    value = cursor.value if isinstance(cursor.value, int) else cursor.value.isoformat()
    return f"{cursor.ticket_id}~{value}~{cursor.as_of.isoformat()}"


def _cursor(written: str, sort: TicketSort) -> Cursor | None:
    ticket, value, as_of = (*written.split("~"), "", "", "")[:3]
    number, at = whole_number(ticket), _moment(as_of)
    there = whole_number(value) if sort is TicketSort.WAITED else _moment(value)
    if number is None or at is None or there is None:
        return None
    return Cursor(number, there, at)


def _moment(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
