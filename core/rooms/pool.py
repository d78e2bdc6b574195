"""Keeps the pool of rooms. The healthiest account makes them, some in advance so that nobody has to
wait; they are wiped after use, and deleted when more are clean than are to be kept, so that
accounts are in fewer chats."""

from datetime import datetime, timedelta

from core.model.accounts import (
    Denied,
    choose_account,
    day_of,
    has_spare_budget,
    is_filling_up,
    surplus,
)
from core.model.places import Place, PlaceKind, PlaceState
from core.model.room_effects import CreateRoom, DeleteRoom, WipeRoom
from core.model.tickets import Ticket
from core.ports import Work

HOLDS_BACK = timedelta(minutes=30)
"""For how long no room is made in advance after Telegram refused one."""


async def keep_pool(work: Work) -> bool:
    """Have one more room made in advance when fewer than `Rules.room_pool` are clean or on their
    way to it. Returns False when that is not wanted, or not wise: what tickets need comes first,
    and half of a day's budget is kept for them."""
    places, now = work.uow.places, work.now
    if await places.ahead(PlaceKind.ROOM) >= work.rules.room_pool:
        return False
    if await work.uow.tickets.without_place(1) or await places.in_the_making(PlaceKind.ROOM):
        return False
    if await places.refused(PlaceKind.ROOM, now - HOLDS_BACK):
        return False
    accounts = await work.uow.budgets.all(day_of(now))
    if not has_spare_budget(accounts, work.rules.budget, now):
        return False
    return isinstance(await make_room(work, None), Place)


async def surplus_rooms(work: Work) -> list[int]:
    """Find clean rooms above the number that is kept; above the pool, those of accounts in too many
    chats."""
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
    """Delete a room that is still clean. Returns False when it is not."""
    place = await work.place(place_id)
    if place is None or place.chat_id is None or place.state is not PlaceState.CLEAN:
        return False
    # One that was claimed meanwhile may be on its way back already, and is proved empty first.
    if not await work.uow.places.move(
        place_id, PlaceState.DELETING, work.now, frm=PlaceState.CLEAN
    ):
        return False
    await work.tell(DeleteRoom(place_id, place.chat_id))
    return True


async def room_swept(work: Work, place_id: int) -> bool:
    """Wipe the room once all that is to be saved from it is saved. Returns False when it is not
    being emptied."""
    place = await work.place(place_id)
    if place is None or place.chat_id is None:
        return False
    if not await work.uow.places.move(place_id, PlaceState.WIPING, work.now):
        return False
    await work.tell(WipeRoom(place_id, place.chat_id, work.rules.room_title), place.ticket_id)
    return True


async def make_room(
    work: Work,
    ticket: Ticket | None,
    *,
    attempt: int = 1,
    not_before: datetime | None = None,
) -> Place | Denied:
    """Have a new room made by the healthiest account with budget left, counted in this transaction:
    for the ticket, or in advance (None), when it is proved empty and then clean."""
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
