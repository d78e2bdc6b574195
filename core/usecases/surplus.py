"""Clean rooms that nobody needs are deleted, so that accounts are in fewer chats."""

from core.domain.budget import day_of, is_filling_up, surplus
from core.domain.places import PlaceKind, PlaceState
from core.domain.room_effects import DeleteRoom
from core.ports import Work


async def surplus_rooms(work: Work) -> list[int]:
    """Clean rooms above the number that is kept; above the pool, of accounts in too many chats."""
    budget, rules = work.rules.budget, work.rules
    accounts = await work.uow.budgets.all(day_of(work.now))
    filling = {account.name for account in accounts if is_filling_up(account, budget)}
    clean = [
        place
        for place in await work.uow.places.all_live(PlaceKind.ROOM)
        if place.state is PlaceState.CLEAN
    ]
    return surplus(clean, filling, rules.room_pool, rules.rooms_kept)


async def delete_clean(work: Work, place_id: int) -> bool:
    """Delete a room that is still clean; False when it is not."""
    place = await work.place(place_id)
    if place is None or place.chat_id is None:
        return False
    if not await work.uow.places.move(
        place_id, PlaceState.DELETING, work.now, frm=[PlaceState.CLEAN]
    ):
        return False
    await work.tell(DeleteRoom(place_id, place.chat_id))
    return True
