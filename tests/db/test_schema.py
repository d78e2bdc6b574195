"""Migrations make what the models say, on both databases; the two views; the schema's refusals."""

import asyncio
import contextlib
import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Enum, inspect, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.model.board import SearchFilter
from core.model.effects import Gateway, SetTitle
from core.model.people import Person
from core.model.places import PlaceKind, PlaceState
from core.model.rules import Topic
from core.model.search import read_wish
from core.model.tickets import CloseReason
from db.database import SqlDatabase
from db.errors import DatabaseUnavailableError
from db.migrations import config, downgrade, head, is_compared, is_current, upgrade
from db.models.base import Base
from db.reads import keep_topics
from db.repositories.board_search import SqlSaid
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_operator, add_ticket
from tests.support.present import present

MINUTE = timedelta(minutes=1)


async def test_upgrading_is_safe_to_repeat_and_to_do_at_once(database_url: str) -> None:
    assert not await is_current(database_url)
    await asyncio.gather(*(upgrade(database_url) for _ in range(3)))
    await upgrade(database_url)
    assert await is_current(database_url)


async def test_asking_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    assert not await is_current(f"sqlite:///{file}")
    assert not file.exists()


def test_the_newest_step_is_known_by_its_name() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [head()]


async def test_migrations_can_be_taken_back(database_url: str) -> None:
    await upgrade(database_url)
    database = await SqlDatabase.connect(database_url)
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        place = await uow.places.create(PlaceKind.ROOM, "m", "S", ticket.id, NOW)
        await uow.tickets.set_place(ticket.id, place.id)
    await database.close()
    await downgrade(database_url)
    database = await SqlDatabase.connect(database_url)
    async with database.engine.connect() as connection:
        left = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
    await database.close()
    assert left == ["alembic_version"]
    await upgrade(database_url)


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "include_object": is_compared}
    )
    return list(compare_metadata(context, Base.metadata))


async def test_the_models_are_what_the_migrations_make(database: SqlDatabase) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_each_word_of_the_domain_is_admitted_and_no_other(database: SqlDatabase) -> None:
    # Alembic compares no checks.
    def checks(connection: Connection) -> dict[str, set[str]]:
        look = inspect(connection)
        return {
            str(check["name"]): set(re.findall(r"'(\w+)'", check["sqltext"]))
            for table in look.get_table_names()
            for check in look.get_check_constraints(table)
        }

    wanted = {
        str(constraint.name): set(column.type.enums)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Enum)
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
        and str(constraint.name).endswith(f"_{column.type.name}")
    }
    async with database.engine.connect() as connection:
        made = await connection.run_sync(checks)
    assert {name: made.get(name) for name in wanted} == wanted
    assert len(wanted) >= 9


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tickets SET status = 'lost'",
        "UPDATE tickets SET operator_id = 999",
        "UPDATE tickets SET place_id = 999",
        """INSERT INTO assignments (ticket_id, operator_id, assigned_at)
        SELECT ticket_id, operator_id, assigned_at FROM assignments""",
        "INSERT INTO shifts (operator_id, started_at) SELECT operator_id, started_at FROM shifts",
        """INSERT INTO tickets (customer_id, topic, priority, status, opened_at)
        SELECT customer_id, topic, priority, 'active', opened_at FROM tickets""",
        "UPDATE operators SET load = -1",
    ],
)
async def test_the_schema_refuses(database: SqlDatabase, statement: str) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        ticket = await add_ticket(uow)
        assert await uow.operators.reserve(OPERATOR, ticket.id, NOW)
    with pytest.raises(IntegrityError):
        async with database.engine.begin() as connection:
            await connection.execute(text(statement))


async def _rows(database: SqlDatabase, view: str) -> list[tuple[object, ...]]:
    async with database.reading() as transaction:
        found = await transaction.connection.execute(
            text(f'SELECT * FROM "{view}" ORDER BY user_id')  # noqa: S608
        )
        return [tuple(row) for row in found]


