"""A desk or a thread is the ticket's now: the talk begins, since the customer has been in the bot's
chat all the time."""

from core.domain.places import Place
from core.domain.routing import Decision
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.activation import activate
from core.usecases.copying import bring_up
from core.usecases.telling import show_desk, show_ticket


async def talk_begins(work: Work, ticket: Ticket, place: Place) -> None:
    """Show the card there, carry what the customer said so far, and count the time from now. An
    operator who holds the ticket answers it; without one, whoever sits there does."""
    uow = work.uow
    await uow.tickets.joined(ticket.id, work.now)
    await uow.tickets.add_event(
        ticket.id,
        TicketEventKind.PLACE_TAKEN,
        work.now,
        details={"kind": place.kind.value, "chat": place.chat_id, "title": place.title},
    )
    current = await uow.tickets.get(ticket.id) or ticket
    operator = None if current.operator_id is None else await uow.operators.get(current.operator_id)
    if operator is not None:
        await activate(work, ticket.id, place, operator, Decision(operator.id))
    elif await uow.tickets.activate(ticket.id, None, work.now):
        begun = await uow.tickets.get(ticket.id) or current
        await show_desk(work, begun, place)
        await show_ticket(work, begun)
    await bring_up(work, current, place)
