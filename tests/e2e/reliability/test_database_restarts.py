"""PostgreSQL is restarted, and connections are ended from outside, while customers write: a desk
goes on by itself, and says everything once."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from app.container import open_container
from app.roles import Role
from app.run import serve
from db import dsn
from tests.e2e.reliability.rig import PATIENCE, BotRig, bot_rig
from tests.support.databases import run_apart
from tests.support.servers import OwnPostgres, own_postgres
from tests.support.waiting import eventually

ROLES = (Role.BOT, Role.SCHEDULER)


@pytest.fixture(scope="module")
def server() -> Iterator[OwnPostgres]:
    with own_postgres() as made:
        yield made


@pytest.fixture
def url(server: OwnPostgres) -> str:
    """A database that nobody has used."""
    name = f"desk_{uuid.uuid4().hex}"

    async def make() -> None:
        connection = await dsn.connect(dsn.parse(server.url))
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    run_apart(make)
    return make_url(server.url).set(database=name).render_as_string(hide_password=False)


@asynccontextmanager
async def _at_work(rig: BotRig) -> AsyncIterator[None]:
    stop, ready = asyncio.Event(), set[Role]()
    working = asyncio.create_task(serve(rig.container, ROLES, stop, ready.add))
    await eventually(lambda: working.done() or len(ready) == len(ROLES), within=PATIENCE)
    try:
        yield
        assert not working.done(), "the desk ended"
    finally:
        stop.set()
        await working


async def test_a_restarted_server_ends_nothing(
    tmp_path: Path, server: OwnPostgres, url: str
) -> None:
    async with bot_rig(tmp_path, url, bot_rate=0) as rig:
        await rig.register(10)
        async with _at_work(rig):
            asked = await rig.write(3)
            for again in range(3):
                restarting = asyncio.to_thread(server.restart)
                more, _ = await asyncio.gather(rig.write(3), restarting)
                asked = [first.and_then(then) for first, then in zip(asked, more, strict=True)]
                await rig.all_answered(asked)
                assert again < 3
            await rig.is_quiet()
        assert await rig.verdict(asked) == 0


async def test_connections_that_are_ended_again_and_again(
    tmp_path: Path, server: OwnPostgres, url: str
) -> None:
    async with bot_rig(tmp_path, url, bot_rate=0) as rig:
        await rig.register(10)

        async def end_them() -> None:
            connection = await dsn.connect(dsn.parse(url))
            for _ in range(10):
                await connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                )
                await asyncio.sleep(0.1)
            await connection.close()

        async with _at_work(rig):
            asked, _ = await asyncio.gather(rig.write(6), end_them())
            await rig.all_answered(asked)
            await rig.is_quiet()
        assert await rig.verdict(asked) == 0


async def test_a_desk_that_starts_with_its_server_waits_for_it(
    tmp_path: Path, server: OwnPostgres, url: str
) -> None:
    async with bot_rig(tmp_path, url) as rig:
        settings = rig.settings
    server.stop()

    async def opens() -> None:
        async with open_container(settings, patience=PATIENCE):
            pass

    opening = asyncio.create_task(opens())
    await asyncio.sleep(0.3)
    assert not opening.done()
    await asyncio.to_thread(server.start)
    await opening
