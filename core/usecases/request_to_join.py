"""Somebody knocks at a room."""

from core.domain.people import Role
from core.domain.places import PlaceState
from core.domain.room_effects import ApproveJoin, DeclineJoin
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.accounts import is_ours
from core.usecases.whereabouts import room_by_chat


async def request_to_join(work: Work, chat_id: int, user_id: int, name: str) -> bool:
    """Let in the ticket's customer, its operator or a supervisor; turn others away. True when let
    in.

    A chat that is no room of ours is left to the people whose it is; so is a staff group.
    """
    place = await room_by_chat(work, chat_id)
    if place is None or await is_ours(work, user_id):
        return False
    ticket = await work.ticket(place.ticket_id)
    ready = place.state is PlaceState.READY and ticket is not None and ticket.is_open
    if ticket is not None and ready and await may_enter(work, ticket, user_id):
        await work.tell(ApproveJoin(chat_id, user_id), ticket.id)
        return True
    await work.tell(DeclineJoin(chat_id, user_id), place.ticket_id)
    if ticket is not None:
        await work.note(ticket.id, TicketEventKind.JOIN_DECLINED, user_id, name=name)
    return False


async def may_enter(work: Work, ticket: Ticket, user_id: int) -> bool:
    """The ticket's customer, its operator, or a supervisor."""
    return user_id == ticket.customer_id or await may_answer(work, ticket, user_id)


async def may_answer(work: Work, ticket: Ticket, user_id: int) -> bool:
    """The ticket's operator, or a supervisor."""
    if user_id == ticket.operator_id:
        return True
    operator = await work.operator(user_id)
    return operator is not None and operator.role is Role.SUPERVISOR
