"""The customer is in the room and an operator holds the ticket: the talk begins."""

from core.domain.people import Operator
from core.domain.places import Place
from core.domain.room_effects import InviteOperator
from core.domain.routing import Decision
from core.domain.tickets import TicketEventKind
from core.ports import Work
from core.usecases.at_place import mention_holder, show_at
from core.usecases.telling import show_operator, show_ticket
from core.usecases.waiting import has_waited


async def activate(
    work: Work, ticket_id: int, place: Place, operator: Operator, decision: Decision
) -> bool:
    """Make the ticket active with the operator who holds it, bring them in and tell everyone. False
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
