"""Where a ticket is talked about."""

from core.domain.places import Place, PlaceState
from core.domain.tickets import Ticket
from core.ports import Work

USABLE = frozenset({PlaceState.CREATING, PlaceState.PREPARING, PlaceState.READY})


async def usable_place(work: Work, ticket: Ticket) -> Place | None:
    """The ticket's place, if it has one that can still be used."""
    place = None if ticket.place_id is None else await work.uow.places.get(ticket.place_id)
    if place is None or place.ticket_id != ticket.id or place.state not in USABLE:
        return None
    return place
