"""Desks: staff groups that serve one ticket each at a time, and the overflow group, which takes any
number side by side."""

from core.domain import desk_views
from core.domain.effects import SetTitle
from core.domain.groups import GroupUse
from core.domain.ladder import Can, Cannot, Lack, Rung
from core.domain.places import Place, PlaceKind, PlaceState
from core.domain.relay_effects import RestoreTitle
from core.domain.tickets import Ticket
from core.ports import Work

USES = {Rung.DESK: GroupUse.DESK, Rung.OVERFLOW: GroupUse.OVERFLOW, Rung.THREAD: GroupUse.FORUM}


async def rungs_there(work: Work) -> dict[Rung, Can | Cannot]:
    """The rungs for which the owner has groups; whether one is free only taking it tells."""
    return {rung: Can() for rung, use in USES.items() if await work.uow.groups.usable(use)}


async def take_desk(work: Work, ticket: Ticket) -> Place | Cannot:
    """A free desk is the ticket's, and renamed; by a conditional update, so that two never share
    one."""
    place = await work.uow.places.take_desk(ticket.id, work.now)
    if place is None or place.chat_id is None:
        return Cannot(Lack.ALL_BUSY)
    await work.uow.tickets.set_place(ticket.id, place.id)
    await call_by(work, ticket, place)
    return place


async def call_by(work: Work, ticket: Ticket, place: Place) -> None:
    """The desk is the ticket's: its group is called by it."""
    if place.chat_id is not None:
        title = SetTitle(place.chat_id, await _title(work, ticket))
        await work.tell(title, ticket.id)


async def _title(work: Work, ticket: Ticket) -> str:
    """What the group is called meanwhile."""
    customer = await work.customer(ticket.customer_id)
    topic = work.rules.topic(ticket.topic).titled(work.rules.desk_language)
    return desk_views.group_title(ticket, topic, "" if customer is None else customer.name)


async def take_overflow(work: Work, ticket: Ticket) -> Place | Cannot:
    """A share of the overflow group is the ticket's."""
    groups = await work.uow.groups.usable(GroupUse.OVERFLOW)
    if not groups:
        return Cannot(Lack.NO_OVERFLOW)
    place = await work.uow.places.add(
        PlaceKind.DESK,
        PlaceState.READY,
        work.new_marker(),
        groups[0].title,
        groups[0].chat_id,
        work.now,
        is_shared=True,
        ticket_id=ticket.id,
    )
    await work.uow.tickets.set_place(ticket.id, place.id)
    return place


async def leave_desk(work: Work, place: Place) -> bool:
    """The ticket ended, or went elsewhere: the group gets its own title back and is cleared
    (`clear_desk`); a share of the overflow group is simply over. False when that was done."""
    if place.is_shared or place.chat_id is None:
        return await work.uow.places.move(
            place.id, PlaceState.DELETED, work.now, frm=[PlaceState.READY]
        )
    if not await work.uow.places.move(
        place.id, PlaceState.EMPTYING, work.now, frm=[PlaceState.READY]
    ):
        return False
    await work.tell(RestoreTitle(place.chat_id, place.id, place.title), place.ticket_id)
    return True
