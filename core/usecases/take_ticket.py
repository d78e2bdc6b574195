"""An operator takes a waiting ticket by hand, perhaps above the order."""

from core.domain.errors import DeskError, TicketIsClosed
from core.domain.events import QueueMoved
from core.domain.people import Operator
from core.domain.texts import Key, TextKey
from core.domain.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work
from core.usecases.pull_queue import start_offer
from core.usecases.show_panel import staff_member


async def take_ticket(work: Work, operator_id: int, ticket_id: int) -> None:
    """Offer it to the one who asks, skill or not: from there it goes as if it had been chosen.

    Raises StaffOnly, TicketIsClosed, and DeskError with what stands in the way.
    """
    operator = await staff_member(work, operator_id)
    ticket = await _waiting(work, operator_id, ticket_id)
    if not await work.uow.operators.reserve(operator_id, ticket_id, work.now):
        await _waiting(work, operator_id, ticket_id)
        raise DeskError(_hindrance(operator))
    if not await start_offer(work, ticket, operator):
        await work.uow.operators.release(ticket_id, work.now, "the ticket ended meanwhile")
        await _waiting(work, operator_id, ticket_id)
        raise TicketIsClosed
    await work.note(ticket_id, TicketEventKind.TAKEN, operator_id, operator=operator_id)
    work.happened(QueueMoved())


async def _waiting(work: Work, operator_id: int, ticket_id: int) -> Ticket:
    """The ticket while nobody has it; otherwise says who was faster."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open:
        raise TicketIsClosed
    if ticket.customer_id == operator_id:
        raise DeskError(TextKey.OWN_REQUEST)
    if ticket.status is not TicketStatus.QUEUED:
        mine = ticket.operator_id == operator_id
        raise DeskError(TextKey.ALREADY_DONE if mine else TextKey.TAKEN_BY_OTHER)
    return ticket


def _hindrance(operator: Operator) -> Key:
    if not operator.on_shift:
        return TextKey.NOT_ON_SHIFT
    return TextKey.ON_BREAK if operator.on_break else TextKey.NO_HEADROOM
