"""Asks a database in a thread, with a loop and a connection of its own: rows by the thousand hold
up nobody while they are made into values."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from db.database import SqlDatabase
from db.engine import make_engine
from db.wakeup import LocalWakeup

T = TypeVar("T")


async def apart(database: SqlDatabase, ask: Callable[[SqlDatabase], Awaitable[T]]) -> T:
    """Return what `ask` answers, which is given the same database.

    Raises:
        DatabaseBusyError: not just now.
    """

    async def asked() -> T:
        another = SqlDatabase(database.url, make_engine(database.url), LocalWakeup(), None)
        try:
            return await ask(another)
        finally:
            await another.close()

    return await asyncio.to_thread(asyncio.run, asked())
