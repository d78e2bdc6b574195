"""Decides who takes a waiting ticket, reserves an operator's slot for it, and begins the offer or
the talk."""

from collections.abc import Iterable, Mapping, Sequence

from core.cards.lookup import usable_place
from core.cards.send import forget_position, show_ticket
from core.model.people import Operator
from core.model.places import PlaceState
from core.model.tickets import Ticket, TicketEventKind
from core.places.find import find_place
from core.places.talk import activate, begin_if_ready
from core.ports import Work
from core.routing.choose import RETURNS_WITHIN, Decision, Reason, choose

Served = Mapping[int, int | None]
"""Who served customers last."""


def decide(
    work: Work,
    ticket: Ticket,
    operators: Iterable[Operator],
    served: Served,
    holder: int | None = None,
) -> Decision:
    """Choose who of these fits the ticket best now, with the reasons. `holder`: who holds it
    already."""
    skill, last = work.rules.topic(ticket.topic).skill, served.get(ticket.customer_id)
    return choose(operators, ticket, skill, work.now, last, holder)


async def who_served(work: Work, waiting: Sequence[Ticket]) -> Served:
    """Return who served the customers of these tickets last, and not long ago."""
    people = {ticket.customer_id for ticket in waiting}
    return await work.uow.tickets.last_operators(people, work.now - RETURNS_WITHIN)


async def reserve_best(
    work: Work,
    ticket: Ticket,
    operators: dict[int, Operator],
    served: Served,
    holder: int | None = None,
) -> tuple[Operator, Decision] | None:
    """Reserve whoever fits best for the ticket; None when nobody does, or when the ticket was taken
    or ended by somebody faster. A `holder` who fits best stays it, and loses it else. Whoever turns
    out to be filled or off shift is taken out of `operators`."""
    filled: dict[int, Reason] = {}
    while True:
        decision = decide(work, ticket, operators.values(), served, holder).after(filled)
        chosen = decision.operator_id
        if chosen is not None and chosen == holder:
            return operators[chosen], decision
        if holder is not None:
            await work.uow.operators.release(ticket.id, work.now, "the choice was made again")
            holder = None
        if chosen is None:
            return None
        if await work.uow.operators.reserve(chosen, ticket.id, work.now):
            return operators[chosen], decision
        current = await work.ticket(ticket.id)
        if current is None or not current.is_open:
            return None
        if current.operator_id not in (None, ticket.operator_id):
            return None
        filled[chosen] = decision.reasons[chosen]
        del operators[chosen]


async def start_offer(
    work: Work, ticket: Ticket, operator: Operator, decision: Decision | None = None
) -> bool:
    """Go on with a queued ticket that was just reserved for that operator: the talk begins when the
    customer is there, else a place is made ready. No `decision`: a person chose. False when the
    ticket ended meanwhile."""
    decision = decision or Decision(operator.id)
    await forget_position(work, ticket.id)
    place = await usable_place(work, ticket)
    if ticket.joined_at is not None and place is not None and place.state is PlaceState.READY:
        return await activate(work, ticket.id, place, operator, decision)
    deadline = work.now + work.rules.offer_lasts
    if not await work.uow.tickets.offer(ticket.id, operator.id, work.now, deadline):
        return False
    await work.note(ticket.id, TicketEventKind.OFFERED, **decision.details())
    if place is None:
        await begin_if_ready(work, ticket, await find_place(work, ticket))
    offered = await work.ticket(ticket.id)
    if offered is not None:
        await show_ticket(work, offered)
    return True


async def able_to_take(work: Work, ticket: Ticket) -> list[Operator]:
    """Return who could be given a ticket by its holder now, the least loaded first."""
    able = [
        each
        for each in await work.uow.operators.on_shift()
        if each.headroom
        and not each.on_break
        and each.id not in (ticket.customer_id, ticket.operator_id)
    ]
    return sorted(able, key=lambda each: (each.load, each.name.casefold(), each.id))
