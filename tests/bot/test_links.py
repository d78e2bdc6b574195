"""A link that a supervisor has made, and who comes by it."""

import pytest

from core.supervision.links import picture_of
from sandbox.people import Person
from tests.bot.desk import Desk
from tests.bot.steps import last, registered, tickets_of

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


async def test_a_supervisor_takes_a_link_with_its_picture_along_and_somebody_comes_by_it(
    office: Desk, dana: Person, ann: Person
) -> None:
    await dana.say(4242, "/link spring-sale")
    await office.settle()
    made = await last(dana)
    assert made.kind == "photo"
    link = "https://t.me/desk_bot?start=spring-sale"
    assert link in made.text
    assert picture_of(link).startswith(b"\x89PNG")
    await ann.open_link(link)
    await registered(ann, office)
    (ticket,) = await tickets_of(ann, office)
    assert ticket.source == "spring-sale"
    await dana.say(4242, "/link")
    await office.settle()
    assert "spring-sale: 1 customer, 1 ticket" in (await last(dana)).text

    await dana.say(4242, "/link spring sale")
    await office.settle()
    assert "1 to 64 letters" in (await last(dana)).text


async def test_what_no_link_can_say_is_a_greeting_like_any_other(office: Desk, ann: Person) -> None:
    await ann.say(4242, "/start what is <b>this</b>?")
    await registered(ann, office)
    (ticket,) = await tickets_of(ann, office)
    assert ticket.source is None
