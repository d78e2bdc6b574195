"""How long somebody waits for an effect before another way is taken. Pure.

Whether Telegram asks for one long wait, for many short ones in a row, or is out of the user
account's reach: what somebody waits for longer than that is given up, and what follows from its
refusal is the other way. What has no other way keeps waiting; of what is said, whoever waits hears
until when.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from core.domain.effects import Effect, Gateway
from core.domain.outcomes import Cause, Outcome, Rejected, RetryAt, Scope
from core.domain.relay_effects import CopyMessage
from core.domain.room_effects import CreateRoom
from core.domain.rules import Budget

TOLD_AFTER = timedelta(seconds=30)
"""A talk with a hole is worth nothing, so words are never given up: whoever waits is told."""

ABSENT = timedelta(seconds=10)
"""What a gateway at work would have given up by itself is given up for it only so much later."""


def patience_with(kind: type[Effect], budget: Budget) -> timedelta | None:
    """How long somebody waits for such an effect; None: as long as it takes. Of new rooms it is in
    the settings: then another account, or the next rung."""
    return budget.patience if kind is CreateRoom else kind.patience


def may_be_given_up(effect: Effect, cause: Cause) -> bool:
    """Whether another way may be taken while that is what it waits for. What our own disk or
    database holds up no other way would pass either; and all that the bot could do instead goes
    by the bot's own line."""
    if effect.gateway is Gateway.USERBOT:
        return cause not in (Cause.DISK, Cause.DATABASE)
    return cause is Cause.FLOOD_WAIT


def bounded(
    effect: Effect, outcome: Outcome, now: datetime, since: datetime, budget: Budget
) -> Outcome:
    """The outcome, or that nobody waits for so long; `since`: from when on somebody waits. UTC."""
    if not isinstance(outcome, RetryAt) or not may_be_given_up(effect, outcome.cause):
        return outcome
    if isinstance(effect, CopyMessage) and outcome.at - since > TOLD_AFTER:
        return replace(outcome, told=True)
    patience = patience_with(type(effect), budget)
    if patience is None or outcome.at - min(since, now) <= patience:
        return outcome
    return given_up(effect, outcome)


def given_up(effect: Effect, wait: RetryAt) -> Rejected:
    """What that wait means once nobody waits any longer. Of a room nobody can say then whether it
    is there."""
    is_flood = wait.cause is Cause.FLOOD_WAIT
    of_account = isinstance(effect, CreateRoom)
    return Rejected(
        wait.reason,
        wait.cause,
        Scope.ACCOUNT if of_account else wait.scope,
        made=wait.made,
        until=wait.at if is_flood or of_account else None,
        gave_up=True,
    )
