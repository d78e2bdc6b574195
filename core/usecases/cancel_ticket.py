"""The customer gives up waiting."""

from core.domain.errors import DeskError, NotYourTicket
from core.domain.events import CapacityFreed
from core.domain.texts import RelayKey, TextKey
from core.domain.tickets import CloseReason, TicketEventKind
from core.ports import Work
from core.usecases.closing import after_the_end
from core.usecases.whereabouts import is_relayed


async def cancel_ticket(work: Work, person_id: int, ticket_id: int) -> None:
    """Abandon a ticket that no operator has taken up. Raises NotYourTicket,
    DeskError(NOTHING_TO_CANCEL), or DeskError(TOO_LATE_TO_CANCEL) when the talk has begun in the
    bot's chat."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        raise NotYourTicket
    if not await abandon(work, ticket_id, CloseReason.CANCELLED, person_id):
        talks = ticket.is_open and await is_relayed(work, ticket)
        raise DeskError(RelayKey.TOO_LATE_TO_CANCEL if talks else TextKey.NOTHING_TO_CANCEL)


async def abandon(
    work: Work, ticket_id: int, reason: CloseReason, actor_id: int | None = None
) -> bool:
    """End a ticket that is queued or offered. False when it is neither."""
    if not await work.uow.tickets.abandon(ticket_id, work.now, reason):
        return False
    holder = await work.uow.operators.release(ticket_id, work.now, reason.value)
    await work.note(ticket_id, TicketEventKind.ABANDONED, actor_id, reason=reason.value)
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await after_the_end(work, ticket, holder)
    work.happened(CapacityFreed())
    return True
