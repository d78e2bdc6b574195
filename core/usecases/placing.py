"""How use cases take places for tickets and give them up.

A place that is given up ends the same way from wherever it is: its link dies first (so nobody
comes in behind the broom), the room is emptied when the link is dead (`settle_place`), read a last
time, wiped, and proved.
"""

from datetime import datetime

from core.domain.budget import Denied, choose_account, day_of
from core.domain.effects import SetTitle
from core.domain.events import PlaceCleared
from core.domain.ladder import Can, Cannot, Lack, Rung, Wait, descend
from core.domain.places import Place, PlaceKind, PlaceState
from core.domain.room_effects import (
    CreateJoinLink,
    CreateRoom,
    EmptyRoom,
    KeepTitle,
    RevokeJoinLink,
)
from core.domain.tickets import Ticket, TicketStatus
from core.ports import Work
from core.usecases.arrival import goes_to
from core.usecases.denied import place_denied
from core.usecases.desks import leave_desk, rungs_there, take_desk, take_overflow
from core.usecases.telling import show_ticket
from core.usecases.threads import leave_thread, take_thread
from core.usecases.whereabouts import usable_place


async def find_place(
    work: Work,
    ticket: Ticket,
    attempt: int = 1,
    not_before: datetime | None = None,
    *,
    rooms: bool = True,
) -> Place | Wait:
    """Take a place for the ticket, down the ladder from its topic's kind; a new room is made not
    before that time. Rooms are for tickets that an operator holds: without `rooms`, and for topics
    that desks serve, there are none.

    `Wait` when none can be had: until the earliest time at which one may be (`sweep` asks again),
    or for a room that becomes clean (`serve_waiting`). The caller goes on (`arrival.goes_to`).
    """
    kind = work.rules.topic(ticket.topic).place
    can: dict[Rung, Can | Cannot] = await rungs_there(work)
    # Who talks in the bot's chat already stays there.
    is_active = ticket.status is TicketStatus.ACTIVE
    if rooms and not is_active and not (kind is PlaceKind.DESK and can):
        can |= {Rung.CLEAN_ROOM: Can(), Rung.NEW_ROOM: Can()}
    while True:
        step = descend(kind, can)
        if isinstance(step, Wait):
            await place_denied(work, ticket, step)
            return step
        # A claim is a conditional update: only taking the rung tells whether it can be had.
        taken = await _take(work, ticket, step.rung, attempt, not_before)
        if isinstance(taken, Place):
            return taken
        can[step.rung] = taken


async def _take(
    work: Work, ticket: Ticket, rung: Rung, attempt: int, not_before: datetime | None
) -> Place | Cannot:
    match rung:
        case Rung.CLEAN_ROOM:
            return await _take_clean(work, ticket, attempt)
        case Rung.NEW_ROOM:
            made = await make_room(work, ticket, attempt=attempt, not_before=not_before)
            return Cannot(made.cause, made.until) if isinstance(made, Denied) else made
        case Rung.THREAD:
            return await take_thread(work, ticket)
        case Rung.DESK:
            return await take_desk(work, ticket)
        case Rung.OVERFLOW:
            return await take_overflow(work, ticket)


async def make_room(
    work: Work,
    ticket: Ticket | None,
    *,
    attempt: int = 1,
    not_before: datetime | None = None,
) -> Place | Denied:
    """Have a new room made by the healthiest account with budget left, which is counted in this
    transaction; for the ticket, or in advance (None: it is proved empty, and then clean)."""
    budget, today = work.rules.budget, day_of(work.now)
    without: set[str] = set()
    while True:
        accounts = await work.uow.budgets.all(today)
        account = choose_account(accounts, budget, work.now, without)
        if isinstance(account, Denied):
            return account
        if await work.uow.budgets.reserve(
            account.name, today, budget.rooms_a_day, budget.chats, work.now
        ):
            break
        without.add(account.name)  # spent by somebody faster
    # The message that tells of a group's making stays in it for ever: it names no ticket.
    title = work.rules.room_title
    ticket_id = None if ticket is None else ticket.id
    marker = work.new_marker()
    place = await work.uow.places.create(
        PlaceKind.ROOM, marker, title, ticket_id, work.now, account.name
    )
    if ticket is not None:
        await work.uow.tickets.set_place(ticket.id, place.id)
    await work.tell(CreateRoom(place.id, marker, title, attempt), ticket_id, not_before=not_before)
    return place


