"""Finds a place for a ticket, down the ladder from its topic's kind, and gives it up.

A place is always given up in the same way: its link is revoked first, so that nobody enters
meanwhile; then a room is emptied (`room_outcomes`), read a last time, wiped, and proved empty.

A customer whom Telegram does not let in, being in as many groups as it allows, or whom it makes
wait, is served in the bot's chat if possible. Else their request stays open. A second request makes
no update (https://core.telegram.org/bots/api#chatjoinrequest is sent for a new request only), so
the bot approves the first one when they press a button.
"""

from datetime import datetime, timedelta

from core.cards.lookup import usable_place, usable_room
from core.cards.send import notify_supervisors, say, show_ticket
from core.cards.views import customer as views
from core.desks.desk import leave_desk, rungs_there, take_desk, take_overflow
from core.model import texts
from core.model.accounts import Cause, Denied, day_of
from core.model.effects import SetTitle
from core.model.events import PlaceCleared
from core.model.fallback import Can, Cannot, Lack, Rung, Wait, descend
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.places import Place, PlaceKind, PlaceState
from core.model.room_effects import (
    ApproveJoin,
    CreateJoinLink,
    EmptyRoom,
    KeepTitle,
    RevokeJoinLink,
)
from core.model.rules import clock_time
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.places.talk import begin_if_ready
from core.ports import OutboxEffect, Work
from core.rooms.entry import may_enter
from core.rooms.pool import make_room
from core.threads.topics import leave_thread, take_thread

MINUTE = timedelta(minutes=1)

CLEARED_WITHIN = timedelta(seconds=5)
"""About so long a room is cleared; whoever waits for that is told nothing of it."""


_NOTICES: dict[Cause | Lack, NoticeKey] = {
    # With nobody ever at work a desk begins, and `doctor` says what lacks.
    Cause.SPENT: NoticeKey.ROOMS_SPENT,
    Cause.FLOODED: NoticeKey.ROOMS_FLOODED,
    Cause.OFFLINE: NoticeKey.ROOMS_OFFLINE,
    Cause.POORLY: NoticeKey.ROOMS_POORLY,
    Cause.FULL: NoticeKey.ROOMS_FULL,
    Cause.AWAY: NoticeKey.ROOMS_AWAY,
}


async def find_place(
    work: Work,
    ticket: Ticket,
    attempt: int = 1,
    not_before: datetime | None = None,
    *,
    rooms: bool = True,
) -> Place | Wait:
    """Find a place for the ticket, down the ladder from its topic's kind; a new room is not created
    before that time. Rooms are for tickets that have an operator: without `rooms`, and for topics
    that desks serve, there are none.

    Returns `Wait` when there is no place: until the earliest time at which there may be one (a tick
    tries again), or for a room that becomes clean (`serve_waiting`). The caller continues with
    `talk.begin_if_ready`.
    """
    if ticket.reopened_at is not None and await work.uow.places.is_left(ticket.id):
        # What was said in its room last is being read there under its number.
        cleared = Wait(work.now + CLEARED_WITHIN, {})
        await place_denied(work, ticket, cleared)
        return cleared
    kind = work.rules.topic(ticket.topic).place
    # Who talks in the bot's chat already stays there.
    may_be_room = rooms and ticket.status is not TicketStatus.ACTIVE
    clean: Can | Cannot = Can()
    if may_be_room and kind is PlaceKind.ROOM:  # for them the first rung, whatever else there is
        found = await _take_clean(work, ticket, attempt)
        if isinstance(found, Place):
            return found
        clean = found
    can: dict[Rung, Can | Cannot] = await rungs_there(work)
    if may_be_room and not (kind is PlaceKind.DESK and can):
        can |= {Rung.CLEAN_ROOM: clean, Rung.NEW_ROOM: Can()}
    while True:
        step = descend(kind, can)
        if isinstance(step, Wait):
            await place_denied(work, ticket, step)
            return step
        # A claim is a conditional update: only taking the rung tells whether it can be had.
        taken = await _take(work, ticket, step.rung, attempt, not_before)
        if isinstance(taken, Place):
            return taken
        can[step.rung] = taken


