"""The acts of customers and operators at the desk, from which stories are built.

Everything is found as a person finds it: by the message and the button that appear, whatever the
language.
"""

from collections.abc import Callable, Sequence

from core.cards.views.customer import chat_url
from core.model import actions
from core.model.actions import Verb, parse
from sandbox.people import Person, Ref, Seen

PATIENCE = 60.0  # seconds; a customer may have to wait for an operator


def carries(verb: Verb) -> Callable[[Seen], bool]:
    """Match a message that has a button of that verb."""
    return lambda seen: any(_verb(button.data) is verb for button in seen.buttons)


def _verb(data: str | None) -> Verb | None:
    action = parse(data)
    return action.verb if action else None


def data_of(seen: Seen, verb: Verb) -> str:
    """Return the callback data of the message's button of that verb. Raises StopIteration without
    one."""
    return next(b.data for b in seen.buttons if b.data is not None and _verb(b.data) is verb)


def ticket_of(seen: Seen, verb: Verb) -> int:
    """Return the ticket that the message's button of that verb is about."""
    action = parse(data_of(seen, verb))
    return (action.ticket_id if action else None) or 0


def asks_contact(seen: Seen) -> bool:
    """Match the button that shares one's own contact."""
    return any(button.asks_contact for button in seen.buttons)


def link_of(seen: Seen) -> str | None:
    """Return the room's link, when the card has one."""
    return next((button.url for button in seen.buttons if button.url), None)


def has_link(seen: Seen) -> bool:
    """Match a card with the room's link."""
    return link_of(seen) is not None


async def come(customer: Person, *, patience: float = PATIENCE) -> int:
    """Start the bot and share the own contact, which opens the ticket; returns the moment before,
    after which the card appears."""
    started = await customer.start()
    await customer.sees(asks_contact, since=started, timeout=patience)
    before = await customer.now()
    await customer.share_contact()
    return before


async def register(customer: Person, *, patience: float = PATIENCE) -> Seen:
    """Share the own contact without having asked for anything; returns the message with the talk
    button."""
    shared = await customer.share_contact()
    return await customer.sees(carries(Verb.TALK), since=shared, timeout=patience)


async def ask_for_operator(customer: Person, menu: Seen) -> int:
    """Press the talk button; returns the moment before, after which the card appears."""
    before = await customer.now()
    await customer.press(menu, data_of(menu, Verb.TALK))
    return before


async def enter_room(customer: Person, since: int, *, patience: float = PATIENCE) -> int:
    """Wait for the room's link, follow it, wait to be let in; returns the room's chat id."""
    card = await customer.sees(has_link, since=since, timeout=patience)
    visit = await customer.open_link(link_of(card) or "")
    await customer.gets_into(visit.chat_id, timeout=patience)
    return visit.chat_id


async def operator_in_room(
    customer: Person, room: int, operators: Sequence[Person], *, patience: float = PATIENCE
) -> Person:
    """Wait until one of the operators is in the customer's room."""

    async def whoever() -> Person | None:
        inside = {account.id for account in await customer.members(room)}
        return next((operator for operator in operators if operator.id in inside), None)

    found = await customer.until(whoever, "an operator in the room", timeout=patience)
    if found is None:
        raise AssertionError("unreachable: `until` returns what is true")
    return found


async def start_shift(operator: Person, *, patience: float = PATIENCE) -> None:
    """Start the bot and press the panel's button, unless on shift already."""
    started = await operator.start()
    panel = await operator.sees(carries(Verb.SHIFT), since=started, timeout=patience)
    if data_of(panel, Verb.SHIFT) == actions.press(Verb.SHIFT, actions.END):
        return
    before = await operator.now()
    await operator.press(panel, data_of(panel, Verb.SHIFT))
    await operator.sees(carries(Verb.SHIFT), since=before, timeout=patience)


async def card_in(person: Person, chat: Ref, verb: Verb, *, patience: float = PATIENCE) -> Seen:
    """Return the newest message in a chat with a button of that verb, also from before they
    came."""
    what = f"a button {verb.value!r} in {chat}"
    return await _newest(person, chat, carries(verb), what, patience)


async def _newest(
    person: Person, chat: Ref, wanted: Callable[[Seen], bool], what: str, patience: float
) -> Seen:
    async def newest() -> Seen | None:
        return next((seen for seen in reversed(await person.messages(chat)) if wanted(seen)), None)

    found = await person.until(newest, what, timeout=patience)
    if found is None:
        raise AssertionError("unreachable: `until` returns what is true")
    return found


async def staff_card(
    operator: Person, room: int, verb: Verb, *, patience: float = PATIENCE
) -> Seen:
    """Return the card of a room's ticket in the bot's chat with whoever holds it: its button leads
    into the room."""
    way, wanted = chat_url(room), carries(verb)
    return await _newest(
        operator,
        operator.bot,
        lambda seen: wanted(seen) and link_of(seen) == way,
        f"a button {verb.value!r} for {room}",
        patience,
    )


async def close_ticket(operator: Person, room: int, *, patience: float = PATIENCE) -> int:
    """Press close on the staff's card, and confirm; returns the ticket's number."""
    card = await staff_card(operator, room, Verb.CLOSE, patience=patience)
    number = ticket_of(card, Verb.CLOSE)
    await operator.press(card, data_of(card, Verb.CLOSE))
    yes = f"{Verb.CLOSE_YES.value}:{number}"  # there may be others' questions beside it
    asked = await _newest(
        operator,
        operator.bot,
        lambda seen: any(button.data == yes for button in seen.buttons),
        yes,
        patience,
    )
    await operator.press(asked, yes)
    return number


async def is_thanked(customer: Person, since: int, *, patience: float = PATIENCE) -> Seen:
    """Wait for the thanks, which offer a new ticket."""
    return await customer.sees(carries(Verb.TALK), since=since, timeout=patience)
