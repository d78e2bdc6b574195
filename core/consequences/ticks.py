"""The table of ticks: what the desk does by itself as time passes.

A tick finds its subjects in one transaction, and acts on each of them in a transaction of its own,
so that a failure holds up none of the others. Each action checks again whether it still applies, so
all of them may be repeated.

A tick gives up what a user account should have done while its process is down or has no connection
yet. A running account gives up by itself, in its relay (`core.model.outcomes`).
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.consequences.settlements import settle_effect
from core.desks.clearing import clear_by_bot, stuck_desks
from core.groups import commands
from core.model.effects import EFFECTS, EffectState, Gateway
from core.model.outcomes import ABSENCE_GRACE, Cause, RetryAt, Scope, given_up, patience_with
from core.places.find import leave_place, serve_waiting
from core.places.moving import fill_desks, place_waiting, waiting_for_desks
from core.ports import OutboxEffect, Work
from core.privacy import retention
from core.queue.dispatch import pull_queue
from core.rooms import pool
from core.tickets import offers, presence, reminding, targets

PART = Gateway.USERBOT.value


_WAIT = "the user account is not at work"


async def effects_overdue(work: Work) -> list[int]:
    """Find effects that an absent account should have carried out by now, oldest first."""
    if not await work.uow.parts.is_absent(PART):
        return []
    budget = work.rules.budget
    rows: list[OutboxEffect] = []
    for kind in EFFECTS.values():
        patience = patience_with(kind, budget)
        if kind.gateway is Gateway.USERBOT and patience is not None:
            rows += await work.uow.outbox.overdue(kind, work.now - patience - ABSENCE_GRACE)
    return sorted(row.id for row in rows)


async def give_up_overdue(work: Work, effect_id: int) -> bool:
    """Settle an overdue effect as refused. Returns False when it was settled meanwhile."""
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
    """A recurring job: `find` returns ids, and `act` is called with each; `kind` says what they
    identify."""

    name: str
    find: Callable[[Work], Awaitable[Sequence[int]]]
    act: Callable[[Work, int], Awaitable[object]]
    kind: str = "ticket"


async def reclaim(work: Work, place_id: int) -> bool:
    """Clear the place of a ticket that ended."""
    place = await work.place(place_id)
    if place is None:
        return False
    await leave_place(work, place)
    return True


async def placeless(work: Work) -> list[int]:
    """Find whether tickets wait for a place; all of them are handled together, oldest first."""
    return [0] if await work.uow.tickets.without_place(1) else []


async def serve_again(work: Work, _nothing: int) -> None:
    """Look for places again. Whoever frees a place does so at once, but cannot see a ticket that
    another transaction is just opening."""
    await serve_waiting(work)


async def desks_wanted(work: Work) -> list[int]:
    """Find whether any ticket waits for a desk; all of them are handled together."""
    return [0] if await waiting_for_desks(work) else []


async def fill_again(work: Work, _nothing: int) -> list[int]:
    """Fill free desks again. Whoever frees a desk does so at once, but cannot see a ticket that
    another transaction is just opening. Waiting tickets get the overflow group if there is one by
    now."""
    return [*await fill_desks(work), *await place_waiting(work)]


async def whole_queue(_work: Work) -> list[int]:
    """Find whether the queue has to be pulled, which is done for all of it at once."""
    return [0]


async def pull_again(work: Work, _nothing: int) -> None:
    """Pull the queue again, in case a pull was lost when capacity became free."""
    await pull_queue(work)


async def unsettled_counts(work: Work) -> list[int]:
    """Find whether anybody came into the queue or left it."""
    return [0] if await work.uow.line.is_unsettled() else []


async def settle_counts(work: Work, _nothing: int) -> None:
    """Put together what those are counted by who wait."""
    await work.uow.line.settle()


TICKS = (
    Tick("offer_reminder", offers.offers_to_remind, offers.remind_to_come),
    Tick("stale_offer", offers.offers_due, offers.offer_ran_out),
    Tick("answer_reminder", offers.answers_to_remind, offers.remind_to_answer),
    Tick("late_answer", offers.answers_due, offers.answer_ran_out),
    Tick("target_near", targets.targets_near, targets.warn_of_targets),
    Tick("target_missed", targets.targets_missed, targets.tell_of_missed_targets),
    Tick("reminder", reminding.reminders_due, reminding.remind, kind="reminder"),
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
    Tick("retention", retention.retention_due, retention.keep_terms, kind="desk"),
    Tick("queue_counts", unsettled_counts, settle_counts, kind="queue"),
)


SOON_TICKS = (Tick("overdue", effects_overdue, give_up_overdue, kind="effect"),)
"""What somebody waits for at this very moment: looked for more often than all else."""


async def prune(
    work: Work, inbox_for: timedelta = timedelta(days=2), outbox_for: timedelta = timedelta(days=7)
) -> int:
    """Delete updates, effects and ways to the page that were done with that long ago. Returns how
    many."""
    forgotten = await work.uow.inbox.prune(work.now - inbox_for)
    forgotten += await work.uow.access.prune(work.now - outbox_for)
    forgotten += await work.uow.webhooks.prune(work.now - outbox_for)
    forgotten += await work.uow.tokens.prune(work.now - outbox_for)
    return forgotten + await work.uow.outbox.prune(work.now - outbox_for)
