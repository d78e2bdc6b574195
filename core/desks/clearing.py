"""Clears a desk's group when its ticket ended: by a user account that is a member with rights, else
by the bot, through the message ids that it recorded. Then the next ticket comes.

Each step is an effect whose outcome requests the next one, so a crash in between loses nothing. A
step that nobody carries out (no user account is running any more) is given up after `CLEAR_WITHIN`;
then the bot does what it can.
"""

from datetime import timedelta
from itertools import pairwise

from core.model import texts
from core.model.accounts import Trouble, day_of
from core.model.desk_effects import ClearGroup, DeleteMessages, RestoreTitle
from core.model.effects import Priority, SendText, SetTitle
from core.model.events import DeskFree, PlaceCleared
from core.model.outcomes import Sent, Settled
from core.model.places import Place, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.tickets import TicketEventKind
from core.ports import OutboxEffect, Work
from core.ports.effects import settles

CLEAR_WITHIN = timedelta(minutes=2)


MOST_DELETED = 100  # in a call (https://core.telegram.org/bots/api#deletemessages)


MOST_LOST = 50  # at a time: an album is ten


BY_BOT = "bot"


_SUPERGROUPS = -(10**12)  # and below (https://core.telegram.org/api/bots/ids)


@settles(RestoreTitle)
async def all_is_said(
    work: Work, row: OutboxEffect, effect: RestoreTitle, _outcome: Settled
) -> None:
    """Start to clear the group after the bot's last message there, and restore its title."""
    await work.tell(SetTitle(effect.chat_id, effect.title), row.ticket_id)
    place = await work.uow.traces.emptying(effect.place_id)
    if place is not None:
        since = await _since(work, place, row.ticket_id)
        await _trace_lost(work, place, since)
        await _by_account(work, place, row.ticket_id, since, None)


@settles(ClearGroup)
async def group_cleared(
    work: Work, row: OutboxEffect, effect: ClearGroup, outcome: Settled
) -> None:
    """Take in that a user account cleared the group, or lacks the rights: then the next account is
    asked, and at last the bot. Messages written meanwhile are left for the bot to delete."""
    if isinstance(outcome, Sent):
        left = int(outcome.value.get("left", 0))
        await _deleted(work, row, effect, left, effect.account or "")
        return
    place = await work.uow.traces.emptying(effect.place_id)
    if place is not None:
        since = await _since(work, place, row.ticket_id)
        await _by_account(work, place, row.ticket_id, since, effect.account)


async def messages_deleted(
    work: Work, row: OutboxEffect, effect: DeleteMessages, outcome: Settled
) -> None:
    """Take in that a hundred messages were deleted, or cannot be, and delete the next hundred."""
    stay = len(effect.message_ids)
    if isinstance(outcome, Sent):
        stay = int(outcome.value.get("left", 0))
    await _deleted(work, row, effect, effect.left + stay, effect.by)


async def stuck_desks(work: Work) -> list[int]:
    """Find desks whose clearing has made no progress for too long."""
    return await work.uow.places.desks_emptying(work.now - CLEAR_WITHIN)


async def clear_by_bot(work: Work, place_id: int) -> bool:
    """Let the bot clear the desk when the account that was asked does not. Returns False when it is
    cleared."""
    place = await work.uow.traces.emptying(place_id)
    if place is None:
        return False
    await work.uow.places.keep_emptying(place.id, work.now)
    await _trace_lost(work, place, await _since(work, place, place.ticket_id))
    await _by_bot(work, place, place.ticket_id, 0, BY_BOT)
    return True


async def _deleted(
    work: Work, row: OutboxEffect, effect: ClearGroup | DeleteMessages, left: int, by: str
) -> None:
    """Take in that those messages are gone, or stay. The desk is free when there are no others,
    else the bot goes on."""
    await work.uow.traces.drop(effect.place_id, effect.message_ids)
    if await work.uow.places.cleared(effect.place_id, work.now):
        await _is_free(work, effect.place_id, row.ticket_id, left, by)
        return
    place = await work.uow.traces.emptying(effect.place_id)
    if place is not None:
        await _by_bot(work, place, row.ticket_id, left, by)


