"""Settlers of rooms: what follows when a room was created, got its link, was emptied, wiped or
deleted, or could not be."""

from dataclasses import replace
from datetime import timedelta

from core.cards.lookup import has_waited, room_by_chat
from core.cards.notices import report_failure
from core.cards.send import show_ticket
from core.desks.desk import rungs_there
from core.model.accounts import day_of
from core.model.effects import SetTitle
from core.model.events import PlaceCleared, RoomFree
from core.model.fallback import Wait
from core.model.outcomes import Cause, Refused, Rejected, Scope, Sent, Settled
from core.model.places import Place, PlaceState
from core.model.room_effects import (
    CreateJoinLink,
    CreateRoom,
    DeleteRoom,
    DiscardRoom,
    EmptyRoom,
    RevokeJoinLink,
    WipeRoom,
)
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.places.find import find_place, keep_title, place_denied, start_emptying, title_of
from core.places.talk import begin_if_ready
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.rooms.accounts import account_passed_over, account_works, watch_chats

FIRST_PAUSE = timedelta(seconds=30)


LONGEST_PAUSE = timedelta(minutes=30)


@settles(CreateRoom)
async def room_created(work: Work, row: OutboxEffect, effect: CreateRoom, outcome: Settled) -> None:
    """Request a link for the new room. If it was not created or cannot be used, another is tried:
    at once when the account was at fault, else after a pause."""
    place = await work.place(effect.place_id)
    if place is None:
        return
    if isinstance(outcome, Sent):
        made = int(outcome.value["chat_id"])
    elif isinstance(outcome, Rejected) and outcome.made is not None:
        made = outcome.made
    else:
        await _not_made(work, row, place, effect, outcome)
        return
    if not await work.uow.places.created(effect.place_id, made, work.now):
        if place.chat_id is None and place.state is PlaceState.DELETED:
            # It came when nobody waited for it any longer.
            await work.tell(DeleteRoom(place.id, made))
        return
    if place.account is not None:
        await watch_chats(work, place.account)
        if isinstance(outcome, Sent):
            await account_works(work, place.account)
    if not isinstance(outcome, Sent):
        await _discard(work, row, place.id, made, effect.attempt, outcome)
        return
    place = replace(place, chat_id=made)
    ticket = await _waiting_for(work, place)
    if ticket is None:
        await start_emptying(work, place, None)
        return
    title = SetTitle(made, title_of(work, ticket))
    await work.tell(title, ticket.id)
    await work.tell(CreateJoinLink(made, place.id, effect.attempt), place.ticket_id)


async def _not_made(
    work: Work, row: OutboxEffect, place: Place, effect: CreateRoom, outcome: Refused
) -> None:
    if not await work.uow.places.move(place.id, PlaceState.DELETED, work.now):
        return
    if isinstance(outcome, Rejected) and (outcome.gave_up or outcome.unsure):
        await _given_up(work, row, place, effect, outcome)
    elif place.account is not None:
        # What is full stays full: it was counted anew when Telegram said so.
        is_full = isinstance(outcome, Rejected) and outcome.cause is Cause.CHATS_FULL
        await work.uow.budgets.give_back(place.account, day_of(work.now), chat=not is_full)
    await _another_place(work, row, place.id, effect.attempt, outcome)


async def _given_up(
    work: Work, row: OutboxEffect, place: Place, effect: CreateRoom, outcome: Rejected
) -> None:
    """Handle a room that may exist all the same: its reservation is returned once that is known."""
    if place.account is not None and outcome.gave_up:
        await account_passed_over(work, place.account, outcome)
    discard = DiscardRoom(place.id, effect.marker, effect.title)
    await work.tell(discard, row.ticket_id)


@settles(DiscardRoom, on=Sent)
async def room_discarded(
    work: Work, _row: OutboxEffect, effect: DiscardRoom, outcome: Sent
) -> None:
    """Return the reservation of a room that was deleted or never created."""
    place = await work.place(effect.place_id)
    if place is None or place.account is None:
        return
    if outcome.value.get("found") is True:
        await work.uow.budgets.chat_left(place.account)
    else:
        await work.uow.budgets.give_back(place.account, day_of(work.now))


