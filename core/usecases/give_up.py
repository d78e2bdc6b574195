"""/cancel, whatever a customer is in the middle of."""

from core.domain import asking_views
from core.domain.people import Customer, Person
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket, TicketStatus
from core.domain.views import Shown, text
from core.ports import Work
from core.usecases.ask_topic import CHOOSING, end_choosing
from core.usecases.cancel_ticket import cancel_ticket
from core.usecases.greet import greet
from core.usecases.open_ticket import WISH
from core.usecases.question_step import QUESTION
from core.usecases.telling import PROMPT_LASTS, prompt, say, show_ticket
from core.usecases.whereabouts import is_relayed


async def give_up(work: Work, person: Person, message_id: int | None = None) -> None:
    """Take back what they were about to ask, or the ticket that waits; who talks already is offered
    to end the talk. Staff see their panel."""
    if await work.operator(person.id) is not None:
        await greet(work, person)
        return
    customer = await work.uow.customers.seen(person, work.now)
    ticket = await work.uow.tickets.open_of(person.id)
    if ticket is None:
        await _stop_asking(work, customer, message_id)
    elif ticket.status is TicketStatus.ACTIVE:
        await _offer_the_end(work, customer, ticket, message_id)
    else:
        await cancel_ticket(work, person.id, ticket.id)
        ended = await work.ticket(ticket.id)
        if ended is not None:
            await show_ticket(work, ended, fresh=True, each=True)


async def _stop_asking(work: Work, customer: Customer, message_id: int | None) -> None:
    verb, _, _ = (await work.uow.steps.get(customer.id) or "").partition(":")
    if verb not in (CHOOSING, WISH, QUESTION):
        buttons = asking_views.ask_again_buttons()
        await prompt(work, customer, RelayKey.NOTHING_ASKED, buttons, reply_to=message_id)
        return
    await work.uow.steps.clear(customer.id)
    if verb == CHOOSING:
        await end_choosing(work, customer)
    else:  # the button that shares the contact goes with it
        told = Shown(text(RelayKey.QUESTION_CANCELLED, customer.language))
        await say(work, customer.id, told, remove_keyboard=True, lasts=PROMPT_LASTS)


async def _offer_the_end(
    work: Work, customer: Customer, ticket: Ticket, message_id: int | None
) -> None:
    values = {"ticket": ticket.id}
    if await is_relayed(work, ticket):
        buttons = asking_views.end_talk_buttons(ticket.id)
        await prompt(
            work, customer, RelayKey.TALK_RUNS, buttons, reply_to=message_id, values=values
        )
        return
    key = RelayKey.TALK_RUNS_ELSEWHERE
    await prompt(work, customer, key, reply_to=message_id, values=values)
    await show_ticket(work, ticket, fresh=True, each=True)
