"""What the sweep finds that nobody else did."""

from core.domain.tickets import TicketStatus
from tests.usecases.desk import Desk


async def test_a_pull_that_was_lost_is_made_up_for(desk: Desk) -> None:
    ticket_id = await desk.ask(900)
    await desk.staff(7, on_shift=False)
    # The shift begins, and the pull that should follow is lost.
    async with desk.work() as work:
        await work.uow.operators.start_shift(7, desk.now)
    assert (await desk.ticket(ticket_id)).status is TicketStatus.QUEUED
    await desk.ticks()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.OFFERED
