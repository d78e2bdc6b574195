"""A ticket goes from whoever holds it to somebody else, or back into the queue."""

from core.domain import cards, staff_views
from core.domain.effects import ShowCard
from core.domain.memos import Memo
from core.domain.people import Operator
from core.domain.places import PlaceKind
from core.domain.room_effects import RemoveFromRoom
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.at_place import show_at
from core.usecases.closing import hide_commands
from core.usecases.pull_queue import start_offer
from core.usecases.telling import show_ticket
from core.usecases.whereabouts import desk_topics, usable_place


async def back_to_queue(
    work: Work, ticket: Ticket, actor_id: int | None, note: str | None = None
) -> bool:
    """Take a ticket from its operator and let it wait; the next choice leaves them out. The caller
    says `CapacityFreed`. At a desk that waits for no operator, whoever sits there goes on. False
    when nobody holds it."""
    frm = ticket.operator_id
    if frm is None or not await work.uow.tickets.requeue(ticket.id):
        return False
    await work.uow.operators.release(ticket.id, work.now, "back to the queue")
    await work.uow.tickets.pass_over(ticket.id, frm)
    await _event(work, ticket, actor_id, None, note)
    place = await usable_place(work, ticket)
    at_desk = place is not None and place.kind is PlaceKind.DESK
    if at_desk and ticket.topic in await desk_topics(work):
        await work.uow.tickets.activate(ticket.id, None, work.now)
    await leave_room(work, ticket, frm)
    return True


async def hand_over(
    work: Work, ticket: Ticket, to: Operator, actor_id: int, note: str | None = None
) -> bool:
    """From the ticket's operator to that one, who must be on shift with headroom. False when they
    cannot take it, or the ticket has another operator by now."""
    frm = ticket.operator_id
    if frm is None or frm == to.id or to.id == ticket.customer_id:
        return False
    operators = work.uow.operators
    if not await operators.hand_over(ticket.id, frm, to.id, work.now, "transferred"):
        return False
    await work.uow.tickets.requeue(ticket.id)
    await _event(work, ticket, actor_id, to.id, note)  # its note stands on the new card
    await leave_room(work, ticket, frm)
    waiting = await work.ticket(ticket.id)
    if waiting is None or not await start_offer(work, waiting, to):
        await operators.release(ticket.id, work.now, "the ticket ended meanwhile")
        return False
    return True


async def leave_room(work: Work, ticket: Ticket, operator_id: int) -> None:
    """Whoever held the ticket leaves the room (nobody leaves a staff's group or forum), and their
    card says so."""
    place = await usable_place(work, ticket)
    was_there = ticket.active_at is not None
    if was_there and place is not None and place.kind is PlaceKind.ROOM and place.chat_id:
        await work.tell(RemoveFromRoom(place.id, place.chat_id, operator_id), ticket.id)
        await hide_commands(work, ticket, operator_id)
        # Whoever comes back later is news again.
        await work.once(Memo.CAME, ticket.id, operator_id, word="left")
    operator = await work.operator(operator_id)
    customer = await work.customer(ticket.customer_id)
    card = cards.operator(ticket.id, operator_id)
    if operator is None or customer is None or not operator.started_bot:
        return
    shown = staff_views.passed_card(ticket, customer, operator.language)
    if ticket.active_at is not None and await work.uow.cards.remember({card: shown.word}):
        await work.tell(ShowCard(operator_id, card, shown.text), ticket.id)


async def show_waiting(work: Work, ticket_id: int) -> None:
    """A customer whose ticket waits again although they are there sees so on their card, and so
    does who looks where it is talked about."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.operator_id is not None or not ticket.is_open:
        return
    await show_ticket(work, ticket)
    place = await usable_place(work, ticket)
    if ticket.joined_at is not None and place is not None and place.chat_id is not None:
        await show_at(work, ticket, place)


async def _event(
    work: Work, ticket: Ticket, actor_id: int | None, to: int | None, note: str | None
) -> None:
    details: dict[str, int | str | None] = {"from": ticket.operator_id, "to": to}
    if note:
        details["note"] = note
    await work.note(ticket.id, TicketEventKind.TRANSFERRED, actor_id, **details)
