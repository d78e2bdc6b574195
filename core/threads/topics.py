"""Manages threads: forum topics that are opened for a customer's ticket, closed when it ends, made
anew when somebody deleted them, and deleted when their customer is forgotten."""

from datetime import datetime, timedelta

from core.cards.send import show_ticket
from core.cards.ticket_card import look_of, remember_look, update_look
from core.model.cards import Card
from core.model.desk_effects import CreateTopic, DeleteTopic
from core.model.effects import SendText
from core.model.fallback import Cannot, Lack
from core.model.memos import Memo
from core.model.messages import Said
from core.model.places import GroupUse, Place, PlaceKind, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.texts import text
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work

AGAIN_AFTER = timedelta(minutes=1)
"""For how long no topic is asked for after Telegram refused one; the ladder goes on without."""


async def take_thread(work: Work, ticket: Ticket) -> Place | Cannot:
    """Open the customer's topic again, or have one made; the talk begins when it is there."""
    forums = await work.uow.groups.usable(GroupUse.FORUM)
    if not forums:
        return Cannot(Lack.NO_FORUM)
    chat_id = forums[0].chat_id
    kept = await _take_kept(work, ticket, chat_id) if work.rules.thread_per_customer else None
    if kept is not None:
        return kept
    if await work.uow.places.refused(PlaceKind.THREAD, work.now - AGAIN_AFTER):
        return Cannot(Lack.REFUSED, work.now + AGAIN_AFTER)
    return await make_thread(work, ticket, chat_id)


async def make_thread(
    work: Work, ticket: Ticket, chat_id: int, not_before: datetime | None = None
) -> Place:
    """Ask for a new topic in that forum, which is the ticket's place from now on."""
    look = await look_of(work, await work.ticket(ticket.id) or ticket)
    place = await work.uow.places.add(
        PlaceKind.THREAD,
        PlaceState.CREATING,
        work.new_marker(),
        look.title,
        None,
        work.now,
        ticket_id=ticket.id,
        customer_id=ticket.customer_id,
    )
    await work.uow.tickets.set_place(ticket.id, place.id)
    await remember_look(work, place.id, look)
    await work.tell(
        CreateTopic(chat_id, place.id, look.title, look.icon), ticket.id, not_before=not_before
    )
    return place


async def _take_kept(work: Work, ticket: Ticket, chat_id: int) -> Place | None:
    """Take the topic that the customer has, also one that is still being made for a ticket which
    ended meanwhile."""
    places = work.uow.places
    kept = await places.thread_of(ticket.customer_id, chat_id)
    if kept is None:
        return None
    if kept.state is not PlaceState.CREATING:
        place = await places.take(kept.id, ticket.id, work.now)
    else:
        place = kept if await places.inherit(kept.id, ticket.id) else None
    if place is not None:
        await work.uow.tickets.set_place(ticket.id, place.id)
    return place


async def thread_made(work: Work, place_id: int) -> tuple[Ticket, Place] | None:
    """Take in that a topic was made. Returns whose talk begins in it, or goes on. Without a ticket
    that waits for it, it is closed and kept for its customer."""
    place = await work.place(place_id)
    if place is None or place.ticket_id is None:
        return None
    # Holds the ticket's row: this waits for whoever is just ending the ticket, and what its
    # customer says now comes after it.
    waits = await work.uow.tickets.moves(place.ticket_id, place.id, place.id)
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or not waits:
        await leave_thread(work, place)
        return None
    kinds = (TicketEventKind.PLACE_TAKEN, TicketEventKind.PLACE_LOST)
    last = await work.uow.tickets.last_event(ticket.id, kinds)
    lost = last is not None and last.kind is TicketEventKind.PLACE_LOST
    if lost and last is not None and last.details.get("kind") == PlaceKind.THREAD:
        await _say_there(work, place, RelayKey.THREAD_MADE_ANEW, ticket)
    return ticket, place


async def leave_thread(work: Work, place: Place) -> None:
    """Close the topic of a ticket that ended; it waits for its customer's next one."""
    ticket = await work.ticket(place.ticket_id)
    if not await work.uow.places.move(place.id, PlaceState.CLEAN, work.now):
        return
    if ticket is not None and not ticket.is_open:
        await update_look(work, ticket, place)


async def thread_lost(work: Work, place: Place, reason: str) -> Ticket | None:
    """Take in that a topic can be used no more. Returns its ticket, if that goes on elsewhere: it
    has no place now, and copies made there count as not made. Returns None also when that is known
    already."""
    uow = work.uow
    number = place.ticket_id
    # The ticket's row first, as everybody who moves a ticket does.
    goes_on = number is not None and await uow.tickets.moves(number, place.id, None)
    await uow.places.move(place.id, PlaceState.DELETED, work.now)
    if number is None or not goes_on:
        return None
    await work.note(
        number, TicketEventKind.PLACE_LOST, kind=place.kind.value, chat=place.chat_id, reason=reason
    )
    if place.chat_id is not None:
        await uow.copies.forget(number, place.chat_id)
    await uow.cards.remember({Card.DESK.of(number): "lost"})
    return await work.ticket(number)


async def recreate_topic(work: Work, chat_id: int, thread_id: int, reason: str) -> bool:
    """Have a topic made anew, once, after somebody deleted it by hand; all that the customer said
    is copied into it. Returns False for what is no topic of ours, or known to be gone."""
    place = await work.uow.places.by_chat(chat_id, thread_id)
    if place is None or place.kind is not PlaceKind.THREAD:
        return False
    ticket = await thread_lost(work, place, reason)
    if ticket is not None:
        await make_thread(work, ticket, chat_id)
        if ticket.status is not TicketStatus.ACTIVE:
            await show_ticket(work, ticket)
    return True


async def notify_closed_thread(work: Work, place: Place, said: Said) -> None:
    """Tell staff who wrote in the topic of a ticket that ended that it goes nowhere, once for each
    ticket."""
    if place.kind is not PlaceKind.THREAD or place.state is not PlaceState.CLEAN:
        return
    if await work.once(Memo.CLOSED_THREAD, place.id, word=str(place.uses)):
        await _say_there(work, place, RelayKey.THREAD_IS_CLOSED, None, reply_to=said.message_id)


async def forget_threads(work: Work, customer_id: int) -> None:
    """Delete every topic of a customer, with all that was said there."""
    for place in await work.uow.places.threads_of(customer_id):
        if not await work.uow.places.move(place.id, PlaceState.DELETED, work.now):
            continue
        if place.chat_id is not None:
            effect = DeleteTopic(place.chat_id, place.id, place.thread_id)
            await work.tell(effect)


async def _say_there(
    work: Work, place: Place, key: RelayKey, ticket: Ticket | None, reply_to: int | None = None
) -> None:
    if place.chat_id is None:
        return
    language = await _language_of(work, place, ticket)
    values: dict[str, str | int] = {} if ticket is None else {"ticket": ticket.id}
    said = text(key, language, **values)
    await work.tell(
        SendText(place.chat_id, said, reply_to=reply_to, thread_id=place.thread_id),
        None if ticket is None else ticket.id,
    )


async def _language_of(work: Work, place: Place, ticket: Ticket | None) -> str | None:
    """Return the language of who holds the ticket; else the customer's, as on the card."""
    operator = await work.operator(None if ticket is None else ticket.operator_id)
    reader = operator or await work.customer(place.customer_id)
    return None if reader is None else reader.language