async def test_lead_shows_a_customer_by_their_newest_ticket(database: SqlDatabase) -> None:
    async def lead() -> tuple[object, ...]:
        [row] = await _rows(database, "lead")
        return row

    who = (CUSTOMER, "Ann B", "@ann", "+123")
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        await uow.customers.seen(Person(CUSTOMER, "Ann B", "ann"), NOW)
        await uow.customers.register(CUSTOMER, "+123", NOW)
    assert await lead() == (*who, None, None, None)
    async with database.unit_of_work() as uow:
        ticket = present(await uow.tickets.open(CUSTOMER, "t", 0, NOW))
        place = await uow.places.create(PlaceKind.ROOM, "m", "S", ticket.id, NOW)
    assert await lead() == (*who, None, "waiting", None)
    async with database.unit_of_work() as uow:
        await uow.tickets.offer(ticket.id, OPERATOR, NOW, NOW + MINUTE)
        await uow.tickets.set_place(ticket.id, place.id)
        await uow.places.created(place.id, -1_001, NOW)
        await uow.places.ready(place.id, "https://t.me/+x1", NOW)
    tag = f"@op{OPERATOR}"
    assert await lead() == (*who, tag, "create_chat", "https://t.me/+x1")
    async with database.unit_of_work() as uow:
        await uow.tickets.activate(ticket.id, OPERATOR, NOW)
    assert await lead() == (*who, tag, "accepted", "https://t.me/+x1")
    async with database.unit_of_work() as uow:
        await uow.tickets.close(ticket.id, NOW, OPERATOR, CloseReason.SOLVED)
    assert await lead() == (*who, tag, "finalize", None)
    async with database.unit_of_work() as uow:
        second = present(await uow.tickets.open(CUSTOMER, "t", 0, NOW))
    assert await lead() == (*who, None, "waiting", None)
    async with database.unit_of_work() as uow:
        await uow.tickets.abandon(second.id, NOW, CloseReason.CANCELLED)
    assert await lead() == (*who, None, "finalize", None)


async def test_lead_has_no_tag_for_somebody_without_username(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(CUSTOMER, "Ann"), NOW)
    assert await _rows(database, "lead") == [(CUSTOMER, "Ann", None, None, None, None, None)]


async def test_operator_shows_links_in_order_and_who_is_active(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow, 1)
        await add_operator(uow, 2, on_shift=False)
        await add_operator(uow, 3)
        await uow.operators.remove(3, NOW)
        for number in (1, 2, 3):
            ticket = await add_ticket(uow, 100 + number)
            await uow.tickets.activate(ticket.id, 1, NOW)
            place = await uow.places.create(PlaceKind.ROOM, f"m{number}", "S", ticket.id, NOW)
            await uow.places.created(place.id, -number, NOW)
            await uow.places.ready(place.id, f"x{number}", NOW)
            await uow.tickets.set_place(ticket.id, place.id)
    assert await _rows(database, "operator") == [
        (1, "Op 1", "@op1", "x1, x2, x3", "active"),
        (2, "Op 2", "@op2", None, "inactive"),
    ]
    async with database.unit_of_work() as uow:
        [held] = [one for one in await uow.tickets.held_by(1) if one.customer_id == 102]
        await uow.tickets.close(held.id, NOW, 1, CloseReason.SOLVED)
    assert (await _rows(database, "operator"))[0][3] == "x1, x3"


async def test_staff_sees_the_way_into_its_groups_and_customers_none(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow, 1)
        for number, (kind, chat, thread) in enumerate(
            [
                (PlaceKind.DESK, -1_002_000_000_001, 0),
                (PlaceKind.THREAD, -1_002_000_000_002, 57),
                (PlaceKind.DESK, -4_000_000, 0),
            ]
        ):
            ticket = await add_ticket(uow, 100 + number)
            await uow.tickets.joined(ticket.id, NOW)
            await uow.tickets.activate(ticket.id, 1, NOW)
            is_thread = kind is PlaceKind.THREAD
            state = PlaceState.CREATING if is_thread else PlaceState.READY
            place = await uow.places.add(
                kind, state, f"m{number}", "S", chat, NOW, ticket_id=ticket.id
            )
            if is_thread:
                await uow.places.thread_created(place.id, chat, thread, NOW)
            await uow.tickets.set_place(ticket.id, place.id)
    [row] = await _rows(database, "operator")
    assert row[3] == "https://t.me/c/2000000001/1, https://t.me/c/2000000002/57"
    assert [row[-2:] for row in await _rows(database, "lead")] == [("accepted", None)] * 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lead SET username = 'x'",
        "DELETE FROM lead",
        "INSERT INTO lead (user_id) VALUES (1)",
        "UPDATE operator SET username = 'x'",
        "DELETE FROM operator",
        "INSERT INTO operator (user_id) VALUES (1)",
    ],
)
async def test_the_views_are_read_only(database: SqlDatabase, statement: str) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        await add_ticket(uow)
    with pytest.raises(DBAPIError, match=r"(?i)cannot .* view|is a view"):
        async with database.engine.begin() as connection:
            await connection.execute(text(statement))


async def test_topics_are_kept_for_those_who_query(database: SqlDatabase) -> None:
    await keep_topics(database, [Topic("general", "General"), Topic("tech", "Tech", "tech", 5)])
    await keep_topics(database, [Topic("general", "All else")])
    async with database.reading() as transaction:
        rows = await transaction.connection.execute(text("SELECT * FROM topics ORDER BY key"))
        found = [tuple(row) for row in rows]
    assert found == [("general", "All else", None, 0), ("tech", "Tech", "tech", 5)]


