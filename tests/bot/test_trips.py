"""How many statements the desk needs for one update: from the first one of its handler to the
settlement of the last effect. `-s` shows them one by one, so that one sees what is read twice.
"""

import sys

import pytest

from core.groups.lifecycle import add_group
from core.model.places import GroupUse, PlaceKind, PlaceState
from core.model.rules import Topic
from sandbox.people import People, Person
from sandbox.state.members import ADMIN_RIGHTS
from sandbox.state.world import World
from tests.bot.desk import Desk
from tests.bot.steps import last, press, registered, tickets_of
from tests.bot.telling import utc_now
from tests.bot.trips import Trips, trips
from tests.support.either import both
from tests.support.places import bring

__all__ = ["both"]  # a fixture

BOT = 4242
MOST = {
    # scenario: by the handler, and on the whole way, with all that follows from its effects
    "asking for an operator": (14, 27),
    "closing a desk's ticket": (12, 32),
    "a text for the staff": (5, 10),
    "a look at the panel": (3, 5),
}


def within(scenario: str, counted: Trips) -> None:
    """Print what was counted, and hold it to its bounds."""
    handled, whole = counted.handled, len(counted.statements)
    sys.stdout.write(f"\n{scenario:<26}handler {handled}, whole {whole}\n{counted.table()}\n")
    assert handled <= MOST[scenario][0], counted.table()
    assert whole <= MOST[scenario][1], counted.table()


async def test_asking_while_an_operator_and_a_clean_room_are_ready(
    office: Desk, ann: Person, olena: Person, world: World
) -> None:
    await office.opens()
    await clean_room(office, world)
    await registered(ann, office)
    with trips(office) as counted:
        await press(ann, office, "talk")
    (ticket,) = await tickets_of(ann, office)
    assert ticket.operator_id == olena.id
    assert any(button.url for button in (await last(ann)).buttons)
    within("asking for an operator", counted)


async def test_an_operator_who_looks_at_the_panel(office: Desk, olena: Person) -> None:
    await olena.say(BOT, "/panel")
    await office.settle()
    await press(olena, office, "panel")
    with trips(office) as counted:
        assert await press(olena, office, "panel") == "Готово"
    within("a look at the panel", counted)


async def clean_room(office: Desk, world: World) -> None:
    """A room that was proved empty, and waits for the next ticket."""
    chat = world.create_supergroup(office.userbot.id, "Support")
    world.promote(office.userbot.id, chat.id, BOT, ADMIN_RIGHTS)
    now = utc_now()
    async with office.database.unit_of_work() as uow:
        room = await uow.places.create(PlaceKind.ROOM, "made", "Support", None, now, "keeper")
        await uow.places.created(room.id, chat.id, now)
        await bring(uow, room.id, PlaceState.CLEAN, now)


class TestAtADesk:
    """A customer in the bot's chat, and staff that answers from a group."""

    @pytest.fixture
    def topics(self) -> tuple[Topic, ...]:
        return (Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False),)

    @pytest.fixture
    async def group(self, office: Desk, world: World) -> int:
        await office.opens()
        chat = world.create_supergroup(office.userbot.id, "Front desk")
        world.promote(office.userbot.id, chat.id, BOT, ADMIN_RIGHTS)
        async with office.work() as work:
            await add_group(work, chat.id, GroupUse.DESK, "Front desk", None)
        return chat.id

    @pytest.fixture
    async def nina(self, people: People, group: int, world: World, office: Desk) -> Person:
        """Whoever sits there; no operator of ours."""
        person = await people.add("Nina")
        world.invite(office.userbot.id, group, [person.id])
        await office.settle()
        return person

    @pytest.fixture(autouse=True)
    async def talk(self, office: Desk, ann: Person, nina: Person, group: int) -> None:
        """Ann asked, and Nina has answered."""
        await ann.start()
        await office.settle()
        await ann.say(BOT, "Is it broken?")
        await office.settle()
        asked = await nina.last(group)
        assert asked is not None
        await nina.say(group, "It is", reply_to=asked.message_id)
        await office.settle()

    async def test_a_text(self, office: Desk, ann: Person, nina: Person, group: int) -> None:
        with trips(office) as counted:
            await ann.say(BOT, "And now?")
            await office.settle()
        seen = await nina.last(group)
        assert seen is not None
        assert seen.text == "And now?"
        within("a text for the staff", counted)

    async def test_closing(self, office: Desk, ann: Person, nina: Person, group: int) -> None:
        await press(nina, office, "desk-close:", group)
        with trips(office) as counted:
            await press(nina, office, "desk-close-yes", group)
        (ticket,) = await tickets_of(ann, office)
        assert ticket.closed_at is not None
        within("closing a desk's ticket", counted)
