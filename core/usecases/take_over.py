"""A supervisor takes an active ticket over from its operator.

The operator's load is freed at once, and they leave the room: who answers is one person, and only
those may be in a room whose business it is. The supervisor need not be on shift, but their
capacity holds as everybody's does.
"""

from core.domain import room_views
from core.domain.errors import DeskError
from core.domain.events import CapacityFreed
from core.domain.people import Operator
from core.domain.places import PlaceKind
from core.domain.room_effects import InviteOperator
from core.domain.texts import TextKey
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.at_place import mention_holder, show_at
from core.usecases.passing_on import leave_room
from core.usecases.rooms import active_ticket, show_room_of
from core.usecases.show_chats import put_dialog
from core.usecases.supervising import supervisor
from core.usecases.telling import operator_name, show_operator, show_ticket
from core.usecases.whereabouts import usable_place


async def ask_to_take_over(work: Work, actor_id: int, ticket_id: int) -> None:
    """Raises StaffOnly, DeskError(NOT_ACTIVE, ALREADY_YOURS, TAKE_OVER_OWN)."""
    actor = await supervisor(work, actor_id)
    ticket = await _takeable(work, actor, ticket_id)
    operator = await operator_name(work, ticket) or "…"
    shown = room_views.sure_to_take_over(ticket_id, operator, actor.language)
    await put_dialog(work, actor_id, shown)


async def take_over(work: Work, actor_id: int, ticket_id: int) -> None:
    """The supervisor holds the ticket and comes into the room, the operator leaves it, the queue is
    pulled. Raises StaffOnly, DeskError(NOT_ACTIVE, ALREADY_YOURS, TAKE_OVER_OWN, TAKE_OVER_FULL).
    """
    uow = work.uow
    actor = await supervisor(work, actor_id)
    await _takeable(work, actor, ticket_id)
    holder = await uow.operators.take_over(actor_id, ticket_id, work.now)
    if holder is None:
        await _takeable(work, actor, ticket_id)  # somebody else was faster: that is what is said
        raise DeskError(TextKey.TAKE_OVER_FULL)
    await uow.tickets.take_over(ticket_id, actor_id)
    await uow.deadlines.expect_answer(ticket_id, work.now + work.rules.answer_within)
    await work.note(
        ticket_id,
        TicketEventKind.TAKEN_OVER,
        actor_id,
        **{"from": holder, "to": actor_id, "operator": actor_id},
    )
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await _change_places(work, ticket, actor, holder)
    work.happened(CapacityFreed())
    await show_room_of(work, actor_id, ticket_id)


async def _change_places(work: Work, ticket: Ticket, actor: Operator, holder: int) -> None:
    place = await usable_place(work, ticket)
    await leave_room(work, ticket, holder)
    if place is None or place.chat_id is None:
        await show_ticket(work, ticket)
        await show_operator(work, ticket, actor)
        return
    if place.kind is PlaceKind.ROOM:
        invitation = InviteOperator(
            place.id, ticket.id, place.chat_id, actor.id, actor.username, actor.phone
        )
        await work.tell(invitation, ticket.id)
    await show_ticket(work, ticket)
    await show_at(work, ticket, place)
    await mention_holder(work, ticket, place, actor)
    await show_operator(work, ticket, actor)


async def _takeable(work: Work, actor: Operator, ticket_id: int) -> Ticket:
    ticket = await active_ticket(work, ticket_id)
    if ticket.operator_id == actor.id:
        raise DeskError(TextKey.ALREADY_YOURS)
    if ticket.customer_id == actor.id:
        raise DeskError(TextKey.TAKE_OVER_OWN)
    return ticket
