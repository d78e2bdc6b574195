"""Whoever answers a customer from a staff group: who they are, and whose the ticket is then."""

from core.domain.messages import Recorded, Said, SenderRole
from core.domain.people import Role
from core.domain.places import Place
from core.domain.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work
from core.usecases.at_place import show_at
from core.usecases.pull_queue import start_offer
from core.usecases.queue_board import refresh_queue
from core.usecases.telling import show_operator
from core.usecases.whereabouts import room_by_chat


async def role_in_group(work: Work, ticket: Ticket, said: Said) -> SenderRole:
    """By the table of staff; whoever else sits in a staff group is an operator there, also without
    a name of their own."""
    operator = await work.operator(said.sender_id)
    if operator is None or operator.role is not Role.SUPERVISOR:
        return SenderRole.OPERATOR
    return SenderRole.OPERATOR if ticket.operator_id == operator.id else SenderRole.SUPERVISOR


async def name_in_group(work: Work, said: Said) -> str:
    """Under which the transcript has them. Who writes in the group's name has its own title, not
    the one that it bears for the ticket's time."""
    if said.sender_id != said.chat_id:
        return said.sender_name
    group = await work.group(said.chat_id)
    return said.sender_name if group is None else group.title


async def answer_at(work: Work, chat_id: int, message_id: int) -> Recorded | None:
    """The answer that was given there; None for everything else, above all for words of customers
    and of rooms: whoever presses a button may make it carry any number."""
    recorded = await work.uow.messages.get(chat_id, message_id)
    if recorded is None or recorded.role is SenderRole.CUSTOMER:
        return None
    return None if await room_by_chat(work, chat_id) is not None else recorded


async def hold_by_answer(work: Work, ticket_id: int, place: Place, sender_id: int) -> bool:
    """The first operator on shift with headroom who answers a ticket that nobody holds is its
    holder from then on. False when they are none, or somebody holds it: they answered all the
    same."""
    uow = work.uow
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.operator_id is not None or ticket.customer_id == sender_id:
        return False
    operator = await work.operator(sender_id)
    if operator is None or not await uow.operators.reserve(sender_id, ticket_id, work.now):
        return False
    if ticket.status is TicketStatus.ACTIVE:
        held = await uow.tickets.hold(ticket_id, sender_id)
    else:
        held = await start_offer(work, ticket, operator)
        if held:
            await uow.deadlines.answered_by_holder(ticket_id)
    if not held:
        await uow.operators.release(ticket_id, work.now, "somebody else was faster")
        return False
    await work.note(ticket_id, TicketEventKind.TAKEN, sender_id, operator=sender_id)
    current = await work.ticket(ticket_id) or ticket
    # Its row is held by now: it may have moved while this waited for whoever moved it.
    await show_at(work, current, await uow.places.serving(ticket_id) or place)
    await show_operator(work, current, operator)
    await refresh_queue(work)
    return True
