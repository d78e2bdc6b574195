"""Picks among several user accounts: what is done in a room is done by the account that made it."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from core.delivery.rates import Rates, SteadyRates
from core.model.desk_effects import ClearGroup
from core.model.effects import Effect
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope, Unreachable
from core.model.room_effects import CreateRoom, InviteOperator, InviteSupervisor
from core.ports import Clock, Database, DatabaseBusyError, EffectGateway

log = logging.getLogger(__name__)

BUSY = timedelta(seconds=2)
LATER = timedelta(minutes=1)
AWAY = "the account is away"


class AccountsGateway:
    """One gateway for all accounts (`core.ports.EffectGateway`).

    A place belongs to its account for life, so whose it is is asked once. Of one account that
    Telegram keeps waiting as a whole nothing is asked until then, while the others go on.

    Args:
        gateways: by the account's name; effects of a place without account are the first one's.
    """

    def __init__(
        self, gateways: Mapping[str, EffectGateway], database: Database, clock: Clock
    ) -> None:
        self._gateways = dict(gateways)
        self._first = next(iter(self._gateways))
        self._database, self._clock = database, clock
        self._accounts: dict[int, str] = {}
        self._held: dict[str, RetryAt] = {}

    def lose(self, name: str) -> None:
        """Note that an account's login ended: its rooms wait, new ones are made by others."""
        self._gateways.pop(name, None)

    def account_of(self, effect: Effect) -> str | None:
        """Return the account that the effect names, or that of its place, if it was read before."""
        if isinstance(effect, ClearGroup) and effect.account is not None:
            return effect.account
        return self._accounts.get(getattr(effect, "place_id", 0))

    async def carry_out(self, effect: Effect) -> Outcome:
        """Carry the effect out once. Never raises for what Telegram answers."""
        try:
            name = await self._name_of(effect)
        except DatabaseBusyError as error:
            return RetryAt(self._clock() + BUSY, str(error), Cause.DATABASE)
        gateway = self._gateways.get(name)
        if gateway is None:
            return self._away(effect, name)
        held = self._held.get(name)
        if held is not None and held.at > self._clock():
            return held
        outcome = await gateway.carry_out(effect)
        if len(self._gateways) == 1 or not isinstance(outcome, RetryAt):
            return outcome
        if outcome.scope is Scope.ACCOUNT:
            if outcome.cause is Cause.LOGGED_OUT:
                return self._away(effect, name)
            # Others go on: only what this account was to do waits.
            outcome = self._held[name] = replace(outcome, scope=Scope.DESTINATION)
        return outcome

    async def _name_of(self, effect: Effect) -> str:
        if isinstance(effect, ClearGroup) and effect.account is not None:
            return effect.account
        place_id = getattr(effect, "place_id", 0)
        if not place_id:  # in no room: any account that is there
            return next(iter(self._gateways), self._first)
        known = self._accounts.get(place_id)
        if known is None:
            async with self._database.unit_of_work() as uow:
                place = await uow.places.get(place_id)
            known = self._first if place is None or place.account is None else place.account
            self._accounts[place_id] = known
        return known

    def _away(self, effect: Effect, name: str) -> Outcome:
        log.warning("%s waits for account %s", type(effect).__name__, name)
        if isinstance(effect, CreateRoom | ClearGroup):
            # The answer to an earlier attempt may have been lost.
            unsure = isinstance(effect, CreateRoom)
            return Rejected(AWAY, Cause.LOGGED_OUT, Scope.ACCOUNT, unsure=unsure)
        if isinstance(effect, InviteOperator | InviteSupervisor):
            # The bot can let them in by a link.
            return Unreachable(AWAY, Cause.LOGGED_OUT, Scope.ACCOUNT)
        return RetryAt(self._clock() + LATER, f"{AWAY}: {name}", Cause.LOGGED_OUT)


class RatesOfAccounts:
    """Keeps a steady rate for each account (`core.delivery.rates.Rates`)."""

    def __init__(self, accounts: AccountsGateway, count: int, seconds: float) -> None:
        self._accounts, self._count, self._seconds = accounts, count, seconds
        self._rates: dict[str | None, Rates] = {}

    def wait(self, effect: Effect, now: datetime) -> float:
        """Return the seconds until its account may do one more."""
        return self._of(effect).wait(effect, now)

    def take(self, effect: Effect, now: datetime) -> None:
        """Count it to its account."""
        self._of(effect).take(effect, now)

    def _of(self, effect: Effect) -> Rates:
        name = self._accounts.account_of(effect)
        return self._rates.setdefault(name, SteadyRates(self._count, self._seconds))
