"""The step that a person is at: in the database, or in Redis."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from core.ports import DatabaseBusyError
from db.database import SqlDatabase
from db.steps import RedisSteps
from tests.support.desk import CUSTOMER, add_ticket
from tests.support.servers import free_port


@pytest.fixture(params=["database", "redis"])
async def with_steps(
    request: pytest.FixtureRequest, desk_url: str, redis_url: str
) -> AsyncIterator[SqlDatabase]:
    """The desk's database, with the steps in it or in Redis."""
    steps = RedisSteps(redis_url, prefix="test:") if request.param == "redis" else None
    database = await SqlDatabase.connect(desk_url, steps=steps)
    yield database
    await database.close()


async def test_steps(with_steps: SqlDatabase) -> None:
    async with with_steps.unit_of_work() as uow:
        assert await uow.steps.get(5) is None
        await uow.steps.set(5, "a\x00")
        assert await uow.steps.get(5) == "a\x00"
    async with with_steps.unit_of_work() as uow:
        assert await uow.steps.get(5) == "a\x00"
        await uow.steps.set(5, "b")
        await uow.steps.set(6, "c")
    async with with_steps.unit_of_work() as uow:
        await uow.steps.clear(5)
        assert await uow.steps.get(5) is None
        assert await uow.steps.get(6) == "c"
    async with with_steps.unit_of_work() as uow:
        assert await uow.steps.get(5) is None


async def test_a_transaction_that_fails_changes_no_step(with_steps: SqlDatabase) -> None:
    async with with_steps.unit_of_work() as uow:
        await uow.steps.set(5, "before")

    async def fail() -> None:
        async with with_steps.unit_of_work() as uow:
            await uow.steps.clear(5)
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    async with with_steps.unit_of_work() as uow:
        assert await uow.steps.get(5) == "before"


async def test_steps_in_redis_are_forgotten_some_day(desk_url: str, redis_url: str) -> None:
    database = await SqlDatabase.connect(desk_url, steps=RedisSteps(redis_url))
    async with database.unit_of_work() as uow:
        await uow.steps.set(5, "a")
    async with Redis.from_url(redis_url) as redis:
        assert 0 < await redis.ttl("switchboard:step:5") <= 7 * 24 * 3600
    await database.close()


async def test_without_redis_no_step_is_taken_for_granted(desk_url: str) -> None:
    gone = RedisSteps(f"redis://127.0.0.1:{free_port()}/0")
    database = await SqlDatabase.connect(desk_url, steps=gone)

    async def open_with_step() -> None:
        async with database.unit_of_work() as uow:
            await add_ticket(uow)
            await uow.steps.set(5, "a")

    with pytest.raises(DatabaseBusyError, match="Redis"):
        await open_with_step()
    async with database.unit_of_work() as uow:
        assert await uow.tickets.open_of(CUSTOMER) is None, "it is done again when Redis is back"
        await add_ticket(uow)
        await uow.steps.clear(5)
    async with database.unit_of_work() as uow:
        assert await uow.tickets.open_of(CUSTOMER)
    with pytest.raises(DatabaseBusyError, match="Redis"):
        async with database.unit_of_work() as uow:
            await uow.steps.get(5)
    await database.close()
