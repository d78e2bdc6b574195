"""How many statements something takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from db.database import SqlDatabase


@contextmanager
def counted(database: SqlDatabase) -> Iterator[list[str]]:
    """The statements that the database is given meanwhile; one for many rows counts for each of
    them."""
    given: list[str] = []

    def note(*what: Any) -> None:
        _, _, statement, parameters, _, executemany = what
        # One INSERT with many VALUES is one, and its parameters are no rows.
        rows = len(parameters) if executemany and not isinstance(parameters[0], str) else 1
        given.extend([statement] * rows)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield given
    finally:
        event.remove(engine, "before_cursor_execute", note)
