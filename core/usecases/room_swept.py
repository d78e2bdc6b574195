"""A room's history was read a last time."""

from core.domain.places import PlaceState
from core.domain.room_effects import WipeRoom
from core.ports import Work


async def room_swept(work: Work, place_id: int) -> bool:
    """Wipe the room, behind everything that is still to be saved from it. False when it is not
    being emptied."""
    place = await work.place(place_id)
    if place is None or place.chat_id is None:
        return False
    if not await work.uow.places.move(
        place_id, PlaceState.WIPING, work.now, frm=[PlaceState.EMPTYING]
    ):
        return False
    await work.tell(WipeRoom(place_id, place.chat_id, work.rules.room_title), place.ticket_id)
    return True
