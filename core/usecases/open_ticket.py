"""The customer wants to talk."""

from core.domain import views
from core.domain.people import Customer, Person
from core.domain.rules import Topic
from core.domain.texts import TextKey
from core.domain.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work
from core.usecases.ask_topic import answer_topic, topic_for
from core.usecases.desks import is_served_in_bot
from core.usecases.hear_customer import ask_question
from core.usecases.pull_queue import pull_queue
from core.usecases.rating import leave_comment
from core.usecases.show_panel import show_panel
from core.usecases.telling import prompt, show_ticket
from core.usecases.waiting import outlook_of, outlook_on

_WISH = "talk"


async def open_ticket(work: Work, person: Person, topic: str | None = None) -> Ticket | None:
    """Open a ticket and pull the queue; the card of the open one is shown again if there is one.

    None when something has to be known first (the contact, whence the wish is remembered; the
    topic, where there are several), when the desk is closed and takes nothing then, and for staff,
    who see their panel.
    """
    uow = work.uow
    if await uow.operators.get(person.id) is not None:
        await show_panel(work, person.id, fresh=True)
        return None
    await leave_comment(work, person.id)
    if topic is not None and await is_served_in_bot(work, work.rules.topic(topic)):
        await ask_question(work, person, topic)
        return None
    customer = await uow.customers.seen(person, work.now)
    if customer.phone is None:
        await uow.steps.set(person.id, f"{_WISH}:{topic}" if topic else _WISH)
        await prompt(work, customer, TextKey.ASK_CONTACT, views.contact_buttons())
        return None
    ticket = await uow.tickets.open_of(person.id)
    if ticket is None:
        about = await topic_for(work, customer, topic)
        if about is None or not await _is_taken(work, customer, about):
            return None
        ticket = await uow.tickets.open(person.id, about.key, about.priority, work.now)
        if ticket is not None:
            await answer_topic(work, customer, about)
            return await _wait(work, ticket)
        ticket = await uow.tickets.open_of(person.id)
    if ticket is None:
        # Another request was faster, and its ticket has ended already.
        await prompt(work, customer, TextKey.WELCOME, views.talk_buttons())
        return None
    await show_ticket(work, ticket, fresh=True)
    return ticket


async def _is_taken(work: Work, customer: Customer, topic: Topic) -> bool:
    """Whether requests are taken now; says when they are again, if they are not."""
    if work.rules.queue_when_closed:
        return True
    outlook = await outlook_on(work, topic)
    if outlook.is_open:
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
    if verb != _WISH:
        return False, None
    await work.uow.steps.clear(person_id)
    return True, topic or None


async def _wait(work: Work, ticket: Ticket) -> Ticket:
    uow = work.uow
    await uow.tickets.add_event(
        ticket.id,
        TicketEventKind.OPENED,
        work.now,
        actor_id=ticket.customer_id,
        details={"topic": ticket.topic},
    )
    await pull_queue(work)
    ticket = await uow.tickets.get(ticket.id) or ticket
    if ticket.status is TicketStatus.QUEUED:
        outlook = await outlook_of(work, ticket)
        await uow.tickets.add_event(
            ticket.id, TicketEventKind.QUEUED, work.now, details={"position": outlook.position}
        )
        await show_ticket(work, ticket, outlook=outlook)
    return ticket
