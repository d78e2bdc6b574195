"""What time does by itself, ticked by the scheduler. Safe to repeat."""

from datetime import timedelta

from core.domain.places import PlaceState
from core.domain.tickets import CloseReason
from core.ports import Work
from core.usecases.cancel_ticket import abandon
from core.usecases.placing import find_place, start_emptying, usable_place
from core.usecases.pull_queue import pull_queue


async def sweep(work: Work) -> list[int]:
    """Abandon offers whose customer never came, take back rooms, pull the queue. Returns the ids
    of tickets abandoned.

    A customer who has had no link yet did not stay away: their offer is extended.
    """
    abandoned: list[int] = []
    for ticket in await work.uow.tickets.overdue_offers(work.now):
        place = await usable_place(work, ticket)
        if place is not None and place.state is PlaceState.READY:
            if await abandon(work, ticket.id, CloseReason.NEVER_CAME):
                abandoned.append(ticket.id)
            continue
        extended = work.now + work.rules.offer_lasts
        if await work.uow.tickets.extend_offer(ticket.id, extended) and place is None:
            await find_place(work, ticket)
    await _reclaim(work)
    await pull_queue(work)
    return abandoned


async def _reclaim(work: Work) -> None:
    """No room stays behind a ticket that ended."""
    for place in await work.uow.places.all_live():
        if place.state is not PlaceState.READY or place.ticket_id is None:
            continue
        ticket = await work.uow.tickets.get(place.ticket_id)
        if ticket is None or not ticket.is_open:
            await start_emptying(work, place, place.link, PlaceState.READY)


async def prune(
    work: Work, inbox_for: timedelta = timedelta(days=2), outbox_for: timedelta = timedelta(days=7)
) -> int:
    """Forget updates and effects that were done with that long ago. Returns how many."""
    forgotten = await work.uow.inbox.prune(work.now - inbox_for)
    return forgotten + await work.uow.outbox.prune(work.now - outbox_for)
