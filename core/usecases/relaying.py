"""Carrying what is said between the customer's private chat and the staff: it is kept first, and
the copy follows from that."""

from core.domain.effects import Priority
from core.domain.messages import Said, SenderRole
from core.domain.places import Place
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.copying import copy_to_customer, copy_to_place
from core.usecases.record_said import record_for
from core.usecases.telling import show_ticket


async def customer_said(work: Work, ticket: Ticket, said: Said, place: Place | None) -> bool:
    """Keep a customer's message, and carry it to the ticket's place if it has one. False when it is
    known already. `place`: the one that it is known to have, if it can be used."""
    place_id = None if place is None else place.id
    if not await record_for(work, ticket, place_id, SenderRole.CUSTOMER, said):
        return False
    # Keeping it held the ticket's row. Where it was served before is not where it is now, if it
    # moved meanwhile; whoever moves it from now on sees the message, and brings it up.
    there = await work.uow.places.serving(ticket.id)
    if there is not None:
        await copy_to_place(work, ticket, there, said)
    return True


async def staff_said(
    work: Work, ticket: Ticket, place: Place, said: Said, role: SenderRole
) -> bool:
    """Keep an answer of the staff, and carry it to the customer. False when it is known already."""
    if not await record_for(work, ticket, place.id, role, said):
        return False
    await copy_to_customer(work, ticket, said)
    if ticket.answered_at is None:  # the customer's card says so
        answered = await work.ticket(ticket.id)
        await show_ticket(work, answered or ticket, priority=Priority.NOTICE)
    return True
