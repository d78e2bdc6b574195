"""What people do in a private chat with the bot, and what they see."""

from core.model.effects import AnswerPress
from core.model.text_keys import Key
from core.model.tickets import Ticket
from sandbox.people import Person, Seen
from tests.bot.desk import Desk


async def last(person: Person, chat: int | None = None) -> Seen:
    """The newest message that the bot wrote to somebody."""
    messages = await person.messages(4242 if chat is None else chat)
    return next(seen for seen in reversed(messages) if not seen.own and seen.kind != "service")


async def registered(person: Person, office: Desk) -> None:
    """Known, and has asked for nothing yet."""
    await person.share_contact()
    await office.settle()


async def tickets_of(person: Person, office: Desk) -> list[Ticket]:
    async with office.database.unit_of_work() as uow:
        return await uow.tickets.of_customer(person.id)


def fits(data: str | None, button: str) -> bool:
    return data is not None and data.startswith(button)


async def press(person: Person, office: Desk, button: str, chat: int | None = None) -> str | None:
    """Press a button of the newest message that has it; what the bot answered."""
    for message in reversed(await person.messages(4242 if chat is None else chat)):
        data = next((found.data for found in message.buttons if fits(found.data, button)), None)
        if data is not None:
            break
    else:
        raise AssertionError(f"no button {button}")
    query = await person.press(message, data)
    await office.settle()
    return (await person.answered(query, timeout=1)).text


async def presses(person: Person, office: Desk, data: str | None) -> tuple[Key | None, bool]:
    """A client of one's own sends any data for any button; what is answered, and whether loudly."""
    sender = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "ru"}
    query = {"id": "77", "from": sender, "chat_instance": "1", "data": data}
    await office.receive({"update_id": 7, "callback_query": query})
    await office.settle()
    answers = [effect for effect, _ in office.carried if isinstance(effect, AnswerPress)]
    assert answers[-1].query_id == "77"
    text = answers[-1].text
    return (None if text is None else text.key, answers[-1].alert)