async def _take(
    work: Work, ticket: Ticket, rung: Rung, attempt: int, not_before: datetime | None
) -> Place | Cannot:
    match rung:
        case Rung.CLEAN_ROOM:
            return await _take_clean(work, ticket, attempt)
        case Rung.NEW_ROOM:
            made = await make_room(work, ticket, attempt=attempt, not_before=not_before)
            return Cannot(made.cause, made.until) if isinstance(made, Denied) else made
        case Rung.THREAD:
            return await take_thread(work, ticket)
        case Rung.DESK:
            return await take_desk(work, ticket)
        case Rung.OVERFLOW:
            return await take_overflow(work, ticket)


async def serve_waiting(work: Work) -> list[int]:
    """Find a place for each waiting ticket, oldest first, since one may be available again. Returns
    the ids of the tickets that got one."""
    served: list[int] = []
    for waiting in await work.uow.tickets.without_place():
        # Holds the ticket's row, so that of two who look at once the second sees the place.
        if not await work.uow.tickets.extend_offer(waiting.id, work.now + work.rules.offer_lasts):
            continue
        ticket = await work.ticket(waiting.id)
        if ticket is None or ticket.place_id is not None:
            continue
        if not await begin_if_ready(work, ticket, await find_place(work, ticket)):
            break
        served.append(ticket.id)
        current = await work.ticket(ticket.id)
        if current is not None:
            await show_ticket(work, current)
    return served


