"""How use cases take places for tickets and give them up.

A place that is given up ends the same way from wherever it is: its link dies first (so nobody
comes in behind the broom), the room is emptied when the link is dead (`settle_place`), read a last
time, wiped, and proved.
"""

from datetime import datetime

from core.domain.effects import CreateJoinLink, CreateRoom, EmptyRoom, RevokeJoinLink, SetTitle
from core.domain.places import Place, PlaceKind, PlaceState
from core.domain.tickets import Ticket
from core.ports import Work

USABLE = frozenset({PlaceState.CREATING, PlaceState.PREPARING, PlaceState.READY})


async def find_place(
    work: Work, ticket: Ticket, attempt: int = 1, not_before: datetime | None = None
) -> None:
    """Claim a clean room for the ticket, or have a new one made, not before that time."""
    title = f"{work.rules.room_title} #{ticket.id}"
    place = await work.uow.places.claim_clean(PlaceKind.ROOM, ticket.id, work.now)
    if place is not None and place.chat_id is not None:
        await work.uow.tickets.set_place(ticket.id, place.id)
        await work.uow.outbox.add(SetTitle(place.chat_id, title), now=work.now, ticket_id=ticket.id)
        await work.uow.outbox.add(
            CreateJoinLink(place.chat_id, place.id, attempt), now=work.now, ticket_id=ticket.id
        )
        return
    marker = work.new_marker()
    place = await work.uow.places.create(PlaceKind.ROOM, marker, title, ticket.id, work.now)
    await work.uow.tickets.set_place(ticket.id, place.id)
    await work.uow.outbox.add(
        CreateRoom(place.id, marker, title, attempt),
        now=work.now,
        ticket_id=ticket.id,
        not_before=not_before,
    )


async def usable_place(work: Work, ticket: Ticket) -> Place | None:
    """The ticket's place, if it has one that can still be used."""
    place = None if ticket.place_id is None else await work.uow.places.get(ticket.place_id)
    if place is None or place.ticket_id != ticket.id or place.state not in USABLE:
        return None
    return place


async def give_up_place(work: Work, ticket: Ticket) -> None:
    """Start to clear the place of a ticket that ended. One that is not ready yet is cleared when
    it is."""
    place = await usable_place(work, ticket)
    if place is not None and place.state is PlaceState.READY:
        await start_emptying(work, place, place.link, PlaceState.READY)


async def start_emptying(work: Work, place: Place, link: str | None, frm: PlaceState) -> None:
    """Kill the link, then the rest follows; at once the rest when there is no link."""
    if place.chat_id is None:
        return
    if not await work.uow.places.move(place.id, PlaceState.EMPTYING, work.now, frm=[frm]):
        return
    if link is not None:
        await work.uow.outbox.add(
            RevokeJoinLink(place.chat_id, link), now=work.now, ticket_id=place.ticket_id
        )
    else:
        await work.uow.outbox.add(
            EmptyRoom(place.id, place.chat_id), now=work.now, ticket_id=place.ticket_id
        )