async def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "desk.db"
    await upgrade(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["desk.db"]


SCHEMAS = Path(__file__).parent / "schemas"
"""Dumps of databases that the 33 steps before the baseline made, with a few rows."""


async def _load_dump(url: str) -> None:
    backend = make_url(url).get_backend_name()
    dump = (SCHEMAS / f"{backend}.sql").read_text(encoding="utf-8")
    if backend == "sqlite":
        with contextlib.closing(sqlite3.connect(str(make_url(url).database))) as file:
            file.executescript(dump)
        return
    address = make_url(url).set(drivername="postgresql")
    server = await asyncpg.connect(address.render_as_string(hide_password=False))
    await server.execute(dump)
    await server.close()


def _shape(connection: Connection) -> dict[str, object]:
    """All that a database says of its schema, whatever the order of columns."""
    look = inspect(connection)
    tables = {
        table: (
            {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in look.get_columns(table)
            },
            look.get_pk_constraint(table),
            sorted(
                (one["constrained_columns"], one["referred_table"], one["referred_columns"])
                for one in look.get_foreign_keys(table)
            ),
            sorted(
                (
                    str(one["name"]),
                    one["column_names"],
                    one["unique"],
                    {key: str(value) for key, value in one.get("dialect_options", {}).items()},
                )
                for one in look.get_indexes(table)
            ),
            sorted(map(str, look.get_unique_constraints(table))),
            sorted(map(str, look.get_check_constraints(table))),
        )
        for table in look.get_table_names()
    }
    return tables | {view: look.get_view_definition(view) for view in look.get_view_names()}


async def test_a_database_of_the_steps_before_the_baseline_goes_on_from_it(
    database: SqlDatabase, database_url: str
) -> None:
    await _load_dump(database_url)
    assert not await is_current(database_url)
    await upgrade(database_url)
    assert await is_current(database_url)
    old = await SqlDatabase.connect(database_url)
    try:
        async with old.engine.connect() as connection, database.engine.connect() as fresh:
            assert await connection.run_sync(_differences) == []
            assert await connection.run_sync(_shape) == await fresh.run_sync(_shape)
        async with old.unit_of_work() as uow:
            ticket = present(await uow.tickets.open_of(CUSTOMER))
            assert ticket.operator_id == OPERATOR
            assert [one.said.text for one in await uow.messages.of_customer(CUSTOMER)] == [
                "Where is it?"
            ]
            [effect] = await uow.outbox.waiting(Gateway.BOT, 10)
            assert isinstance(effect.effect, SetTitle)
        [row] = await _rows(old, "operator")
        assert row[3] == "https://t.me/+x1"
    finally:
        await old.close()
    await downgrade(database_url)


MANY = 2_500  # more than an upgrade reads at once


async def test_what_was_said_before_the_upgrade_is_found(database_url: str) -> None:
    await _load_dump(database_url)
    old = await SqlDatabase.connect(database_url)
    async with old.engine.begin() as connection:
        await connection.execute(
            text(
                """INSERT INTO messages (ticket_id, role, chat_id, message_id, sender_id,
                sender_name, text, sent_at, recorded_at, kind)
                SELECT min(ticket_id), 'bot', -1, :number, 1, 'x', :words, min(sent_at),
                min(recorded_at), 'text' FROM messages WHERE chat_id <> -1"""
            ),
            [{"number": number, "words": f"Заказ номер {number}"} for number in range(MANY)],
        )
        await connection.execute(text("UPDATE customers SET name = 'Олена \x10003f'"))
    await upgrade(database_url)
    try:
        async with old.reading() as transaction:
            for words, wanted in (("where", 1), (f"заказы {MANY - 1}", 1), ("заказ", 1_001)):
                wish = present(read_wish(words))
                _, count = await SqlSaid(transaction).search(wish, SearchFilter(), None, 1)
                assert count == wanted
            names = await transaction.connection.execute(text("SELECT name_words FROM customers"))
            assert set(names.scalars()) == {" олена"}
    finally:
        await old.close()


@pytest.mark.parametrize(
    ("revision", "said"),
    [("0012", "commit acd2339 first"), ("9999", "newer than this version")],
)
async def test_a_schema_that_is_not_known_is_left_as_it_is(
    database_url: str, revision: str, said: str
) -> None:
    await _load_dump(database_url)
    database = await SqlDatabase.connect(database_url)
    try:
        async with database.engine.begin() as connection:
            await connection.execute(
                text("UPDATE alembic_version SET version_num = :at"), {"at": revision}
            )
            before = await connection.run_sync(_shape)
        for attempt in (upgrade, downgrade, is_current):
            with pytest.raises(DatabaseUnavailableError, match=said) as told:
                await attempt(database_url)
            assert "\n" not in str(told.value)
            assert revision in str(told.value)
        async with database.engine.connect() as connection:
            assert await connection.run_sync(_shape) == before
            at = await connection.execute(text("SELECT version_num FROM alembic_version"))
            assert at.scalar_one() == revision
    finally:
        await database.close()
