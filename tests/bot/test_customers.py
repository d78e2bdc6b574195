"""What people do, and what the bot makes of it: routers, use cases and gateway together."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.texts import Texts
from core.model.effects import SendText
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import TextKey
from core.model.tickets import TicketStatus
from sandbox.people import People, Person
from sandbox.state.model import User
from sandbox.state.world import World
from tests.bot.desk import Desk
from tests.bot.steps import last, press, presses, registered, tickets_of

# For what people read and press; the tickets' way itself runs on every database.
on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


# --------------------------------------------------------------------------------------- customers
@on_sqlite
async def test_start_asks_for_the_contact(office: Desk, ann: Person) -> None:
    await ann.start(payload="from-the-site")
    await office.settle()
    assert (await last(ann)).text.startswith("Hello, Ann!")
    assert [button.asks_contact for button in await ann.keyboard(4242)] == [True]


async def test_the_own_contact_registers(office: Desk, ann: Person, world: World) -> None:
    await registered(ann, office)
    async with office.database.unit_of_work() as uow:
        customer = await uow.customers.get(ann.id)
    assert customer is not None
    assert customer.phone == "+" + (ann.account.phone or "")
    welcome = await last(ann)
    assert welcome.labels() == ["💬 Talk to an operator"]
    saved = next(
        message for message in world.history(ann.id, 4242) if "is saved" in message.content.text
    )
    assert saved.content.markup == {"remove_keyboard": True}


async def test_anothers_contact_and_a_forwarded_one_are_refused(
    office: Desk, ann: Person, people: People
) -> None:
    ben = await people.add("Ben")
    await ann.start()
    await ann.share_card_of(ben)
    await office.settle()
    assert "somebody else’s" in (await last(ann)).text
    own = await ann.share_contact(ben.id)
    await ann.forward(own, 4242)
    await office.settle()
    assert "somebody else’s" in (await last(ann)).text
    async with office.database.unit_of_work() as uow:
        customer = await uow.customers.get(ann.id)
    assert customer is not None
    assert customer.phone is None


@on_sqlite
async def test_the_bot_speaks_the_persons_language(office: Desk, people: People) -> None:
    for code, words in (("ru", "Здравствуйте, X!"), ("uk", "Вітаємо, X!"), ("de", "Hello, X!")):
        person = await people.add("X", language_code=code)
        await person.start()
        await office.settle()
        assert (await last(person)).text.startswith(words)


async def test_ten_quick_taps_open_one_ticket(office: Desk, ann: Person) -> None:
    await registered(ann, office)
    welcome = await last(ann)
    for _ in range(10):
        await ann.press(welcome, "talk")
    await office.settle()
    assert [ticket.status for ticket in await tickets_of(ann, office)] == [TicketStatus.QUEUED]


@on_sqlite
@pytest.mark.parametrize("words", ["💬 Talk to an operator", "связаться с оператором "])
async def test_the_talk_buttons_words_typed_open_a_ticket(
    office: Desk, ann: Person, words: str
) -> None:
    await registered(ann, office)
    await ann.say(4242, words)
    await office.settle()
    assert len(await tickets_of(ann, office)) == 1


@on_sqlite
async def test_anything_else_is_guided_to_the_buttons(office: Desk, ann: Person) -> None:
    await registered(ann, office)
    asked = await ann.say(4242, "my printer is on fire")
    await office.settle()
    assert "buttons" in (await last(ann)).text
    assert (await last(ann)).reply_to == asked.message_id
    for unknown in ("/help", "/nothing", "/help@other_bot x"):
        before = await last(ann)
        await ann.say(4242, unknown)
        await office.settle()
        assert (await last(ann)).message_id > before.message_id
    assert await tickets_of(ann, office) == []


async def test_who_waits_is_told_the_position_and_may_cancel(office: Desk, ann: Person) -> None:
    await registered(ann, office)
    assert await press(ann, office, "talk") is None
    card = await last(ann)
    assert "number 1 in line" in card.text
    await press(ann, office, "cancel:")
    assert "cancelled" in (await last(ann)).text
    assert (await tickets_of(ann, office))[0].status is TicketStatus.ABANDONED


async def test_a_ticket_of_somebody_else_cannot_be_cancelled(
    office: Desk, ann: Person, people: People, world: World
) -> None:
    await registered(ann, office)
    await press(ann, office, "talk")
    (ticket,) = await tickets_of(ann, office)
    ben = await people.add("Ben", language_code="ru")
    await registered(ben, office)
    assert await presses(ben, office, f"cancel:{ticket.id}") == (TextKey.NOT_YOUR_TICKET, True)
    assert (await tickets_of(ann, office))[0].status is TicketStatus.QUEUED


@on_sqlite
@pytest.mark.parametrize(
    "data", [None, "", "nothing", "close", "close:abc", "close:-1", "shift:later"]
)
async def test_a_press_that_means_nothing_is_answered_all_the_same(
    office: Desk, ann: Person, data: str | None
) -> None:
    assert await presses(ann, office, data) == (None, False)


async def test_a_blocked_bot_is_noticed(office: Desk, ann: Person) -> None:
    await registered(ann, office)
    await ann.block()
    await office.settle()
    async with office.database.unit_of_work() as uow:
        customer = await uow.customers.get(ann.id)
        assert customer is not None
        assert not customer.reachable
    await ann.unblock()
    await office.settle()
    async with office.database.unit_of_work() as uow:
        customer = await uow.customers.get(ann.id)
        assert customer is not None
        assert customer.reachable


# --------------------------------------------------------------------------------------- operators
@on_sqlite
async def test_an_operator_starts_and_ends_the_shift(
    office: Desk, olena: Person, texts: Texts
) -> None:
    panel = await last(olena)
    assert panel.text.startswith("Olena, ви на зміні")
    assert await press(olena, office, "panel") == "Готово"
    await press(olena, office, "shift:end")
    assert (await last(olena)).text.startswith("Olena, ви не на зміні")
    await olena.say(4242, "/shift_start")
    await office.settle()
    async with office.database.unit_of_work() as uow:
        operator = await uow.operators.get(olena.id)
    assert operator is not None
    assert operator.on_shift
    await olena.say(4242, "/shift_start")
    await office.settle()
    assert (await last(olena)).text == "Ви вже на зміні."
    await olena.say(4242, "/shift_end")
    await office.settle()
    await olena.say(4242, "/panel")
    await office.settle()
    assert (await last(olena)).text.startswith("Olena, ви не на зміні")


@on_sqlite
@pytest.mark.parametrize("command", ["/panel", "/shift_start", "/shift_end"])
async def test_staff_routes_are_for_staff(office: Desk, ann: Person, command: str) -> None:
    await registered(ann, office)
    await ann.say(4242, command)
    await office.settle()
    assert (await last(ann)).text == "This is for the desk’s staff only."


# ------------------------------------------------------------------------------------------- rooms
async def test_who_is_not_let_in_stands_in_the_log(
    office: Desk, ann: Person, olena: Person, people: People
) -> None:
    await registered(ann, office)
    await press(ann, office, "talk")
    link = next(button.url for button in (await last(ann)).buttons if button.url)
    mallory = await people.add("Mallory")
    visit = await mallory.open_link(link)
    with capture_logs() as lines:
        await office.settle()
    declined = [line for line in lines if line["event"] == "not let in"]
    assert [(line["chat"], line["person"]) for line in declined] == [(visit.chat_id, mallory.id)]


# -------------------------------------------------------------------------- updates of all kinds
async def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(
    office: Desk, ann: Person
) -> None:
    private: dict[str, Any] = {"id": ann.id, "type": "private", "first_name": "Ann"}
    sender = {"id": ann.id, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    hello = {"message_id": 1, "date": 1, "chat": private, "from": sender, "text": "/help"}
    await ann.start()
    await office.settle()
    before = await last(ann)
    await office.receive(
        {"update_id": 1, "message": {"message_id": 1, "from": "the future"}},
        {"update_id": 2, "message": hello},
        {"update_id": 3, "shipping_of_tomorrow": {"id": 5}},
        {"update_id": 4, "edited_message": hello},
        {"update_id": 5, "message": {**hello, "text": None, "group_chat_created": True}},
        {"update_id": 6},
    )
    await office.settle()
    (why,) = await office.set_aside()
    assert why.startswith("UnreadableUpdate: update 1 cannot be read at message.")
    assert "future" not in why
    assert (await last(ann)).message_id == before.message_id + 1


@on_sqlite
async def test_groups_that_are_not_ours_are_left_alone(
    office: Desk, people: People, desk: User
) -> None:
    owner = await people.add("Owner")
    group = await owner.create_group("Family", [desk.id])
    await owner.promote(group, desk.id)
    other = await people.add("Other")
    await owner.invite(group, other.id)
    await owner.say(group, "/start")
    await owner.say(group, "/panel@desk_bot")
    await owner.share_contact(group)
    await office.settle()
    said = [effect.text.key for effect, _ in office.carried if isinstance(effect, SendText)]
    assert said == [RelayKey.GROUP_WELCOME], "what it could do there, once"
    assert len(office.carried) == 1
    seen = [each for each in await owner.messages(group) if each.sender_id == desk.id]
    assert len(seen) == 1


@on_sqlite
async def test_what_nobody_knows_is_no_silence(office: Desk, ann: Person) -> None:
    """A kind of message that came with Telegram's next version, and what people send rarely."""
    await registered(ann, office)
    chat = {"id": ann.id, "type": "private", "first_name": "Ann"}
    sender = {"id": ann.id, "is_bot": False, "first_name": "Ann"}
    photo = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}
    sent: list[dict[str, Any]] = [
        {"hologram": {"depth": 3}},
        {"live_photo": {**photo, "duration": 3, "photo": [photo]}},
        {},
    ]
    for number, content in enumerate(sent, 1):
        before = len(office.carried)
        message = {"message_id": 900 + number, "date": 0, "chat": chat, "from": sender, **content}
        await office.receive({"update_id": 990_000 + number, "message": message})
        await office.settle()
        said = [
            each for each, _ in office.carried[before:] if getattr(each, "chat_id", 0) == ann.id
        ]
        assert said, content
    assert await office.set_aside() == []
