"""aiosqlite's connection without three of the four trips to its thread that a statement makes.

Every trip costs two wake-ups, many times what SQLite itself takes for the small statements here.
Making a cursor, taking its rows and closing it never wait for a lock, so they are done where they
are asked for; whatever may wait (beginning, executing, committing) stays with the thread.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiosqlite

_ROWS_READ_AT_ONCE = 64  # aiosqlite's own choice, for iterating
_NEVER_WAIT = frozenset({"cursor", "fetchall", "fetchone", "close"})


class NearConnection(aiosqlite.Connection):
    """Made for SQLAlchemy, which asks for one thing after the other on a connection."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, _ROWS_READ_AT_ONCE)
        self._with_thread = 0

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        # Whoever was cancelled while the thread works leaves it at work: then it is the thread's
        # turn to the end, in order.
        if not self._with_thread and _never_waits(fn):
            return fn(*args, **kwargs)
        self._with_thread += 1
        try:
            return await super()._execute(self._counted(fn), *args, **kwargs)
        except BaseException:
            raise

    def _counted(self, fn: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            try:
                return fn(*args, **kwargs)
            finally:
                self._with_thread -= 1

        return counted


def _never_waits(fn: Callable[..., Any]) -> bool:
    name = getattr(fn, "__name__", "")
    if name not in _NEVER_WAIT:
        return False
    return name == "cursor" or isinstance(getattr(fn, "__self__", None), sqlite3.Cursor)


def connect(database: str | Path, **options: Any) -> NearConnection:
    """As aiosqlite.connect, for SQLAlchemy's `async_creator_fn`."""

    def connector() -> sqlite3.Connection:
        return sqlite3.connect(database, **{**options, "check_same_thread": False})

    return NearConnection(connector)
