"""An operator goes off shift; whoever holds tickets then is asked what becomes of them."""

from core.domain import staff_views
from core.domain.errors import DeskError
from core.domain.events import CapacityFreed, PanelChanged, TicketReturned
from core.domain.texts import TextKey
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.passing_on import back_to_queue
from core.usecases.show_panel import put_panel, show_panel, staff_member


async def ask_to_end(work: Work, operator_id: int, fresh: bool = False) -> None:
    """End the shift, or ask first on the panel when tickets are open. Raises StaffOnly,
    DeskError(NOT_ON_SHIFT)."""
    operator = await staff_member(work, operator_id)
    if not operator.on_shift:
        raise DeskError(TextKey.NOT_ON_SHIFT)
    held = await work.uow.tickets.held_by(operator_id)
    if held:
        shown = staff_views.leaving(operator, len(held))
        await put_panel(work, operator_id, shown, fresh=fresh)
    else:
        await end_shift(work, operator_id, fresh)


async def end_shift(work: Work, operator_id: int, fresh: bool = False) -> None:
    """No new tickets; those held stay to the end. Raises StaffOnly, DeskError(NOT_ON_SHIFT).

    An offer whose customer has not come yet is not lost: the choice is made again when they come.
    """
    await staff_member(work, operator_id)
    if not await work.uow.operators.end_shift(operator_id, work.now):
        raise DeskError(TextKey.NOT_ON_SHIFT)
    await show_panel(work, operator_id, fresh)


async def hand_all_over(work: Work, operator_id: int) -> list[Ticket]:
    """End the shift and put all tickets held back into the queue, which offers them to others at
    once. Raises StaffOnly, DeskError(NOT_ON_SHIFT)."""
    await staff_member(work, operator_id)
    if not await work.uow.operators.end_shift(operator_id, work.now):
        raise DeskError(TextKey.NOT_ON_SHIFT)
    held = await work.uow.tickets.held_by(operator_id)
    passed = [ticket for ticket in held if await back_to_queue(work, ticket, operator_id)]
    work.happened(CapacityFreed())
    for ticket in passed:
        work.happened(TicketReturned(ticket.id))
    work.happened(PanelChanged(operator_id))
    return passed
