"""Looks for words in every byte that is kept: the files, the database's own, and a backup."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from db.sqlite_copy import copy_beside_writers
from stories.records.office import Office
from stories.steps import Untrue

WITHIN = 30.0
"""Seconds: an erasure's last bytes leave the log after its rows."""


async def left_of(office: Office, *words: str) -> None:
    """Wait until none of the words stands anywhere, in any case of its letters.

    On PostgreSQL the rows of all tables are looked through, as a dump has them: its files follow
    after VACUUM (docs/privacy.md). Raises Untrue where one is left.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + WITHIN
    while left := await _left(office, [word.lower().encode() for word in words]):
        if loop.time() > deadline:
            raise Untrue(f"still there after {WITHIN:.0f} s: {', '.join(left)}")
        await asyncio.sleep(0.2)


async def _left(office: Office, words: list[bytes]) -> list[str]:
    found = []
    for name, content in [*_files(office.stage.settings.logs_dir), *await _database(office)]:
        found += [f"{word.decode()!r} in {name}" for word in words if word in content.lower()]
    return found


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


async def _database(office: Office) -> list[tuple[str, bytes]]:
    database = office.stage.container.database
    if database.is_postgresql:
        return await _rows(office)
    path = Path(str(database.url.database))
    beside = [each for each in path.parent.iterdir() if each.name.startswith(path.name)]
    found = [(each.name, each.read_bytes()) for each in beside]
    copy = path.with_name("a backup made now.db")
    await asyncio.to_thread(copy_beside_writers, path, copy)
    found.append((copy.name, copy.read_bytes()))
    copy.unlink()
    return found


async def _rows(office: Office) -> list[tuple[str, bytes]]:
    asked = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
    names = [str(row["name"]) for row in await office.stage.rows(asked)]
    return [
        (name, repr(await office.stage.rows(f'SELECT "{name}"::text FROM "{name}"')).encode())  # noqa: S608 - names of tables
        for name in names
    ]
