"""The desk at this moment: who waits, who answers, how the day goes, and what needs a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.board.rules import CONSIDERED, Need, Troubles, needs
from core.board.viewers import bound
from core.cards.lookup import MOST_CONSIDERED, desk_topics, outlooks_of
from core.cards.targets import urgent_first
from core.cards.views.customer import customer_name
from core.model import tickets
from core.model.accounts import AccountBudget, Denied, day_of, health_at, why_not
from core.model.board import (
    Backlogs,
    FailedEffect,
    Listed,
    Presence,
    SetAside,
    TicketFilter,
    TicketOrder,
)
from core.model.people import Operator
from core.model.targets import Target
from core.model.tickets import OPEN, Ticket, TicketStatus
from core.ports import Work
from core.ports.board import BoardRows
from core.routing.outlook import Outlook
from core.statistics.rules.figures import Summary, summary
from core.statistics.rules.periods import last_days

FAILED_WITHIN = timedelta(days=1)
"""What was refused longer ago has been seen, or is past help."""
MOST_LISTED = 50
MOST_OPEN = 500


@dataclass(frozen=True, slots=True)
class InQueue:
    """A ticket that waits, in the order in which they are served, with what the bot tells of its
    wait. `for_desk`: it waits for a desk, and for no operator."""

    ticket_id: int
    customer_id: int
    customer: str
    topic: str
    skill: str | None
    waits: timedelta
    outlook: Outlook
    for_desk: bool
    target: Target | None = None  # the first one that is still to be met


@dataclass(frozen=True, slots=True)
class AtWork:
    """A member of staff, since when they are on shift, and the open tickets that they hold."""

    operator: Operator
    presence: Presence | None
    tickets: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class AccountNow:
    """A user account: its health by now, and why it may make no room (None: it may)."""

    account: AccountBudget
    health: int
    denied: Denied | None


@dataclass(frozen=True, slots=True)
class Now:
    """The desk at `at`. `held_by_nobody` are open tickets that a group answers; `today` as /stats
    has it. To an operator only `queue`, they themselves in `staff`, and what of `needs` is about
    their own tickets."""

    at: datetime
    queue: tuple[InQueue, ...]
    queue_length: int
    oldest_wait: timedelta | None
    staff: tuple[AtWork, ...]
    held_by_nobody: tuple[Listed, ...] = ()
    today: Summary | None = None
    accounts: tuple[AccountNow, ...] = ()
    backlogs: Backlogs = field(default_factory=Backlogs)
    failed: tuple[FailedEffect, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    needs: tuple[Need, ...] = ()
    targets: Mapping[int, Target] = field(default_factory=dict)  # of each ticket the first one


async def desk_now(work: Work, rows: BoardRows, viewer: Operator | None) -> Now:
    """Read all of it, as that member of staff may see it; None: whoever sees everything."""
    only = viewer if bound(viewer) is not None else None
    waiting = tickets.in_order(await work.uow.tickets.queue(MOST_CONSIDERED))
    pending = await work.uow.targets.pending() if work.rules.has_targets else ()
    waiting = urgent_first(waiting, pending, work.now)
    first = {each.ticket_id: each for each in reversed(pending)}
    length = await work.uow.line.length() if len(waiting) >= MOST_CONSIDERED else len(waiting)
    where = TicketFilter(
        statuses=frozenset(OPEN - {TicketStatus.QUEUED}),
        operator_id=None if only is None else only.id,
    )
    listed = await rows.tickets(where, TicketOrder(ascending=True), None, MOST_OPEN, work.now)
    held = [ticket for ticket, _ in listed]
    troubles = await _troubles(work, rows, waiting, pending)
    found = needs(troubles)
    staff = await work.uow.operators.all() if only is None else [only]
    presences = await rows.presences()
    seen = Now(
        at=work.now,
        queue=await _queue(work, waiting, first),
        queue_length=length,
        oldest_wait=max((work.now - one.waits_since for one in waiting), default=None),
        staff=tuple(
            AtWork(
                one,
                presences.get(one.id),
                tuple(ticket for ticket in held if ticket.operator_id == one.id),
            )
            for one in staff
        ),
        needs=tuple(need for need in found if need.ticket_id in {one.id for one in held})
        if only is not None
        else found,
        targets=first,
    )
    return seen if only is not None else await _with_all(work, seen, held, troubles)


async def _with_all(work: Work, seen: Now, held: Sequence[Listed], troubles: Troubles) -> Now:
    day = last_days(1, work.now, work.rules.time_zone)
    facts = await work.uow.statistics.facts(day.since, day.until)
    budget = work.rules.budget
    return Now(
        seen.at,
        seen.queue,
        seen.queue_length,
        seen.oldest_wait,
        seen.staff,
        held_by_nobody=tuple(ticket for ticket in held if ticket.operator_id is None),
        today=summary(facts, work.rules.service_level, work.now),
        accounts=tuple(
            AccountNow(one, health_at(one, work.now), why_not(one, budget, work.now))
            for one in troubles.accounts
        ),
        backlogs=troubles.backlogs,
        failed=tuple(troubles.failed),
        set_aside=tuple(troubles.set_aside),
        needs=seen.needs,
        targets=seen.targets,
    )


async def _queue(
    work: Work, waiting: Sequence[Ticket], targets: Mapping[int, Target]
) -> tuple[InQueue, ...]:
    outlooks = await outlooks_of(work, waiting)
    of_desks = await desk_topics(work)
    found = []
    for ticket in waiting:
        customer = await work.customer(ticket.customer_id)
        found.append(
            InQueue(
                ticket.id,
                ticket.customer_id,
                "" if customer is None else customer_name(customer),
                ticket.topic,
                work.rules.topic(ticket.topic).skill,
                work.now - ticket.waits_since,
                outlooks[ticket.id],
                ticket.topic in of_desks,
                targets.get(ticket.id),
            )
        )
    return tuple(found)


async def _troubles(
    work: Work, rows: BoardRows, waiting: Sequence[Ticket], pending: Sequence[Target]
) -> Troubles:
    events = await rows.happened(CONSIDERED)
    unread = await rows.unread_boxes()
    return Troubles(
        now=work.now,
        waiting=waiting,
        missed=[each for each in pending if each.is_missed(work.now)],
        on_shift=await work.uow.operators.on_shift(),
        target=work.rules.service_level,
        events=events,
        relayed=await rows.relayed(sorted({event.ticket_id for event in events})),
        backlogs=await rows.backlogs(),
        groups=await work.uow.groups.all(),
        accounts=await work.uow.budgets.all(day_of(work.now)),
        budget=work.rules.budget,
        failed=await rows.failed_effects(work.now - FAILED_WITHIN, MOST_LISTED),
        set_aside=await rows.set_aside(MOST_LISTED),
        unread=[(one.account, one.box, one.since, one.reason) for one in unread],
        erasures=await work.uow.erasures.waiting(MOST_LISTED),
    )
