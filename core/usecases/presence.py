"""The customer leaves while somebody is there for them, and perhaps comes back: out of the room, or
by blocking the bot in whose chat they talk.

Of a room the bot is told, and the user account reads it there: each at its own pace. What both tell
counts once, and what is older than what is known does not count at all.
"""

from datetime import datetime

from core.domain.events import CapacityFreed, WaitingCustomerBack
from core.domain.places import PlaceState
from core.domain.texts import Key, RelayKey, TextKey
from core.domain.tickets import CloseReason, Ticket, TicketEventKind, TicketStatus
from core.domain.waiting import stays_away
from core.ports import Work
from core.usecases.answers import tell_operator
from core.usecases.placing import fresh_link, shut_door
from core.usecases.silence import close_if
from core.usecases.tell_staff import tell_staff
from core.usecases.telling import show_ticket
from core.usecases.whereabouts import is_relayed, room_by_chat, usable_place


async def member_left(work: Work, chat_id: int, person_id: int, at: datetime) -> bool:
    """Somebody left a room, or was put out of it, at Telegram's time `at`. False when it is no
    news, or no customer with an open ticket. Their card gets a new link, to come back by."""
    place = await room_by_chat(work, chat_id)
    if place is None or place.ticket_id is None or place.state is not PlaceState.READY:
        return False
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        return False
    if not await work.uow.deadlines.left(ticket.id, at):
        return False
    await work.note(ticket.id, TicketEventKind.CUSTOMER_LEFT, person_id)
    await fresh_link(work, ticket)
    await _tell(work, ticket.id, TextKey.CUSTOMER_LEFT)
    return True


async def customer_blocked(work: Work, customer_id: int) -> bool:
    """The bot may not write any more to the customer. Whoever talks in its chat has as good as left
    a room; whoever waits is passed by, and an operator's slot is kept for them no longer. False
    when it is no news, or when they are in a room."""
    ticket = await work.uow.tickets.open_of(customer_id)
    if ticket is None:
        return False
    if ticket.joined_at is None and ticket.status is not TicketStatus.ACTIVE:
        return await _stops_waiting(work, ticket)
    if not await is_relayed(work, ticket):
        return False
    if not await work.uow.deadlines.left(ticket.id, work.now):
        return False
    await work.note(ticket.id, TicketEventKind.CUSTOMER_LEFT, customer_id)
    await tell_staff(work, ticket, RelayKey.DESK_CUSTOMER_BLOCKED)
    return True


async def _stops_waiting(work: Work, ticket: Ticket) -> bool:
    """They keep their place in line, for when they are back, and nobody stands behind them until
    then. False when nobody was to serve them yet."""
    was_served = await work.uow.tickets.requeue(ticket.id)
    if was_served:
        why = "the customer cannot come"
        await work.uow.operators.release(ticket.id, work.now, why)
        await work.note(ticket.id, TicketEventKind.REQUEUED, reason=why)
    work.happened(CapacityFreed())
    return was_served


async def customer_unblocked(work: Work, customer_id: int) -> bool:
    """It may again: whoever waits stands where they stood. False when they were not away."""
    ticket = await work.uow.tickets.open_of(customer_id)
    if ticket is not None and ticket.status is TicketStatus.QUEUED and ticket.joined_at is None:
        work.happened(CapacityFreed())
        work.happened(WaitingCustomerBack(ticket.id))
        return True
    if ticket is None or not ticket.is_away or not await is_relayed(work, ticket):
        return False
    return await customer_is_back(work, ticket, work.now)


async def show_again(work: Work, ticket_id: int) -> None:
    """Their card, at the end of the chat that they blocked."""
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await show_ticket(work, ticket, fresh=True, each=True)


async def customer_is_back(work: Work, ticket: Ticket, at: datetime) -> bool:
    """The customer came in again, or spoke in the room: their link dies. Of one in the bot's chat
    nobody tells late, so that `at` is now. False when they were not
    away; older news than their leaving leaves the link alone, by which they are to come."""
    if not await work.uow.deadlines.returned(ticket.id, at):
        return False
    place = await usable_place(work, ticket)
    if place is not None:
        await shut_door(work, place)
    await work.note(ticket.id, TicketEventKind.CUSTOMER_RETURNED, ticket.customer_id)
    if await is_relayed(work, ticket):
        await show_ticket(work, await work.ticket(ticket.id) or ticket)
        await tell_staff(work, ticket, RelayKey.DESK_CUSTOMER_BACK)
    else:
        await _tell(work, ticket.id, TextKey.CUSTOMER_BACK)
    return True


async def gone_for_good(work: Work) -> list[int]:
    """Tickets whose customer left too long ago."""
    return await work.uow.deadlines.away(work.now - work.rules.close_after)


async def close_left(work: Work, ticket_id: int) -> bool:
    """Close it, and tell the customer why. False when they are back."""
    return await close_if(work, ticket_id, stays_away, CloseReason.CUSTOMER_LEFT)


async def _tell(work: Work, ticket_id: int, key: Key) -> None:
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await show_ticket(work, ticket)
        await tell_operator(work, ticket, key)
