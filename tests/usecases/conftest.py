"""A desk on each kind of database."""

from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache, partial

import pytest

from db.database import SqlDatabase
from db.migrations import upgrade
from db.wakeup import LocalWakeup
from tests.support.databases import Backend, Databases, run_apart
from tests.support.either import either
from tests.usecases.desk import Desk, empty

__all__ = ["either"]  # a fixture


@pytest.fixture(scope="module")
def upgraded(databases: Databases) -> Iterator[Callable[[Backend], str]]:
    """A database with the desk's tables; one for all tests of a module, who empty it."""
    urls: list[str] = []

    @cache
    def of(backend: Backend) -> str:
        url = databases.copy_of("usecases", backend, lambda made: run_apart(partial(upgrade, made)))
        urls.append(url)
        return url

    yield of
    for url in urls:
        databases.drop(url)


@pytest.fixture
async def database(
    database_backend: Backend, upgraded: Callable[[Backend], str]
) -> AsyncIterator[SqlDatabase]:
    """Empty, with ids from 1."""
    opened = await SqlDatabase.connect(upgraded(database_backend), wakeup=LocalWakeup())
    await empty(opened)
    yield opened
    await opened.close()


@pytest.fixture
async def desk(database: SqlDatabase) -> Desk:
    """Nobody is there yet."""
    return Desk(database)