@settles(CreateJoinLink)
async def link_created(
    work: Work, row: OutboxEffect, effect: CreateJoinLink, outcome: Settled
) -> None:
    """Offer the link to the customer, whose time to come starts now. A room without a link is given
    up. A link for somebody who was in the room before is put on their card."""
    await work.ticket(row.ticket_id)  # its place comes with it
    place = await work.place(effect.place_id)
    if place is not None and place.state is not PlaceState.PREPARING:
        await _link_ready(work, row, place, effect, outcome)
        return
    if place is None:
        return
    ticket = await _waiting_for(work, place)
    if isinstance(outcome, Sent):
        link = str(outcome.value["url"])
        if ticket is None:
            await start_emptying(work, place, link)
        elif await work.uow.places.ready(place.id, link, work.now):
            await _place_ready(work, ticket, place, link)
    elif not await _link_waits(work, row, ticket, place, effect, outcome):
        await _discard(work, row, place.id, effect.chat_id, effect.attempt, outcome)


async def _link_waits(
    work: Work,
    row: OutboxEffect,
    ticket: Ticket | None,
    place: Place,
    effect: CreateJoinLink,
    outcome: Refused,
) -> bool:
    """Serve the ticket elsewhere, if possible, when a long flood wait delays its link; otherwise
    the room keeps waiting. Returns False for other refusals."""
    until = outcome.until if isinstance(outcome, Rejected) else None
    if until is None or ticket is None:
        return False
    await work.uow.tickets.set_place(ticket.id, None)
    if await rungs_there(work):
        await _drop(work, row, place.id, effect.chat_id)
        found = await find_place(work, replace(ticket, place_id=None), rooms=False)
        await begin_if_ready(work, ticket, found)
        return True
    await place_denied(work, ticket, Wait(until, {}))  # its customer reads that it takes longer
    await work.uow.tickets.set_place(ticket.id, place.id)
    await work.tell(effect, ticket.id, not_before=until)
    await work.uow.tickets.extend_offer(ticket.id, until + work.rules.offer_lasts)
    return True


@settles(RevokeJoinLink)
async def link_revoked(
    work: Work, row: OutboxEffect, effect: RevokeJoinLink, outcome: Settled
) -> None:
    """Start to empty a room that is given up, since nobody can enter by its link any more."""
    if not effect.last:
        if not isinstance(outcome, Sent):
            await report_failure(work, row, outcome.reason, tell=False)
        return
    place = await room_by_chat(work, effect.chat_id)
    if place is not None and place.state is PlaceState.EMPTYING:
        await work.tell(EmptyRoom(place.id, effect.chat_id), place.ticket_id)


@settles(EmptyRoom, on=Refused)
async def room_emptied(work: Work, row: OutboxEffect, effect: EmptyRoom, outcome: Refused) -> None:
    """Delete a room that cannot be emptied. Otherwise its final history arrives as a `swept`
    update."""
    place = await work.place(effect.place_id)
    if place is not None and await _delete(work, place, PlaceState.EMPTYING):
        await report_failure(work, row, outcome.reason)


@settles(WipeRoom)
async def room_wiped(work: Work, row: OutboxEffect, effect: WipeRoom, outcome: Settled) -> None:
    """Mark the room clean when it was proved empty, and delete it when it was not."""
    place = await work.place(effect.place_id)
    if place is None or place.state is not PlaceState.WIPING:
        return
    if isinstance(outcome, Sent) and outcome.value.get("clean") is True:
        if await work.uow.places.move(place.id, PlaceState.CLEAN, work.now):
            await _gone(work, place.ticket_id, TicketEventKind.PLACE_CLEARED)
            work.happened(RoomFree())
        return
    if await _delete(work, place, PlaceState.WIPING) and not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)


@settles(DeleteRoom)
async def room_deleted(work: Work, row: OutboxEffect, effect: DeleteRoom, outcome: Settled) -> None:
    """Record that the room is deleted. One that Telegram refuses to delete is never used again, and
    supervisors are notified."""
    await work.uow.places.move(effect.place_id, PlaceState.DELETED, work.now)
    if isinstance(outcome, Sent):
        place = await work.place(effect.place_id)
        if place is not None and place.account is not None:
            await work.uow.budgets.chat_left(place.account)
            await watch_chats(work, place.account)
        await _gone(work, row.ticket_id, TicketEventKind.PLACE_DELETED)
    else:
        await report_failure(work, row, outcome.reason)


