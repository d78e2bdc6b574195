"""A desk's database with all its tables, and people to fill it with."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import asyncpg
import pytest

from core.model.people import Person, Role
from core.model.tickets import Ticket
from core.ports import UnitOfWork
from db.database import SqlDatabase
from db.migrations import upgrade
from db.models.base import Base
from tests.support.databases import Backend, Databases, run_apart

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CUSTOMER = 1_001
OPERATOR = 2_001

_EACH = (f"{table.name}_ AS (DELETE FROM {table.name})" for table in Base.metadata.sorted_tables)  # noqa: S608
_IDS = (
    "SELECT setval(CAST(format('%I.%I', schemaname, sequencename) AS regclass), 1, false)"
    " FROM pg_sequences WHERE last_value IS NOT NULL"
)
FORGET_EVERYTHING = f"WITH {', '.join(_EACH)} {_IDS}"
"""Empties every table of a PostgreSQL database, ids begin at 1 again. One statement, after which
alone references are checked, so the tables' order does not matter; a hundred times as fast as
TRUNCATE, which makes new files.
"""


def _prepare(url: str) -> None:
    run_apart(lambda: upgrade(url))


@pytest.fixture(scope="session")
def postgresql_desk(databases: Databases) -> Iterator[str]:
    """One PostgreSQL database with all tables: emptying it is faster than making another."""
    url = databases.copy_of("tables", "postgresql", _prepare)
    yield url
    databases.drop(url)


@pytest.fixture
def desk_url(
    database_backend: Backend, databases: Databases, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address of a database with all tables, and nothing in them."""
    if database_backend == "postgresql":
        url: str = request.getfixturevalue("postgresql_desk")
        yield url
        run_apart(lambda: _empty(url))
    else:
        url = databases.copy_of("tables", database_backend, _prepare)
        yield url
        databases.drop(url)


async def _empty(url: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        # Whom a failed test left connected would hold up what follows.
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await connection.execute(FORGET_EVERYTHING)
    finally:
        await connection.close()


@pytest.fixture
async def database(desk_url: str) -> AsyncIterator[SqlDatabase]:
    """That database, open."""
    made = await SqlDatabase.connect(desk_url)
    yield made
    await made.close()


async def add_customer(uow: UnitOfWork, customer_id: int = CUSTOMER, name: str = "Ann") -> None:
    """A customer who wrote to the bot."""
    await uow.customers.seen(Person(customer_id, name), NOW)


async def add_operator(
    uow: UnitOfWork, operator_id: int = OPERATOR, *, capacity: int = 6, on_shift: bool = True
) -> None:
    """An operator, on shift unless said otherwise."""
    await uow.operators.add(
        Person(operator_id, f"Op {operator_id}", f"op{operator_id}"),
        role=Role.OPERATOR,
        capacity=capacity,
        phone=None,
        skills=frozenset(),
        now=NOW,
    )
    if on_shift:
        await uow.operators.start_shift(operator_id, NOW)


async def add_ticket(uow: UnitOfWork, customer_id: int = CUSTOMER) -> Ticket:
    """A queued ticket of a new customer."""
    await add_customer(uow, customer_id)
    ticket = await uow.tickets.open(customer_id, "general", 0, NOW)
    assert ticket is not None
    return ticket
