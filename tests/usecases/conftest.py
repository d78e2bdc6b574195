"""A desk on each kind of database."""

from collections.abc import AsyncIterator, Iterator
from functools import partial

import pytest

from db.database import SqlDatabase
from db.migrations import upgrade
from db.wakeup import LocalWakeup
from tests.support.databases import Backend, Databases, run_apart
from tests.usecases.desk import Desk


@pytest.fixture
def upgraded_url(database_backend: Backend, databases: Databases) -> Iterator[str]:
    """A database with the desk's tables."""
    url = databases.copy_of("usecases", database_backend, _prepare)
    yield url
    databases.drop(url)


def _prepare(url: str) -> None:
    run_apart(partial(upgrade, url))


@pytest.fixture
async def desk(upgraded_url: str) -> AsyncIterator[Desk]:
    """Nobody is there yet."""
    database = await SqlDatabase.connect(upgraded_url, wakeup=LocalWakeup())
    yield Desk(database)
    await database.close()
