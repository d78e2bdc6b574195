"""What the supervisor's page asks of a desk after a year: a hundred thousand tickets and a million
messages.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

from bench.board_rows import RARE
from bench.desk import DATABASES
from bench.rows import Better, Row
from bench.year_copy import year_copy
from bench.year_rows import FIRST_OPERATOR, NOW, TICKETS
from core.model.board import (
    PAGE,
    Cursor,
    CustomerFilter,
    SearchFilter,
    TicketFilter,
    TicketOrder,
    TicketSort,
)
from core.model.places import PlaceKind
from core.model.search import read_wish
from core.model.tickets import TicketStatus
from core.ports.board import BoardRows
from db.board import SqlBoard
from db.database import SqlDatabase
from db.migrations import upgrade

NAME = "board"
WITHIN = 1.0  # seconds, for any question
DEEP = NOW - timedelta(days=357)
"""Before it a fiftieth of all tickets was opened."""
SINCE, UNTIL = NOW - timedelta(days=200), NOW - timedelta(days=199)

CLOSED = frozenset({TicketStatus.CLOSED})

FILTERS = {
    "all": TicketFilter(),
    "state": TicketFilter(statuses=CLOSED),
    "topic": TicketFilter(topic="money"),
    "operator": TicketFilter(operator_id=FIRST_OPERATOR + 3),
    "customer": TicketFilter(customer_id=77),
    "day": TicketFilter(since=SINCE, until=UNTIL),
    "stars": TicketFilter(stars=frozenset({1, 2})),
    "place": TicketFilter(place=PlaceKind.ROOM),
    "own": TicketFilter(only_of=FIRST_OPERATOR + 3),
}
SEARCHES = {
    "a common word": ("where", SearchFilter()),
    "a rare word": (RARE, SearchFilter()),
    "two words": ("where доставки", SearchFilter()),
    "a phrase": ('"where order"', SearchFilter()),
    "a beginning": ("замовл*", SearchFilter()),
    "no such word": ("nothing", SearchFilter()),
    "a common word, one customer": ("where", SearchFilter(customer_id=77)),
    "a common word, one operator": ("where", SearchFilter(operator_id=FIRST_OPERATOR + 3)),
    "a common word, one day": ("where", SearchFilter(since=SINCE, until=UNTIL)),
    "a common word, closed": ("where", SearchFilter(statuses=CLOSED)),
    "a common word, few stars": ("where", SearchFilter(stars=frozenset({1, 2}))),
    "a common word, open, with stars": (
        "where",
        SearchFilter(statuses=frozenset({TicketStatus.ACTIVE}), stars=frozenset({1})),
    ),
    "a common word, all together": (
        "where",
        SearchFilter(
            CLOSED, frozenset({5}), "money", FIRST_OPERATOR + 3, since=NOW - timedelta(days=250)
        ),
    ),
}
Question = Callable[[BoardRows], Awaitable[Any]]


async def measure() -> AsyncIterator[Row]:
    """Yield the slowest question of each kind on each database."""
    for kind in DATABASES:
        async with year_copy(kind) as (_, url):
            for row in await _ask_all(kind, url):
                yield row


async def _ask_all(name: str, url: str) -> list[Row]:
    await upgrade(url)
    database = await SqlDatabase.connect(url)
    try:
        slowest: dict[str, float] = {}
        for asked, question in _questions().items():
            kind = asked.partition(",")[0]
            slowest[kind] = max(slowest.get(kind, 0.0), await _time(database, question))
    finally:
        await database.close()
    return [
        Row(NAME, f"{name}, {kind}", "s at most", took, Better.LESS, must=WITHIN)
        for kind, took in slowest.items()
    ]


def _questions() -> dict[str, Question]:
    found: dict[str, Question] = {}
    for name, where in FILTERS.items():
        found[f"tickets, {name}"] = _page(where, TicketOrder(), None)
        found[f"how many tickets, {name}"] = _count(where)
        by_word = TicketOrder(TicketSort.LAST_WORD)
        found[f"tickets, {name}, by last word"] = _page(where, by_word, None)
    for sort, value in (
        (TicketSort.OPENED, DEEP),
        (TicketSort.CLOSED, DEEP),
        (TicketSort.LAST_WORD, DEEP),
        (TicketSort.WAITED, 1),
    ):
        deep = Cursor(2_000, value, NOW)
        found[f"tickets, by {sort.value}, the first"] = _page(
            TicketFilter(), TicketOrder(sort), None
        )
        found[f"tickets, by {sort.value}, deep"] = _page(TicketFilter(), TicketOrder(sort), deep)
    for name, (words, narrowed) in SEARCHES.items():
        found[f"search, {name}"] = _search(words, narrowed)
    for words in ("", "олена", "Олена достав", "67001", "@person77"):
        found[f"customers, {words or 'all'}"] = _customers(words)
    found["a ticket"] = lambda rows: rows.ticket_record(TICKETS - 500)
    found["a ticket's revision"] = lambda rows: rows.revision(TICKETS - 500)
    return found


def _page(where: TicketFilter, order: TicketOrder, after: Cursor | None) -> Question:
    return lambda rows: rows.tickets(where, order, after, PAGE, NOW)


def _count(where: TicketFilter) -> Question:
    return lambda rows: rows.count(where)


def _customers(words: str) -> Question:
    return lambda rows: rows.customers(CustomerFilter(words), None, PAGE)


def _search(words: str, where: SearchFilter) -> Question:
    wish = read_wish(words)
    assert wish is not None
    return lambda rows: rows.search(wish, where, None, PAGE)


async def _time(database: SqlDatabase, question: Question) -> float:
    """The better of two: pages of the database that nobody read yet are not what is measured."""
    times = []
    for _ in range(2):
        async with SqlBoard(database).looking() as look:
            started = time.perf_counter()
            await question(look.rows)
            times.append(time.perf_counter() - started)
    return min(times)
