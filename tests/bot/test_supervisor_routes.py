"""What supervisors send and press, down to what no button of ours carries."""

import pytest
from aiogram import Bot

from bot.texts import Texts
from core.model.actions import Verb
from core.model.people import Role
from core.model.text_keys import TextKey
from db.database import SqlDatabase
from sandbox.people import People, Person
from sandbox.state.model import User
from sandbox.state.world import World
from tests.bot.desk import Desk
from tests.bot.steps import last, press, presses

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)

FORGED = ("", "x", "0", "-1", "1:2:3:4", "9" * 30, "²", "55:boss", "55:999", "55:", ":", "55:1")


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


async def adding(boss: Person, office: Desk) -> None:
    await boss.say(4242, "/staff")
    await office.settle()
    await press(boss, office, "staff-add")


async def staff_of(office: Desk) -> set[int]:
    async with office.database.unit_of_work() as uow:
        return {operator.id for operator in await uow.operators.all()}


async def test_what_leads_to_nobody_is_explained(office: Desk, boss: Person) -> None:
    await adding(boss, office)
    for said, answer in (
        (boss.send_contact(4242, "+380501112233", "Paper card"), "does not say which Telegram"),
        (boss.say(4242, "my colleague Nina"), "not a person"),
        (boss.send_location(4242, 1.0, 2.0), "not a person"),
    ):
        await said
        await office.settle()
        assert answer in (await last(boss)).text
    assert await staff_of(office) == {boss.id}


async def test_a_forwarded_message_of_a_bot_or_a_channel_is_nobodys(
    office: Desk, boss: Person
) -> None:
    await adding(boss, office)
    await boss.forward(await last(boss), 4242)
    await office.settle()
    assert "not a person" in (await last(boss)).text


async def test_a_shared_contact_has_its_phone_and_a_question_first(
    office: Desk, boss: Person, people: People
) -> None:
    nina = await people.add("Nina", last_name="B", phone="380501112233")
    await adding(boss, office)
    await boss.share_card_of(nina)
    await office.settle()
    assert "Nina B" in (await last(boss)).text
    assert await staff_of(office) == {boss.id}
    await press(boss, office, f"hire:{nina.id}:supervisor")
    async with office.database.unit_of_work() as uow:
        added = await uow.operators.get(nina.id)
    assert added is not None
    assert (added.phone, added.role) == ("+380501112233", Role.SUPERVISOR)


async def test_a_command_is_never_the_answer_to_a_question(office: Desk, boss: Person) -> None:
    await boss.say(4242, "/announce")
    await office.settle()
    await boss.say(4242, "/rooms")
    await office.settle()
    assert "Nobody is being served" in (await last(boss)).text
    await boss.send_photo(4242, b"jpeg")
    await office.settle()
    assert "Only text" in (await last(boss)).text
    await boss.say(4242, "Hello <b>all</b>")
    await office.settle()
    assert "Hello <b>all</b>" in (await last(boss)).text
    async with office.database.unit_of_work() as uow:
        found = await uow.announcements.get(1)
    assert found is not None
    assert found.text == "Hello <b>all</b>"


@pytest.mark.parametrize("argument", FORGED)
async def test_forged_presses_change_nothing_and_break_nothing(
    office: Desk, boss: Person, argument: str
) -> None:
    supervisors = (
        *(Verb.STAFF, Verb.HIRE, Verb.MEMBER, Verb.MEMBER_ROLE, Verb.MEMBER_CAPACITY),
        *(Verb.MEMBER_SKILLS, Verb.MEMBER_REMOVE, Verb.MEMBER_GONE, Verb.WHY, Verb.WHY_TICKET),
        *(Verb.ROOMS, Verb.ROOM, Verb.ENTER, Verb.TAKE_OVER, Verb.TAKE_OVER_YES),
        *(Verb.ROOM_CLOSE, Verb.ROOM_CLOSE_YES, Verb.AUDIENCE, Verb.ANNOUNCE_YES),
        Verb.ANNOUNCE_STOP,
    )
    updates = [
        {
            "update_id": 1000 + number,
            "callback_query": {
                "id": str(number),
                "from": {"id": boss.id, "is_bot": False, "first_name": "Boss"},
                "chat_instance": "1",
                "data": f"{verb.value}:{argument}",
            },
        }
        for number, verb in enumerate(supervisors)
    ]
    await office.receive(*updates)
    await office.settle()
    assert await office.set_aside() == []
    assert await staff_of(office) == {boss.id}


async def test_presses_of_a_customer_are_refused(office: Desk, people: People) -> None:
    ann = await people.add("Ann")
    await ann.start()
    await office.settle()
    assert await presses(ann, office, "take-over-yes:1") == (TextKey.STAFF_ONLY, True)


async def test_menus_have_the_supervisors_commands(
    office: Desk, boss: Person, world: World
) -> None:
    menus = str(world.users[4242].commands)
    for command in ("staff", "rooms", "why", "announce"):
        assert f"'{command}'" in menus
    assert boss.id
