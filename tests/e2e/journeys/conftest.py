"""An open desk for a test, on a database that has its tables already."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from db.migrations import upgrade
from tests.e2e.journeys.day import Day, a_day
from tests.support.databases import Databases, run_apart
from tests.support.desk import desk_url, postgresql_desk
from tests.support.either import either

__all__ = ["desk_url", "either", "postgresql_desk"]


@pytest.fixture
def file_url(databases: Databases) -> Iterator[str]:
    """A SQLite database with all tables, and nothing in them."""

    def prepare(url: str) -> None:
        run_apart(lambda: upgrade(url))

    url = databases.copy_of("tables", "sqlite", prepare)
    yield url
    databases.drop(url)


@pytest.fixture
async def day(tmp_path: Path, file_url: str) -> AsyncIterator[Day]:
    """An open desk on SQLite."""
    async with a_day(tmp_path, file_url) as opened:
        yield opened


@pytest.fixture
async def any_day(tmp_path: Path, desk_url: str) -> AsyncIterator[Day]:
    """An open desk, on SQLite and on PostgreSQL in turn."""
    async with a_day(tmp_path, desk_url) as opened:
        yield opened
