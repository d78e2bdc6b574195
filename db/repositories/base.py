"""What all repositories share."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, ClassVar, cast

from sqlalchemy import ClauseElement, Column, Table
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.expression import Executable
from sqlalchemy.sql.visitors import iterate

from db.executor import Executor, Found, Values
from db.memory import Memory
from db.models import outbox
from db.prepared import AnyRow
from db.repositories.drafts import Drafts
from db.repositories.new_effects import NewEffect, NewEffects
from db.repositories.shown import Shown
from db.sql import Either


def columns_of(table: Table, kind: type[Any]) -> tuple[Column[Any], ...]:
    """Return the columns that a value of the core is made of, in its order."""
    return tuple(table.c[field.name] for field in fields(kind))


def _target(statement: Executable) -> str | None:
    """Return the table that a statement changes."""
    table = getattr(statement, "table", None)
    return table.name if isinstance(table, Table) else None


@lru_cache(maxsize=1024)
def _tables_read_by(statement: Executable) -> frozenset[str]:
    """Return all tables that a statement reads, also within others; not the one that it changes."""
    found = (each for each in iterate(cast(ClauseElement, statement)) if isinstance(each, Table))
    return frozenset(table.name for table in found) - {_target(statement)}


class Transaction:
    """An open transaction: its connection, whom to wake after it, and rows still to be written.

    Rows that hardly anything reads back within the transaction (effects, ticket events, copies,
    traces, what is shown) are collected and written together just before the commit: one round trip
    instead of one each. What reads their table is preceded by them.
    """

    __slots__ = (
        "_changes",
        "_later",
        "drafts",
        "effects",
        "executor",
        "is_postgresql",
        "memory",
        "shown",
        "woken",
    )

    def __init__(self, executor: Executor, is_postgresql: bool) -> None:
        self.executor = executor
        self.is_postgresql = is_postgresql
        self.woken: set[str] = set()
        self.memory = Memory()
        self.shown = Shown(executor, is_postgresql)
        self.drafts = Drafts(executor, self.memory, is_postgresql)
        self.effects = NewEffects(executor, is_postgresql, self.shown, self.woken)
        self._later: dict[Executable, list[Mapping[str, Any]]] = {}
        self._changes: dict[Executable, dict[int, Mapping[str, Any]]] = {}

    @property
    def connection(self) -> AsyncConnection:
        """The connection itself, for what is no statement of a repository's."""
        return self.executor.connection

    def ask(self, effect: NewEffect) -> None:
        """Have an effect stored at `flush`, and whoever carries it out woken."""
        self.effects.waiting.append(effect)

    def write_later(self, statement: Executable, row: Mapping[str, Any]) -> None:
        """Add a row for an INSERT that is executed at `flush`, in the order of asking."""
        self._later.setdefault(statement, []).append(row)

    def change_later(self, statement: Executable, number: int, row: Mapping[str, Any]) -> None:
        """Have a row that this transaction holds changed at `flush`, or before its table is read or
        changed otherwise; of several changes by one statement only the last one is made."""
        self._changes.setdefault(statement, {})[number] = row

    async def write_changes(self) -> None:
        """Make the changes that were put off."""
        while self._changes:
            statement, rows = self._changes.popitem()
            await self.executor.execute(statement, list(rows.values()))

    async def write_now(self, statement: Executable) -> None:
        """Write the rows that were put off for this one: somebody is about to read them back."""
        rows = self._later.pop(statement, None)
        if rows:
            await self.executor.execute(statement, rows)

    async def write_what_is_read(self, statement: Executable) -> None:
        """Write what was put off for tables that the statement is about to read or change."""
        if self._changes:
            changed = {_target(each) for each in self._changes}
            if _target(statement) in changed or changed & _tables_read_by(statement):
                await self.write_changes()
        if self.effects.waiting and outbox.name in _tables_read_by(statement):
            await self.effects.write()
        if _target(statement) == outbox.name:
            self.effects.changed()
        if self._later:
            read = _tables_read_by(statement)
            for insert in [each for each in self._later if _target(each) in read]:
                await self.write_now(insert)

    async def flush(self) -> None:
        """Write what was put off."""
        await self.write_changes()
        await self.shown.write()
        await self.effects.write()
        for statement in [*self._later]:
            await self.write_now(statement)
        await self.drafts.write()


class Repository:
    """The base of repositories: short ways to execute on the open transaction."""

    __slots__ = ("_transaction",)
    _put_off: ClassVar[tuple[Either, ...]] = ()
    """What is written later, unless something is changed or asked here before."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @property
    def _is_postgresql(self) -> bool:
        return self._transaction.is_postgresql

    @property
    def _memory(self) -> Memory:
        return self._transaction.memory

    async def _execute(
        self,
        statement: Executable,
        values: Values = None,
    ) -> Found:
        if not statement.is_select:
            table = getattr(statement, "table", None)
            self._memory.wrote(None if table is None else table.name)
        for each in self._put_off:
            await self._transaction.write_now(each[self._is_postgresql])
        await self._transaction.write_what_is_read(statement)
        return await self._transaction.executor.execute(statement, values)

    async def _changed(self, statement: Executable, values: Mapping[str, Any]) -> bool:
        """Execute a conditional change. Returns whether it took effect."""
        return (await self._execute(statement, values)).rowcount > 0

    async def _written(self, statement: Executable, values: Mapping[str, Any]) -> AnyRow | None:
        """Execute a write whose row the caller remembers, and return that row."""
        await self._transaction.write_changes()
        return (await self._transaction.executor.execute(statement, values)).one_or_none()

    async def _one(self, statement: Executable, values: Mapping[str, Any]) -> AnyRow | None:
        return (await self._execute(statement, values)).one_or_none()

    async def _all(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[AnyRow]:
        return (await self._execute(statement, values)).all()
