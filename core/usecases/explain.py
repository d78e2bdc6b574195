"""Why a ticket went where it went."""

from zoneinfo import ZoneInfo

from core.domain import why_views
from core.domain.pages import PAGE, clipped
from core.domain.routing import RETURNS_WITHIN, Decision, choose
from core.domain.tickets import Ticket, TicketStatus
from core.domain.why_views import Reader
from core.ports import Work
from core.usecases.show_chats import put_dialog
from core.usecases.supervising import supervisor


async def show_tickets(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """Tickets to ask about, the newest first, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    count = await work.uow.oversight.count()
    shown = clipped(page, count)
    tickets = await work.uow.oversight.recent(PAGE, shown * PAGE)
    names = await work.uow.oversight.names([ticket.customer_id for ticket in tickets])
    named = [(each, names.get(each.customer_id, str(each.customer_id))) for each in tickets]
    listed = why_views.tickets_list(named, shown, count, actor.language)
    await put_dialog(work, actor_id, listed, fresh=fresh)


async def explain(work: Work, actor_id: int, ticket_id: int, *, fresh: bool = False) -> None:
    """Each choice made about a ticket, with all candidates; of one that waits, also how it would
    be decided now. An unknown ticket's number shows the list. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        await show_tickets(work, actor_id, fresh=fresh)
        return
    events = await work.uow.oversight.history(ticket_id)
    now = await _decision_now(work, ticket)
    people = why_views.people_in(events) | set(() if now is None else now.reasons)
    names = await work.uow.oversight.names([*people, ticket.customer_id])
    reader = Reader(names, actor.language, ZoneInfo(work.rules.time_zone))
    customer = reader.name(ticket.customer_id)
    topic = work.rules.topic(ticket.topic).titled(actor.language)
    shown = why_views.why(ticket, customer, topic, events, now, reader)
    await put_dialog(work, actor_id, shown, fresh=fresh)


async def _decision_now(work: Work, ticket: Ticket) -> Decision | None:
    if ticket.status is not TicketStatus.QUEUED:
        return None
    skill = work.rules.topic(ticket.topic).skill
    last = await work.uow.tickets.last_operator_of(ticket.customer_id, work.now - RETURNS_WITHIN)
    return choose(await work.uow.operators.on_shift(), ticket, skill, work.now, last)
