"""What supervisors do with the talks of others: they list them, close one, take one over, and ask
why a ticket went where it went (/why).

Whoever takes a ticket over frees its operator's load at once, and the operator leaves the room: one
person answers, and only those may be in a room whose business it is. The supervisor need not be on
shift, but their capacity holds as everybody's does.
"""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from core.cards.lookup import usable_place
from core.cards.send import forgotten, operator_name, show_dialog, show_operator, show_ticket
from core.cards.ticket_card import mention_holder, show_at
from core.cards.views import staff as staff_views
from core.cards.views.staff import Talk
from core.model.actions import PAGE, clipped
from core.model.events import CapacityFreed
from core.model.people import Operator
from core.model.places import PlaceKind
from core.model.room_effects import InviteOperator
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work
from core.privacy.rules import anonymous_details
from core.routing.choose import Decision
from core.staff.access import supervisor
from core.supervision import views
from core.supervision.watching import stop_watching
from core.tickets.assign import decide, who_served
from core.tickets.end import close_ticket
from core.tickets.hand_over import leave_room
from core.tickets.room_goes import room_goes


async def show_rooms(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """Show who is being served, by whom and for how long, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    count = await work.uow.oversight.active_count()
    shown = clipped(page, count)
    tickets = await work.uow.oversight.active(PAGE, shown * PAGE)
    listed = staff_views.rooms_list(
        await _talks(work, tickets, actor.language), shown, count, actor.language
    )
    await show_dialog(work, actor_id, listed, fresh=fresh)


async def show_room_of(work: Work, actor_id: int, ticket_id: int) -> None:
    """Show one talk; the list when it is over. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.status is not TicketStatus.ACTIVE:
        await show_rooms(work, actor_id)
        return
    (talk,) = await _talks(work, [ticket], actor.language)
    await show_dialog(work, actor_id, staff_views.room(talk, actor.language))


async def ask_to_close_room(work: Work, actor_id: int, ticket_id: int) -> None:
    """Ask whether to close the ticket. Raises StaffOnly, DeskError(NOT_ACTIVE)."""
    actor = await supervisor(work, actor_id)
    await room_goes(work, await active_ticket(work, ticket_id))
    await show_dialog(work, actor_id, staff_views.sure_to_end_talk(ticket_id, actor.language))


async def close_room(work: Work, actor_id: int, ticket_id: int) -> None:
    """Close the ticket, and show which talks are left. Raises StaffOnly, NotYourTicket,
    TicketIsClosed."""
    await supervisor(work, actor_id)
    await close_ticket(work, actor_id, ticket_id)
    await show_rooms(work, actor_id)


async def ask_to_take_over(
    work: Work, actor_id: int, ticket_id: int, *, fresh: bool = False
) -> None:
    """Ask whether to take the ticket over, at the chat's end when `fresh`. Raises StaffOnly,
    DeskError(NOT_ACTIVE, ALREADY_YOURS, TAKE_OVER_OWN)."""
    actor = await supervisor(work, actor_id)
    ticket = await _takeable(work, actor, ticket_id)
    operator = await operator_name(work, ticket) or await _group_of(work, ticket)
    shown = staff_views.sure_to_take_over(ticket_id, operator, actor.language)
    await show_dialog(work, actor_id, shown, fresh=fresh)


async def take_over(work: Work, actor_id: int, ticket_id: int) -> None:
    """Give the ticket to the supervisor, and show it to them in the bot. Raises as `step_in`."""
    await step_in(work, actor_id, ticket_id)
    await show_room_of(work, actor_id, ticket_id)


async def step_in(work: Work, actor_id: int, ticket_id: int) -> None:
    """Give the ticket to the supervisor: they come into the room, the operator leaves it, the queue
    is pulled. Raises StaffOnly, DeskError(NOT_ACTIVE, ALREADY_YOURS, TAKE_OVER_OWN,
    TAKE_OVER_FULL)."""
    uow = work.uow
    actor = await supervisor(work, actor_id)
    if (await _takeable(work, actor, ticket_id)).operator_id is None:
        await _take_unheld(work, actor, ticket_id)
        return
    holder = await uow.operators.take_over(actor_id, ticket_id, work.now)
    if holder is None:
        await _takeable(work, actor, ticket_id)  # somebody else was faster: that is what is said
        raise DeskError(TextKey.TAKE_OVER_FULL)
    await uow.tickets.take_over(ticket_id, actor_id)
    await uow.deadlines.expect_answer(ticket_id, work.now + work.rules.answer_within)
    await work.note(
        ticket_id,
        TicketEventKind.TAKEN_OVER,
        actor_id,
        **{"from": holder, "to": actor_id, "operator": actor_id},
    )
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await _change_places(work, ticket, actor, holder)
    await stop_watching(work, actor_id, ticket_id)
    work.happened(CapacityFreed())


async def _take_unheld(work: Work, actor: Operator, ticket_id: int) -> None:
    """Give the supervisor a ticket that whoever sits in the staff's group has answered so far."""
    if not await work.uow.operators.take_unheld(actor.id, ticket_id, work.now):
        raise DeskError(TextKey.TAKE_OVER_FULL)
    await work.uow.tickets.hold(ticket_id, actor.id)
    await work.uow.deadlines.expect_answer(ticket_id, work.now + work.rules.answer_within)
    await work.note(ticket_id, TicketEventKind.TAKEN, actor.id, operator=actor.id)
    ticket = await active_ticket(work, ticket_id)
    place = await usable_place(work, ticket)
    if place is not None:
        await show_at(work, ticket, place)
        await mention_holder(work, ticket, place, actor)
    await show_operator(work, ticket, actor)
    await stop_watching(work, actor.id, ticket_id)


async def show_tickets(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """Show tickets to ask about, the newest first, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    count = await work.uow.oversight.count()
    shown = clipped(page, count)
    tickets = await work.uow.oversight.recent(PAGE, shown * PAGE)
    names = await work.uow.oversight.names([ticket.customer_id for ticket in tickets])
    named = [(each, names.get(each.customer_id, str(each.customer_id))) for each in tickets]
    listed = views.tickets_list(named, shown, count, actor.language)
    await show_dialog(work, actor_id, listed, fresh=fresh)


async def explain(work: Work, actor_id: int, ticket_id: int, *, fresh: bool = False) -> None:
    """Show each choice made about a ticket, with all candidates; of one that waits, also how it
    would be decided now. An unknown ticket's number shows the list. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        await show_tickets(work, actor_id, fresh=fresh)
        return
    events = await work.uow.oversight.history(ticket_id)
    if await forgotten(work, ticket):
        events = [replace(each, details=anonymous_details(each.details) or {}) for each in events]
    now = await decision_now(work, ticket)
    people = views.people_in(events) | set(() if now is None else now.reasons)
    names = await work.uow.oversight.names([*people, ticket.customer_id])
    reader = views.Reader(names, actor.language, ZoneInfo(work.rules.time_zone))
    customer = reader.name(ticket.customer_id)
    topic = work.rules.topic(ticket.topic).titled(actor.language)
    shown = views.why(ticket, customer, topic, events, now, reader)
    await show_dialog(work, actor_id, shown, fresh=fresh)


async def active_ticket(work: Work, ticket_id: int) -> Ticket:
    """Return the ticket, if somebody answers it now. Raises StaffOnly for none,
    DeskError(NOT_ACTIVE)."""
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
    """Return the staff group that answers a ticket which nobody holds."""
    place = await usable_place(work, ticket)
    if place is None or not place.kind.is_relayed:
        return "…"
    group = await work.group(place.chat_id)
    return "…" if group is None else group.title


async def _takeable(work: Work, actor: Operator, ticket_id: int) -> Ticket:
    """Return the ticket, if the supervisor may take it over. Raises as `take_over`."""
    ticket = await active_ticket(work, ticket_id)
    if ticket.operator_id == actor.id:
        raise DeskError(TextKey.ALREADY_YOURS)
    if ticket.customer_id == actor.id:
        raise DeskError(TextKey.TAKE_OVER_OWN)
    return ticket


async def _change_places(work: Work, ticket: Ticket, actor: Operator, holder: int) -> None:
    """Let the operator leave and the supervisor come in, and show it to all."""
    place = await usable_place(work, ticket)
    await leave_room(work, ticket, holder)
    if place is None or place.chat_id is None:
        await show_ticket(work, ticket)
        await show_operator(work, ticket, actor)
        return
    if place.kind is PlaceKind.ROOM:
        invitation = InviteOperator(
            place.id, ticket.id, place.chat_id, actor.id, actor.username, actor.phone
        )
        await work.tell(invitation, ticket.id)
    await show_ticket(work, ticket)
    await show_at(work, ticket, place)
    await mention_holder(work, ticket, place, actor)
    await show_operator(work, ticket, actor)


async def decision_now(work: Work, ticket: Ticket) -> Decision | None:
    """Decide a waiting ticket as it would be decided now, without any effect."""
    if ticket.status is not TicketStatus.QUEUED:
        return None
    return (await decide(work, ticket, await who_served(work, ticket))).decision
