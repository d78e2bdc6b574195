"""The customer wants to talk."""

from core.domain import views
from core.domain.events import CapacityFreed, TicketOpened
from core.domain.people import Customer, Person
from core.domain.places import PlaceKind
from core.domain.rules import Topic
from core.domain.texts import TextKey
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.ask_topic import answer_topic, topic_for
from core.usecases.eligible_again import showed_up
from core.usecases.hear_customer import ask_question
from core.usecases.opened import note_opening
from core.usecases.rating import leave_comment
from core.usecases.show_panel import show_panel
from core.usecases.telling import prompt, show_ticket
from core.usecases.waiting import outlook_on
from core.usecases.whereabouts import is_served_in_bot, serves_in_bot

WISH = "talk"
"""The step of whoever came to talk and is asked for their contact first; with the topic, once
chosen."""


async def open_ticket(work: Work, person: Person, topic: str | None = None) -> Ticket | None:
    """Open a ticket; the card of the open one is shown again if there is one.

    None when something has to be known first (the contact, whence the wish is remembered; the
    topic, where there are several; the question, where it is answered in the bot's chat), when the
    desk is closed and takes nothing then, and for staff, who see their panel.
    """
    uow = work.uow
    known = await uow.customers.standing(person.id)
    if known.on_staff if known is not None else await work.operator(person.id) is not None:
        await showed_up(work, person.id)
        await show_panel(work, person.id, fresh=True)
        return None
    await leave_comment(work, person.id)
    customer = await uow.customers.seen(person, work.now)
    ticket = await uow.tickets.open_of(person.id)
    if ticket is None:
        about = await _about(work, customer, topic)
        if about is None:
            return None
        if await is_served_in_bot(work, about):
            await ask_question(work, person, about.key, at_once=topic is None)
            return None
        ticket = await uow.tickets.open(person.id, about.key, about.priority, work.now)
        if ticket is not None:
            await note_opening(work, ticket)
            work.happened(CapacityFreed())
            work.happened(TicketOpened(ticket.id))
            return ticket
        ticket = await uow.tickets.open_of(person.id)
    if ticket is None:
        # Another request was faster, and its ticket has ended already.
        await prompt(work, customer, TextKey.WELCOME, views.talk_buttons())
        return None
    await show_ticket(work, ticket, fresh=True)
    return ticket


async def _about(work: Work, customer: Customer, key: str | None) -> Topic | None:
    """The topic, once all is known that has to be known before a ticket; None when something is
    asked first, or nothing is taken now.

    Whoever goes into a room is asked for the contact before all else; where the bot's chat is the
    place, only some topics ask for it, so that the topic comes first.
    """
    if customer.phone is None and not await serves_in_bot(work):
        await ask_contact(work, customer, key)
        return None
    topic = await topic_for(work, customer, key)
    if topic is None:
        return None
    in_bot = await is_served_in_bot(work, topic)
    if not await _is_taken(work, customer, topic, in_bot=in_bot):
        return None
    await answer_topic(work, customer, topic)
    if customer.phone is None and (topic.asks_contact or not in_bot):
        await ask_contact(work, customer, topic.key)
        return None
    return topic


async def ask_contact(work: Work, customer: Customer, topic: str | None) -> None:
    """Remember what they want, and ask for their contact first."""
    step = f"{WISH}:{topic}" if topic else WISH
    is_news = topic is not None and await work.uow.steps.get(customer.id) != step
    await work.uow.steps.set(customer.id, step)
    await prompt(work, customer, TextKey.ASK_CONTACT, views.contact_buttons(), each=is_news)


async def _is_taken(work: Work, customer: Customer, topic: Topic, *, in_bot: bool) -> bool:
    """Whether requests are taken now; says when they are again, if they are not. At a desk whoever
    sits there answers, on shift or not."""
    if work.rules.queue_when_closed:
        return True
    outlook = await outlook_on(work, topic)
    at_desk = in_bot and topic.place is PlaceKind.DESK
    if outlook.is_open or (at_desk and outlook.opening is None):
        return True
    buttons = views.talk_buttons()
    if outlook.opening is None:
        await prompt(work, customer, TextKey.DESK_NOBODY, buttons)
    else:
        when = views.opening_values(outlook.opening)
        await prompt(work, customer, TextKey.DESK_CLOSED, buttons, values=when)
    return False


async def take_wish(work: Work, person_id: int) -> tuple[bool, str | None]:
    """Whether they wanted to talk before their contact was asked for, and about what; forgets
    it."""
    verb, _, topic = (await work.uow.steps.get(person_id) or "").partition(":")
    if verb != WISH:
        return False, None
    await work.uow.steps.clear(person_id)
    return True, topic or None
