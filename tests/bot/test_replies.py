"""Canned replies, as the people at a desk and their customer see them."""

import asyncio

import pytest

from core.model.places import PlaceKind
from core.model.rules import Rules, Topic
from core.replies.manage import add_reply
from sandbox.people import NotSeenError, Offered, People, Person
from tests.bot.desk import Desk
from tests.bot.steps import last, press, registered

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


async def offered(office: Desk, who: Person, chat: int, typed: str) -> list[Offered]:
    """What the bot offers to somebody who types behind its name in a chat."""
    asked = asyncio.create_task(who.types_to_bot(chat, typed, timeout=0.3))
    await asyncio.sleep(0)  # until it is asked
    await office.settle()
    return await asked


@pytest.mark.parametrize("topics", [Rules().topics])
async def test_in_a_room_they_are_sent_by_the_bots_name_and_nobody_else_gets_any(
    office: Desk, people: People, ann: Person, dana: Person, olena: Person
) -> None:
    await people.set_inline(BOT)
    async with office.work() as work:
        for shortcut, words in (("hello", "{customer}, <b>I</b> am {operator}"), ("bye", "Bye")):
            await add_reply(work, dana.id, shortcut, "", "en", words)
    await registered(ann, office)
    await press(ann, office, "talk")
    link = next(button.url for button in (await last(ann)).buttons if button.url)
    room = (await ann.open_link(link)).chat_id
    await office.settle()
    assert [each.title for each in await offered(office, olena, room, "")] == ["!bye", "!hello"]
    (hello,) = await offered(office, olena, room, "!HEL")
    assert (hello.title, hello.text) == ("!hello", "Ann, <b>I</b> am Olena")
    sent = await olena.chooses(room, hello)
    await office.settle()
    assert (sent.text, sent.sender_id) == (hello.text, olena.id)
    async with office.work() as work:
        uses = {each.shortcut: each.uses for each in await work.uow.replies.all()}
    assert uses == {"hello": 1, "bye": 0}

    # Who holds no ticket gets what names nobody; a customer nothing.
    assert [each.text for each in await offered(office, dana, BOT, "")] == ["Bye"]
    with pytest.raises(NotSeenError):
        await offered(office, ann, room, "hello")
    assert await office.set_aside() == []
