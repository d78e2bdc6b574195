"""The customer's time to come into the room: a reminder, and then the offer is over."""

from core.domain import views
from core.domain.places import PlaceState
from core.domain.texts import TextKey
from core.domain.tickets import CloseReason, TicketEventKind, TicketStatus
from core.domain.views import Shown
from core.domain.waiting import before, in_minutes
from core.ports import Work
from core.usecases.arrival import goes_to
from core.usecases.cancel_ticket import abandon
from core.usecases.placing import find_place
from core.usecases.telling import say
from core.usecases.whereabouts import usable_place


async def offers_to_remind(work: Work) -> list[int]:
    """Tickets whose customer must come soon."""
    ahead = before(work.rules.offer_reminder, work.rules.offer_lasts)
    return await work.uow.deadlines.offers_to_remind(work.now + ahead) if ahead else []


async def remind_to_come(work: Work, ticket_id: int) -> bool:
    """Tell the customer once that their chat waits, with the link. False when there is none, or
    when they came."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.status is not TicketStatus.OFFERED or ticket.deadline is None:
        return False
    place = await usable_place(work, ticket)
    left = ticket.deadline - work.now
    if place is None or place.state is not PlaceState.READY or left.total_seconds() <= 0:
        return False
    customer = await work.customer(ticket.customer_id)
    if customer is None or not await work.uow.deadlines.offer_reminded(ticket_id, work.now):
        return False
    await work.note(ticket_id, TicketEventKind.OFFER_REMINDED)
    minutes = in_minutes(left)
    text = views.text(TextKey.OFFER_REMINDER, customer.language, ticket=ticket_id, minutes=minutes)
    shown = Shown(text, views.enter_buttons(place.link))
    await say(work, customer.id, shown, ticket_id=ticket_id, lasts=left)
    return True


async def offers_due(work: Work) -> list[int]:
    """Tickets whose customer has not come in time."""
    return await work.uow.deadlines.offers_due(work.now)


async def offer_ran_out(work: Work, ticket_id: int) -> bool:
    """Abandon an offer whose customer never came, and take the room back. False when
    they came, or had no link yet: then they did not stay away, and their time is extended."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.status is not TicketStatus.OFFERED:
        return False
    if ticket.deadline is None or ticket.deadline > work.now:
        return False
    place = await usable_place(work, ticket)
    if place is not None and place.state is PlaceState.READY:
        return await abandon(work, ticket.id, CloseReason.NEVER_CAME)
    extended = work.now + work.rules.offer_lasts
    if await work.uow.tickets.extend_offer(ticket.id, extended) and place is None:
        await goes_to(work, ticket, await find_place(work, ticket))
    return False
