"""Addresses of PostgreSQL as libpq reads them, or one line that says what is not supported."""

import asyncio

import asyncpg
import pytest

from db import dsn
from db.address import address_of, normalised
from db.database import SqlDatabase
from db.errors import DatabaseUnavailableError
from tests.support.servers import free_port

on_postgresql = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://u:p%40x@h1:1,h2:2/d?target_session_attrs=read-write&sslmode=require",
        "postgresql://u@[::1]:5/d",
        "postgresql://u@/d?host=a:1&host=b:2",
        "postgresql://u:p/w#1?@h/d%20e",
        "postgresql:///d?host=/a,/b&port=1,2",
        "postgresql://h/d?options=-c%20statement_timeout%3D5s&connect_timeout=3",
    ],
)
def test_nothing_is_lost_on_the_way_to_the_engine(given: str) -> None:
    assert address_of(normalised(given)) == dsn.parse(given)


def test_hosts_ports_and_times() -> None:
    several = dsn.parse("postgresql://a:1,b/d?port=7&connect_timeout=1")
    assert several.hosts == (("a", 1), ("b", 7))
    assert several.connect_timeout == 2
    assert dsn.parse("postgresql://a/d?connect_timeout=0").connect_timeout is None
    assert dsn.parse("postgresql://a/d").connect_timeout == dsn.CONNECT_TIMEOUT


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("?foo=1", "foo"),
        ("?sslmode=yes", "sslmode"),
        ("?channel_binding=require", "channel_binding=require"),
        ("?gssencmode=require", "gssencmode=require"),
        ("?keepalives_idle=5", "keepalives_idle"),
        ("?sslrootcert=system", "sslrootcert=system"),
        ("?sslrootcert=/nowhere&sslmode=verify-full", "sslrootcert .* names no file: /nowhere"),
        ("?sslcert=/nowhere", "sslcert .* names no file: /nowhere"),
        ("?connect_timeout=soon", "connect_timeout"),
        ("?target_session_attrs=best", "target_session_attrs"),
    ],
)
async def test_what_cannot_be_kept_is_one_line_that_names_it(given: str, named: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match=named) as caught:
        await SqlDatabase.connect(f"postgresql://u:secret@h/d{given}")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@on_postgresql
async def test_parameters_reach_the_server(desk_url: str) -> None:
    url = _with(
        desk_url, "application_name=mine&options=-c%20statement_timeout%3D5s&sslmode=prefer"
    )
    database = await SqlDatabase.connect(url)
    async with database.reading() as transaction:
        for name, value in (("application_name", "mine"), ("statement_timeout", "5s")):
            found = await transaction.connection.exec_driver_sql(f"SHOW {name}")
            assert found.scalar_one() == value
    await database.close()
    connection = await dsn.connect(dsn.parse(url))
    assert await connection.fetchval("SHOW application_name") == "mine"
    await connection.close()


@on_postgresql
async def test_a_host_that_does_not_answer_gives_way_to_the_next(desk_url: str) -> None:
    there = dsn.parse(desk_url)
    silent = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    hosts = (("127.0.0.1", free_port()), ("127.0.0.1", port), *there.hosts)
    url = normalised(desk_url)
    names = [f"{name}:{number}" for name, number in hosts[:2]] + [f"{there.hosts[0][0]}"]
    wide = url.set(query={"connect_timeout": "2", "host": tuple(names)})
    address = address_of(wide)
    connection = await dsn.connect(address)
    assert await connection.fetchval("SELECT 1") == 1
    await connection.close()
    with pytest.raises((OSError, asyncpg.InternalClientError)):
        await dsn.connect(dsn.parse(_with(desk_url, "target_session_attrs=standby")))
    silent.close()


def _with(url: str, parameters: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{parameters}"
