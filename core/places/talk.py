"""Begins a talk: in a room when the customer is in and the ticket has an operator; at a desk and in
a thread as soon as the ticket has it, since its customer is in the bot's chat all the time."""

from core.cards.lookup import has_waited
from core.cards.send import show_operator, show_ticket
from core.cards.ticket_card import copy_backlog, mention_holder, show_at
from core.model.cards import Card
from core.model.fallback import Wait
from core.model.people import Operator
from core.model.places import Place, PlaceKind, PlaceState
from core.model.room_effects import InviteOperator
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work
from core.routing.choose import Decision


async def activate(
    work: Work, ticket_id: int, place: Place, operator: Operator, decision: Decision
) -> bool:
    """Make the ticket active with its operator, bring them in and notify everyone. Returns False
    when it ended meanwhile."""
    if place.chat_id is None:
        return False
    if not await work.uow.tickets.activate(ticket_id, operator.id, work.now):
        return False
    await work.uow.deadlines.expect_answer(ticket_id, work.now + work.rules.answer_within)
    await work.note(ticket_id, TicketEventKind.ASSIGNED, **decision.details())
    if not place.kind.is_relayed:  # they are in the staff's group already
        await work.tell(
            InviteOperator(
                place.id, ticket_id, place.chat_id, operator.id, operator.username, operator.phone
            ),
            ticket_id,
        )
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        # In a room they see who comes; in the bot's chat nothing but a new message tells it.
        rings = place.kind.is_relayed and await has_waited(work, ticket)
        await show_ticket(work, ticket, fresh=rings, each=True)
        await show_at(work, ticket, place)
        await mention_holder(work, ticket, place, operator)
        await show_operator(work, ticket, operator, fresh=True)
    return True


async def begin_if_ready(work: Work, ticket: Ticket, found: Place | Wait) -> bool:
    """Begin the talk if the ticket got a desk or a thread that is ready; a room waits for its
    customer. Returns False when there is no place."""
    if isinstance(found, Place) and found.kind.is_relayed and found.state is PlaceState.READY:
        await begin_talk(work, ticket, found)
    return isinstance(found, Place)


async def note_place(work: Work, ticket_id: int, kind: TicketEventKind, place: Place) -> None:
    """Record in the ticket's history that it got that place, or lost it."""
    await work.note(ticket_id, kind, kind=place.kind.value, chat=place.chat_id, title=place.title)


async def begin_talk(work: Work, ticket: Ticket, place: Place) -> None:
    """Show the card there, copy what the customer said so far, and start the clock. The ticket's
    operator answers, or without one the group's staff.

    A talk that has begun already only continues here.
    """
    await work.uow.tickets.joined(ticket.id, work.now)
    await note_place(work, ticket.id, TicketEventKind.PLACE_TAKEN, place)
    # Wherever the card stood, here it has never been.
    await work.uow.cards.remember({Card.DESK.of(ticket.id): "elsewhere"})
    current = await work.ticket(ticket.id) or ticket
    operator = await work.operator(current.operator_id)
    if current.status is TicketStatus.ACTIVE or operator is None:
        await _goes_on(work, current, place)
        if operator is not None:
            await show_operator(work, current, operator)
    else:
        await activate(work, ticket.id, place, operator, Decision(operator.id))
    await copy_backlog(work, current, place)
    if current.customer_spoke_at is None:  # they came for a room, and are to write here now
        begun = await work.ticket(ticket.id) or current
        await show_ticket(work, begun, fresh=True)


async def _goes_on(work: Work, ticket: Ticket, place: Place) -> None:
    """Begin, resume or queue the talk: a routed ticket waits for its operator, others are answered
    by the group's staff."""
    begins = ticket.status is not TicketStatus.ACTIVE
    routed = work.rules.topic(ticket.topic).place is not PlaceKind.DESK
    if ticket.status is not TicketStatus.ACTIVE and not routed:
        await work.uow.tickets.activate(ticket.id, None, work.now)
    elif ticket.status is TicketStatus.OFFERED:
        # Whoever it was offered to has left the staff meanwhile; the caller says `CapacityFreed`.
        await work.uow.tickets.requeue(ticket.id)
        await work.uow.operators.release(ticket.id, work.now, "left the staff")
        await work.note(ticket.id, TicketEventKind.REQUEUED)
    current = await work.ticket(ticket.id) or ticket
    await show_at(work, current, place)
    rings = begins and await has_waited(work, current)
    await show_ticket(work, current, fresh=rings, each=True)
