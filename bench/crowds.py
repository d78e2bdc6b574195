"""Desks of different sizes on a database each, written as rows, and what one use case takes there:
with its reactions and its commit, the desks in turn."""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Table, insert, text, update

from bench.rows import Better, Row
from core.consequences.reactions import OpenWork
from core.model.people import Person, Role
from core.model.rules import Rules, Topic
from core.model.tickets import CloseReason, TicketStatus
from core.ports import Work
from db.database import SqlDatabase
from db.migrations import upgrade
from db.models import customers, operator_skills, operators, shifts, tickets
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
PER_STATEMENT = 2_000
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
        found = {}
        for name, size in sizes.items():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sw-bench-")))
            url = f"sqlite:///{folder / 'bench.db'}"
            if kind != "SQLite":
                address = stack.enter_context(postgres_server(durable=True))
                url = address.render_as_string(hide_password=False)
            await upgrade(url)
            database = await SqlDatabase.connect(url)
            stack.push_async_callback(database.close)
            found[name] = await _filled(database, **size)
        yield found


async def _filled(
    database: SqlDatabase, *, operators: int, waiting: int = 0, load: int = 0, capacity: int = 1000
) -> Crowd:
    async with database.writing() as connection:
        await _write(connection, operators, waiting, load, capacity)
    async with database.unit_of_work() as uow:
        await uow.line.settle()
    if database.is_postgresql:
        async with database.engine.connect() as connection:
            apart = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await apart.execute(text("VACUUM ANALYZE"))
    markers = count(1)
    clock = count(1)
    work = OpenWork(
        database,
        Rules(topics=TOPICS, bot_id=1, userbot_id=2),
        lambda: NOW + timedelta(seconds=next(clock)),
        lambda: f"marker{next(markers)}",
    )
    return Crowd(database, operators, waiting, work)


async def _write(connection: Any, staff: int, waiting: int, load: int, capacity: int) -> None:
    numbers = range(FIRST_OPERATOR, FIRST_OPERATOR + staff)
    await _insert(
        connection,
        operators,
        (
            {"id": one, "name": f"Operator {one}", "language": "en", "role": Role.OPERATOR}
            | {"capacity": capacity, "load": load, "started_bot": True}
            | {"idle_since": NOW - timedelta(seconds=one % 997), "added_at": NOW}
            for one in numbers
        ),
    )
    skills = {one: "rare" if one % (staff // RARE) == 0 else "money" for one in numbers}
    await _insert(
        connection,
        operator_skills,
        ({"operator_id": one, "skill": skill} for one, skill in skills.items()),
    )
    on_shift = ({"operator_id": one, "started_at": NOW} for one in numbers)
    await _insert(connection, shifts, on_shift)
    await connection.execute(update(operators).values(on_shift=True))
    await _insert(connection, customers, map(_customer, (*range(1, 5_000), *_waiting(waiting))))
    await _insert(connection, tickets, map(_ticket, _waiting(waiting)))


def _waiting(count: int) -> range:
    return range(FIRST_WAITING, FIRST_WAITING + count)


def _customer(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "name": f"Customer {number}",
        "language": "en",
        "phone": f"+4900{number:08}",
        "reachable": True,
        "first_seen_at": NOW,
    }


def _ticket(number: int) -> dict[str, Any]:
    opened = NOW - timedelta(days=1) + timedelta(milliseconds=number - FIRST_WAITING)
    return {
        "customer_id": number,
        "topic": TOPICS[number % 2].key,
        "priority": 0,
        "status": TicketStatus.QUEUED,
        "opened_at": opened,
    }


async def served_before(work: Work, number: int, by: int) -> None:
    """That operator closed a ticket of that customer a moment ago."""
    ticket = await work.uow.tickets.open(number, "general", 0, work.now)
    assert ticket is not None
    await work.uow.tickets.activate(ticket.id, by, work.now)
    await work.uow.tickets.close(ticket.id, work.now, by, CloseReason.SOLVED)


async def _insert(connection: Any, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == PER_STATEMENT:
            await connection.execute(insert(table), batch)
            batch = []
    if batch:
        await connection.execute(insert(table), batch)


def customer(number: int) -> Person:
    """Whoever has that number."""
    return Person(number, f"Customer {number}")
