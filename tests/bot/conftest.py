"""A Telegram with one bot, served on this machine, and aiogram speaking with it."""

from collections.abc import AsyncIterator, Iterator

import pytest
from aiogram import Bot

from bot.gateway import BotGateway
from bot.setup import make_bot
from bot.texts import Texts
from core.model.people import Role
from core.model.rules import Rules, Topic
from db.database import SqlDatabase
from db.migrations import upgrade
from db.wakeup import LocalWakeup
from sandbox.bot_api.server import BotApiServer
from sandbox.faults import Faults
from sandbox.people import People, Person
from sandbox.state.model import Chat, Content, User
from sandbox.state.world import World
from tests.bot.desk import Desk
from tests.bot.relaying import Carried, gateway_of
from tests.bot.steps import last
from tests.bot.telling import Standings, utc_now
from tests.support.databases import Backend, Databases, run_apart
from tests.support.either import either

__all__ = ["either"]  # a fixture

BOT = 4242
TOKEN = "4242:TEST-made-up-token-of-no-bot-at-all"


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts()


@pytest.fixture
def world() -> World:
    return World(utc_now)


@pytest.fixture
def desk(world: World) -> User:
    """The bot's account."""
    return world.add_bot("Desk", "desk_bot", TOKEN)


@pytest.fixture
def faults() -> Faults:
    """Telegram's bad days."""
    return Faults()


@pytest.fixture
async def api(world: World, desk: User, faults: Faults) -> AsyncIterator[BotApiServer]:
    server = BotApiServer(world, faults.bot_api)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(api: BotApiServer) -> AsyncIterator[Bot]:
    made = make_bot(TOKEN, api.url)
    yield made
    await made.session.close()


@pytest.fixture
def customer(world: World, desk: User) -> User:
    """Somebody who has written to the bot."""
    person = world.add_person("Ann", last_name="Lee", username="ann", language_code="en")
    world.send(person.id, desk.id, Content("/start"))
    return person


@pytest.fixture
def standings() -> Standings:
    return Standings()


@pytest.fixture
def carried() -> Carried:
    return Carried()


@pytest.fixture
def gateway(bot: Bot, texts: Texts, standings: Standings, carried: Carried) -> BotGateway:
    return gateway_of(bot, texts, standings, carried)


@pytest.fixture
def owner(world: World) -> User:
    return world.add_person("Owner")


@pytest.fixture
def room(world: World, desk: User, owner: User) -> Chat:
    """A supergroup with the bot as its administrator."""
    chat = world.create_supergroup(owner.id, "Support")
    rights = {"can_invite_users", "can_change_info", "can_pin_messages", "can_delete_messages"}
    world.promote(owner.id, chat.id, desk.id, rights)
    return chat


@pytest.fixture
def ready_url(database_backend: Backend, databases: Databases) -> Iterator[str]:
    """A database of this test's own with all tables."""
    url = databases.copy_of("bot", database_backend, lambda made: run_apart(lambda: upgrade(made)))
    yield url
    databases.drop(url)


@pytest.fixture
async def database(ready_url: str) -> AsyncIterator[SqlDatabase]:
    opened = await SqlDatabase.connect(ready_url, LocalWakeup())
    yield opened
    await opened.close()


@pytest.fixture
def people(world: World, desk: User) -> People:
    """Who writes to the bot."""
    return People(world, desk.id)


@pytest.fixture
def topics() -> tuple[Topic, ...]:
    """What the desk is asked about; modules have their own."""
    return Rules().topics


@pytest.fixture
async def office(
    bot: Bot,
    texts: Texts,
    database: SqlDatabase,
    world: World,
    topics: tuple[Topic, ...],
) -> Desk:
    """The desk, driven by hand."""
    keeper = world.add_person("Keeper", username="keeper")
    return Desk(bot, texts, database, world, keeper, topics)


@pytest.fixture
async def ann(people: People) -> Person:
    """A customer."""
    return await people.add("Ann", username="ann", language_code="en")


@pytest.fixture
async def olena(people: People, office: Desk) -> Person:
    """An operator on shift."""
    person = await people.add("Olena", username="olena", language_code="uk")
    await office.staff(person)
    await person.start()
    await office.settle()
    await person.press(await last(person), "shift:start")
    await office.settle()
    return person


@pytest.fixture
async def dana(people: People, office: Desk) -> Person:
    """A supervisor."""
    person = await people.add("Dana", username="dana")
    await office.staff(person, Role.SUPERVISOR)
    await person.start()
    await office.settle()
    return person


@pytest.fixture
async def group(office: Desk, dana: Person) -> int:
    """Her group, where the bot may do everything."""
    made = await dana.create_group("Desk 1", [BOT])
    await dana.promote(made, BOT)
    await office.settle()
    return made
