"""A desk on each kind of database."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
import pytest_asyncio

from db.database import SqlDatabase
from db.migrations import upgrade
from db.wakeup import LocalWakeup
from tests.core.desk import Desk
from tests.core.emptying import empty
from tests.support.databases import Backend, Databases, run_apart
from tests.support.either import either

__all__ = ["either"]  # a fixture

HERE = Path(__file__).parent
Opened = Callable[[Backend], Awaitable[SqlDatabase]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests share a loop, and with it the connections of their databases and what was compiled
    for these; those of delivery, whose databases are ended and killed, have their own."""
    for item in items:
        if item.path.is_relative_to(HERE / "delivery"):
            continue
        if item.path.is_relative_to(HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def upgraded(databases: Databases) -> Iterator[Callable[[Backend], str]]:
    """A database with the desk's tables; one for all tests, who empty it."""
    urls: list[str] = []

    @cache
    def of(backend: Backend) -> str:
        url = databases.copy_of("usecases", backend, lambda made: run_apart(partial(upgrade, made)))
        urls.append(url)
        return url

    yield of
    for url in urls:
        databases.drop(url)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def opened(upgraded: Callable[[Backend], str]) -> AsyncIterator[Opened]:
    """It is opened once, too."""
    found: dict[Backend, SqlDatabase] = {}

    async def of(backend: Backend) -> SqlDatabase:
        if backend not in found:
            url = upgraded(backend)
            found[backend] = await SqlDatabase.connect(url, wakeup=LocalWakeup())
        return found[backend]

    yield of
    for database in found.values():
        await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def database(database_backend: Backend, opened: Opened) -> SqlDatabase:
    """Empty, with ids from 1."""
    found = await opened(database_backend)
    await empty(found)
    return found


@pytest_asyncio.fixture(loop_scope="session")
async def desk(database: SqlDatabase) -> Desk:
    """Nobody is there yet."""
    return Desk(database)