async def _place_ready(work: Work, ticket: Ticket, place: Place, link: str) -> None:
    # This waits for whoever is just ending the ticket; only then is it known who clears the place.
    await work.uow.tickets.extend_offer(ticket.id, work.now + work.rules.offer_lasts)
    current = await work.ticket(ticket.id)
    if current is None or not current.is_open:
        await start_emptying(work, place, link)
        return
    await work.note(ticket.id, TicketEventKind.PLACE_READY)
    await show_ticket(work, current, fresh=await has_waited(work, current), each=True)


async def _waiting_for(work: Work, place: Place) -> Ticket | None:
    """Return the open ticket for which this place is being made."""
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or not ticket.is_open or ticket.place_id != place.id:
        return None
    return ticket


async def _another_place(
    work: Work, row: OutboxEffect, place_id: int, attempt: int, outcome: Refused
) -> None:
    """Try another place for the ticket, after a pause that doubles up to half an hour, or at once
    when only the account was refused. The operator's slot stays reserved and the offer is
    extended."""
    of_account = outcome.scope is Scope.ACCOUNT
    await report_failure(work, row, outcome.reason, tell=not of_account)
    ticket = await work.ticket(row.ticket_id)
    if ticket is None or not ticket.is_open or ticket.place_id != place_id:
        return
    await work.uow.tickets.set_place(ticket.id, None)
    if ticket.status is TicketStatus.OFFERED:
        pause = min(FIRST_PAUSE * 2 ** min(attempt - 1, 10), LONGEST_PAUSE)
        again = None if of_account else work.now + pause
        found = await find_place(work, replace(ticket, place_id=None), attempt + 1, again)
        await begin_if_ready(work, ticket, found)


async def _link_ready(
    work: Work, row: OutboxEffect, place: Place, effect: CreateJoinLink, outcome: Settled
) -> None:
    """Put a fresh link on the card of a customer who was in the room before; a superfluous link is
    revoked at once."""
    if isinstance(outcome, Rejected) and outcome.until is not None and place.link is None:
        await work.tell(effect, row.ticket_id, not_before=outcome.until)
        return
    if not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)
        return
    link = str(outcome.value["url"])
    ticket = await _waiting_for(work, place)
    is_out = ticket is not None and (ticket.joined_at is None or ticket.is_away)
    if ticket is not None and is_out and await work.uow.places.set_link(place.id, link):
        await show_ticket(work, ticket)
        return
    await work.tell(RevokeJoinLink(effect.chat_id, link, last=False), place.ticket_id)


async def _discard(
    work: Work, row: OutboxEffect, place_id: int, chat_id: int, attempt: int, outcome: Refused
) -> None:
    """Give up a new room that cannot be used, and free its ticket for another place."""
    if await _drop(work, row, place_id, chat_id):
        await _another_place(work, row, place_id, attempt, outcome)


async def _drop(work: Work, row: OutboxEffect, place_id: int, chat_id: int) -> bool:
    """Mark the room as deleted for the desk. Returns False when it was already."""
    if not await work.uow.places.move(place_id, PlaceState.DELETED, work.now):
        return False
    await keep_title(work, chat_id, row.ticket_id)
    delete = DeleteRoom(place_id, chat_id)
    await work.tell(delete, row.ticket_id)
    return True


async def _delete(work: Work, place: Place, frm: PlaceState) -> bool:
    """Delete the room if its state is still what it was when Telegram was asked; otherwise a later
    step has taken over."""
    if place.chat_id is None:
        return False
    if not await work.uow.places.move(place.id, PlaceState.DELETING, work.now, frm=frm):
        return False
    await work.tell(DeleteRoom(place.id, place.chat_id), place.ticket_id)
    return True


async def _gone(work: Work, ticket_id: int | None, kind: TicketEventKind) -> None:
    """Detach the ticket from its place, of which everything is recorded now."""
    if ticket_id is not None:
        await work.note(ticket_id, kind)
        work.happened(PlaceCleared(ticket_id))
