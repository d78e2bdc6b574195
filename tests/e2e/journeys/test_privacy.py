"""Stars, own data, being forgotten and the archive, as people meet them."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy.engine import URL

from app.proof import prove
from core.model import actions
from core.model.actions import Verb
from core.model.people import Role
from core.privacy.retention_views import ASK
from core.privacy.views import YES
from db.sqlite_copy import copy_beside_writers
from sandbox.faults import Face
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import premises
from tests.e2e.journeys.day import PATIENCE, Day, Visitor
from tests.support.waiting import eventually

SECRETS = ("kettle", "nobody may know", "secret.bin", "Zinaida", "zinaida_q")

PURGE = ("VACUUM (FULL, ANALYZE)", "CHECKPOINT")
"""As docs/privacy.md has it."""


@pytest.fixture
async def archived_day(tmp_path: Path, desk_url: str) -> AsyncIterator[tuple[Day, int]]:
    """A desk with an archive's chat."""
    async with premises(tmp_path, desk_url) as found:
        bot = found.sandbox.people.bot
        assert bot is not None
        chat = await found.userbot.create_group("Archive", [bot])
        async with found.desk(archive_chat_id=chat, room_pool=0) as stage:
            yield Day(stage), chat


async def test_forgotten_in_the_middle_of_a_talk(archived_day: tuple[Day, int]) -> None:
    day, _ = archived_day
    boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
    olga = await day.staff("Olga")
    ann = await day.visitor("Zinaida", username="zinaida_q")
    await boss.start()
    talk = await day.talks(ann, [olga])
    await talk.customer.say(talk.room, "nobody may know of my kettle")
    day.sandbox.faults.delay(Face.MTPROTO, "upload.getFile", 0.5, times=1)
    await talk.customer.send_document(talk.room, b"secret kettle", "secret.bin")
    erasure = await asks_to_be_forgotten(day, ann, boss)

    before, told = await boss.now(), await ann.person.now()
    await boss.press(erasure, erasure.buttons[0].data or "")
    sure = await boss.sees("cannot be undone", since=before, timeout=PATIENCE)
    for _ in range(3):
        await boss.press(sure, sure.buttons[0].data or "")
    await ann.person.sees("are erased", since=told, timeout=PATIENCE)
    await ann.person.gets_out_of(talk.room, PATIENCE)
    await day.quiet()
    folder = day.folder(ann.person)
    await eventually(lambda: not folder.exists(), within=PATIENCE)
    for table in ("messages", "message_versions", "inbox", "outbox", "customers", "ticket_events"):
        rows = str(await day.stage.rows(f"SELECT * FROM {table}"))  # noqa: S608
        assert not [
            word for word in ("kettle", "secret.bin", "Zinaida", "zinaida_q") if word in rows
        ], table
    (ticket,) = await day.stage.rows("SELECT status, close_reason FROM tickets")
    assert (ticket["status"], ticket["close_reason"]) == ("closed", "forgotten")
    assert await day.stage.rows("SELECT * FROM archives") == []
    await stands_nowhere(day, *(word.lower().encode() for word in SECRETS))
    assert await day.loads() == {olga.id: 0, boss.id: 0}
    assert (await day.stage.rows("SELECT granted FROM erasures"))[0]["granted"]

    started = await ann.person.start()
    await ann.person.sees(acts.asks_contact, since=started, timeout=PATIENCE)
    assert not folder.exists()


