"""Moves a ticket from whoever holds it to somebody else, or back into the queue.

An operator chooses to whom, and with which note, in the bot's private chat, since the customer
reads what stands in the room.
"""

from core.cards.lookup import desk_topics, usable_place
from core.cards.send import PROMPT_LASTS, show_dialog, show_ticket
from core.cards.ticket_card import show_at
from core.cards.views import staff as staff_views
from core.cards.views.staff import QUEUE_ID
from core.model.actions import LONGEST_NOTE, clipped, part
from core.model.cards import Card
from core.model.effects import ShowCard
from core.model.events import CapacityFreed, PanelChanged, TicketReturned
from core.model.memos import Memo
from core.model.people import Operator
from core.model.places import PlaceKind
from core.model.room_effects import RemoveFromRoom
from core.model.text_keys import TextKey
from core.model.texts import DeskError
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.staff.access import staff_member, ticket_of_staff
from core.tickets.assign import able_to_take, start_offer
from core.tickets.end import hide_commands

_STEP = "transfer"


async def choose_whom(
    work: Work, actor_id: int, ticket_id: int, page: int | None = None, *, fresh: bool = False
) -> None:
    """Show who could take the ticket. Raises StaffOnly, NotYourTicket, TicketIsClosed,
    DeskError(NOBODY_HOLDS, START_BOT_FIRST)."""
    ticket, actor = await _held(work, actor_id, ticket_id)
    if not actor.started_bot:
        raise DeskError(TextKey.START_BOT_FIRST)
    await work.uow.steps.clear(actor_id)
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        raise DeskError(TextKey.NOBODY_HOLDS)
    able = await able_to_take(work, ticket)
    page = clipped(page or 0, len(able))
    shown = staff_views.whom(ticket, customer, actor.language, part(able, page), page, len(able))
    await show_dialog(work, actor_id, shown, fresh=fresh)


async def takers(work: Work, actor_id: int, ticket_id: int) -> list[Operator]:
    """Who could take the ticket, the least loaded first. Raises StaffOnly, NotYourTicket,
    TicketIsClosed, DeskError(NOBODY_HOLDS)."""
    ticket, _ = await _held(work, actor_id, ticket_id)
    return await able_to_take(work, ticket)


async def ask_note(work: Work, actor_id: int, ticket_id: int, target: int) -> None:
    """Ask for a note for the operator `target` (QUEUE_ID: for whoever is next); what they write
    then is it. Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError."""
    _, actor = await _held(work, actor_id, ticket_id)
    to = await _target(work, target)
    until = int((work.now + PROMPT_LASTS).timestamp())
    await work.uow.steps.set(actor_id, f"{_STEP}:{ticket_id}:{target}:{until}")
    await show_dialog(work, actor_id, staff_views.ask_note(ticket_id, actor.language, to))


async def take_note(work: Work, actor_id: int, words: str) -> bool:
    """Pass the ticket on with the note that was asked for. False when none was asked for. Raises as
    `transfer`."""
    step, *asked = (await work.uow.steps.get(actor_id) or "").split(":")
    if step != _STEP or len(asked) != 3 or not all(part.isdigit() for part in asked):
        return False
    ticket_id, target, until = map(int, asked)
    if work.now.timestamp() > until:
        return False
    await transfer(work, actor_id, ticket_id, target, words, fresh=True)
    return True


async def transfer(
    work: Work,
    actor_id: int,
    ticket_id: int,
    target: int,
    note: str | None = None,
    *,
    fresh: bool = False,
) -> None:
    """Give the ticket to the operator `target`, or back to the queue (QUEUE_ID), and say so in the
    bot. Raises as `give`."""
    await work.uow.steps.clear(actor_id)
    actor, to = await give(work, actor_id, ticket_id, target, note)
    shown = staff_views.given(ticket_id, actor.language, to)
    await show_dialog(work, actor_id, shown, fresh=fresh)


async def give(
    work: Work, actor_id: int, ticket_id: int, target: int, note: str | None = None
) -> tuple[Operator, Operator | None]:
    """Give the ticket to the operator `target`, or back to the queue (QUEUE_ID). Returns who gave
    it, and to whom.

    Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError(NOBODY_HOLDS, CANNOT_TAKE).
    """
    ticket, actor = await _held(work, actor_id, ticket_id)
    to = await _target(work, target)
    words = (note or "").strip()[:LONGEST_NOTE] or None
    if to is None:
        gone = await back_to_queue(work, ticket, actor_id, words)
    else:
        gone = await hand_over(work, ticket, to, actor_id, words)
    if not gone:
        raise DeskError(TextKey.NOBODY_HOLDS if to is None else TextKey.CANNOT_TAKE)
    work.happened(CapacityFreed())
    work.happened(TicketReturned(ticket_id))
    return actor, to


async def hand_all_over(work: Work, operator_id: int) -> None:
    """End the shift and put all tickets held back into the queue, which offers them to others at
    once. Raises StaffOnly, DeskError(NOT_ON_SHIFT)."""
    await staff_member(work, operator_id)
    if not await work.uow.operators.end_shift(operator_id, work.now):
        raise DeskError(TextKey.NOT_ON_SHIFT)
    for ticket in await work.uow.tickets.held_by(operator_id):
        if await back_to_queue(work, ticket, operator_id):
            work.happened(TicketReturned(ticket.id))
    work.happened(CapacityFreed())
    work.happened(PanelChanged(operator_id))


async def hand_over(
    work: Work, ticket: Ticket, to: Operator, actor_id: int, note: str | None = None
) -> bool:
    """Give a ticket from its operator to that one, who must be on shift with headroom. False when
    they cannot take it, or the ticket has another operator by now."""
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


async def show_waiting(work: Work, ticket_id: int) -> None:
    """Show a customer who is there that their ticket waits again, and so whoever reads the card
    where they talk."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.operator_id is not None or not ticket.is_open:
        return
    await show_ticket(work, ticket)
    place = await usable_place(work, ticket)
    if ticket.joined_at is not None and place is not None and place.chat_id is not None:
        await show_at(work, ticket, place)


async def leave_room(work: Work, ticket: Ticket, operator_id: int) -> None:
    """Take whoever held the ticket out of the room (nobody leaves a staff's group or forum); their
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
    card = Card.OPERATOR.of(ticket.id, operator_id)
    if operator is None or customer is None or not operator.started_bot:
        return
    shown = staff_views.passed_card(ticket, customer, operator.language)
    if ticket.active_at is not None and await work.uow.cards.remember({card: shown.word}):
        await work.tell(ShowCard(operator_id, card, shown.text), ticket.id)


async def _held(work: Work, actor_id: int, ticket_id: int) -> tuple[Ticket, Operator]:
    """Return the ticket and the member of staff who gives it away."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    if ticket.operator_id is None:
        raise DeskError(TextKey.NOBODY_HOLDS)
    return ticket, await staff_member(work, actor_id)


async def _target(work: Work, target: int) -> Operator | None:
    """Return the operator of a button; None for the queue."""
    if target == QUEUE_ID:
        return None
    operator = await work.operator(target)
    if operator is None:
        raise DeskError(TextKey.CANNOT_TAKE)
    return operator


async def _event(
    work: Work, ticket: Ticket, actor_id: int | None, to: int | None, note: str | None
) -> None:
    """Write the transfer into the history."""
    details: dict[str, int | str | None] = {"from": ticket.operator_id, "to": to}
    if note:
        details["note"] = note
    await work.note(ticket.id, TicketEventKind.TRANSFERRED, actor_id, **details)
