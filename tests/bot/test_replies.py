"""Canned replies, as the people at a desk and their customer see them."""

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


async def test_words_are_kept_at_a_desk_and_said_to_the_next_customers_by_shortcut_and_button(
    office: Desk, ann: Person, dana: Person, group: int
) -> None:
    await dana.say(group, "/desk")
    await office.settle()
    await ann.start()
    await office.settle()
    await ann.say(BOT, "Where is my money?")
    await office.settle()
    plain = await dana.say(group, "{customer}, it comes in <3> days. Yours, {operator}")
    await dana.say(group, "/save refund", reply_to=plain)
    await office.settle()
    assert "Kept: !refund (all topics, en)." in await words(dana, group)
    await dana.say(group, "!refund")
    await office.settle()
    said = "Ann, it comes in <3> days. Yours, Dana"
    assert (await words(ann, BOT))[-1] == said
    assert (await words(dana, group))[-1] == f"Dana, !refund:\n{said}"
    assert "!refund" not in await words(dana, group)
    await dana.say(group, "!refnd")
    await office.settle()
    assert "Did you mean !refund?" in (await words(dana, group))[-1]
    card = next(
        seen for seen in await dana.messages(group) if "Canned replies" in dana.buttons(seen)
    )
    await dana.press(card, "replies:1:0")
    await office.settle()
    listed = await dana.last(group)
    assert listed is not None
    assert listed.text.endswith("!refund {customer}, it comes in <3> days. Yours, {operator}")
    await dana.press(listed, "reply:1:1")
    await office.settle()
    assert (await words(ann, BOT))[-2:] == [said, said]
    assert listed.text not in await words(dana, group)
    assert await office.set_aside() == []
