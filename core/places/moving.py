"""Moves a ticket to another place of the staff's, with all that its customer said, and gives free
desks to waiting tickets."""

from core.cards.lookup import group_card_facts, topics_of_desks, usable_place
from core.cards.send import show, show_ticket
from core.cards.views import group as desk_views
from core.desks.desk import leave_desk, name_after_ticket
from core.model.cards import Card, ticket_in_group
from core.model.places import Place, PlaceKind, PlaceState
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.places.find import find_place
from core.places.talk import begin_if_ready, begin_talk
from core.ports import Work
from core.threads.topics import leave_thread

MOST_PLACED = 100
"""How many waiting tickets one look goes through; the next look finds those behind them."""


async def move_ticket(work: Work, ticket: Ticket) -> bool:
    """Move the ticket to the next available place, with its card and the customer's messages; its
    operator keeps it. Returns False when it ended, moved meanwhile, or has to wait: then it has no
    operator any more.

    A place whose group is unusable is deleted with it; any other is cleared.
    """
    current = await work.ticket(ticket.id)
    if current is None or not current.is_open:
        return False
    old = await work.place(current.place_id)
    if not await work.uow.tickets.moves(current.id, current.place_id, None):
        return False
    left = old if old is not None and old.ticket_id == current.id else None
    if left is not None:
        await _leave(work, current, left)
    waits = await work.ticket(current.id) or current
    # Whoever waits for a room has been offered one; who talks already is not sent into a room.
    place = await find_place(work, waits, rooms=waits.status is TicketStatus.OFFERED)
    found = await begin_if_ready(work, waits, place)
    if not found and waits.status is TicketStatus.ACTIVE:
        await _wait_again(work, waits)
    if left is not None and left.chat_id is not None:
        await show_where_served(work, current.id, left.chat_id)
    return found


async def fill_desks(work: Work) -> list[int]:
    """Give free desks to waiting tickets: first those that nobody answered yet, queued or in the
    overflow group, then the longest waiting ones. Returns their ids."""
    served: list[int] = []
    desk: Place | None = None
    for ticket in await waiting_for_desks(work):
        desk = desk or await work.uow.places.take_desk(None, work.now)
        if desk is None:
            break
        if await _takes(work, desk, ticket):
            served.append(ticket.id)
            desk = None
    if desk is not None:
        await work.uow.places.move(desk.id, PlaceState.CLEAN, work.now)
    return served


async def place_waiting(work: Work) -> list[int]:
    """Give tickets without any place the overflow group or a topic, if one is available by now.
    Returns the ids of those that got one."""
    seated: list[int] = []
    for ticket in await waiting_for_desks(work):
        # One that waits for an operator may be in the overflow group all the while.
        if ticket.status is not TicketStatus.QUEUED or await usable_place(work, ticket) is not None:
            continue
        # Holds the ticket's row: of two who look at once the second sees the place.
        if not await work.uow.tickets.moves(ticket.id, ticket.place_id, None):
            continue
        if not await begin_if_ready(work, ticket, await find_place(work, ticket)):
            break
        seated.append(ticket.id)
    return seated


async def waiting_for_desks(work: Work) -> list[Ticket]:
    """Return the waiting tickets in the order in which free desks take them."""
    return await work.uow.line.for_desks(topics_of_desks(work), MOST_PLACED)


async def show_where_served(work: Work, ticket_id: int, chat_id: int) -> None:
    """Show on the card that a ticket had in that chat where it is served now."""
    ticket = await work.ticket(ticket_id)
    found = None if ticket is None else await group_card_facts(work, ticket)
    card = Card.LEFT_DESK.of(ticket_id, chat_id)
    if ticket is None or found is None or await work.uow.cards.find(card) is None:
        return
    place = await usable_place(work, ticket)
    where = None if place is None else place.title
    shown = desk_views.went_elsewhere(ticket, *found, work.rules.desk_language, where)
    await show(work, chat_id, card, shown, ticket_id=ticket_id)


async def keep_card_position(work: Work, card: str, chat_id: int, message_id: int) -> bool:
    """Record where a card was sent or edited. Returns False for a card that stood there already. A
    card that reaches a staff group after its ticket left is made to say so."""
    ticket_id = ticket_in_group(card) if card.startswith("desk:") else None
    ticket = await work.ticket(ticket_id)
    place = None if ticket is None else await usable_place(work, ticket)
    if ticket is None or not ticket.is_open or (place is not None and place.chat_id == chat_id):
        return await work.uow.cards.put(card, chat_id, message_id)
    is_new = await work.uow.cards.put(Card.LEFT_DESK.of(ticket.id, chat_id), chat_id, message_id)
    await show_where_served(work, ticket.id, chat_id)
    return is_new


async def _takes(work: Work, desk: Place, ticket: Ticket) -> bool:
    """Give the ticket the desk that was just claimed. Returns False when it ended or moved
    meanwhile."""
    # The ticket's row is held from here on: what its customer says now comes after this.
    if not await work.uow.tickets.moves(ticket.id, ticket.place_id, desk.id):
        return False
    old = await work.place(ticket.place_id)
    if old is not None and old.ticket_id == ticket.id:
        await _leave(work, ticket, old)
    await work.uow.places.assign(desk.id, ticket.id)
    current = await work.ticket(ticket.id) or ticket
    await name_after_ticket(work, current, desk)
    await begin_talk(work, current, desk)
    if old is not None and old.chat_id is not None:
        await show_where_served(work, ticket.id, old.chat_id)
    return True


async def _leave(work: Work, ticket: Ticket, place: Place) -> None:
    if place.chat_id is not None:
        position = await work.uow.cards.find(Card.DESK.of(ticket.id))
        if position is not None and position[0] == place.chat_id:
            await work.uow.cards.put(Card.LEFT_DESK.of(ticket.id, place.chat_id), *position)
    group = await work.group(place.chat_id)
    if group is None or not group.is_usable:
        await work.uow.places.move(place.id, PlaceState.DELETED, work.now)
    elif place.kind is PlaceKind.DESK:
        await leave_desk(work, place)
        await work.uow.places.release(place.id)
    elif place.kind is PlaceKind.THREAD:
        await leave_thread(work, place)


async def _wait_again(work: Work, ticket: Ticket) -> None:
    """Let the ticket wait, since no place is available, and free its operator."""
    if not await work.uow.tickets.requeue(ticket.id):
        return
    await work.uow.operators.release(ticket.id, work.now, "no place")
    await work.note(ticket.id, TicketEventKind.REQUEUED)
    waits = await work.ticket(ticket.id)
    if waits is not None:
        await show_ticket(work, waits)
