"""One customer writes without end, in a chat that staff shares among all: the others are heard."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.model.actions import Verb
from sandbox.faults import Face
from sandbox.people import Person
from stories import acts
from stories.desks.premises import desk_group
from stories.stage import premises
from stories.threads.forum import make_forum
from tests.e2e.journeys.day import PATIENCE, Day

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
contact = false

[[topics]]
key = "plans"
title = "Plans"
place = "thread"
contact = false
"""
FLOOD = 200
SLOW = 0.01
"""Seconds that Telegram takes for a copy, so that a flood waits where it goes to."""


@dataclass(frozen=True, slots=True)
class Office:
    """A staff group for everybody, a forum, and who reads in both."""

    day: Day
    dana: Person
    chats: dict[str, int]

    async def asks(self, customer: Person, topic: str) -> None:
        """About that topic; staff reads it."""
        started = await customer.start()
        asked = await customer.sees(acts.carries(Verb.TALK), since=started, timeout=PATIENCE)
        await customer.press(asked, f"talk:{topic}")
        await customer.sees("question", since=asked, timeout=PATIENCE)
        words = f"I am {customer.account.name}"
        await customer.say(self.day.stage.settings.bot_id, words)
        await self.dana.sees(words, self.chats[topic], timeout=PATIENCE)


@pytest.fixture
async def office(tmp_path: Path, file_url: str) -> AsyncIterator[Office]:
    """Open, with nothing of ours to slow the bot down."""
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(tmp_path, file_url) as found:
        chosen = dict(await make_forum(found, "forum", "dana"))
        dana = await found.sandbox.people.person("@dana_forum")
        shared = await desk_group(found, dana, "Everybody")
        chats = {"bugs": shared, "plans": chosen["forum_chat_id"]}
        async with found.desk(
            overflow_chat_id=shared, room_pool=0, bot_group_rate=100_000, bot_burst=1_000, **chosen
        ) as stage:
            day = Day(stage)
            await day.hire(dana, capacity=20)
            await acts.start_shift(dana, patience=PATIENCE)
            yield Office(day, dana, chats)


async def test_the_quiet_one_is_heard_before_most_of_the_flood(office: Office) -> None:
    topic = "plans"
    day, dana, bot = office.day, office.dana, office.day.stage.settings.bot_id
    loud, quiet = [await day.people.add(name) for name in ("Loud", "Quiet")]
    for customer in (loud, quiet):
        await office.asks(customer, topic)
    await day.quiet()
    faults = day.sandbox.faults
    with faults.delay(Face.BOT_API, "copyMessage", SLOW, times=None):
        for number in range(FLOOD):
            await loud.say(bot, f"flood {number}")
        await quiet.say(bot, "One word, please")  # the last to be said
        await dana.sees("One word, please", office.chats[topic], timeout=PATIENCE)
        seen = await dana.messages(office.chats[topic], 2 * FLOOD)
        before = [each.text for each in seen if each.text.startswith("flood ")]
    assert len(before) < FLOOD / 2, "most of the flood came first"
    assert before == [f"flood {number}" for number in range(len(before))]
    await day.quiet()
    seen = await dana.messages(office.chats[topic], 2 * FLOOD)
    assert sum(each.text.startswith("flood ") for each in seen) == FLOOD, "nor is any lost"
