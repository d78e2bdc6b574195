"""Stands in for the user account where there is none: nobody waits for what only an account could
do."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import structlog

from app.container import Container
from core.delivery.trouble import patiently
from core.model.accounts import day_of
from core.model.desk_effects import ClearGroup
from core.model.effects import Effect, Gateway, ResolveUsername
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope
from core.ports import UNDISPUTED, Clock, Right
from core.rooms.accounts import account_away

log = structlog.get_logger(__name__)

REASON = "no user account is set"
LATER = timedelta(minutes=10)


class NobodyGateway:
    """`core.ports.EffectGateway` where no account is: what the bot can do instead is refused at
    once, what is about rooms of an account that was there waits until it is there again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def carry_out(self, effect: Effect) -> Outcome:
        """Do nothing, and say so."""
        if isinstance(effect, ClearGroup | ResolveUsername):
            return Rejected(REASON, Cause.UNABLE, Scope.GATEWAY)
        return RetryAt(self._clock() + LATER, REASON, Cause.UNABLE)


class WithoutAccount:
    """Answers for the account that is not there."""

    def __init__(self, container: Container, right: Right = UNDISPUTED) -> None:
        self._container, self._right = container, right

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set."""
        shared = self._container
        await patiently(self._report_missing)
        log.info("no user account: the staff's groups serve everybody")
        relay = shared.relay(Gateway.USERBOT, NobodyGateway(shared.clock), self._right)
        ready()
        await relay.run(stop)

    async def _report_missing(self) -> None:
        async with self._container.work() as work:
            for account in await work.uow.budgets.all(day_of(work.now)):
                await account_away(work, account.name)
