"""A supervisor watches a desk's ticket in the bot's chat, whispers, and takes over."""

import pytest

from core.model.places import PlaceKind
from core.model.rules import Topic
from sandbox.people import People, Person
from tests.bot.desk import Desk
from tests.bot.steps import last, press

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)

BOT = 4242


@pytest.fixture
def topics() -> tuple[Topic, ...]:
    return (Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False),)


async def words(who: Person, chat: int = BOT) -> list[str]:
    return [seen.text for seen in await who.messages(chat) if seen.kind != "service"]


async def test_a_talk_is_watched_unnoticed_the_operator_hears_a_whisper_and_it_is_taken_over(
    office: Desk, people: People, ann: Person, dana: Person, group: int
) -> None:
    olena = await people.add("Olena", username="olena")
    await office.staff(olena)
    await olena.start()
    await dana.invite(group, olena.id)
    await dana.say(group, "/desk")
    await office.settle()
    await olena.say(BOT, "/shift_start")
    await ann.start()
    await office.settle()
    await ann.say(BOT, "Where is my money?")
    await office.settle()
    asked = next(seen for seen in await olena.messages(group) if "my money" in seen.text)
    await olena.say(group, "Let me look", reply_to=asked)
    await office.settle()
    heard = await words(ann), await words(olena), await words(olena, group)

    await dana.say(BOT, "/watch 1")
    await office.settle()
    _, head, before = (await words(dana))[-3:]
    assert "You are watching ticket #1" in head
    assert "Operator: Olena" in head
    assert "Ann: Where is my money?" in before
    assert (await words(ann), await words(olena), await words(olena, group)) == heard

    await ann.send_photo(BOT, b"a receipt", "Here <b>it</b> is")
    await office.settle()
    shown = await last(dana)
    assert (shown.kind, "Here <b>it</b> is" in shown.text) == ("photo", True)
    assert shown.text.startswith("👤 Ann · #1")
    await ann.send_sticker(BOT, b"so")
    await office.settle()
    told = await last(dana)
    before_whisper = await words(ann)
    await dana.say(BOT, "Offer <i>half</i> of it", reply_to=told)
    await office.settle()
    heard_by_olena = await last(olena)
    assert "Whisper from Dana about ticket #1" in heard_by_olena.text
    assert heard_by_olena.text.endswith("Offer <i>half</i> of it")
    await olena.say(BOT, "Half it is", reply_to=heard_by_olena)
    await office.settle()
    assert "Olena answers about ticket #1" in (await last(dana)).text
    assert await words(ann) == before_whisper
    assert "half" not in " ".join(await words(olena, group))

    await press(dana, office, "watch-take:1")
    await press(dana, office, "take-over-yes:1")
    async with office.database.unit_of_work() as uow:
        ticket = await uow.tickets.get(1)
    assert ticket is not None
    assert (ticket.operator_id, ticket.watched) == (dana.id, False)
    assert await office.set_aside() == []
