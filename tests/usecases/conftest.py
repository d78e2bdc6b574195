"""A desk on each kind of database."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache, partial
from zlib import crc32

import pytest

from db.database import SqlDatabase
from db.migrations import upgrade
from db.wakeup import LocalWakeup
from tests.support.databases import BACKENDS, Backend, Databases, run_apart
from tests.usecases.desk import Desk, empty

EVERY_DATABASE = "TEST_EVERY_DATABASE"
EITHER = "either"


@pytest.fixture(params=BACKENDS if os.environ.get(EVERY_DATABASE) else (EITHER,))
def database_backend(request: pytest.FixtureRequest) -> Backend:
    """Always the same one of the two for a test, about half of them each; with
    TEST_EVERY_DATABASE both in turn.

    What depends on the database is proved on both by the repositories' contracts, and by those
    modules here that bring a `database_backend` of their own.
    """
    if request.param in BACKENDS:
        chosen: Backend = request.param
        return chosen
    return BACKENDS[crc32(request.node.nodeid.encode()) % len(BACKENDS)]


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
