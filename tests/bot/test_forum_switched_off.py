"""Topics are switched off in the staff's forum: Telegram ignores then what topic words are for, and
tells nobody."""

from datetime import timedelta

import pytest
import time_machine

from core.model.places import PlaceKind, Trouble
from core.model.rules import Topic
from sandbox.people import People, Person
from sandbox.state.world import World
from tests.bot.desk import Desk
from tests.bot.telling import utc_now

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)

BOT = 4242
PLANS = Topic("plans", "Plans", place=PlaceKind.THREAD, asks_contact=False)


@pytest.fixture
def topics() -> tuple[Topic, ...]:
    return (PLANS,)


@pytest.fixture
async def dana(office: Desk, dana: Person) -> Person:
    """A supervisor on shift."""
    await dana.say(BOT, "/shift_start")
    await office.settle()
    return dana


async def made(office: Desk, dana: Person, use: str, *, is_forum: bool, world: World) -> int:
    chat = await dana.create_group(use, [BOT])
    if is_forum:
        world.set_forum(dana.id, chat, True)
    await dana.promote(chat, BOT)
    await dana.say(chat, f"/{use}")
    await office.settle()
    return chat


async def asks(office: Desk, people: People, name: str, words: str) -> Person:
    person = await people.add(name, language_code="en")
    await person.start()
    await office.settle()
    await person.say(BOT, words)
    await office.settle()
    return person


async def words(who: Person, chat: int) -> list[str]:
    return [seen.text for seen in await who.messages(chat) if seen.kind != "service"]


async def troubles(office: Desk) -> list[Trouble | None]:
    async with office.database.unit_of_work() as uow:
        return [group.cause for group in await uow.groups.all()]


async def test_nobodys_words_stand_side_by_side_with_anothers(
    office: Desk, people: People, dana: Person, world: World
) -> None:
    forum = await made(office, dana, "forum", is_forum=True, world=world)
    overflow = await made(office, dana, "overflow", is_forum=False, world=world)
    ann = await asks(office, people, "Ann", "Which plan?")
    bob = await asks(office, people, "Bob", "And mine?")
    assert {"Which plan?", "And mine?"} <= set(await words(dana, forum))
    world.set_forum(dana.id, forum, False)
    before = await words(dana, forum)
    with time_machine.travel(utc_now() + timedelta(minutes=2)):
        await ann.say(BOT, "The large one?")
        await bob.say(BOT, "The small one?")
        await office.settle()
    after = await words(dana, forum)
    assert len(after) == len(before), "cards that stand there are edited, and nothing is said"
    assert not {"The large one?", "The small one?"} & set(after)
    there = await words(dana, overflow)
    assert {"Which plan?", "The large one?", "And mine?", "The small one?"} <= set(there)
    assert await troubles(office) == [Trouble.RIGHTS, None]
    notices = [each for each in await words(dana, BOT) if "turn on Topics" in each]
    assert len(notices) == 1, notices


async def test_what_staff_writes_shows_that_there_are_no_topics(
    office: Desk, people: People, dana: Person, world: World
) -> None:
    forum = await made(office, dana, "forum", is_forum=True, world=world)
    await asks(office, people, "Ann", "Which plan?")
    world.set_forum(dana.id, forum, False)
    await dana.say(forum, "Where are all the topics?")
    await office.settle()
    assert await troubles(office) == [Trouble.RIGHTS]
    world.set_forum(dana.id, forum, True)
    await dana.say(forum, "/forum")
    await office.settle()
    assert await troubles(office) == [None]
