"""The ticket is done."""

from core.domain.errors import TicketIsClosed
from core.domain.events import CapacityFreed, TicketClosed
from core.domain.places import Place
from core.domain.texts import TextKey
from core.domain.tickets import CloseReason, Ticket, TicketEventKind
from core.ports import Work
from core.usecases.closing import after_the_end, take_question, ticket_of_staff
from core.usecases.rating import say_farewell
from core.usecases.resolving import ask_if_resolved
from core.usecases.whereabouts import is_relayed

_FAREWELLS = {
    CloseReason.SILENT: TextKey.CLOSED_SILENT,
    CloseReason.CUSTOMER_LEFT: TextKey.CLOSED_LEFT,
}


async def close_ticket(work: Work, actor_id: int, ticket_id: int) -> Ticket:
    """Close, free the operator, clear the place, thank the customer.

    Raises NotYourTicket, TicketIsClosed.
    """
    await ticket_of_staff(work, actor_id, ticket_id)
    return await finish(work, ticket_id, actor_id, CloseReason.SOLVED)


async def finish(
    work: Work,
    ticket_id: int,
    actor_id: int | None,
    reason: CloseReason,
    place: Place | None = None,
) -> Ticket:
    """The same for whoever closes it; None: time did. `place`: where somebody of staff said yes.
    Raises TicketIsClosed, also when it is not served there any more."""
    closed_by = work.rules.bot_id if actor_id is None else actor_id
    there = None if place is None else place.id
    if not await work.uow.tickets.close(ticket_id, work.now, closed_by, reason, there):
        raise TicketIsClosed
    if place is not None and place.chat_id is not None:
        await take_question(work, place.chat_id, ticket_id)
    holder = await work.uow.operators.release(ticket_id, work.now, "closed")
    await work.note(ticket_id, TicketEventKind.CLOSED, actor_id, holder=holder, reason=reason.value)
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise TicketIsClosed
    await after_the_end(work, ticket, holder)
    work.happened(TicketClosed(ticket_id, reason))
    work.happened(CapacityFreed())
    return ticket


async def say_goodbye(work: Work, ticket_id: int, reason: CloseReason) -> None:
    """Ask whether it is solved where it was talked about in the bot's chat, and for stars else."""
    ticket = await work.ticket(ticket_id)
    customer = None if ticket is None else await work.customer(ticket.customer_id)
    if ticket is None or customer is None:
        return
    if await is_relayed(work, ticket):
        await ask_if_resolved(work, customer, ticket)
    else:
        key = _FAREWELLS.get(reason, TextKey.THANKS)
        await say_farewell(work, customer, ticket, key)
