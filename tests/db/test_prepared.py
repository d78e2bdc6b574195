"""Statements that come again go by the driver: they say, keep and refuse what they do by
SQLAlchemy."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.ports import DatabaseBusyError
from db.database import SqlDatabase
from db.executor import Executor
from db.models import customers, inbox
from db.repositories.base import Transaction
from db.sql import one_of
from tests.support.desk import CUSTOMER, NOW, add_customer
from tests.support.statements import counted

_ADD = insert(inbox)
_KEPT = select(inbox).order_by(inbox.c.id)
_OF = select(inbox.c.key).where(one_of(inbox.c.id, "ids")).order_by(inbox.c.id)
_FROM = select(inbox.c.key).where(inbox.c.source == "bot:1", inbox.c.id > bindparam("after"))
_EITHER = select(inbox.c.key).where(inbox.c.source.in_(["bot:1", "bot:2"]))
_ANY = select(inbox.c.key).where(inbox.c.key.in_(bindparam("keys", expanding=True)))
_HANDLED = update(inbox).where(inbox.c.key == bindparam("named")).values(attempts=7)
_AGAIN = update(inbox).values(attempts=inbox.c.attempts + 1).returning(inbox.c.key, inbox.c.payload)
_WORDS = text("SELECT key, payload FROM inbox ORDER BY id").columns(payload=inbox.c.payload.type)


def row(number: int, **more: Any) -> dict[str, Any]:
    """An update."""
    usual: dict[str, Any] = {
        "source": "bot:1",
        "key": str(number),
        "lane": None,
        "payload": {"text": f"Привіт \x00 {number}", "list": [1, None, True]},
        "received_at": NOW + timedelta(microseconds=number),
        "attempts": number,
    }
    return usual | more


@asynccontextmanager
async def executor(database: SqlDatabase) -> AsyncIterator[Executor]:
    """The open transaction's."""
    async with database.unit_of_work() as uow:
        transaction: Transaction = uow.inbox._transaction  # type: ignore[attr-defined]
        yield transaction.executor


async def test_rows_come_back_as_sqlalchemy_gives_them(database: SqlDatabase) -> None:
    async with executor(database) as it:
        await it.execute(_ADD, row(1))
        await it.execute(_ADD, row(2))
        await it.execute(_ADD, [row(3), row(4)])
        await it.execute(_ADD, [row(5, lane="x"), row(6, lane="y")])
        usual = (await it.connection.execute(_KEPT)).all()
        await it.execute(_KEPT)
        prepared = await it.execute(_KEPT)
    assert [*map(tuple, prepared)] == [*map(tuple, usual)]
    assert [each.key for each in prepared] == ["1", "2", "3", "4", "5", "6"]
    assert prepared.all()[0].payload == row(1)["payload"]
    assert prepared.all()[0].received_at == row(1)["received_at"]


@pytest.mark.parametrize(
    ("statement", "values", "found"),
    [
        (_OF, {"ids": [1, 3]}, ["1", "3"]),
        (_FROM, {"after": 1}, ["2", "3"]),
        (_EITHER, {}, ["1", "2", "3"]),
        (_ANY, {"keys": ["1", "2"]}, ["1", "2"]),
        (_ANY, {"keys": ["3"]}, ["3"]),
    ],
)
async def test_each_time_a_statement_says_the_same(
    database: SqlDatabase, statement: Any, values: Mapping[str, Any], found: list[str]
) -> None:
    async with executor(database) as it:
        await it.execute(_ADD, [row(1), row(2), row(3)])
        for _ in range(3):
            assert (await it.execute(statement, values)).scalars() == found


async def test_changes_tell_how_many_they_were_and_what_they_changed(
    database: SqlDatabase,
) -> None:
    async with executor(database) as it:
        await it.execute(_ADD, [row(1), row(2)])
        for _ in range(3):
            assert (await it.execute(_HANDLED, {"named": "1"})).rowcount == 1
            assert (await it.execute(_HANDLED, {"named": "9"})).rowcount == 0
            changed = await it.execute(_AGAIN)
            assert changed.rowcount == 2
            assert sorted(each.key for each in changed) == ["1", "2"]
            assert {each.payload["text"] for each in changed} == {"Привіт \x00 1", "Привіт \x00 2"}
            await it.execute(_HANDLED, [{"named": "1"}, {"named": "2"}])
        assert [each.payload["list"] for each in await it.execute(_WORDS)] == [[1, None, True]] * 2


async def test_whoever_counts_statements_is_told_of_all(database: SqlDatabase) -> None:
    with counted(database) as given:
        async with executor(database) as it:
            await it.execute(_ADD, [row(1), row(2)])
            for _ in range(3):
                await it.execute(_FROM, {"after": 1})
    assert len([each for each in given if each.startswith("SELECT")]) == 3


async def test_what_is_refused_is_refused_alike_and_undone(database: SqlDatabase) -> None:
    async def twice() -> None:
        async with executor(database) as it:
            await it.execute(_ADD, row(1))
            await it.execute(_ADD, row(1))

    for _ in range(3):
        with pytest.raises(IntegrityError):
            await twice()
    async with executor(database) as it:
        assert (await it.execute(_KEPT)).all() == []


@pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
async def test_a_refused_statement_ends_no_transaction(database: SqlDatabase) -> None:
    """Else all that follows in it would be kept, whatever becomes of it."""

    async def go_on() -> None:
        async with executor(database) as it:
            await it.execute(_ADD, row(1))
            with pytest.raises(IntegrityError):
                await it.execute(_ADD, row(1))
            await it.execute(_ADD, row(2))
            assert len((await it.execute(_KEPT)).all()) == 2
            raise KeyError

    for _ in range(3):
        with pytest.raises(KeyError):
            await go_on()
    async with executor(database) as it:
        assert (await it.execute(_KEPT)).all() == []


async def test_a_wrong_value_names_no_words(database: SqlDatabase) -> None:
    """An error's text goes into logs."""

    async def refused() -> None:
        async with executor(database) as it:
            await it.execute(_ADD, row(1))
            await it.execute(insert(customers), {"id": CUSTOMER, "name": "Secret"})

    for _ in range(2):
        with pytest.raises(DBAPIError) as caught:
            await refused()
        assert "Secret" not in str(caught.value)


@pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)
async def test_a_connection_that_is_cut_is_busy_and_replaced(database: SqlDatabase) -> None:
    """Also those that are kept ready: they led to the same server."""

    async def cut() -> None:
        async with executor(database) as it, database.writing() as other:
            pid = (await it.execute(text("SELECT pg_backend_pid()"))).scalar_one()
            await other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            for _ in range(3):
                await it.execute(_KEPT)

    for _ in range(2):
        with pytest.raises(DatabaseBusyError):
            await cut()
        async with database.unit_of_work() as uow:
            await add_customer(uow)
        async with executor(database) as it:
            assert (await it.execute(_KEPT)).all() == []


async def test_whoever_is_cancelled_leaves_nothing_begun(database: SqlDatabase) -> None:
    begun = asyncio.Event()

    async def waits() -> None:
        async with executor(database) as it:
            await it.execute(_ADD, row(1))
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(waits())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with executor(database) as it:
        assert (await it.execute(_KEPT)).all() == []
        await it.execute(_ADD, row(1))
    async with executor(database) as it:
        assert len((await it.execute(_KEPT)).all()) == 1
