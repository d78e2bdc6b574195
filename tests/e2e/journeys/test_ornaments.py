"""Telegram makes the bot wait for titles, pins, deletions, menus and marks, for good: people hear
what they have to hear all the same."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.stories.desks.premises import desk_group
from app.stories.stage import premises
from sandbox.faults import Face, Faults, Rule
from tests.e2e.journeys.day import PATIENCE, Day
from tests.e2e.journeys.test_desks import TOPICS

ORNAMENTS = (
    "setChatTitle",
    "pinChatMessage",
    "deleteMessage",
    "deleteMessages",
    "setMyCommands",
    "setMessageReaction",
    "editForumTopic",
)
LONG = 300  # seconds


def makes_wait(faults: Faults) -> Iterator[Rule]:
    return (faults.flood(Face.BOT_API, each, LONG, times=None) for each in ORNAMENTS)


async def test_a_room_and_its_link_wait_for_no_title(day: Day) -> None:
    olga = await day.staff("Olga")
    ann, bob = await day.visitor("Ann"), await day.visitor("Bob")
    await day.closes(await day.talks(bob, [olga]))
    await day.quiet()
    with ExitStack() as until:
        rules = [until.enter_context(each) for each in makes_wait(day.sandbox.faults)]
        talk = await day.talks(ann, [olga])  # in the room that was used before
        before = await olga.now()
        await ann.person.say(talk.room, "It fails")
        await olga.sees("It fails", talk.room, since=before, timeout=PATIENCE)
        titles = next(each for each in rules if each.fault.method == "setChatTitle")
        assert titles.hits == 1
        assert all(each.hits <= 3 for each in rules), "who has to wait does not ask again"


@pytest.fixture
async def desks(tmp_path: Path, file_url: str) -> AsyncIterator[tuple[Day, int]]:
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(tmp_path, file_url) as found:
        dana = await found.sandbox.people.add("Dana", username="dana_desk")
        desk = await desk_group(found, dana, "Desk 1", found.userbot)
        async with found.desk(desk_chat_ids=[desk], room_pool=0) as stage:
            yield Day(stage), desk


async def test_words_at_a_desk_wait_for_no_ornament(desks: tuple[Day, int]) -> None:
    day, desk = desks
    dana, bot = await day.people.person("@dana_desk"), day.stage.settings.bot_id
    ann = await day.people.add("Ann", language_code="en")
    with ExitStack() as until:
        rules = [until.enter_context(each) for each in makes_wait(day.sandbox.faults)]
        started = await ann.start()
        await ann.sees("your question", since=started, timeout=PATIENCE)
        for words in ("It fails", "It still fails"):
            await ann.say(bot, words)
            asked = await dana.sees(words, desk, timeout=PATIENCE)
            await dana.say(desk, f"{words}? Restart it", reply_to=asked)
            await ann.sees(f"{words}? Restart it", timeout=PATIENCE)
        hits = {each.fault.method: each.hits for each in rules}
        assert hits["setChatTitle"] == hits["pinChatMessage"] == hits["setMessageReaction"] == 1
        assert all(count <= 2 for count in hits.values())
