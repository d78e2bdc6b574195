"""Brings free capacity together with those who wait; an operator may also take a waiting ticket by
hand, out of order."""

from core.cards.lookup import MOST_CONSIDERED, desk_topics
from core.model.events import QueueMoved
from core.model.people import Operator
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, TicketIsClosed
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work
from core.routing.choose import RETURNS_WITHIN
from core.routing.turns import anybody_has_headroom, in_turn, with_one_more
from core.staff.access import staff_member
from core.tickets.assign import Served, reserve_best, start_offer


async def pull_queue(work: Work) -> None:
    """Offer waiting tickets in order to whoever fits."""
    operators = {operator.id: operator for operator in await work.uow.operators.on_shift()}
    if anybody_has_headroom(operators):
        of_desks = await desk_topics(work)
        line = await work.uow.tickets.line(MOST_CONSIDERED, work.now - RETURNS_WITHIN)
        served = {ticket.customer_id: last for ticket, last in line}
        # The others wait for a desk (`fill_desks`), and for no operator.
        waiting = [ticket for ticket, _ in line if ticket.topic not in of_desks]
        for ticket in in_turn(waiting, operators):
            await _take(work, ticket, operators, served)
    work.happened(QueueMoved())


async def take_ticket(work: Work, operator_id: int, ticket_id: int) -> None:
    """Offer a ticket to the operator who takes it by hand, with or without the skill. From there it
    goes as if it had been chosen.

    Raises StaffOnly, TicketIsClosed, and DeskError with what stands in the way.
    """
    operator = await staff_member(work, operator_id)
    ticket = await _waiting(work, operator_id, ticket_id)
    if not await work.uow.operators.reserve(operator_id, ticket_id, work.now):
        await _waiting(work, operator_id, ticket_id)
        raise DeskError(_hindrance(operator))
    if not await start_offer(work, ticket, operator):
        await work.uow.operators.release(ticket_id, work.now, "the ticket ended meanwhile")
        await _waiting(work, operator_id, ticket_id)
        raise TicketIsClosed
    await work.note(ticket_id, TicketEventKind.TAKEN, operator_id, operator=operator_id)
    work.happened(QueueMoved())


async def _take(work: Work, ticket: Ticket, operators: dict[int, Operator], served: Served) -> None:
    """Offer the ticket to whoever fits best; `operators` is kept up with what is found."""
    found = await reserve_best(work, ticket, operators, served)
    if found is None:
        return
    operator, decision = found
    operators[operator.id] = with_one_more(operator)
    if not await start_offer(work, ticket, operators[operator.id], decision):
        await work.uow.operators.release(ticket.id, work.now, "the ticket ended meanwhile")
        operators[operator.id] = operator


async def _waiting(work: Work, operator_id: int, ticket_id: int) -> Ticket:
    """Return the ticket if nobody has it. Raises DeskError, which says who was faster, or
    TicketIsClosed."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open:
        raise TicketIsClosed
    if ticket.customer_id == operator_id:
        raise DeskError(TextKey.OWN_REQUEST)
    if ticket.status is not TicketStatus.QUEUED:
        mine = ticket.operator_id == operator_id
        raise DeskError(TextKey.ALREADY_DONE if mine else TextKey.TAKEN_BY_OTHER)
    return ticket


def _hindrance(operator: Operator) -> Key:
    """Say what keeps an operator from taking a ticket."""
    if not operator.on_shift:
        return TextKey.NOT_ON_SHIFT
    return TextKey.ON_BREAK if operator.on_break else TextKey.NO_HEADROOM
