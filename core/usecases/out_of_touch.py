"""Customers to whom the bot may not write: they blocked it, or are on Telegram no more. They are
waited for, though not without end."""

from core.domain.tickets import CloseReason, TicketEventKind, TicketStatus
from core.domain.waiting import is_given_up
from core.ports import Work
from core.usecases.cancel_ticket import abandon
from core.usecases.close_ticket import finish
from core.usecases.presence import customer_blocked
from core.usecases.whereabouts import is_relayed


async def lose_touch(
    work: Work, customer_id: int, reason: str, ticket_id: int | None = None
) -> None:
    """Whoever finds out that the bot may not write to the customer tells it here: since when is
    kept, and the history of their ticket says it (of what is open, once; and of `ticket_id`, about
    which they were to be told)."""
    is_news = await work.uow.customers.set_reachable(customer_id, False, work.now)
    current = await work.uow.tickets.open_of(customer_id)
    told = await work.ticket(ticket_id)
    about = {each.id for each in (current,) if each is not None and is_news}
    if told is not None and told.customer_id == customer_id and not told.is_open:
        about.add(told.id)
    for each in sorted(about):
        await work.note(each, TicketEventKind.CUSTOMER_UNREACHABLE, reason=reason)
    await customer_blocked(work, customer_id)


async def given_up(work: Work) -> list[int]:
    """Tickets whose customer could not be written to for too long, wherever they stand."""
    return await work.uow.deadlines.unreachable(work.now - work.rules.unreachable_for)


async def give_up_on(work: Work, ticket_id: int) -> bool:
    """End it: an abandoned request if nobody was there for them yet. False when they are back, or
    came into the room."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open:
        return False
    customer = await work.customer(ticket.customer_id)
    if customer is None or not is_given_up(customer, work.now, work.rules):
        return False
    if ticket.joined_at is not None and not await is_relayed(work, ticket):
        return False
    if ticket.status is TicketStatus.ACTIVE:
        await finish(work, ticket_id, None, CloseReason.CUSTOMER_LEFT)
        return True
    return await abandon(work, ticket_id, CloseReason.CUSTOMER_LEFT)
