"""Threads: a forum topic for each customer, or for each ticket."""

from core.domain.groups import GroupUse
from core.domain.ladder import Cannot
from core.domain.places import Place, PlaceKind, PlaceState
from core.domain.relay_effects import CreateTopic, ShapeTopic
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.arrival import talk_begins
from core.usecases.telling import desk_title

OPEN_ICON = "💬"
CLOSED_ICON = "✅"


async def take_thread(work: Work, ticket: Ticket) -> Cannot | None:
    """The customer's topic is opened again, or one is made; the talk begins when it is there."""
    forums = await work.uow.groups.usable(GroupUse.FORUM)
    if not forums:
        return Cannot("no_forum")
    forum = forums[0]
    title = await desk_title(work, ticket)
    kept = None
    if work.rules.thread_per_customer:
        kept = await work.uow.places.thread_of(ticket.customer_id, forum.chat_id)
    place = None if kept is None else await work.uow.places.take(kept.id, ticket.id, work.now)
    if place is not None and place.chat_id is not None:
        await work.uow.tickets.set_place(ticket.id, place.id)
        await shape(work, place, title, OPEN_ICON, is_closed=False)
        await talk_begins(work, ticket, place)
        return None
    place = await work.uow.places.add(
        PlaceKind.THREAD,
        PlaceState.CREATING,
        work.new_marker(),
        title,
        None,
        work.now,
        ticket_id=ticket.id,
        customer_id=ticket.customer_id,
    )
    await work.uow.tickets.set_place(ticket.id, place.id)
    await work.uow.outbox.add(
        CreateTopic(forum.chat_id, place.id, title, OPEN_ICON), now=work.now, ticket_id=ticket.id
    )
    return None


async def leave_thread(work: Work, place: Place) -> None:
    """The ticket ended: the topic is closed, and waits for its customer."""
    if await work.uow.places.move(place.id, PlaceState.CLEAN, work.now, frm=[PlaceState.READY]):
        await shape(work, place, place.title, CLOSED_ICON, is_closed=True)


async def shape(work: Work, place: Place, title: str, icon: str, *, is_closed: bool) -> None:
    """How the topic is to look now."""
    if place.chat_id is not None:
        await work.uow.outbox.add(
            ShapeTopic(place.chat_id, place.id, place.thread_id, title, icon, is_closed),
            now=work.now,
            ticket_id=place.ticket_id,
        )
