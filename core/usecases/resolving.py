"""Has the customer found out everything? Asked when a talk in the bot's chat ended, instead of
stars."""

from functools import partial

from core.domain import asking_views, cards, views
from core.domain.errors import DeskError
from core.domain.feedback import CHANGEABLE_FOR, Resolution
from core.domain.people import Customer
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.rating import ended_ticket, show_farewell, show_supervisors
from core.usecases.telling import show


async def ask_if_resolved(work: Work, customer: Customer, ticket: Ticket) -> None:
    """Say that the ticket was closed, and ask: one message, which later shows the answer."""
    shown = asking_views.farewell(ticket.close_reason, customer.language, ticket.id)
    card = cards.farewell(ticket.id)
    await show(work, customer.id, card, shown, fresh=True, ticket_id=ticket.id)


async def resolve_ticket(work: Work, person_id: int, ticket_id: int, *, solved: bool) -> None:
    """Keep the answer, and offer a new question; supervisors hear of a no.

    Raises NotYourTicket, DeskError(CANNOT_BE_RESOLVED), DeskError(RESOLUTION_IS_KEPT) when it is
    too late for another answer.
    """
    ticket = await ended_ticket(work, person_id, ticket_id)
    if ticket is None:
        raise DeskError(RelayKey.CANNOT_BE_RESOLVED)
    before = await work.uow.feedback.resolution(ticket_id)
    changed = await work.uow.feedback.resolve(
        ticket_id, person_id, solved, work.now, work.now - CHANGEABLE_FOR
    )
    kept = await work.uow.feedback.resolution(ticket_id)
    if kept is None:
        raise DeskError(RelayKey.CANNOT_BE_RESOLVED)
    if changed:
        await work.note(ticket_id, TicketEventKind.RESOLVED, person_id, solved=solved)
        if before is not None or not solved:
            await _tell_supervisors(work, kept, ticket)
    await _show(work, kept)
    if kept.solved != solved:
        raise DeskError(RelayKey.RESOLUTION_IS_KEPT)


async def _show(work: Work, kept: Resolution) -> None:
    view = partial(
        asking_views.resolved,
        kept.ticket_id,
        solved=kept.solved,
        changeable=kept.may_change(work.now),
    )
    await show_farewell(work, kept, view)


async def _tell_supervisors(work: Work, kept: Resolution, ticket: Ticket) -> None:
    customer = await work.customer(kept.customer_id)
    name = "…" if customer is None else views.customer_name(customer)
    view = partial(asking_views.unresolved_notice, ticket.id, name, solved=kept.solved)
    await show_supervisors(work, ticket, view)
