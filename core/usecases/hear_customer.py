"""What a customer says in the bot's private chat, when that is where they talk."""

from core.domain.messages import Said
from core.domain.people import Person
from core.domain.places import PlaceKind
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.placing import find_place
from core.usecases.relaying import customer_said, is_relayed
from core.usecases.telling import prompt

_STEP = "question"


async def ask_question(work: Work, person: Person, topic: str) -> None:
    """The topic is chosen: the next message is the question."""
    customer = await work.uow.customers.seen(person, work.now)
    await work.uow.steps.set(person.id, f"{_STEP}:{topic}")
    await prompt(work, customer, RelayKey.ASK_QUESTION)


async def hear_customer(work: Work, person: Person, said: Said) -> bool:
    """Keep and carry what a customer says: the first message after the topic opens the ticket.

    False when they talk elsewhere, or not at all: then they are guided.
    """
    ticket = await work.uow.tickets.open_of(person.id)
    if ticket is None:
        verb, _, topic = (await work.uow.steps.get(person.id) or "").partition(":")
        if verb != _STEP:
            return False
        await work.uow.steps.clear(person.id)
        ticket = await _open(work, person, topic)
        if ticket is None:
            return False
        await customer_said(work, ticket, said)
        await _place(work, ticket)
        return True
    if not await is_relayed(work, ticket):
        return False
    await customer_said(work, ticket, said)
    return True


async def _open(work: Work, person: Person, key: str) -> Ticket | None:
    topic = work.rules.topic(key)
    await work.uow.customers.seen(person, work.now)
    ticket = await work.uow.tickets.open(person.id, topic.key, topic.priority, work.now)
    if ticket is None:
        return await work.uow.tickets.open_of(person.id)
    await work.uow.tickets.add_event(
        ticket.id,
        TicketEventKind.OPENED,
        work.now,
        actor_id=person.id,
        details={"topic": topic.key},
    )
    return ticket


async def _place(work: Work, ticket: Ticket) -> None:
    if work.rules.topic(ticket.topic).place is PlaceKind.DESK:
        await find_place(work, ticket)
