"""Addresses, transactions and what they raise."""

import asyncio
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from core.model.people import Person
from core.model.room_effects import WriteOwnData
from core.ports import DatabaseBusyError
from db import dsn
from db.address import address_of, normalised
from db.database import SqlDatabase
from db.errors import DatabaseUnavailableError
from db.migrations import upgrade
from db.sqlite_connection import connect
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_customer, add_operator
from tests.support.present import present
from tests.support.servers import free_port

on_postgresql = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)
on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://u:p@h:5/d", "postgresql+asyncpg"),
        ("postgresql://u:p@h:5/d", "postgresql+asyncpg"),
        ("postgresql+asyncpg://u:p@h:5/d", "postgresql+asyncpg"),
        ("postgresql://u:p@/d?host=/run/pg&port=5", "postgresql+asyncpg"),
        ("sqlite:///d", "sqlite+aiosqlite"),
        ("sqlite:////tmp/d", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:///d", "sqlite+aiosqlite"),
    ],
)
def test_addresses_are_taken_in_every_usual_form(given: str, driver: str) -> None:
    url = normalised(given)
    assert url.drivername == driver
    if "sqlite" not in given:
        address = dsn.parse(given)
        assert address == address_of(url)
        assert address.hosts in {(("h", 5),), (("/run/pg", 5),)}
        assert (address.user, address.password, address.database) == ("u", "p", "d")


@pytest.mark.parametrize(
    "given", ["", "nonsense", "mysql://u@h/d", "sqlite://", "sqlite:///:memory:", "postgres://h"]
)
async def test_a_wrong_address_is_one_clear_line(given: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="address") as caught:
        await SqlDatabase.connect(given)
    assert "\n" not in str(caught.value)


async def test_a_server_that_is_not_there_is_one_clear_line_without_the_password() -> None:
    url = f"postgresql://u:secret@127.0.0.1:{free_port()}/d"
    for attempt in (SqlDatabase.connect(url), upgrade(url)):
        with pytest.raises(DatabaseUnavailableError, match=r"cannot use the database") as caught:
            await attempt
        assert "\n" not in str(caught.value)
        assert "secret" not in str(caught.value)


async def test_a_folder_that_is_no_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnavailableError, match="cannot use the database"):
        await SqlDatabase.connect(f"sqlite:///{tmp_path}/file/desk.db")
    with pytest.raises(DatabaseUnavailableError, match="cannot use the database"):
        await SqlDatabase.connect(f"sqlite:///{tmp_path}")
    (tmp_path / "file").write_text("a letter, and no database at all " * 9)
    with pytest.raises(DatabaseUnavailableError, match="not a database"):
        await SqlDatabase.connect(f"sqlite:///{tmp_path}/file")


@on_postgresql
async def test_a_missing_database_is_one_clear_line(database: SqlDatabase) -> None:
    url = database.url.set(database="nowhere").render_as_string(hide_password=False)
    with pytest.raises(DatabaseUnavailableError, match="nowhere"):
        await SqlDatabase.connect(url)


async def test_an_exception_takes_everything_back(database: SqlDatabase) -> None:
    async def fail() -> None:
        async with database.unit_of_work() as uow:
            await add_customer(uow)
            await uow.inbox.store("bot", [("1", {})], NOW)
            await uow.outbox.add(WriteOwnData(1), now=NOW)
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    async with database.unit_of_work() as uow:
        assert await uow.customers.get(CUSTOMER) is None
        assert await uow.inbox.take("bot", 10) == []
        assert await uow.outbox.waiting(WriteOwnData.gateway, 10) == []


async def test_who_is_cancelled_leaves_no_transaction_open(database: SqlDatabase) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with database.unit_of_work() as uow:
            await add_customer(uow)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.unit_of_work() as uow:
        assert await uow.customers.get(CUSTOMER) is None
        await add_customer(uow)


@on_sqlite
async def test_a_unit_inside_a_unit_is_told_rather_than_waited_for(database: SqlDatabase) -> None:
    async with database.unit_of_work():
        with pytest.raises(RuntimeError, match="inside"):
            async with database.unit_of_work():
                pass


@on_sqlite
async def test_who_reads_and_then_writes_loses_nothing(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow, capacity=0)

    async def add_one() -> None:
        async with database.unit_of_work() as uow:
            operator = present(await uow.operators.get(OPERATOR))
            await uow.operators.set_capacity(OPERATOR, operator.capacity + 1)

    await asyncio.gather(*(add_one() for _ in range(20)))
    async with database.unit_of_work() as uow:
        operator = present(await uow.operators.get(OPERATOR))
    assert operator.capacity == 20