async def test_words_go_when_their_time_is_over_and_a_supervisor_agreed(
    tmp_path: Path, desk_url: str
) -> None:
    clock = tmp_path / "ahead"
    choices: dict[str, Any] = {"retention_days": 30, "sweep_seconds": 1, "sandbox_clock": clock}
    async with premises(tmp_path, desk_url) as found, found.desk(**choices) as stage:
        day = Day(stage)
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        olga = await day.staff("Olga")
        ann = await day.visitor("Zinaida")
        await boss.start()
        talk = await day.talks(ann, [olga])
        await talk.customer.send_document(talk.room, b"secret kettle", "secret.bin", "my kettle")
        await day.keeps(talk.customer)
        ticket = await day.closes(talk)
        await day.quiet()
        folder = day.folder(ann.person)
        before = await boss.now()
        clock.write_text(str(timedelta(days=31).total_seconds()))
        card = await boss.sees(acts.carries(Verb.RETENTION), since=before, timeout=PATIENCE)
        assert "1 ticket of 1 customer" in card.text
        assert b"kettle" in (folder / "transcript.txt").read_bytes()
        await boss.press(card, actions.press(Verb.RETENTION, ASK))
        sure = await boss.sees("cannot be undone", since=before, timeout=PATIENCE)
        await boss.press(sure, actions.press(Verb.RETENTION, YES))
        await boss.sees("was erased, since its time was over", since=before, timeout=PATIENCE)

        def left() -> list[str]:
            there = {each.name: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
            return left_in((b"kettle", b"secret.bin"), there)

        await eventually(lambda: not left(), within=PATIENCE, describe=left)
        await day.quiet()
        assert not [row for row in await day.stage.rows("SELECT text FROM messages") if row["text"]]
        (row,) = await day.stage.rows("SELECT id, close_reason FROM tickets")
        assert (row["id"], row["close_reason"]) == (ticket, "solved"), "what counts stays"
        proof = await prove(stage.container.database)
        assert (proof.erased > 0, proof.faults) == (True, [])


async def stands_nowhere(day: Day, *words: bytes) -> None:
    """Fail where one of the words stands in a byte of the archive's folder, of the database's own
    files, or of a backup that is made now."""
    database = day.stage.container.database
    logs = day.stage.settings.logs_dir
    if database.url.get_backend_name() == "sqlite":
        path = Path(str(database.url.database))

        def left() -> list[str]:
            files = [each for each in path.parent.iterdir() if each.name.startswith(path.name)]
            assert path in files
            return left_in(words, {each.name: each.read_bytes() for each in files})

        await eventually(lambda: not left(), within=PATIENCE, describe=left)
        copy = path.with_name("backup.db")
        await asyncio.to_thread(copy_beside_writers, path, copy)
        assert left_in(words, {"backup": copy.read_bytes()}) == []
    else:
        assert left_in(words, await rows_of(database.url)) == []
        assert left_in(words, await files_of(database.url)) == []
    there = {each.name: each.read_bytes() for each in logs.rglob("*") if each.is_file()}
    assert there, "the list of customers at least"
    assert left_in(words, there) == []


@asynccontextmanager
async def connected(url: URL) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the test's own to that PostgreSQL."""
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(address)
    try:
        yield connection
    finally:
        await connection.close()


def left_in(words: Sequence[bytes], contents: Mapping[str, bytes]) -> list[str]:
    """Which word stands where."""
    return [
        f"{word!r} in {name}"
        for name, content in contents.items()
        for word in words
        if word in content.lower()
    ]


async def rows_of(url: URL) -> dict[str, bytes]:
    """Every row of every table, as a dump has it."""
    async with connected(url) as server:
        tables = await server.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: repr(await server.fetch(f'SELECT "{name}"::text FROM "{name}"')).encode()  # noqa: S608
            for (name,) in tables
        }


async def files_of(url: URL) -> dict[str, bytes]:
    """Every file of the database, as it is after what docs/privacy.md has an owner do."""
    async with connected(url) as server:
        for step in PURGE:
            await server.execute(step)
        paths = await server.fetch(
            "SELECT relname, pg_relation_filepath(oid) FROM pg_class"
            " WHERE pg_relation_filepath(oid) IS NOT NULL AND NOT relisshared"
        )
        return {
            name: await server.fetchval("SELECT pg_read_binary_file($1)", path)
            for name, path in paths
        }


async def asks_to_be_forgotten(day: Day, visitor: Visitor, boss: Person) -> Seen:
    """They mean it; the supervisor's card."""
    said = await visitor.person.say(day.stage.settings.bot_id, "/forget")
    question = await visitor.person.sees(acts.carries(Verb.FORGET), since=said, timeout=PATIENCE)
    heard = await boss.now()
    await visitor.person.press(question, actions.press(Verb.FORGET, YES))
    return await boss.sees(acts.carries(Verb.ERASURE), since=heard, timeout=PATIENCE)
