"""The ticket is done."""

from core.domain.tickets import Ticket
from core.ports import Work


async def close_ticket(work: Work, actor_id: int, ticket_id: int) -> Ticket:
    """Close, free the operator, clear the place, thank the customer, pull the queue. Raises NotYourTicket, TicketIsClosed."""
    raise AssertionError(work, actor_id, ticket_id)