async def _by_account(
    work: Work, place: Place, ticket_id: int | None, since: int, after: str | None
) -> None:
    """Ask the account after that one (None: the first), if one is running."""
    accounts = await work.uow.budgets.all(day_of(work.now))
    names = sorted(each.name for each in accounts if each.trouble is not Trouble.AWAY)
    name = next((each for each in names if after is None or each > after), None)
    ids = await _ids(work, place)
    if name is None or place.chat_id is None or not ids:
        await _by_bot(work, place, ticket_id, 0, BY_BOT)
        return
    await work.tell(
        ClearGroup(place.id, place.chat_id, ids, since, name), ticket_id, lasts=CLEAR_WITHIN
    )


async def _by_bot(work: Work, place: Place, ticket_id: int | None, left: int, by: str) -> None:
    """Delete the next hundred of the recorded messages; the desk is free when none is left."""
    ids = await _ids(work, place)
    if ids and place.chat_id is not None:
        await work.tell(
            DeleteMessages(place.chat_id, ids[:MOST_DELETED], place.id, left, by), ticket_id
        )
        return
    await _free(work, place, ticket_id, left, by)


async def _free(work: Work, place: Place, ticket_id: int | None, left: int, by: str) -> None:
    if await work.uow.traces.of_place(place.id):  # ids of the group that it was before
        await work.uow.traces.gone(place.id)
    # Two may have cleared it at once, and a ticket been given the desk in between.
    if await work.uow.places.move(place.id, PlaceState.CLEAN, work.now, frm=PlaceState.EMPTYING):
        await _is_free(work, place.id, ticket_id, left, by)


async def _is_free(work: Work, place_id: int, ticket_id: int | None, left: int, by: str) -> None:
    place = await work.place(place_id)
    if ticket_id is not None:
        details: dict[str, int | str] = {"left": left, "by": by}
        await work.note(ticket_id, TicketEventKind.PLACE_CLEARED, **details)
        work.happened(PlaceCleared(ticket_id))
    if left and place is not None and place.chat_id is not None:
        said = texts.text(RelayKey.DESK_LEFT, work.rules.desk_language, count=left)
        await work.tell(SendText(place.chat_id, said), priority=Priority.NOTICE)
    work.happened(DeskFree())


async def _ids(work: Work, place: Place) -> tuple[int, ...]:
    """Return message ids of the group as it is now: ids from before it became a supergroup name
    other messages."""
    traces = await work.uow.traces.of_place(place.id)
    return tuple(trace.message_id for trace in traces if trace.chat_id == place.chat_id)


async def _trace_lost(work: Work, place: Place, since: int) -> None:
    """Add the unknown message ids between the known ones: a message that was sent twice around a
    crash was recorded once. Only a supergroup numbers its messages by itself; elsewhere such
    numbers belong to other chats."""
    ids = await _ids(work, place)
    if place.chat_id is None or place.chat_id > _SUPERGROUPS or not since:
        return
    holes = [range(one + 1, other) for one, other in pairwise(ids) if one >= since]
    lost = [number for hole in holes if len(hole) <= MOST_LOST for number in hole]
    await work.uow.traces.leave(place.id, place.chat_id, lost, work.now)


async def _since(work: Work, place: Place, ticket_id: int | None) -> int:
    """Return the id of the ticket's first message there, since staff's earlier messages stay; 0
    when it is not known."""
    if ticket_id is None:
        return 0
    taken = await work.uow.tickets.last_event(ticket_id, [TicketEventKind.PLACE_TAKEN])
    if taken is None or taken.details.get("chat") != place.chat_id:
        return 0
    traces = await work.uow.traces.of_place(place.id)
    ids = [
        trace.message_id
        for trace in traces
        if trace.chat_id == place.chat_id and trace.seen_at >= taken.at
    ]
    return min(ids, default=0)
