"""Threads over real sockets: one topic whatever happens to it, and what is said never lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
import pytest_asyncio

from core.model.people import Role
from core.model.tickets import CloseReason
from core.tickets.end import finish
from sandbox.faults import Face
from sandbox.people import Attachment, Person
from stories import acts
from stories.pictures import JPEG
from stories.stage import premises
from stories.threads.forum import TALK, TOPICS, Forum, make_forum
from tests.e2e.journeys.day import PATIENCE, Day

pytestmark = pytest.mark.asyncio(loop_scope="module")

CREATE = "createForumTopic"


@dataclass(frozen=True, slots=True)
class Office:
    """The desk while it is open, its forum, and who answers there."""

    day: Day
    forum: Forum
    olga: Person

    async def said_in(self, topic: int) -> list[str]:
        """What stands there, oldest first, without what is no word."""
        seen = await self.olga.messages(self.forum.chat, topic=topic)
        return [each.text for each in seen if each.text and not each.buttons]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """A forum with one operator in it, for all tests."""
    home = tmp_path_factory.mktemp("threads")
    (home / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(home) as found:
        chosen = await make_forum(found, "forum", "olga")
        fast: dict[str, Any] = {"bot_group_rate": 1000, "threads_a_minute": 1000, "bot_burst": 100}
        async with found.desk(room_pool=0, album_seconds=0.2, **fast, **chosen) as stage:
            forum = Forum(stage, "forum")
            olga = await forum.operator("olga", capacity=20)
            await acts.start_shift(olga)
            yield Office(Day(stage), forum, olga)


_NUMBERS = count(1)


@pytest_asyncio.fixture(loop_scope="module")
async def ann(office: Office) -> AsyncIterator[Person]:
    """A customer of this test's own, whose ticket is ended for them."""
    person = await office.day.people.add(f"Ann {next(_NUMBERS)} of the forum")
    yield person
    await _ends(office, person)
    await office.day.quiet()


async def _ends(office: Office, customer: Person) -> None:
    for ticket in await office.day.open_tickets(customer):
        if ticket["status"] in ("queued", "offered", "active"):
            async with office.day.stage.container.work() as work:
                await finish(work, int(ticket["id"]), office.olga.id, CloseReason.SOLVED)


async def test_a_topic_whose_answer_was_lost_is_made_once_more_and_one_of_both_is_deleted(
    office: Office, ann: Person
) -> None:
    forum = office.forum
    with office.day.sandbox.faults.lose_answer(Face.BOT_API, CREATE):
        await forum.asks(ann, "Hello")
        topic = await forum.looks(ann, TALK)
    await office.olga.sees("Hello", forum.chat, topic=topic.id, timeout=PATIENCE)
    await office.day.quiet()
    mine = [each for each in await forum.topics() if ann.account.name in each.title]
    assert len(mine) == 1
    assert await office.said_in(mine[0].id) == ["Hello"]
    told = await ann.now()
    await office.olga.say(forum.chat, "Hi", topic=mine[0].id)
    await ann.sees("Hi", since=told, timeout=PATIENCE)


async def test_a_topic_deleted_while_an_album_is_on_its_way(office: Office, ann: Person) -> None:
    forum, owner = office.forum, await office.forum.owner()
    await forum.asks(ann, "Look at these")
    first = await forum.looks(ann, TALK)
    await office.olga.sees("Look at these", forum.chat, topic=first.id, timeout=PATIENCE)
    album = [Attachment("photo", JPEG, size=(1, 1)) for _ in range(3)]
    await ann.send_album(forum.bot, album, ["three of them"])
    await office.olga.sees("three of them", forum.chat, topic=first.id, timeout=PATIENCE)
    await office.day.quiet()
    await owner.delete_topic(forum.chat, first.id)
    await asyncio.gather(*(ann.say(forum.bot, f"word {number}") for number in range(3)))
    second = await forum.looks(ann, TALK)
    await office.olga.sees("word 2", forum.chat, topic=second.id, timeout=PATIENCE)
    await office.day.quiet()
    mine = [each for each in await forum.topics() if ann.account.name in each.title]
    assert [each.id for each in mine] == [second.id]
    seen = await office.olga.messages(forum.chat, topic=second.id)
    assert [each.kind for each in seen].count("photo") == 3
    assert len({each.album for each in seen if each.kind == "photo"}) == 1
    said = await office.said_in(second.id)
    assert sorted(text for text in said if text.startswith("word")) == [
        "word 0",
        "word 1",
        "word 2",
    ]
    assert said.count("Look at these") == 1


async def test_many_customers_at_once_have_a_topic_each_and_nothing_crosses(
    office: Office,
) -> None:
    forum = office.forum
    people = [await office.day.people.add(f"Guest {number} at once") for number in range(6)]
    await asyncio.gather(*(forum.asks(each, f"I am {each.account.name}") for each in people))
    topics = await asyncio.gather(*(forum.looks(each, TALK) for each in people))
    assert len({each.id for each in topics}) == 6
    for person, topic in zip(people, topics, strict=True):
        words = f"I am {person.account.name}"
        await office.olga.sees(words, forum.chat, topic=topic.id, timeout=PATIENCE)
        told = await person.now()
        await office.olga.say(forum.chat, f"Hello {person.account.name}", topic=topic.id)
        await person.sees(f"Hello {person.account.name}", since=told, timeout=PATIENCE)
    await office.day.quiet()
    for person, topic in zip(people, topics, strict=True):
        others = [text for text in await office.said_in(topic.id) if text.startswith("I am")]
        assert others == [f"I am {person.account.name}"]
        await _ends(office, person)


async def test_a_name_full_of_signs_stays_a_name(office: Office) -> None:
    forum = office.forum
    name = "<b>Zoë</b> & \u202eco " + "x" * 40
    zoe = await office.day.people.add(name)
    await forum.asks(zoe, "<i>Hello</i>")
    await office.olga.sees("<i>Hello</i>", forum.chat, timeout=PATIENCE)
    [topic] = [each for each in await forum.topics() if "Zoë" in each.title]
    assert len(topic.title) <= 128
    await _ends(office, zoe)


async def test_without_the_right_to_make_topics_supervisors_hear_and_the_customer_gets_a_room(
    office: Office, ann: Person
) -> None:
    forum = office.forum
    sue = await office.day.staff("Sue", role=Role.SUPERVISOR, on_shift=False)
    refused = office.day.sandbox.faults.error(
        Face.BOT_API, CREATE, 400, "not enough rights to create a topic", times=1
    )
    await sue.start()
    before = await sue.now()
    with refused:
        asked = await forum.asks(ann, "Anybody?")
        await sue.sees("not enough rights", since=before, timeout=PATIENCE)
    await ann.sees(acts.has_link, since=asked, timeout=PATIENCE)
    assert await forum.holder(ann) == office.olga.id
