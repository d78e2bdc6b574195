"""Has the customer found out everything? Asked when a talk in the bot's chat ended, instead of
stars."""

from core.domain import asking_views, cards, views
from core.domain.effects import Priority
from core.domain.erasure import is_forgotten
from core.domain.errors import DeskError, NotYourTicket
from core.domain.feedback import CHANGEABLE_FOR, Resolution, may_be_rated
from core.domain.people import Customer
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
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
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        raise NotYourTicket
    forgotten_at = await work.uow.erasures.forgotten_at(person_id)
    if not may_be_rated(ticket) or is_forgotten(ticket, forgotten_at):
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
    customer = await work.customer(kept.customer_id)
    if customer is None:
        return
    changeable = kept.may_change(work.now)
    shown = asking_views.resolved(
        kept.ticket_id, customer.language, solved=kept.solved, changeable=changeable
    )
    card = cards.farewell(kept.ticket_id)
    await show(work, customer.id, card, shown, ticket_id=kept.ticket_id)


async def _tell_supervisors(work: Work, kept: Resolution, ticket: Ticket) -> None:
    """One notice for each, which shows what was answered last."""
    customer = await work.customer(kept.customer_id)
    operator = None
    if ticket.operator_id is not None:
        operator = await work.operator(ticket.operator_id)
    for supervisor in await work.uow.operators.supervisors():
        if not supervisor.started_bot:
            continue
        shown = asking_views.unresolved_notice(
            ticket.id,
            "…" if customer is None else views.customer_name(customer),
            operator.name if operator is not None else None,
            supervisor.language,
            solved=kept.solved,
        )
        card = cards.rating(ticket.id, supervisor.id)
        await show(work, supervisor.id, card, shown, priority=Priority.NOTICE, ticket_id=ticket.id)
