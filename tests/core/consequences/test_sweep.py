"""What the sweep finds that nobody else did."""

from core.model.tickets import TicketStatus
from tests.core.desk import USERBOT, Desk


async def test_a_pull_that_was_lost_is_made_up_for(desk: Desk) -> None:
    ticket_id = await desk.ask(900)
    await desk.staff(7, on_shift=False)
    # The shift begins, and the pull that should follow is lost.
    await desk.kept.operators.start_shift(7, desk.now)
    assert (await desk.ticket(ticket_id)).status is TicketStatus.QUEUED
    await desk.ticks()
    assert (await desk.ticket(ticket_id)).status is TicketStatus.OFFERED


async def test_a_room_for_who_asked_while_the_first_account_came(desk: Desk) -> None:
    desk.account_came = True
    await desk.staff(7)
    ticket_id = await desk.ask(900)
    # The account came in a transaction that did not see the ticket yet.
    await desk.kept.budgets.at_work(str(USERBOT), USERBOT, 0, desk.now)
    assert (await desk.ticket(ticket_id)).place_id is None
    await desk.ticks()
    assert (await desk.ticket(ticket_id)).place_id is not None
