"""A command that names another bot is that bot's, wherever it is written."""

import pytest

from core.model.places import PlaceKind
from core.model.rules import Topic
from sandbox.people import Person
from tests.bot.desk import Desk

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)

BOT = 4242
BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)


@pytest.fixture
def topics() -> tuple[Topic, ...]:
    return (BUGS,)


async def words(who: Person, chat: int) -> list[str]:
    return [seen.text for seen in await who.messages(chat) if seen.kind != "service"]


async def says(office: Desk, who: Person, chat: int, text: str) -> list[str]:
    """Somebody says it; what stands there then, that included."""
    await who.say(chat, text)
    await office.settle()
    return await words(who, chat)


async def test_in_a_group_nothing_answers_it(office: Desk, dana: Person, group: int) -> None:
    before = await words(dana, group)
    assert await says(office, dana, group, "/desk@another_bot") == [*before, "/desk@another_bot"]
    assert len(await says(office, dana, group, "/DESK@Desk_Bot")) > len(before) + 2


async def test_at_a_desk_it_closes_nothing_notes_nothing_and_is_carried_to_nobody(
    office: Desk, ann: Person, dana: Person, group: int
) -> None:
    await says(office, dana, group, "/desk")
    await ann.start()
    await office.settle()
    await says(office, ann, BOT, "It fails")
    question = await dana.last(group)
    assert question is not None
    before, with_bot = await words(dana, group), await words(ann, BOT)
    others = ["/close@another_bot", "/note@another_bot a swindler", "/withdraw@another_bot"]
    for command in others:
        await dana.say(group, command, reply_to=question)
    await office.settle()
    assert await words(dana, group) == [*before, *others]
    assert await words(ann, BOT) == with_bot


@pytest.mark.parametrize("command", ["/start@another_bot now", "/cancel@another_bot", "/help@x"])
async def test_in_a_talk_it_is_a_word_like_others(
    office: Desk, ann: Person, dana: Person, group: int, command: str
) -> None:
    await says(office, dana, group, "/desk")
    await ann.start()
    await office.settle()
    await says(office, ann, BOT, "It fails")
    before = await words(ann, BOT)
    assert await says(office, ann, BOT, command) == [*before, command]
    assert (await words(dana, group))[-1] == command
