"""Takes a desk for a ticket and releases it, shares the overflow group, records the messages of a
desk's group so that it can be cleared, and pins cards there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from core.cards.notices import report_failure
from core.cards.views import group as desk_views
from core.model.desk_effects import PinCard, RestoreTitle
from core.model.effects import DeleteMessage, Priority, SetTitle, ShowCard
from core.model.fallback import Can, Cannot, Lack, Rung
from core.model.messages import MessageKind, Said
from core.model.outcomes import Cause, Rejected
from core.model.places import GroupUse, Place, PlaceKind, PlaceState
from core.model.tickets import Ticket
from core.ports import OutboxEffect, Work
from core.ports.effects import settles

USES = {Rung.DESK: GroupUse.DESK, Rung.OVERFLOW: GroupUse.OVERFLOW, Rung.THREAD: GroupUse.FORUM}


async def rungs_there(work: Work) -> dict[Rung, Can | Cannot]:
    """Return the rungs for which the owner has groups. Whether one is free is known only when it is
    taken."""
    return {rung: Can() for rung, use in USES.items() if await work.uow.groups.usable(use)}


async def take_desk(work: Work, ticket: Ticket) -> Place | Cannot:
    """Take a free desk for the ticket and rename it. The update is conditional, so that two tickets
    never share one."""
    place = await work.uow.places.take_desk(ticket.id, work.now)
    if place is None or place.chat_id is None:
        return Cannot(Lack.ALL_BUSY)
    await work.uow.tickets.set_place(ticket.id, place.id)
    await name_after_ticket(work, ticket, place)
    return place


async def name_after_ticket(work: Work, ticket: Ticket, place: Place) -> None:
    """Give the desk's group the ticket's name."""
    if place.chat_id is not None:
        title = SetTitle(place.chat_id, await _title(work, ticket))
        await work.tell(title, ticket.id)


async def _title(work: Work, ticket: Ticket) -> str:
    """Return the group's title while it serves the ticket."""
    customer = await work.customer(ticket.customer_id)
    topic = work.rules.topic(ticket.topic).titled(work.rules.desk_language)
    return desk_views.group_title(ticket, topic, "" if customer is None else customer.name)


async def take_overflow(work: Work, ticket: Ticket) -> Place | Cannot:
    """Take a share of the overflow group for the ticket."""
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
    """Release the desk when the ticket ended or moved: the group gets its own title back and is
    cleared (`clearing`), or a share of the overflow group ends. Returns False when that was done
    before."""
    if place.is_shared or place.chat_id is None:
        return await work.uow.places.move(place.id, PlaceState.DELETED, work.now)
    if not await work.uow.places.move(place.id, PlaceState.EMPTYING, work.now):
        return False
    await work.tell(RestoreTitle(place.chat_id, place.id, place.title), place.ticket_id)
    return True


async def trace_message(work: Work, place: Place, said: Said) -> None:
    """Record a message of a desk's group, also Telegram's service messages, so that it can be
    deleted.

    Service messages caused by the bot after the clearing are deleted at once; what staff writes
    between two tickets stays.
    """
    if place.kind is not PlaceKind.DESK or place.is_shared:
        return
    if place.state is not PlaceState.CLEAN:
        await work.uow.traces.leave(place.id, said.chat_id, [said.message_id], work.now)
    elif said.kind is MessageKind.SERVICE and said.sender_id == work.rules.bot_id:
        await work.tell(DeleteMessage(said.chat_id, said.message_id))


async def trace_command(work: Work, said: Said) -> None:
    """Record a command to the bot in a desk's group, whatever its result."""
    place = await work.uow.places.by_chat(said.chat_id)
    if place is not None:
        await trace_message(work, place, said)


async def trace_own_messages(work: Work, chat_id: int, message_ids: Sequence[int]) -> None:
    """Record the bot's own messages in a desk's group, which are deleted with the next ticket's end
    at the latest."""
    if chat_id < 0:
        await work.uow.traces.leave_in_desk(chat_id, message_ids, work.now)


AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""A pin that was refused is tried again so much later each time: who lacks a right may be given it,
and gets a card that is read without it meanwhile."""


async def pin(work: Work, row: OutboxEffect, effect: ShowCard, message_id: int) -> None:
    """Pin a card that was just sent. A desk's group, or a room, has one pinned card at a time."""
    place = await work.uow.places.by_chat(effect.chat_id, effect.thread_id)
    alone = place is not None and place.kind is not PlaceKind.THREAD
    pinning = PinCard(effect.chat_id, effect.card, message_id, alone=alone)
    await work.tell(pinning, row.ticket_id, priority=Priority.NOTICE)


@settles(PinCard, on=Rejected)
async def not_pinned(work: Work, row: OutboxEffect, effect: PinCard, outcome: Rejected) -> None:
    """Try again to pin while the card stands there, and at last record the failure in the ticket's
    history."""
    if outcome.cause is Cause.MESSAGE_GONE:
        return
    if await work.uow.cards.find(effect.card) != (effect.chat_id, effect.message_id):
        return
    if effect.tries == len(AGAIN_AFTER):
        await report_failure(work, row, outcome.reason, tell=False)
        return
    again = replace(effect, tries=effect.tries + 1)
    wait = AGAIN_AFTER[effect.tries]
    await work.tell(
        again,
        row.ticket_id,
        priority=Priority.NOTICE,
        lasts=wait + timedelta(hours=1),
        not_before=work.now + wait,
    )
