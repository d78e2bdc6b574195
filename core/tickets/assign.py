"""Decides who takes a waiting ticket, reserves an operator's slot for it, and begins the offer or
the talk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.cards.lookup import usable_place
from core.cards.send import forget_position, show_ticket
from core.model.people import Operator
from core.model.places import PlaceState
from core.model.tickets import Ticket, TicketEventKind
from core.places.find import find_place
from core.places.talk import activate, begin_if_ready
from core.ports import Work
from core.routing.choose import RETURNS_WITHIN, Decision, Reason, choose
from core.routing.shortlist import concerned, others
from core.routing.turns import without_one


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision, and those who are named in it (by id), as it saw them. `is_spent`: nobody at all
    is free who has the skill."""

    decision: Decision
    named: Mapping[int, Operator]
    is_spent: bool

    @property
    def operator(self) -> Operator | None:
        """Who was chosen."""
        number = self.decision.operator_id
        return None if number is None else self.named[number]


async def decide(
    work: Work,
    ticket: Ticket,
    last: int | None,
    holder: int | None = None,
    filled: Mapping[int, Reason] | None = None,
) -> Choice:
    """Choose who fits the ticket best now, with the reasons, among the few who can. `last`: who
    served its customer last. `holder`: who holds it already. `filled`: who was found to be filled
    or off shift."""
    skill = work.rules.topic(ticket.topic).skill
    last = ticket.prefers or last
    found = await work.uow.candidates.shortlist(skill, concerned(ticket, last, holder))
    gone = filled or {}
    named = {one.id: one for one in found.operators if one.id not in gone}
    if holder in named:
        named[holder] = without_one(named[holder])
    decision = choose(named.values(), ticket, skill, work.now, last, holder)
    decision = replace(decision, others=others(found, skill)).after(gone)
    return Choice(decision, named, not found.free)


async def who_served(work: Work, ticket: Ticket) -> int | None:
    """Return who served the ticket's customer last, and not long ago."""
    customer, since = ticket.customer_id, work.now - RETURNS_WITHIN
    return (await work.uow.tickets.last_operators([customer], since)).get(customer)


async def reserve_best(
    work: Work, ticket: Ticket, last: int | None, holder: int | None = None
) -> Choice:
    """Reserve whoever fits best for the ticket; nobody is chosen when nobody does, or when the
    ticket was taken or ended by somebody faster. A `holder` who fits best stays it, and loses it
    else."""
    filled: dict[int, Reason] = {}
    while True:
        choice = await decide(work, ticket, last, holder, filled)
        chosen = choice.decision.operator_id
        if chosen is not None and chosen == holder:
            return choice
        if holder is not None:
            await work.uow.operators.release(ticket.id, work.now, "the choice was made again")
            holder = None
        if chosen is None or await work.uow.operators.reserve(chosen, ticket.id, work.now):
            return choice
        current = await work.ticket(ticket.id)
        if (
            current is None
            or not current.is_open
            or current.operator_id not in (None, ticket.operator_id)
        ):
            return replace(choice, decision=Decision(None))
        filled[chosen] = choice.decision.reasons[chosen]


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
