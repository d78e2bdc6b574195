"""Capacity may be free: bring those who wait together with those who can."""

from dataclasses import replace

from core.domain import queue
from core.domain.events import QueueMoved
from core.domain.people import Operator
from core.domain.places import PlaceState
from core.domain.routing import RETURNS_WITHIN, Decision, Reason, choose
from core.domain.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.usecases.activation import activate
from core.usecases.arrival import goes_to
from core.usecases.placing import find_place
from core.usecases.queue_board import waits_no_more
from core.usecases.telling import show_ticket
from core.usecases.waiting import LOOKED_AT
from core.usecases.whereabouts import desk_topics, usable_place


async def pull_queue(work: Work) -> list[int]:
    """Offer waiting tickets in order to whoever fits; returns the ids of tickets taken.

    A ticket that nobody's skill fits waits on without holding up those behind it.
    """
    taken: list[int] = []
    operators = {operator.id: operator for operator in await work.uow.operators.on_shift()}
    if any(operator.headroom for operator in operators.values()):
        of_desks = await desk_topics(work)
        for ticket in queue.in_order(await work.uow.tickets.queue(LOOKED_AT)):
            if not any(operator.headroom for operator in operators.values()):
                break
            if ticket.topic in of_desks:
                continue  # it waits for a desk (`fill_desks`), and for no operator
            if await _take(work, ticket, operators):
                taken.append(ticket.id)
    work.happened(QueueMoved())
    return taken


async def _take(work: Work, ticket: Ticket, operators: dict[int, Operator]) -> bool:
    """Reserve an operator for the ticket; `operators` is kept up with what is found."""
    skill = work.rules.topic(ticket.topic).skill
    last = await work.uow.tickets.last_operator_of(ticket.customer_id, work.now - RETURNS_WITHIN)
    filled: dict[int, Reason] = {}
    while True:
        decision = choose(operators.values(), ticket, skill, work.now, last).after(filled)
        if decision.operator_id is None:
            return False
        operator = operators[decision.operator_id]
        if await work.uow.operators.reserve(operator.id, ticket.id, work.now):
            break
        current = await work.ticket(ticket.id)
        if current is None or not current.is_open or current.operator_id is not None:
            return False  # taken or ended by somebody faster
        filled[operator.id] = decision.reasons[operator.id]
        del operators[operator.id]  # filled or gone off shift by now
    operators[operator.id] = replace(operator, load=operator.load + 1)
    if await start_offer(work, ticket, operators[operator.id], decision):
        return True
    await work.uow.operators.release(ticket.id, work.now, "the ticket ended meanwhile")
    operators[operator.id] = operator
    return False


async def start_offer(
    work: Work, ticket: Ticket, operator: Operator, decision: Decision | None = None
) -> bool:
    """Go on with a queued ticket that was just reserved for that operator: the talk begins when
    the customer is there, else a place is made ready. No `decision`: a person chose. False when
    the ticket ended meanwhile."""
    decision = decision or Decision(operator.id)
    await waits_no_more(work, ticket.id)
    place = await usable_place(work, ticket)
    if ticket.joined_at is not None and place is not None and place.state is PlaceState.READY:
        return await activate(work, ticket.id, place, operator, decision)
    deadline = work.now + work.rules.offer_lasts
    if not await work.uow.tickets.offer(ticket.id, operator.id, work.now, deadline):
        return False
    await work.note(ticket.id, TicketEventKind.OFFERED, **decision.details())
    if place is None:
        await goes_to(work, ticket, await find_place(work, ticket))
    offered = await work.ticket(ticket.id)
    if offered is not None:
        await show_ticket(work, offered)
    return True
