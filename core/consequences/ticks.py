"""The table of ticks: what time does by itself, what each looks for, and what it then does.

A tick finds in one transaction, and acts on each that it found in one of its own: what fails there
holds up none of the others. Whoever acts looks again whether it is still so, so all of it may be
repeated.

What somebody waits for from a user account is given up by a tick while its process is down, or has
no connection yet; an account at work gives up by itself, in its relay (`core.model.outcomes`)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.consequences.settlements import settle_effect
from core.desks.clearing import clear_by_bot, stuck_desks
from core.groups import commands
from core.model.effects import EFFECTS, EffectState, Gateway
from core.model.outcomes import ABSENT, Cause, RetryAt, Scope, given_up, patience_with
from core.places.find import leave_place, serve_waiting
from core.places.moving import fill_desks, seat_waiting, waiting_for_desks
from core.ports import OutboxEffect, Work
from core.queue.dispatch import pull_queue
from core.rooms import pool
from core.tickets import offers, presence

PART = Gateway.USERBOT.value


_WAIT = "the user account is not at work"


async def effects_overdue(work: Work) -> list[int]:
    """Effects that an absent account should have carried out by now, oldest first."""
    if not await work.uow.parts.is_absent(PART):
        return []
    budget = work.rules.budget
    rows: list[OutboxEffect] = []
    for kind in EFFECTS.values():
        patience = patience_with(kind, budget)
        if kind.gateway is Gateway.USERBOT and patience is not None:
            rows += await work.uow.outbox.asked_before(kind, work.now - patience - ABSENT)
    return sorted(row.id for row in rows)


async def give_up_overdue(work: Work, effect_id: int) -> bool:
    """Let what follows from its refusal be done; False when it was settled meanwhile."""
    row = await work.uow.outbox.waits(effect_id)
    if row is None or patience_with(type(row.effect), work.rules.budget) is None:
        return False
    wait = RetryAt(work.now, _WAIT, Cause.NO_CONNECTION, Scope.ACCOUNT)
    outcome = given_up(row.effect, wait)
    await work.uow.outbox.settle([row.id], EffectState.REJECTED, work.now, outcome.reason)
    await settle_effect(work, row, outcome)
    return True


@dataclass(frozen=True, slots=True)
class Tick:
    """`find` gives ids, and `act` is called with each of them; `kind` says of what they are."""

    name: str
    find: Callable[[Work], Awaitable[Sequence[int]]]
    act: Callable[[Work, int], Awaitable[object]]
    kind: str = "ticket"


async def reclaim(work: Work, place_id: int) -> bool:
    """No place stays behind a ticket that ended."""
    place = await work.place(place_id)
    if place is None:
        return False
    await leave_place(work, place)
    return True


async def placeless(work: Work) -> list[int]:
    """Tickets that wait for a place are looked at once, oldest first, if there are any."""
    return [0] if await work.uow.tickets.without_place(1) else []


async def serve_again(work: Work, _nothing: int) -> None:
    """A safety net: whoever frees or brings a place serves at once, but does not see a ticket that
    another transaction is just opening."""
    await serve_waiting(work)


async def desks_wanted(work: Work) -> list[int]:
    """Desks are looked at once, if anybody waits for one."""
    return [0] if await waiting_for_desks(work) else []


async def fill_again(work: Work, _nothing: int) -> list[int]:
    """A safety net: whoever frees or brings a desk fills it at once, but does not see a ticket that
    another transaction is just opening. Who waits goes to the overflow group when there is one by
    now."""
    return [*await fill_desks(work), *await seat_waiting(work)]


async def whole_queue(_work: Work) -> list[int]:
    """The queue is looked at once, whoever waits in it."""
    return [0]


async def pull_again(work: Work, _nothing: int) -> None:
    """A safety net: whoever frees capacity pulls at once, and this catches what was lost."""
    await pull_queue(work)


TICKS = (
    Tick("offer_reminder", offers.offers_to_remind, offers.remind_to_come),
    Tick("stale_offer", offers.offers_due, offers.offer_ran_out),
    Tick("answer_reminder", offers.answers_to_remind, offers.remind_to_answer),
    Tick("late_answer", offers.answers_due, offers.answer_ran_out),
    Tick("nudge", presence.to_nudge, presence.nudge),
    Tick("ask", presence.to_ask, presence.ask_customer),
    Tick("silent", presence.fallen_silent, presence.close_silent),
    Tick("left", presence.away_too_long, presence.close_left),
    Tick("unreachable", presence.too_long_unreachable, presence.end_unreachable),
    Tick("stranded_place", lambda work: work.uow.places.stranded(), reclaim, kind="place"),
    Tick("stuck_desk", stuck_desks, clear_by_bot, kind="place"),
    Tick("free_desk", desks_wanted, fill_again, kind="queue"),
    Tick("surplus_room", pool.surplus_rooms, pool.delete_clean, kind="place"),
    Tick("lost_group", commands.lost_groups, commands.recheck_group, kind="group"),
    Tick("forum", commands.forums_in_use, commands.recheck_forum, kind="group"),
    Tick("placeless", placeless, serve_again, kind="queue"),
    Tick("pull", whole_queue, pull_again, kind="queue"),
)


SOON_TICKS = (Tick("overdue", effects_overdue, give_up_overdue, kind="effect"),)
"""What somebody waits for at this very moment: looked for more often than all else."""


async def prune(
    work: Work, inbox_for: timedelta = timedelta(days=2), outbox_for: timedelta = timedelta(days=7)
) -> int:
    """Forget updates and effects that were done with that long ago. Returns how many."""
    forgotten = await work.uow.inbox.prune(work.now - inbox_for)
    return forgotten + await work.uow.outbox.prune(work.now - outbox_for)
