"""What is said and pressed about the staff's groups, and by whom."""

import pytest
from aiogram import Bot

from bot.texts import Texts
from core.model.people import Role
from core.model.places import StaffGroup
from db.database import SqlDatabase
from sandbox.people import People, Person
from sandbox.state.model import User
from sandbox.state.world import World
from tests.bot.desk import Desk
from tests.bot.steps import last

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)

BOT = 4242


@pytest.fixture
def people(world: World, desk: User) -> People:
    return People(world, desk.id)


@pytest.fixture
async def office(
    bot: Bot, texts: Texts, database: SqlDatabase, world: World, people: People
) -> Desk:
    return Desk(bot, texts, database, world, world.add_person("Keeper", username="keeper"))


@pytest.fixture
async def boss(people: People, office: Desk) -> Person:
    person = await people.add("Boss", username="boss")
    await office.staff(person, Role.SUPERVISOR)
    await person.start()
    await office.settle()
    return person


@pytest.fixture
async def group(people: People, boss: Person, office: Desk) -> int:
    """A group in which the bot may do everything."""
    made = await boss.create_group("Front desk", [BOT])
    await boss.promote(made, BOT)
    await office.settle()
    return made


async def groups_of(office: Desk) -> list[StaffGroup]:
    async with office.database.unit_of_work() as uow:
        return await uow.groups.all()


async def said(office: Desk, who: Person, chat: int, text: str) -> str:
    """Somebody says it; what stands there then."""
    await who.say(chat, text)
    await office.settle()
    answer = await who.last(chat)
    assert answer is not None
    return answer.text


@pytest.mark.parametrize("words", ["/desk", "/DESK@desk_bot", "/overflow", "/desk off", "/forum x"])
async def test_only_supervisors_say_what_a_group_is_for(
    office: Desk, people: People, boss: Person, group: int, words: str
) -> None:
    nina = await people.add("Nina")
    await office.staff(nina)
    await boss.invite(group, nina.id)
    await office.settle()
    assert "Only a supervisor" in await said(office, nina, group, words)
    assert await groups_of(office) == []


async def test_who_writes_as_the_group_is_asked_to_show_themselves(
    office: Desk, people: People, boss: Person, group: int
) -> None:
    nina = await people.add("Nina")
    await office.staff(nina, Role.SUPERVISOR)
    await boss.invite(group, nina.id)
    await boss.promote(group, nina.id, anonymous=True)
    answer = await said(office, nina, group, "/desk")
    assert "Remain anonymous" in answer
    assert await groups_of(office) == []


async def test_a_supervisor_takes_a_group_into_use_and_out(
    office: Desk, boss: Person, group: int
) -> None:
    assert "is a desk now" in await said(office, boss, group, "/desk@desk_bot")
    [desk] = await groups_of(office)
    assert (desk.chat_id, desk.added_by, desk.title) == (group, boss.id, "Front desk")
    await boss.rename(group, "Reception")
    await office.settle()
    assert (await groups_of(office))[0].title == "Reception"
    assert "no tickets any more" in await said(office, boss, group, "/desk off")
    assert "as it is" in await said(office, boss, group, "/desk off")
    await boss.remove(group, BOT)
    await office.settle()
    assert not (await groups_of(office))[0].is_usable


FORGED = ("groups", "groups:x", "group-out", "group-out:1", "group-back:", "group-back:1:2:3")


async def test_forged_presses_change_nothing(
    office: Desk, people: People, boss: Person, group: int
) -> None:
    await said(office, boss, group, "/desk")
    stranger = await people.add("Stranger")
    await stranger.start()
    await office.settle()
    await stranger.say(BOT, "/desks")
    await office.settle()
    assert "Staff groups" not in (await last(stranger)).text
    for number, data in enumerate((*FORGED, f"group-out:{-group}:0", f"group-back:{-group}:0")):
        await forged_press(stranger, office, data, number)
    assert (await groups_of(office))[0].is_usable
    assert await office.set_aside() == []


async def forged_press(who: Person, office: Desk, data: str, number: int) -> None:
    """A client of one's own sends any data."""
    sender = {"id": who.id, "is_bot": False, "first_name": who.name}
    query = {"id": str(number), "from": sender, "chat_instance": "1", "data": data}
    await office.receive({"update_id": 900_000_000 + number, "callback_query": query})
    await office.settle()
