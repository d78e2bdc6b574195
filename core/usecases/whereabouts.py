"""Where a ticket is talked about."""

from core.domain.places import Place, PlaceKind, PlaceState
from core.domain.tickets import Ticket
from core.ports import Work

USABLE = frozenset({PlaceState.CREATING, PlaceState.PREPARING, PlaceState.READY})


async def usable_place(work: Work, ticket: Ticket) -> Place | None:
    """The ticket's place, if it has one that can still be used."""
    place = None if ticket.place_id is None else await work.uow.places.get(ticket.place_id)
    if place is None or place.ticket_id != ticket.id or place.state not in USABLE:
        return None
    return place


async def room_by_chat(work: Work, chat_id: int) -> Place | None:
    """The room that the chat is. A staff group or a forum is none: who comes, goes, and speaks
    there is nobody's customer, and no stranger either."""
    place = await work.uow.places.by_chat(chat_id)
    return place if place is not None and place.kind is PlaceKind.ROOM else None


async def usable_room(work: Work, ticket: Ticket) -> Place | None:
    """The ticket's room, if that is where it is talked about and one can enter it."""
    place = await usable_place(work, ticket)
    if place is None or place.kind is not PlaceKind.ROOM or place.state is not PlaceState.READY:
        return None
    return place
