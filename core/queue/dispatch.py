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
from core.routing.turns import Skill, in_sight, in_turn, with_one_more
from core.staff.access import staff_member
from core.tickets.assign import reserve_best, start_offer

FIRST_LOOK = 20
"""Tickets of each topic that a pull begins with."""


async def pull_queue(work: Work) -> None:
    """Offer waiting tickets in order to whoever fits."""
    await _give_away(work)
    work.happened(QueueMoved())


async def _give_away(work: Work) -> None:
    def skill_of(ticket: Ticket) -> Skill:
        return work.rules.topic(ticket.topic).skill

    spent: set[Skill] = set()
    without = set(await desk_topics(work))  # those wait for a desk (`fill_desks`), for no operator
    looked_at: set[int] = set()
    while None not in spent and len(looked_at) < MOST_CONSIDERED:
        most = FIRST_LOOK + len(looked_at)  # who was passed by stands there still
        line = await work.uow.line.for_free(most, work.now - RETURNS_WITHIN, without)
        served = {ticket.id: last for ticket, last in line}
        seen = in_sight((ticket for ticket, _ in line), most)
        new = [ticket for ticket in seen if ticket.id not in looked_at]
        for ticket in in_turn(new, skill_of, spent.__contains__):
            if not await _take(work, ticket, served[ticket.id]):
                spent.add(skill_of(ticket))
        if len(line) < most:
            return
        looked_at |= {ticket.id for ticket in new}
        without |= {ticket.topic for ticket in new if skill_of(ticket) in spent}


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


async def _take(work: Work, ticket: Ticket, last: int | None) -> bool:
    """Offer the ticket to whoever fits best. Returns False when nobody at all is free who has its
    skill."""
    choice = await reserve_best(work, ticket, last)
    if choice.operator is None:
        return not choice.is_spent
    operator = with_one_more(choice.operator)
    if not await start_offer(work, ticket, operator, choice.decision):
        await work.uow.operators.release(ticket.id, work.now, "the ticket ended meanwhile")
    return True


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
