"""Loads a year's rows as fast as a database takes them, and keeps what was loaded in `build/` for
as long as the recipe is the same."""

import asyncio
import csv
import hashlib
import io
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from bench import board_rows, year_rows
from bench.year_rows import Rows, all_rows
from db.migrations import upgrade
from tests.support.servers import OwnPostgres, postgres_server

KEPT = Path("build/year")
PER_STATEMENT = 10_000
NULL = r"\N"
_OF_WORDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'messages'"
_CHECKED = frozenset({"operators", "tickets", "shifts", "breaks", "assignments"})
"""Tables whose triggers keep others; of the rest keys are not looked up."""


def _recipe() -> str:
    """A word for everything that the rows are made of. A schema that was upgraded since is upgraded
    in the copy."""
    made_of = [Path(module.__file__ or "") for module in (year_rows, board_rows)]
    return hashlib.sha256(b"".join(each.read_bytes() for each in made_of)).hexdigest()[:12]


def _tuples(
    table: Table, rows: Rows, dialect: Any
) -> tuple[list[str], Iterator[list[tuple[Any, ...]]]]:
    """The names of the columns, and the rows as the driver takes them, many at a time."""
    first = next(rows)
    names = list(first)
    convert: list[Callable[[Any], Any]] = [
        table.c[name].type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is
        for name in names
    ]

    def made() -> Iterator[list[tuple[Any, ...]]]:
        pairs = list(zip(names, convert, strict=True))
        yield [tuple(change(first[name]) for name, change in pairs)]
        while some := list(islice(rows, PER_STATEMENT)):
            yield [tuple(change(row.get(name)) for name, change in pairs) for row in some]

    return names, made()


def _as_it_is(value: Any) -> Any:
    return value


@contextmanager
def sqlite_year(home: Path) -> Iterator[str]:
    """Copy a year's file to that folder; its address."""
    whole = KEPT / f"{_recipe()}.db"
    if not whole.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        half = whole.with_suffix(".half")
        half.unlink(missing_ok=True)
        asyncio.run(upgrade(f"sqlite:///{half}"))
        _fill_sqlite(half)
        half.rename(whole)
    copy = home / "year.db"
    shutil.copyfile(whole, copy)
    with copy.open("rb") as file:
        os.fsync(file.fileno())  # else the first who writes its log into it waits for all of it
    yield f"sqlite:///{copy}"


def _fill_sqlite(path: Path) -> None:
    dialect = sqlite.dialect()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        execute = connection.execute
        execute("PRAGMA synchronous=OFF")
        execute("PRAGMA foreign_keys=OFF")
        triggers = execute(_OF_WORDS).fetchall()
        for name, _ in triggers:
            execute(f"DROP TRIGGER {name}")
        execute("BEGIN")
        for table, rows in all_rows():
            names, parts = _tuples(table, rows, dialect)
            signs = ", ".join("?" * len(names))
            insert = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({signs})"  # noqa: S608
            for some in parts:
                connection.executemany(insert, some)
        execute("COMMIT")
        execute("INSERT INTO message_words(message_words) VALUES ('rebuild')")
        for _, made in triggers:
            execute(made)
        execute("ANALYZE")
        execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def postgres_year(_home: Path) -> Iterator[str]:
    """Run a server of the bench's own with a copy of a year; its address."""
    whole = KEPT / f"{_recipe()}.postgres"
    if not whole.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="sw-pg-") as folder:
            own = OwnPostgres(Path(folder))
            try:
                asyncio.run(_fill_postgres(own.url))
            finally:
                own.stop()
            half = whole.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(Path(folder) / "data", half)
        half.rename(whole)
    with postgres_server(durable=True, kept=whole) as server:
        os.sync()  # commits would else wait for the copy to reach the disk
        yield server.render_as_string(hide_password=False)


async def _fill_postgres(url: str) -> None:
    await upgrade(url)
    dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        for table, rows in all_rows():
            role = "origin" if table.name in _CHECKED else "replica"
            await connection.execute(f"SET session_replication_role = {role}")
            names, parts = _tuples(table, rows, dialect)
            for some in parts:
                await connection.copy_to_table(
                    table.name, source=_as_csv(some), columns=names, format="csv", null=NULL
                )
            if "id" in table.c:
                await connection.execute(_AFTER.format(table=table.name))
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


_AFTER = """
SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))
WHERE pg_get_serial_sequence('{table}', 'id') IS NOT NULL
"""


def _as_csv(rows: list[tuple[Any, ...]]) -> io.BytesIO:
    text = io.StringIO()
    csv.writer(text).writerows([NULL if each is None else each for each in row] for row in rows)
    return io.BytesIO(text.getvalue().encode())
