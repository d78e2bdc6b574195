"""Who asks the board's questions, and how much of the desk they see: one rule for people on the
page and for programs by the API."""

from core.model.people import Operator, Role
from core.model.texts import NotYourTicket
from core.model.tickets import Ticket, TicketStatus
from core.model.tokens import Token
from core.ports import Work
from core.staff.access import staff_member, supervisor

Viewer = int | Token
"""A member of staff by their id, or a program by its token."""


async def looking(work: Work, viewer: Viewer) -> Operator | None:
    """Return who looks; None: a program, which sees what every supervisor does. Raises
    StaffOnly."""
    return None if isinstance(viewer, Token) else await staff_member(work, viewer)


async def seeing_all(work: Work, viewer: Viewer) -> None:
    """Raise StaffOnly for all but supervisors and programs."""
    if not isinstance(viewer, Token):
        await supervisor(work, viewer)


def bound(viewer: Operator | None) -> int | None:
    """Whose own tickets, and the queue, are all that they see; None: they see everything."""
    return None if viewer is None or viewer.role is Role.SUPERVISOR else viewer.id


async def seen_by(work: Work, viewer: Operator | None, ticket_id: int) -> Ticket:
    """Return a ticket that they may see. Raises NotYourTicket."""
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise NotYourTicket
    only = bound(viewer)
    if only is not None and ticket.operator_id != only and ticket.status is not TicketStatus.QUEUED:
        raise NotYourTicket
    return ticket
