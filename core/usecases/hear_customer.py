"""What a customer says in the bot's private chat, when that is where they talk."""

import re

from core.domain.events import CapacityFreed, TicketOpened
from core.domain.messages import MessageKind, Said
from core.domain.people import Person
from core.domain.places import Place, PlaceKind
from core.domain.rules import Topic
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.arrival import goes_to
from core.usecases.opened import note_opening
from core.usecases.placing import find_place
from core.usecases.question_step import QUESTION
from core.usecases.relaying import customer_said
from core.usecases.telling import prompt
from core.usecases.whereabouts import is_relayed, is_served_in_bot, usable_place

_COMMAND = re.compile(r"/[a-z0-9_]{1,32}(@\w+)?", re.IGNORECASE)


async def ask_question(work: Work, person: Person, topic: str, *, at_once: bool = False) -> None:
    """The topic is chosen, or there is only one (`at_once`): the next message is the question."""
    customer = await work.uow.customers.seen(person, work.now)
    step = f"{QUESTION}:{topic}"
    is_news = await work.uow.steps.get(person.id) != step  # else it is one of ten quick taps
    await work.uow.steps.set(person.id, step)
    key = RelayKey.ASK_QUESTION_AT_ONCE if at_once else RelayKey.ASK_QUESTION
    await prompt(work, customer, key, each=is_news)


async def hear_customer(work: Work, person: Person, said: Said) -> bool:
    """Keep and carry what a customer says: the first message after the topic opens the ticket.

    False when they talk elsewhere, or not at all: then they are guided. What staff write to the bot
    is no talk of a customer.
    """
    known = await work.uow.customers.standing(person.id)
    if known is None or known.on_staff or said.kind is MessageKind.SERVICE:
        return False
    if known.has_ticket:
        ticket = await work.uow.tickets.open_of(person.id)
        place = None if ticket is None else await usable_place(work, ticket)
        if ticket is None or not await _talks_here(work, ticket, place):
            return False
        await customer_said(work, ticket, said, place)
        return True
    topic = await _topic_asked_about(work, person.id)
    if topic is None or not await _is_question(work, said):
        return False
    await _open(work, person, topic, said)
    return True


async def _talks_here(work: Work, ticket: Ticket, place: Place | None) -> bool:
    """`place`: the ticket's, if it has one that can be used, which answers it without asking."""
    return await is_relayed(work, ticket) if place is None else place.kind.is_relayed


async def _topic_asked_about(work: Work, person_id: int) -> Topic | None:
    """Which topic the next message is a question about; None when none is awaited, or not here any
    more, since the owner took the topic or its groups away meanwhile."""
    if not any(topic.place.is_relayed for topic in work.rules.topics):
        return None
    verb, _, key = (await work.uow.steps.get(person_id) or "").partition(":")
    if verb != QUESTION:
        return None
    topic = next((topic for topic in work.rules.topics if topic.key == key), None)
    if topic is None or not await is_served_in_bot(work, topic):
        await work.uow.steps.clear(person_id)
        return None
    return topic


async def _is_question(work: Work, said: Said) -> bool:
    """A mistyped command is none, and neither is what was said before (an update may come
    twice)."""
    if said.kind is MessageKind.TEXT and _COMMAND.fullmatch(said.text):
        return False
    return await work.uow.messages.get(said.chat_id, said.message_id) is None


async def _open(work: Work, person: Person, topic: Topic, said: Said) -> None:
    """The ticket, its first words, and somebody who answers: at a desk whoever sits there, else
    whom the queue gives it to."""
    uow = work.uow
    await uow.steps.clear(person.id)
    await uow.customers.seen(person, work.now)
    ticket = await uow.tickets.open(person.id, topic.key, topic.priority, work.now)
    if ticket is None:  # somebody opened one for them this very moment
        ticket = await uow.tickets.open_of(person.id)
        if ticket is not None:
            await customer_said(work, ticket, said, await usable_place(work, ticket))
        return
    await note_opening(work, ticket)
    await customer_said(work, ticket, said, None)
    if topic.place is PlaceKind.DESK:
        await goes_to(work, ticket, await find_place(work, ticket))
    else:
        work.happened(CapacityFreed())
    work.happened(TicketOpened(ticket.id))
