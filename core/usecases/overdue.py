"""What somebody waits for too long because nobody is there to try it: the user account's process is
down, or has no connection and began nothing yet.

An account at work gives such effects up by itself, in its relay (`core.domain.patience`).
"""

from core.domain.effects import EFFECTS, Gateway
from core.domain.outcomes import Cause, RetryAt, Scope
from core.domain.patience import ABSENT, given_up, patience_with
from core.ports import OutboxEffect, Work
from core.usecases.settle_effect import settle_effect

PART = Gateway.USERBOT.value
_WAIT = "the user account is not at work"


async def effects_overdue(work: Work) -> list[int]:
    """Effects that an absent account should have carried out by now, oldest first."""
    if not await work.uow.parts.is_absent(PART, work.now):
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
    await work.uow.outbox.settle([row.id], "rejected", work.now, outcome.reason)
    await settle_effect(work, row, outcome)
    return True
