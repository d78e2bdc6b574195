"""What supervisors send and press, down to what no button of ours carries."""

import pytest

from bot.texts import Texts
from core.model.people import Role
from sandbox.people import People, Person
from tests.bot.desk import Desk
from tests.bot.steps import last, press, presses

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


async def adding(dana: Person, office: Desk) -> None:
    await dana.say(4242, "/staff")
    await office.settle()
    await press(dana, office, "staff-add")


async def staff_of(office: Desk) -> set[int]:
    async with office.database.unit_of_work() as uow:
        return {operator.id for operator in await uow.operators.all()}


async def test_what_leads_to_nobody_is_explained(office: Desk, dana: Person) -> None:
    await adding(dana, office)
    for said, answer in (
        (dana.send_contact(4242, "+380501112233", "Paper card"), "does not say which Telegram"),
        (dana.say(4242, "my colleague Nina"), "not a person"),
        (dana.send_location(4242, 1.0, 2.0), "not a person"),
    ):
        await said
        await office.settle()
        assert answer in (await last(dana)).text
    assert await staff_of(office) == {dana.id}


async def test_a_forwarded_message_of_a_bot_or_a_channel_is_nobodys(
    office: Desk, dana: Person
) -> None:
    await adding(dana, office)
    await dana.forward(await last(dana), 4242)
    await office.settle()
    assert "not a person" in (await last(dana)).text


async def test_a_shared_contact_has_its_phone_and_a_question_first(
    office: Desk, dana: Person, people: People
) -> None:
    nina = await people.add("Nina", last_name="B", phone="380501112233")
    await adding(dana, office)
    await dana.share_card_of(nina)
    await office.settle()
    assert "Nina B" in (await last(dana)).text
    assert await staff_of(office) == {dana.id}
    await press(dana, office, f"hire:{nina.id}:supervisor")
    async with office.database.unit_of_work() as uow:
        added = await uow.operators.get(nina.id)
    assert added is not None
    assert (added.phone, added.role) == ("+380501112233", Role.SUPERVISOR)


async def test_a_command_is_never_the_answer_to_a_question(office: Desk, dana: Person) -> None:
    await dana.say(4242, "/announce")
    await office.settle()
    await dana.say(4242, "/rooms")
    await office.settle()
    assert "Nobody is being served" in (await last(dana)).text
    await dana.send_photo(4242, b"jpeg")
    await office.settle()
    assert "Only text" in (await last(dana)).text
    await dana.say(4242, "Hello <b>all</b>")
    await office.settle()
    assert "Hello <b>all</b>" in (await last(dana)).text
    async with office.database.unit_of_work() as uow:
        found = await uow.announcements.get(1)
    assert found is not None
    assert found.text == "Hello <b>all</b>"


async def test_a_supervisor_blocks_a_customer_who_is_then_told_so(
    office: Desk, dana: Person, ann: Person
) -> None:
    await ann.share_contact()
    await office.settle()
    await dana.say(4242, f"/customer {ann.id}")
    await office.settle()
    await press(dana, office, f"block:{ann.id}")
    await press(dana, office, f"block-why:{ann.id}:keep")
    await dana.say(4242, "Sends <b>rubbish</b>")
    await office.settle()
    assert "Sends <b>rubbish</b>" in (await last(dana)).text
    await press(ann, office, "talk")
    assert "cannot help you here" in (await last(ann)).text
    await ann.say(4242, "/mydata")
    await office.settle()
    assert "What we keep about you" in (await last(ann)).text
    await press(dana, office, f"unblock:{ann.id}")
    assert await press(dana, office, f"unblock-yes:{ann.id}") is not None
    await press(ann, office, "talk")
    assert "cannot help you here" not in (await last(ann)).text


async def test_a_supervisor_has_a_text_sent_as_a_customer_gets_it(
    office: Desk, dana: Person, olena: Person, texts: Texts
) -> None:
    """In the owner's words, in the language that they choose."""
    texts.use({"uk": {"thanks": "<b>Дякуємо!</b> Звернення { $ticket }"}})
    try:
        await dana.say(4242, "/texts")
        await office.settle()
        await press(dana, office, "texts:end:en")
        assert "thanks\n" in (await last(dana)).text
        await press(dana, office, "texts:end:uk")
        assert "Дякуємо! Звернення 42" in (await last(dana)).text
        await press(dana, office, "show-text:uk:thanks")
        sent = await last(dana)
        assert (sent.text, [each.kind for each in sent.entities]) == (
            "Дякуємо! Звернення 42", ["bold"],
        )  # fmt: skip
        # What stands on a button is sent on one, which does it again.
        await dana.say(4242, "/texts")
        await office.settle()
        for button in ("texts:first:en", "texts:first:ru", "show-text:ru:button-talk"):
            await press(dana, office, button)
        assert [each.data for each in (await last(dana)).buttons] == ["show-text:ru:button-talk"]
    finally:
        texts.use({})
    for data in ("texts", "texts:end:uk:0", "show-text:uk:thanks"):
        answer, _ = await presses(olena, office, data)
        assert answer is not None
        assert answer.value == "staff-only"
