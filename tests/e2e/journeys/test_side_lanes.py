"""Telegram makes the bot wait for titles, pins, deletions, menus and marks, for good: people hear
what they have to hear all the same."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sandbox.faults import Face, Faults, Rule
from stories.desks.premises import desk_group
from stories.pictures import JPEG
from stories.stage import premises
from tests.e2e.journeys.day import PATIENCE, Day

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
"""
ORNAMENTS = (
    "setChatTitle",
    "pinChatMessage",
    "deleteMessage",
    "deleteMessages",
    "setMyCommands",
    "setMessageReaction",
    "editForumTopic",
)
EDITS = (
    "editMessageText",
    "editMessageCaption",
    "editMessageMedia",
    "editMessageReplyMarkup",
    "sendPhoto",  # of charts; nobody here sends pictures
    "sendDocument",
)
LONG = 300  # seconds


def makes_wait(faults: Faults) -> Iterator[Rule]:
    return (faults.flood(Face.BOT_API, each, LONG, times=None) for each in (*ORNAMENTS, *EDITS))


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
        edits = next(each for each in rules if each.fault.method == "editMessageText")
        assert edits.hits, "and there was something to wait for"


@pytest.fixture
async def desks(tmp_path: Path, file_url: str) -> AsyncIterator[tuple[Day, int]]:
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(tmp_path, file_url) as found:
        dana = await found.sandbox.people.add("Dana", username="dana_desk")
        desk = await desk_group(found, dana, "Desk 1", found.userbot)
        async with found.desk(desk_chat_ids=[desk], room_pool=0) as stage:
            yield Day(stage), desk


async def test_words_at_a_desk_wait_for_no_side_lane(desks: tuple[Day, int]) -> None:
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


async def test_of_what_is_said_in_two_parts_the_first_is_not_said_again(
    desks: tuple[Day, int],
) -> None:
    """A caption that only Premium may write comes by itself, and Telegram makes it wait."""
    day, desk = desks
    dana, bot = await day.people.person("@dana_desk"), day.stage.settings.bot_id
    ann = await day.people.add("Ann", language_code="en")
    day.sandbox.world.users[ann.id].is_premium = True
    started = await ann.start()
    await ann.sees("your question", since=started, timeout=PATIENCE)
    await ann.say(bot, "It fails")
    await dana.sees("It fails", desk, timeout=PATIENCE)
    await day.quiet()
    long = " ".join(["It fails"] * 200)
    with day.sandbox.faults.flood(Face.BOT_API, "sendMessage", 1, times=1) as once:
        photo = await ann.send_photo(bot, JPEG, long)
        words = await dana.sees(long, desk, timeout=PATIENCE)
    assert once.hits == 1
    photos = [each for each in await dana.messages(desk) if each.kind == "photo"]
    assert [each.message_id for each in photos] == [words.reply_to], "one photo, and its caption"
    await dana.say(desk, "Restart it", reply_to=words)
    answer = await ann.sees("Restart it", timeout=PATIENCE)
    assert answer.reply_to == photo.message_id