async def place_denied(work: Work, ticket: Ticket, wait: Wait) -> None:
    """Let the ticket wait until a place may be available. The event and the notice come once a day
    for each cause, however often it is tried."""
    longest = work.now + work.rules.offer_lasts
    soonest = longest if wait.until is None else max(work.now, min(wait.until, longest))
    await work.uow.tickets.extend_offer(ticket.id, soonest)
    new_room = wait.passed.get(Rung.NEW_ROOM)
    cause = Cause.NOBODY if new_room is None else new_room.cause
    until = None if new_room is None else new_room.until
    day = day_of(work.now).isoformat()
    if await work.once(Memo.DENIED, ticket.id, word=f"{day}:{cause}"):
        for rung, refusal in wait.passed.items():
            await work.note(
                ticket.id,
                TicketEventKind.PLACE_DENIED,
                kind=rung.kind.value,
                rung=rung.value,
                reason=refusal.cause.value,
            )
    current = await work.ticket(ticket.id)
    if current is not None:
        await show_ticket(work, current)
    key = _NOTICES.get(cause)
    if key is None or not await work.once(Memo.NO_ROOMS, cause, word=day):
        return
    if until is None:
        await notify_supervisors(work, key, ticket.id)
    else:
        minutes = max(1, -(-(until - work.now) // MINUTE))
        await notify_supervisors(work, key, ticket.id, minutes=minutes)


async def request_link(work: Work, ticket: Ticket) -> bool:
    """Create a new link for a customer who was in the room, left, and wants back; their card shows
    it when it is ready. One link exists at a time. Returns False when the room cannot be entered
    any more."""
    place = await usable_place(work, ticket)
    if place is None or place.chat_id is None or not ticket.is_open:
        return False
    if place.state is PlaceState.READY and place.link is None:
        await work.tell(CreateJoinLink(place.chat_id, place.id), ticket.id)
    return True


async def revoke_link(work: Work, place: Place) -> None:
    """Revoke the link when the customer is in. Staff get links of their own
    (`entry.send_personal_link`)."""
    if place.link is None or place.chat_id is None:
        return
    if await work.uow.places.clear_link(place.id, place.link):
        await work.tell(RevokeJoinLink(place.chat_id, place.link, last=False), place.ticket_id)


def title_of(work: Work, ticket: Ticket) -> str:
    """Return the title of the ticket's room."""
    return f"{work.rules.room_title} #{ticket.id}"


async def give_up_place(work: Work, ticket: Ticket) -> None:
    """Start to clear the place of a ticket that ended."""
    place = await usable_place(work, ticket)
    if place is not None:
        await leave_place(work, place)


async def leave_place(work: Work, place: Place) -> None:
    """Start to clear a place of any kind: a room is emptied, a desk is released, a topic is closed.
    A place that is not ready yet is cleared when it is."""
    if place.state is not PlaceState.READY:
        return
    match place.kind:
        case PlaceKind.ROOM:
            await start_emptying(work, place, place.link)
        case PlaceKind.DESK:
            await leave_desk(work, place)
            if place.is_shared:  # nothing is cleared there that one could wait for
                work.happened(PlaceCleared(place.ticket_id))
        case PlaceKind.THREAD:
            await leave_thread(work, place)
            work.happened(PlaceCleared(place.ticket_id))


async def start_emptying(work: Work, place: Place, link: str | None) -> None:
    """Revoke the link, after which the room is emptied; empty it at once when there is none."""
    if place.chat_id is None:
        return
    if not await work.uow.places.move(place.id, PlaceState.EMPTYING, work.now):
        return
    await keep_title(work, place.chat_id, place.ticket_id)
    if link is not None:
        await work.tell(RevokeJoinLink(place.chat_id, link), place.ticket_id)
    else:
        await work.tell(EmptyRoom(place.id, place.chat_id), place.ticket_id)


async def keep_title(work: Work, chat_id: int, ticket_id: int | None) -> None:
    """Drop a delayed title change, which would otherwise reach a clean room, the next ticket's
    room, or none."""
    await work.tell(KeepTitle(chat_id), ticket_id)


async def _take_clean(work: Work, ticket: Ticket, attempt: int) -> Place | Cannot:
    place = await work.uow.places.claim_clean(PlaceKind.ROOM, ticket.id, work.now)
    if place is None or place.chat_id is None:
        return Cannot(Lack.NONE_CLEAN)
    await work.uow.tickets.set_place(ticket.id, place.id)
    title = SetTitle(place.chat_id, title_of(work, ticket))
    await work.tell(title, ticket.id)
    link = CreateJoinLink(place.chat_id, place.id, attempt)
    await work.tell(link, ticket.id)
    return place


async def in_too_many_chats(work: Work, ticket: Ticket, person_id: int) -> None:
    """Serve the customer elsewhere, or tell them what they can do."""
    if not ticket.is_open or not await may_enter(work, ticket, person_id):
        return
    if person_id == ticket.customer_id and await _served_in_bot(work, ticket):
        return
    text = texts.text(
        TextKey.DOOR_TOO_MANY_CHATS, await _language(work, person_id), ticket=ticket.id
    )
    await say(work, person_id, Shown(text, views.let_in_buttons(ticket.id)), ticket_id=ticket.id)


async def admission_delayed(
    work: Work, row: OutboxEffect, effect: ApproveJoin, until: datetime
) -> None:
    """Handle that Telegram delays the admission until then: the customer is served elsewhere, or
    notified once and admitted automatically."""
    ticket = await work.ticket(row.ticket_id)
    person_id = effect.user_id
    if ticket is None or not ticket.is_open or not await may_enter(work, ticket, person_id):
        return
    if person_id == ticket.customer_id and await _served_in_bot(work, ticket):
        return
    await work.tell(effect, ticket.id, not_before=until)
    if not await work.once(Memo.ADMISSION, ticket.id, person_id, word="waits"):
        return
    time = clock_time(until, work.now, work.rules.time_zone)
    text = texts.text(
        TextKey.DOOR_WAITS, await _language(work, person_id), ticket=ticket.id, time=time
    )
    await say(work, person_id, Shown(text), ticket_id=ticket.id)


async def _language(work: Work, person_id: int) -> str | None:
    known = await work.operator(person_id) or await work.customer(person_id)
    return None if known is None else known.language


async def admit_again(work: Work, person_id: int, ticket_id: int) -> None:
    """Admit a customer who has left another group. Raises DeskError(ALREADY_DONE) when they may not
    enter any more."""
    ticket = await work.ticket(ticket_id)
    place = None if ticket is None else await usable_room(work, ticket)
    if ticket is None or place is None or place.chat_id is None or not ticket.is_open:
        raise DeskError(TextKey.ALREADY_DONE)
    if not await may_enter(work, ticket, person_id):
        raise DeskError(TextKey.ALREADY_DONE)
    await work.tell(ApproveJoin(place.chat_id, person_id), ticket.id)


async def _served_in_bot(work: Work, ticket: Ticket) -> bool:
    """Give the room back and use a topic or a desk instead, if there is one."""
    room = await usable_room(work, ticket)
    is_new = ticket.joined_at is None and ticket.status is TicketStatus.OFFERED
    if room is None or not is_new or not await rungs_there(work):
        return False
    if not await work.uow.tickets.moves(ticket.id, room.id, None):
        return False
    await leave_place(work, room)
    await work.uow.places.release(room.id)
    current = await work.ticket(ticket.id) or ticket
    return await begin_if_ready(work, current, await find_place(work, current, rooms=False))
