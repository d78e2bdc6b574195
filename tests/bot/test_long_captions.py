"""Premium lets people write captions that no bot may write."""

import pytest
from aiogram import Bot

from app.stories.pictures import JPEG
from bot.texts import Texts
from core.domain.people import Role
from core.domain.places import PlaceKind
from core.domain.rules import Topic
from db.database import SqlDatabase
from sandbox.people import People
from sandbox.state.model import User
from sandbox.state.world import World
from tests.bot.desk import Desk

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)

BOT = 4242
BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)
LONG = " ".join(["It fails"] * 200)


@pytest.fixture
def people(world: World, desk: User) -> People:
    return People(world, desk.id)


@pytest.fixture
async def office(
    bot: Bot, texts: Texts, database: SqlDatabase, world: World, people: People
) -> Desk:
    keeper = world.add_person("Keeper", username="keeper")
    return Desk(bot, texts, database, world, keeper, (BUGS,))


async def test_a_reply_to_the_caption_that_came_by_itself_answers_the_photo(
    office: Desk, people: People, world: World
) -> None:
    dana = await people.add("Dana", username="dana")
    await office.staff(dana, Role.SUPERVISOR)
    await dana.start()
    group = await dana.create_group("Desk 1", [BOT])
    await dana.promote(group, BOT)
    await dana.say(group, "/desk")
    await office.settle()
    ann = await people.add("Ann", language_code="en")
    world.users[ann.id].is_premium = True
    await ann.start()
    await office.settle()
    photo = await ann.send_photo(BOT, JPEG, LONG)
    await office.settle()
    words = next(seen for seen in await dana.messages(group) if seen.text == LONG)
    picture = next(seen for seen in await dana.messages(group) if seen.kind == "photo")
    assert words.reply_to == picture.message_id
    await dana.say(group, "Restart it", reply_to=words)
    await office.settle()
    answer = await ann.last(BOT)
    assert answer is not None
    assert (answer.text, answer.reply_to) == ("Restart it", photo.message_id)
    assert await office.set_aside() == []
