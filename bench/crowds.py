"""Desks of different sizes on a database each, written as rows, and what one use case takes there:
with its reactions and its commit, the desks in turn."""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import case, cast, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.history import fill, numbers, vacuum
from bench.rows import Better, Row
from core.consequences.reactions import OpenWork
from core.model.people import Person, Role
from core.model.rules import Rules, Topic
from core.model.tickets import CloseReason, TicketStatus
from core.ports import Work
from db.database import SqlDatabase
from db.migrations import upgrade
from db.models import customers, operator_skills, operators, shifts, tickets
from tests.support.databases import Backend, Databases, run_apart
from tests.support.present import present
from tests.support.servers import postgres_server

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
FIRST_OPERATOR = 10_000_000
FIRST_WAITING = 5_000_000
TOPICS = (
    Topic("general", "General"),
    Topic("money", "Money", skill="money"),
    Topic("rare", "Rare", skill="rare"),
)
RARE = 5
"""Operators who have that skill; all others have the one for money."""
AT_ONCE, SETTLED_AFTER = 1_000, 10_000
MUST, AIM = 1.5, 1.1
Step = Callable[[Work, int], Awaitable[object]]


@dataclass(slots=True)
class Crowd:
    """A desk, and the next customer who comes to it."""

    database: SqlDatabase
    operators: int
    waiting: int
    open_work: OpenWork
    _next: Iterator[int] = field(default_factory=lambda: count(1))

    async def do(self, *steps: Step) -> float:
        """Let somebody new act, each step in a transaction. Returns the seconds that the last one
        took."""
        number = next(self._next)
        began = perf_counter()
        for step in steps:
            began = perf_counter()
            async with self.open_work() as work:
                await step(work, number)
        return perf_counter() - began


async def compare(
    bench: str,
    what: str,
    crowds: Mapping[str, Crowd],
    rounds: int,
    *steps: Step,
) -> list[Row]:
    """Return a row for each but the first, whose median is the floor: of the last step."""
    took: dict[str, list[float]] = {name: [] for name in crowds}
    for turn in range(rounds):
        for name, crowd in crowds.items():
            seconds = await crowd.do(*steps)
            if turn >= WARM:
                took[name].append(seconds * 1000)
    floor, *others = took
    return [
        Row(
            bench, f"{what}, {name}", "ms", median(took[name]), Better.LESS,
            median(took[floor]), must=MUST, aim=AIM,
        )
        for name in others
    ]  # fmt: skip


WARM = 5
"""Rounds before those that count."""


@asynccontextmanager
async def crowds(
    kind: str, sizes: Mapping[str, Mapping[str, Any]]
) -> AsyncIterator[dict[str, Crowd]]:
    """Make desks of the given sizes on that kind of database, each by its name."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sw-bench-")))
        backend: Backend = "sqlite" if kind == "SQLite" else "postgresql"
        server = None if kind == "SQLite" else stack.enter_context(postgres_server(durable=True))
        databases = Databases(folder, lambda: present(server))
        found = {}
        for name, size in sizes.items():
            url = databases.copy_of("empty", backend, _upgraded)
            database = await SqlDatabase.connect(url)
            stack.push_async_callback(database.close)
            found[name] = await _filled(database, **size)
        yield found


def _upgraded(url: str) -> None:
    run_apart(partial(upgrade, url))


async def _filled(
    database: SqlDatabase, *, operators: int, waiting: int = 0, load: int = 0, capacity: int = 1000
) -> Crowd:
    async with database.writing() as connection:
        await _staff(connection, operators, load, capacity)
    await _queue(database, waiting)
    await vacuum(database)
    markers = count(1)
    clock = count(1)
    work = OpenWork(
        database,
        Rules(topics=TOPICS, bot_id=1, userbot_id=2),
        lambda: NOW + timedelta(seconds=next(clock)),
        lambda: f"marker{next(markers)}",
    )
    return Crowd(database, operators, waiting, work)


async def _staff(connection: AsyncConnection, count: int, load: int, capacity: int) -> None:
    """Everybody on shift."""
    number = range(FIRST_OPERATOR, FIRST_OPERATOR + count)
    people = [
        {"id": one, "name": f"Operator {one}", "language": "en", "role": Role.OPERATOR}
        | {"capacity": capacity, "load": load, "started_bot": True, "on_shift": True}
        | {"idle_since": NOW - timedelta(seconds=one % 997), "added_at": NOW}
        for one in number
    ]
    skills = [
        {"operator_id": one, "skill": "rare" if one % (count // RARE) == 0 else "money"}
        | {"capacity": capacity, "load": load, "on_shift": True}
        | {"idle_since": NOW - timedelta(seconds=one % 997)}
        for one in number
    ]
    on_shift = [{"operator_id": one, "started_at": NOW} for one in number]
    for table, rows in ((operators, people), (operator_skills, skills), (shifts, on_shift)):
        await connection.execute(insert(table), rows)


async def _queue(database: SqlDatabase, waiting: int) -> None:
    """The customers, and a ticket of each of those who wait; a thousand of them came at once. After
    ten thousand the counts of the line are settled, as the desk does it every minute."""
    async with database.writing() as connection:
        for first, people in ((1, 4_999), (FIRST_WAITING, waiting)):
            if people:
                number = numbers(first, people)
                await fill(connection, customers, number, _customer(number))
    for begin in range(0, waiting, SETTLED_AFTER):
        async with database.writing() as connection:
            for first in range(begin, min(begin + SETTLED_AFTER, waiting), AT_ONCE):
                opened = NOW - timedelta(days=1) + timedelta(seconds=first // AT_ONCE)
                number = numbers(FIRST_WAITING + first, min(AT_ONCE, waiting - first))
                await fill(connection, tickets, number, _ticket(number, opened))
        async with database.unit_of_work() as uow:
            await uow.line.settle()
        await vacuum(database)


def _customer(number: Any) -> dict[str, Any]:
    return {
        "id": number,
        "name": "Customer",
        "name_words": " customer",
        "phone": cast(number, customers.c.phone.type),
        "language": "en",
        "language_chosen": False,
        "reachable": True,
        "first_seen_at": NOW,
    }


def _ticket(number: Any, opened: datetime) -> dict[str, Any]:
    general, other = (topic.key for topic in TOPICS[:2])
    return {
        "customer_id": number,
        "topic": case((number % 2 == 0, general), else_=other),
        "priority": 0,
        "status": TicketStatus.QUEUED,
        "opened_at": opened,
    }


async def all_full(crowds: Iterable[Crowd]) -> None:
    """From now on no operator may take more than they have."""
    for crowd in crowds:
        async with crowd.database.writing() as connection:
            await connection.execute(update(operators).values(capacity=6, load=6))
        await vacuum(crowd.database)


async def served_before(work: Work, number: int, by: int) -> None:
    """That operator closed a ticket of that customer a moment ago."""
    ticket = await work.uow.tickets.open(number, "general", 0, work.now)
    assert ticket is not None
    await work.uow.tickets.activate(ticket.id, by, work.now)
    await work.uow.tickets.close(ticket.id, work.now, by, CloseReason.SOLVED)


def customer(number: int) -> Person:
    """Whoever has that number."""
    return Person(number, f"Customer {number}")
