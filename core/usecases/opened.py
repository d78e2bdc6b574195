"""What follows when a ticket was opened, whichever way."""

from core.domain.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work
from core.usecases.telling import show_ticket
from core.usecases.waiting import outlook_of


async def note_opening(work: Work, ticket: Ticket) -> None:
    """The history begins."""
    await work.note(ticket.id, TicketEventKind.OPENED, ticket.customer_id, topic=ticket.topic)


async def tell_if_waiting(work: Work, ticket_id: int) -> None:
    """When nobody could take it at once: the customer sees their place in line."""
    ticket = await work.ticket(ticket_id)
    if ticket is not None and ticket.status is TicketStatus.QUEUED:
        outlook = await outlook_of(work, ticket)
        await work.note(ticket.id, TicketEventKind.QUEUED, position=outlook.position)
        await show_ticket(work, ticket, outlook=outlook)
