"""The tests' own servers answer, and the tests cannot leave this machine."""

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.support.databases import Backend, Databases
from tests.support.servers import free_port
from tests.support.waiting import eventually

# A block that is set aside for documents (RFC 5737): nothing answers there.
BEYOND = "192.0.2.1"


async def _run(url: str, *statements: str) -> object:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            for statement in statements[:-1]:
                await connection.execute(text(statement))
            return (await connection.execute(text(statements[-1]))).scalar_one()
    finally:
        await engine.dispose()


async def test_each_database_answers_and_is_empty(database_url: str) -> None:
    got = await _run(
        database_url,
        "CREATE TABLE note (words TEXT)",
        "INSERT INTO note VALUES ('here')",
        "SELECT words FROM note",
    )
    assert got == "here"


async def test_the_next_test_finds_nothing_of_the_last(database_url: str) -> None:
    await _run(database_url, "CREATE TABLE note (words TEXT)", "SELECT count(*) FROM note")


async def test_postgresql_is_15_or_newer(databases: Databases) -> None:
    url = databases.empty("postgresql")
    version = await _run(url, "SHOW server_version_num")
    databases.drop(url)
    assert int(str(version)) >= 150000


async def test_a_copy_holds_what_was_prepared(
    database_backend: Backend, databases: Databases
) -> None:
    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        statements = ("CREATE TABLE desk (name TEXT)", "SELECT count(*) FROM desk")
        asyncio.run(_run(url, *statements))

    for _ in range(3):
        url = await asyncio.to_thread(databases.copy_of, "desk", database_backend, prepare)
        assert await _run(url, "INSERT INTO desk VALUES ('a')", "SELECT count(*) FROM desk") == 1
        databases.drop(url)
    assert len(prepared) == 1


async def test_redis_answers_and_is_empty(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as connection:
        assert await connection.dbsize() == 0
        await connection.set("key", "value")
        assert await connection.get("key") == b"value"


async def test_redis_is_empty_again(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as connection:
        assert await connection.dbsize() == 0


def test_connecting_beyond_this_machine_is_refused() -> None:
    with (
        pytest.warns(UserWarning, match=BEYOND),
        pytest.raises(SocketConnectBlockedError),
        socket.create_connection((BEYOND, 443), timeout=1),
    ):
        pass


@pytest.mark.parametrize("asking", ["asyncio", "socket"])
def test_processes_of_tests_are_refused_too(asking: str, tmp_path: Path) -> None:
    program = {
        "socket": f"import socket; socket.create_connection(({BEYOND!r}, 443), 1)",
        "asyncio": f"import asyncio; asyncio.run(asyncio.open_connection({BEYOND!r}, 443))",
    }[asking]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=tmp_path, text=True, check=False
    )
    assert done.returncode == 1
    assert f"beyond this machine, to {BEYOND}" in done.stderr


def test_this_machine_may_be_reached() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


async def test_waiting_ends_with_what_the_condition_gave() -> None:
    looks = iter([None, None, "come"])

    async def condition() -> str | None:
        return next(looks)

    assert await eventually(condition) == "come"


async def test_waiting_gives_up_and_says_why() -> None:
    with pytest.raises(AssertionError, match="nobody came"):
        await eventually(lambda: False, within=0.02, describe="nobody came")
