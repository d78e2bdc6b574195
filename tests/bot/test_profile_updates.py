"""Names, numbers and languages: whatever somebody does, the desk knows them as Telegram shows them,
and speaks the language that they chose."""

import pytest

from core.model.people import Customer
from core.model.texts import LANGUAGES
from db.database import SqlDatabase
from sandbox.people import Person
from tests.bot.desk import Desk
from tests.bot.steps import last, press, registered

on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


async def talking(office: Desk, ann: Person) -> int:
    """The customer is in the room; its chat."""
    await registered(ann, office)
    await press(ann, office, "talk")
    card = await last(ann)
    assert "Your chat is ready" in card.text
    assert not (await ann.follow(card, "Enter the chat")).joined
    await office.settle()
    async with office.database.unit_of_work() as uow:
        (place,) = await uow.places.all_live()
    assert place.chat_id is not None
    assert await ann.is_in(place.chat_id)
    return place.chat_id


async def known(database: SqlDatabase, person: Person) -> Customer:
    async with database.unit_of_work() as uow:
        customer = await uow.customers.get(person.id)
    assert customer is not None
    return customer


async def test_a_message_a_press_and_a_join_bring_the_name_up_to_date(
    office: Desk, ann: Person, olena: Person
) -> None:
    room = await talking(office, ann)
    for number, does in enumerate((_writes, _presses, _speaks_in_the_room)):
        await ann.changes(first_name=f"Ann {number}", username=f"ann_{number}")
        await does(office, ann, room)
        customer = await known(office.database, ann)
        assert (customer.name, customer.username) == (f"Ann {number}", f"ann_{number}")
    await olena.changes(first_name="Lena", username="lena_desk")
    await olena.say(room, "Hello!")
    await office.settle()
    async with office.database.unit_of_work() as uow:
        operator = await uow.operators.get(olena.id)
    assert operator is not None
    assert (operator.name, operator.username) == ("Lena", "lena_desk")


async def _writes(office: Desk, ann: Person, _room: int) -> None:
    await ann.say(4242, "hello?")
    await office.settle()


async def _presses(office: Desk, ann: Person, _room: int) -> None:
    await press(ann, office, "talk")


async def _speaks_in_the_room(office: Desk, ann: Person, room: int) -> None:
    await ann.say(room, "Are you there?")
    await office.settle()


@on_sqlite
async def test_knocking_shows_the_name_too(office: Desk, ann: Person, olena: Person) -> None:
    await registered(ann, office)
    await press(ann, office, "talk")
    card = await last(ann)
    await ann.changes(first_name="Anna")
    await ann.open_link(next(button.url for button in card.buttons if button.url))
    await office.settle()
    assert (await known(office.database, ann)).name == "Anna"


@on_sqlite
async def test_a_new_number_shared_later_is_kept(office: Desk, ann: Person) -> None:
    await registered(ann, office)
    await ann.changes(phone="+4930123")
    await ann.share_contact()
    await office.settle()
    assert (await known(office.database, ann)).phone == "+4930123"


@on_sqlite
async def test_the_language_that_was_chosen_is_spoken_everywhere(office: Desk, ann: Person) -> None:
    await registered(ann, office)
    await ann.say(4242, "/language")
    await office.settle()
    question = await last(ann)
    assert [button.text for button in question.buttons] == ["English", "Українська", "Русский"]
    assert len(question.buttons) == len(LANGUAGES)
    await press(ann, office, "language:uk")
    assert (await last(ann)).text == "Відтепер я говорю з вами українською."
    assert (await last(ann)).message_id == question.message_id
    # Refusals of what is written and of what is pressed speak it too.
    await ann.say(4242, "/panel")
    await office.settle()
    assert (await last(ann)).text == "Це доступно лише співробітникам."
    await press(ann, office, "talk")
    card = await last(ann)
    assert card.text.startswith("Звернення №")
    cancel = card.buttons[0].data or ""
    await ann.press(card, cancel)
    pressed_late = await ann.press(card, cancel)
    await office.settle()
    answer = await ann.answered(pressed_late, timeout=1)
    assert answer.text == "У вас немає відкритих звернень, скасовувати нічого."
