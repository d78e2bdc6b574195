"""How often the database is asked on one update's way: from the first statement of its handler to
the settlement of the last effect that follows from it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from tests.bot.desk import HANDLED, Desk

_LOADING = re.compile(r"^BEGIN|\binbox\b|^SELECT.*\bFROM outbox\b", re.DOTALL)
"""A page of updates or effects is loaded at once, however many are in it."""
_CHANGED = re.compile(r"\b(INSERT INTO|UPDATE|DELETE FROM) (?!SET\b)(\w+)")
_TABLE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM|FROM) (\w+)")


@dataclass(slots=True)
class Trips:
    """The statements, one after another, each with what was being done."""

    statements: list[tuple[str, str]] = field(default_factory=list)

    def note(self, doing: str, statement: str) -> None:
        """Count it: once, or for each table that its common table expressions change. What is
        handled later is another update."""
        is_next = doing == HANDLED and self.statements and self.statements[-1][0] != HANDLED
        if is_next or _LOADING.search(statement):
            return
        told = " ".join(statement.split())
        changed = _CHANGED.findall(told) if told.startswith("WITH ") else ()
        short = [f"{verb} {table} (together)" for verb, table in changed] or [_short(told)]
        self.statements.extend((doing, each) for each in short)

    @property
    def handled(self) -> int:
        """How many the handler needs, to its commit."""
        return sum(doing == HANDLED for doing, _ in self.statements)

    def table(self) -> str:
        """A line for each."""
        return "\n".join(
            f"{number:>4}  {doing:<22}{told}"
            for number, (doing, told) in enumerate(self.statements, 1)
        )


def _short(told: str) -> str:
    verb, table = told.partition(" ")[0], _TABLE.search(told)
    condition = told.partition(" WHERE ")[2]
    values = told.partition(" SET ")[2].partition(" WHERE ")[0]
    where = f"{verb} {table[1]}" if table else verb
    return f"{where:<24} {values[:40]:<40} {condition[:80]}".rstrip()


@contextmanager
def trips(office: Desk) -> Iterator[Trips]:
    """What the database is asked meanwhile; one statement for many rows is one trip."""
    counted = Trips()

    def note(*what: Any) -> None:
        counted.note(office.doing, what[2])

    engine = office.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", note)
