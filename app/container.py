"""What all parts of the desk share, made once from the settings."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from app.settings import Settings
from core.domain.rules import Rules
from core.ports import Clock, Work
from db.database import SqlDatabase
from db.migrations import upgrade
from db.steps import RedisSteps


def utc_now() -> datetime:
    """The system's clock."""
    return datetime.now(UTC)


def new_marker() -> str:
    """A word that stands nowhere else, to find again what was made."""
    return secrets.token_hex(8)


class Container:
    """Settings, clock and database of one process."""

    def __init__(self, settings: Settings, database: SqlDatabase, clock: Clock = utc_now) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock

    @asynccontextmanager
    async def work(self, rules: Rules | None = None) -> AsyncIterator[Work]:
        """One transaction for use cases, committed when left in peace."""
        async with self.database.unit_of_work() as uow:
            yield Work(uow, self.clock(), rules or self.settings.rules(), new_marker)


@asynccontextmanager
async def open_container(settings: Settings) -> AsyncIterator[Container]:
    """The shared parts, with the database open and its schema up to date.

    Raises DatabaseUnavailableError when the database cannot be used.
    """
    await upgrade(settings.database)
    redis = settings.redis_url
    steps = RedisSteps(redis.get_secret_value()) if redis else None
    database = await SqlDatabase.connect(settings.database, steps=steps)
    try:
        yield Container(settings, database)
    finally:
        await database.close()
