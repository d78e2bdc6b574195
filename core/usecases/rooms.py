"""Active rooms, as a supervisor sees them."""

from collections.abc import Sequence

from core.domain import room_views
from core.domain.errors import DeskError, StaffOnly
from core.domain.pages import PAGE, clipped
from core.domain.room_views import Talk
from core.domain.texts import TextKey
from core.domain.tickets import Ticket, TicketStatus
from core.ports import Work
from core.usecases.close_ticket import close_ticket
from core.usecases.show_chats import put_dialog
from core.usecases.supervising import supervisor
from core.usecases.whereabouts import usable_place


async def show_rooms(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """Who is being served, by whom and for how long, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    count = await work.uow.oversight.active_count()
    shown = clipped(page, count)
    tickets = await work.uow.oversight.active(PAGE, shown * PAGE)
    listed = room_views.rooms_list(
        await _talks(work, tickets, actor.language), shown, count, actor.language
    )
    await put_dialog(work, actor_id, listed, fresh=fresh)


async def show_room_of(work: Work, actor_id: int, ticket_id: int) -> None:
    """One of them; the list when it is over. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.status is not TicketStatus.ACTIVE:
        await show_rooms(work, actor_id)
        return
    (talk,) = await _talks(work, [ticket], actor.language)
    await put_dialog(work, actor_id, room_views.room(talk, actor.language))


async def ask_to_close_room(work: Work, actor_id: int, ticket_id: int) -> None:
    """Raises StaffOnly, DeskError(NOT_ACTIVE)."""
    actor = await supervisor(work, actor_id)
    await active_ticket(work, ticket_id)
    await put_dialog(work, actor_id, room_views.sure_to_close(ticket_id, actor.language))


async def close_room(work: Work, actor_id: int, ticket_id: int) -> None:
    """Close the ticket, and show who is left. Raises StaffOnly, NotYourTicket, TicketIsClosed."""
    await supervisor(work, actor_id)
    await close_ticket(work, actor_id, ticket_id)
    await show_rooms(work, actor_id)


async def active_ticket(work: Work, ticket_id: int) -> Ticket:
    """The ticket, if somebody answers it now. Raises StaffOnly for none, DeskError(NOT_ACTIVE)."""
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise StaffOnly
    if ticket.status is not TicketStatus.ACTIVE:
        raise DeskError(TextKey.NOT_ACTIVE)
    return ticket


async def _talks(work: Work, tickets: Sequence[Ticket], language: str) -> list[Talk]:
    people = [ticket.customer_id for ticket in tickets]
    customers = await work.uow.oversight.names(people)
    operators = await work.uow.oversight.names(
        [ticket.operator_id for ticket in tickets if ticket.operator_id is not None]
    )
    return [
        Talk(
            ticket.id,
            customers.get(ticket.customer_id, str(ticket.customer_id)),
            work.rules.topic(ticket.topic).titled(language),
            operators.get(ticket.operator_id or 0) or await _group_of(work, ticket),
            work.now - (ticket.active_at or ticket.opened_at),
        )
        for ticket in tickets
    ]


async def _group_of(work: Work, ticket: Ticket) -> str:
    """Where nobody holds the ticket, the staff's group answers it."""
    place = await usable_place(work, ticket)
    if place is None or not place.kind.is_relayed:
        return "…"
    group = await work.group(place.chat_id)
    return "…" if group is None else group.title
