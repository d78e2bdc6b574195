"""/web in the bot: staff are sent a link whose secret is nowhere but in their chat."""

import pytest
from aiogram import Bot

from bot.texts import Texts
from core.access.rules import key_of
from core.access.sign_in import use_link
from core.model.people import Role
from core.model.texts import DeskError
from db.database import SqlDatabase
from sandbox.people import People, Person
from sandbox.state.world import World
from tests.bot.desk import Desk


@pytest.fixture
def address() -> str | None:
    return "https://desk.example.com"


@pytest.fixture
async def office(
    bot: Bot, texts: Texts, database: SqlDatabase, world: World, address: str | None
) -> Desk:
    keeper = world.add_person("Keeper", username="keeper")
    return Desk(bot, texts, database, world, keeper, web_address=address)


@pytest.fixture
async def olga(people: People, office: Desk) -> Person:
    person = await people.add("Olga", username="olga", language_code="uk")
    await office.staff(person, Role.OPERATOR)
    await person.start()
    await office.settle()
    return person


async def test_staff_are_sent_a_link_that_works_once(office: Desk, olga: Person) -> None:
    await olga.say(4242, "/web")
    await office.settle()
    said = await olga.sees("Посилання діє один раз", 4242)
    [button] = said.buttons
    assert button.text == "Відкрити сторінку"
    address, _, secret = (button.url or "").partition("#")
    assert address == "https://desk.example.com/sign-in"
    assert len(secret) >= 43, "256 bits"
    async with office.database.reading() as look:
        for table in ("outbox", "sign_in_links", "inbox"):
            rows = await look.connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608
            assert secret not in str(rows.all())
    async with office.work() as work:
        member = await use_link(work, key_of(secret), key_of("cookie"))
    assert member.id == olga.account.id
    with pytest.raises(DeskError):
        async with office.work() as work:
            await use_link(work, key_of(secret), key_of("cookie"))


@pytest.mark.parametrize("address", ["http://localhost:8090"])
async def test_an_address_that_no_button_takes_is_written(office: Desk, olga: Person) -> None:
    await olga.say(4242, "/web")
    await office.settle()
    said = await olga.sees("http://localhost:8090/sign-in#", 4242)
    assert not said.buttons


@pytest.mark.parametrize("address", [None])
async def test_without_a_page_its_owner_is_named_who_can_set_it_up(
    office: Desk, olga: Person
) -> None:
    await olga.say(4242, "/web")
    await office.settle()
    await olga.sees("WEB_LISTEN", 4242)


async def test_others_get_no_link(office: Desk, people: People) -> None:
    ann = await people.add("Ann")
    await ann.start()
    await ann.say(4242, "/web")
    await office.settle()
    await ann.sees("staff only", 4242)