async def serve_waiting(work: Work) -> list[int]:
    """A place may be had again: find one for each ticket that waits, oldest first. Returns the
    ids of those that have one now."""
    served: list[int] = []
    for waiting in await work.uow.tickets.without_place():
        # Holds the ticket's row, so that of two who look at once the second sees the place.
        if not await work.uow.tickets.extend_offer(waiting.id, work.now + work.rules.offer_lasts):
            continue
        ticket = await work.ticket(waiting.id)
        if ticket is None or ticket.place_id is not None:
            continue
        if not await goes_to(work, ticket, await find_place(work, ticket)):
            break
        served.append(ticket.id)
        current = await work.ticket(ticket.id)
        if current is not None:
            await show_ticket(work, current)
    return served


async def fresh_link(work: Work, ticket: Ticket) -> bool:
    """A new link for a customer who was in the room, left, and wants back: their card shows it as
    soon as it is there. False when the room cannot be entered any more; one link at a time."""
    place = await usable_place(work, ticket)
    if place is None or place.chat_id is None or not ticket.is_open:
        return False
    if place.state is PlaceState.READY and place.link is None:
        await work.tell(CreateJoinLink(place.chat_id, place.id), ticket.id)
    return True


async def shut_door(work: Work, place: Place) -> None:
    """The link dies as soon as the customer is in. Staff who need a way in get one of their
    own (`doors.let_in`)."""
    if place.link is None or place.chat_id is None:
        return
    if await work.uow.places.shut_door(place.id, place.link):
        await work.tell(RevokeJoinLink(place.chat_id, place.link, last=False), place.ticket_id)


def title_of(work: Work, ticket: Ticket) -> str:
    """What the ticket's room is called."""
    return f"{work.rules.room_title} #{ticket.id}"


async def give_up_place(work: Work, ticket: Ticket) -> None:
    """Start to clear the place of a ticket that ended. One that is not ready yet is cleared when
    it is."""
    place = await usable_place(work, ticket)
    if place is not None and place.state is PlaceState.READY:
        await leave_place(work, place)


async def leave_place(work: Work, place: Place) -> None:
    """Start to clear a place that is ready, whatever it is: a room is emptied, a desk goes back to
    its group, a topic is closed."""
    match place.kind:
        case PlaceKind.ROOM:
            await start_emptying(work, place, place.link, PlaceState.READY)
        case PlaceKind.DESK:
            await leave_desk(work, place)
            if place.is_shared:  # nothing is cleared there that one could wait for
                work.happened(PlaceCleared(place.ticket_id))
        case PlaceKind.THREAD:
            await leave_thread(work, place)
            work.happened(PlaceCleared(place.ticket_id))


async def start_emptying(work: Work, place: Place, link: str | None, frm: PlaceState) -> None:
    """Kill the link, then the rest follows; at once the rest when there is no link."""
    if place.chat_id is None:
        return
    if not await work.uow.places.move(place.id, PlaceState.EMPTYING, work.now, frm=[frm]):
        return
    await keep_title(work, place.chat_id, place.ticket_id)
    if link is not None:
        await work.tell(RevokeJoinLink(place.chat_id, link), place.ticket_id)
    else:
        await work.tell(EmptyRoom(place.id, place.chat_id), place.ticket_id)


async def keep_title(work: Work, chat_id: int, ticket_id: int | None) -> None:
    """A title that Telegram lets us wait for would come into a room that is clean, or the next
    ticket's, or gone."""
    await work.tell(KeepTitle(chat_id), ticket_id)


async def _take_clean(work: Work, ticket: Ticket, attempt: int) -> Place | Cannot:
    place = await work.uow.places.claim_clean(PlaceKind.ROOM, ticket.id, work.now)
    if place is None or place.chat_id is None:
        return Cannot(Lack.NONE_CLEAN)
    await work.uow.tickets.set_place(ticket.id, place.id)
    title = SetTitle(place.chat_id, title_of(work, ticket))
    await work.tell(title, ticket.id)
    link = CreateJoinLink(place.chat_id, place.id, attempt)
    await work.tell(link, ticket.id)
    return place