@on_postgresql
async def test_a_deadlock_is_busy_and_trying_again_helps(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_customer(uow, 1)
        await add_customer(uow, 2)
    both = asyncio.Barrier(2)

    async def rename(first: int, second: int, *, meet: bool) -> None:
        async with database.unit_of_work() as uow:
            await uow.customers.seen(Person(first, f"by {first}"), NOW)
            if meet:
                await both.wait()
            await uow.customers.seen(Person(second, f"by {first}"), NOW)

    results = await asyncio.gather(
        rename(1, 2, meet=True), rename(2, 1, meet=True), return_exceptions=True
    )
    [busy] = [result for result in results if result is not None]
    assert isinstance(busy, DatabaseBusyError)
    assert "deadlock" in str(busy)
    await rename(1, 2, meet=False)


@on_postgresql
async def test_a_lost_connection_is_busy_and_trying_again_helps(database: SqlDatabase) -> None:
    async def be_cut_off() -> None:
        async with database.unit_of_work() as uow:
            await add_customer(uow)
            async with database.engine.begin() as other:
                await other.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND state = 'idle in transaction'"
                    )
                )
            await uow.customers.get(CUSTOMER)

    with pytest.raises(DatabaseBusyError):
        await be_cut_off()
    async with database.unit_of_work() as uow:
        assert await uow.customers.get(CUSTOMER) is None


@on_postgresql
async def test_a_server_that_went_away_is_busy(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_args: object, **_more: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    await database.engine.dispose()
    monkeypatch.setattr(asyncpg, "connect", refused)
    with pytest.raises(DatabaseBusyError, match="No such file"):
        async with database.unit_of_work():
            pass
    monkeypatch.undo()
    async with database.unit_of_work() as uow:
        assert await uow.operators.all() == []


async def test_what_a_use_case_meets_itself_is_not_the_databases(database: SqlDatabase) -> None:
    async def meet(error: Exception) -> None:
        async with database.unit_of_work():
            raise error

    for error in (TimeoutError(), FileNotFoundError(), ValueError()):
        with pytest.raises(type(error)):
            await meet(error)


@on_sqlite
async def test_a_file_that_another_process_keeps_locked_is_busy(
    database: SqlDatabase, desk_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_TIMEOUT_MS", 50)
    other = await SqlDatabase.connect(desk_url)
    async with database.unit_of_work() as uow:
        await add_customer(uow)
        with pytest.raises(DatabaseBusyError, match="locked"):
            async with other.unit_of_work():
                pass
        async with other.reading() as transaction:  # looking waits for no writer
            await transaction.connection.execute(text("SELECT * FROM customers"))
    async with other.unit_of_work() as uow:
        assert await uow.customers.get(CUSTOMER)
    await other.close()


async def test_a_file_that_is_given_up_while_it_closes_keeps_nobody_waiting(tmp_path: Path) -> None:
    """As SQLAlchemy does when who closes is cancelled: nobody answered the second wish to stop."""
    connection = await connect(tmp_path / "given-up.db")
    closing = asyncio.create_task(connection.close())
    await asyncio.sleep(0)
    connection.stop()
    async with asyncio.timeout(10):
        await closing


async def test_a_file_that_is_given_up_in_the_middle_of_an_answer_is_free_for_the_next(
    tmp_path: Path,
) -> None:
    """Rows that nobody took, as after a cancelled wait, held the write lock as long as they were
    remembered."""
    connection = await connect(tmp_path / "given-up.db", isolation_level=None)
    await connection.execute("BEGIN IMMEDIATE")
    not_taken = await connection.execute("VALUES (1), (2)")
    await connection.close()
    following = await connect(tmp_path / "given-up.db", isolation_level=None, timeout=0)
    await following.execute("BEGIN IMMEDIATE")
    await following.close()
    assert not_taken is not None


async def stored(database: SqlDatabase) -> int:
    """How many updates others see."""
    async with database.reading() as look:
        return int((await look.connection.execute(text("SELECT count(*) FROM inbox"))).scalar_one())


async def test_a_single_statement_is_kept_and_begins_nothing(database: SqlDatabase) -> None:
    async with database.single_statement() as uow:
        await uow.inbox.store("bot:1", [("1", {}), ("2", {})], NOW)
    assert await stored(database) == 2

    async def break_off() -> None:
        async with database.unit_of_work() as uow:
            await uow.inbox.store("bot:1", [("3", {})], NOW)
            raise KeyError

    with pytest.raises(KeyError):
        await break_off()
    assert await stored(database) == 2
