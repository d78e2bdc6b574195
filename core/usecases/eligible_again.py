"""Whoever lost an offer is left out of the next choice until they show that they are there.

Else a lone operator would never get the ticket again, and its customer wait for nobody. At the
start of a shift and at the end of a break everything may come to them again. At a mere word only
what they lost for want of an answer: what they gave back themselves is not thrown after them.
"""

from core.domain.events import CapacityFreed
from core.domain.tickets import TicketEventKind
from core.ports import Work

_LEFT = (TicketEventKind.OFFER_LOST, TicketEventKind.TRANSFERRED)


async def eligible_again(work: Work, operator_id: int, *, at_word: bool = False) -> bool:
    """They may be chosen again for what passed over them. False when nothing waits that did."""
    any_again = False
    for ticket in await work.uow.tickets.passing_over(operator_id):
        last = await work.uow.tickets.last_event(ticket.id, _LEFT) if at_word else None
        if last is None or last.kind is TicketEventKind.OFFER_LOST:
            await work.uow.tickets.pass_over(ticket.id, None)
            any_again = True
    return any_again


async def showed_up(work: Work, person_id: int) -> None:
    """Somebody, perhaps an operator, said or pressed something: what they lost may come again."""
    if await eligible_again(work, person_id, at_word=True):
        work.happened(CapacityFreed())


async def eligible_at_work(work: Work, operator_id: int) -> None:
    """Whoever comes to work may be offered everything."""
    await eligible_again(work, operator_id)
    work.happened(CapacityFreed())
