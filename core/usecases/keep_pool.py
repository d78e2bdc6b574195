"""Clean rooms kept ready, so that who asks need not wait for one to be made."""

from datetime import timedelta

from core.domain.budget import day_of, is_at_ease
from core.domain.places import Place, PlaceKind
from core.ports import Work
from core.usecases.placing import make_room

HOLDS_BACK = timedelta(minutes=30)
"""How long nothing is made in advance after Telegram refused a room."""


async def keep_pool(work: Work) -> bool:
    """Have one more room made in advance when fewer than `Rules.room_pool` are clean or on their
    way to it. False when that is not wanted, or not wise: what tickets need comes first, and half
    of a day's budget is theirs alone."""
    places, now = work.uow.places, work.now
    if await places.ahead(PlaceKind.ROOM) >= work.rules.room_pool:
        return False
    if await work.uow.tickets.without_place(1) or await places.in_the_making(PlaceKind.ROOM):
        return False
    if await places.refused(PlaceKind.ROOM, now - HOLDS_BACK):
        return False
    accounts = await work.uow.budgets.all(day_of(now))
    if not is_at_ease(accounts, work.rules.budget, now):
        return False
    return isinstance(await make_room(work, None), Place)
