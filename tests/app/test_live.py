"""What a process goes by: the files, and what is set on the page, noticed within a second."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.container import open_container
from app.live import Live
from app.settings import load_settings
from core.model.configuration import Entry, EntryKind
from core.model.rules import Rules
from db.database import SqlDatabase
from tests.support.desk import NOW, database, desk_url, postgresql_desk
from tests.support.statements import counted
from tests.support.waiting import eventually

__all__ = ["database", "desk_url", "postgresql_desk"]
BOSS = 8


async def put(database: SqlDatabase, kind: EntryKind, key: str, value: object) -> None:
    async with database.unit_of_work() as uow:
        revision = await uow.configuration.next_revision()
        await uow.configuration.put(Entry(kind, key, value, revision, NOW, BOSS))


def live_of(folder: Path) -> Live:
    settings = load_settings(_env_file=None, topics_file=folder / "topics.toml")
    return Live(settings.ground, settings.topics)


@pytest.fixture
def live(tmp_path: Path) -> Live:
    """Of a desk with two topics in its file."""
    (tmp_path / "topics.toml").write_text(
        '[[topics]]\nkey = "orders"\ntitle = "Orders"\n[[topics]]\nkey = "bugs"\ntitle = "Bugs"\n'
    )
    return live_of(tmp_path)


async def test_a_look_at_what_nobody_changed_is_one_statement(
    live: Live, database: SqlDatabase
) -> None:
    await put(database, EntryKind.TOPIC, "orders", {"title": "Parcels"})
    assert await live.look(database)
    with counted(database) as given:
        assert not await live.look(database)
    assert len([each for each in given if "configuration" in each]) == 1


async def test_rules_have_the_topics_of_now_and_all_else_as_it_was(
    live: Live, database: SqlDatabase
) -> None:
    began = Rules(topics=live.rules(Rules()).topics, capacity=3, bot_id=7)
    assert live.rules(began) is began
    await put(database, EntryKind.TOPIC, "orders", {"title": "Parcels", "off": True})
    await put(database, EntryKind.HOURS, "gone", "always")  # of no topic: left out
    await live.look(database)
    now = live.rules(began)
    assert [topic.title for topic in now.topics] == ["Parcels", "Bugs"]
    assert [topic.key for topic in now.offered] == ["bugs"]
    assert (now.capacity, now.bot_id) == (3, 7)


async def test_whoever_speaks_is_told_of_other_words(live: Live, database: SqlDatabase) -> None:
    heard: list[Mapping[str, Mapping[str, str]]] = []
    live.told(heard.append)
    await put(database, EntryKind.TEXT, "uk:welcome", "Вітаю, { $name }!")
    await live.look(database)
    await put(database, EntryKind.TEXT, "uk:welcome", "{ $nobody }")  # never checked: left out
    await live.look(database)
    assert heard == [{}, {"uk": {"welcome": "Вітаю, { $name }!"}}, {}]


async def test_it_is_looked_at_until_the_end_also_after_trouble(
    live: Live, database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.LOOK_EVERY", 0.02)
    stop = asyncio.Event()
    looking = asyncio.create_task(live.keep(database, stop))
    await database.engine.dispose()  # each line to it is lost
    await put(database, EntryKind.TOPIC, "bugs", {"title": "Faults"})
    await eventually(lambda: live.rules(Rules()).topics[1].title == "Faults")
    stop.set()
    await looking
    async with database.reading() as transaction:
        kept = await transaction.connection.exec_driver_sql("SELECT title FROM topics")
        assert "Faults" in set(kept.scalars())


async def test_a_command_goes_by_it_too(
    database: SqlDatabase, desk_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await put(database, EntryKind.TOPIC, "general", {"title": "All", "skill": "all"})
    settings = load_settings(_env_file=None, database_url=desk_url)
    async with open_container(settings) as container, container.work() as work:
        assert work.rules.skills == ("all",)
