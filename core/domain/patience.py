"""How long somebody waits for an effect before another way is taken. Pure.

A flood wait that lasts longer is an answer: the effect is given up, and what follows from its
refusal is the other way (the table in `core.usecases.settle_effect`). What has no other way keeps
waiting. New rooms have a patience of their own (`Budget.patience`): one may be there half-made.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from core.domain.effects import (
    CreateJoinLink,
    CreatePersonalLink,
    Effect,
    InviteOperator,
    InviteSupervisor,
    ResolveUsername,
)
from core.domain.outcomes import Cause, Outcome, Rejected, RetryAt
from core.domain.relay_effects import ClearGroup, CreateTopic

PATIENCE: Mapping[type[Effect], timedelta] = {
    InviteOperator: timedelta(seconds=20),  # then a link
    InviteSupervisor: timedelta(seconds=20),
    ResolveUsername: timedelta(seconds=20),  # then who asks is told
    CreateTopic: timedelta(seconds=30),  # then the next rung
    CreateJoinLink: timedelta(seconds=30),
    CreatePersonalLink: timedelta(seconds=30),  # then who is to come is told without
    ClearGroup: timedelta(minutes=1),  # then another account, or the bot
}


def bounded(effect: Effect, outcome: Outcome, now: datetime) -> Outcome:
    """The outcome, or that nobody waits for so long; `now` is UTC."""
    if not isinstance(outcome, RetryAt) or outcome.cause is not Cause.FLOOD_WAIT:
        return outcome
    patience = PATIENCE.get(type(effect))
    if patience is None or outcome.at - now <= patience:
        return outcome
    return Rejected(outcome.reason, outcome.cause, outcome.scope, until=outcome.at)
