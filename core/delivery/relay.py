"""Relays the outbox: has effects carried out by a gateway, in order for each destination."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog

from core.consequences.reactions import OpenWork
from core.delivery.describe import describe
from core.delivery.lanes import Lanes
from core.delivery.marks import COMPANY, Answer, Marker
from core.delivery.rates import Rates
from core.delivery.trouble import Trace, always, no_trace
from core.delivery.worker import nothing_to_prepare
from core.disk_errors import is_refused_by_disk, refused_by_disk
from core.model.effects import Effect, EffectState, Gateway
from core.model.outcomes import Cause, Migrated, Outcome, Rejected, RetryAt, Sent, bounded
from core.ports import (
    UNDISPUTED,
    DatabaseBusyError,
    EffectGateway,
    OutboxEffect,
    Right,
    Wakeup,
    Work,
)

SettleEffect = Callable[[Work, OutboxEffect, Outcome], Awaitable[None]]
"""Handles an outcome; the row itself is the relay's business."""

PrepareSettlements = Callable[[Work, Sequence[OutboxEffect]], Awaitable[None]]
"""Reads from the database beforehand, for effects that are settled together, what follows needs."""


SLOTS = 16
LOOK_EVERY = 0.5
"""Seconds between looks when nobody wakes us: what another process stored on SQLite."""
PAGE = 500
OUT_OF_ORDER = 1_000
"""How far below the newest effect one may stand that comes later: a transaction takes the ids of
its rows before it commits. One that is further below is found by the next look at all."""
MOST_LOADED = 10_000
DATABASE_PAUSE = timedelta(seconds=2)
BUG_PAUSES = (1.0, 5.0, 30.0, 120.0)
"""Seconds between tries of an effect at which the gateway raised; then it is rejected."""
FINISH_WITHIN = 10.0
"""Seconds that effects in flight have to be answered when the relay is stopped."""

_log = structlog.get_logger(__name__)


class Relay:
    """Carries out what waits for one gateway; exactly one relay for each gateway.

    A slot is taken from before an effect is carried out until its outcome is committed, so a death
    at any moment doubles at most `slots` effects and loses none. Within a destination nothing is
    sent before the outcome of what stands before it is committed, so nothing is reordered either.

    Args:
        gateway_name: whose effects.
        gateway: carries them out.
        rates: how fast.
        settle: what follows from an outcome, in the transaction that keeps it (not called for
            RetryAt, unless our own disk is the cause, nor for effects that were never sent).
        prepare: is called before, with all that are settled in one transaction.
        slots: most effects in flight.
        company: seconds for which an answer that nobody waits for is kept back for others.
        right: while it does not hold, nothing is begun.
        trace: is told `loaded`, `sending`, `answered`, `marking`, `marked`.
    """

    def __init__(
        self,
        open_work: OpenWork,
        wakeup: Wakeup,
        gateway_name: Gateway,
        gateway: EffectGateway,
        rates: Rates,
        settle: SettleEffect,
        *,
        prepare: PrepareSettlements = nothing_to_prepare,
        slots: int = SLOTS,
        company: float = COMPANY,
        look_every: float = LOOK_EVERY,
        right: Right = UNDISPUTED,
        trace: Trace = no_trace,
    ) -> None:
        self._open_work = open_work
        self._wakeup = wakeup
        self._name = gateway_name
        self._topic = f"outbox:{gateway_name}"
        self._gateway = gateway
        self._clock = open_work.clock
        self._slots = slots
        self._look_every = look_every
        self._right = right
        self._trace = trace
        self._lanes = Lanes(rates, open_work.rules.budget)
        self._budget = open_work.rules.budget
        self._begun = open_work.clock()
        self._marker = Marker(open_work, settle, prepare, trace, company, right)
        self._free = slots
        self._bugs: dict[int, int] = {}
        self._newest = 0
        self._done: dict[int, None] = {}  # the ids that were settled last
        self._all_at = open_work.clock()
        """When all that waits is to be looked at, not only what is new."""
        self._changed = asyncio.Event()
        self._room = asyncio.Event()

    async def caught_up(self) -> None:
        """Wait until all that was carried out by now is written down, with what follows from it;
        but for what changes nothing when it is done again."""
        await self._marker.caught_up()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; effects in flight are then waited for, for a while."""
        with self._wakeup.served_here(self._topic):
            await self._run(stop)

    async def _run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            loading = always(self._load_more, "outbox not loaded", gateway=self._name)
            beside = [
                tasks.create_task(loading, name=f"relay-load-{self._name}"),
                tasks.create_task(self._mark_always(), name=f"relay-mark-{self._name}"),
                tasks.create_task(self._notice(stop), name=f"relay-stop-{self._name}"),
            ]
            sending: set[asyncio.Task[None]] = set()
            while not stop.is_set():
                self._changed.clear()
                free = self._free if self._right.holds() else 0
                for row in self._lanes.start(self._clock(), free):
                    self._free -= 1
                    task = tasks.create_task(self._carry_out(row))
                    sending.add(task)
                    task.add_done_callback(sending.discard)
                self._marker.add(self._lanes.dropped(), at_once=False)
                self._marker.add(self._lanes.overdue(self._clock()))
                await self._until_changed()
            with suppress(TimeoutError):
                async with asyncio.timeout(FINISH_WITHIN):
                    while self._free < self._slots:
                        self._changed.clear()
                        await self._changed.wait()
            for task in (*sending, *beside):
                task.cancel()

    async def _until_changed(self) -> None:
        due = self._lanes.next_due()
        seconds = None if due is None else max(0.0, (due - self._clock()).total_seconds())
        if not self._right.holds():
            seconds = self._look_every
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()

    async def _notice(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._changed.set()

    # ------------------------------------------------------------------------------------ loading
    async def _load_more(self) -> None:
        more = await self._load()
        self._changed.set()
        if not more:
            await self._wakeup.wait(self._topic, self._look_every)

    async def _load(self) -> bool:
        while self._lanes.loaded >= MOST_LOADED:
            self._room.clear()
            await self._room.wait()
        stored = self._wakeup.stored(self._topic)
        if stored is not None and self._clock() < self._all_at:
            self._take_in([row for row in stored if row.id not in self._done])
            return False
        return await self._look()

    async def _look(self) -> bool:
        lanes, now, after = self._lanes, self._clock(), max(0, self._newest - OUT_OF_ORDER)
        if self._all_at <= now:
            self._all_at, after = now + timedelta(seconds=self._look_every), 0
        async with self._open_work.database.single_statement() as uow:
            rows = await uow.outbox.waiting(self._name, PAGE, lanes.ids(after), lanes.full(), after)
        is_page = len(rows) == PAGE
        if is_page and not after:
            self._all_at = now  # there is more to look at
        # What was stored meanwhile it may have found, or not.
        meanwhile = self._wakeup.stored(self._topic)
        if meanwhile is None or is_page:
            self._wakeup.wake(self._topic)
        else:
            found = {row.id for row in rows} | self._done.keys()
            rows += [row for row in meanwhile if row.id not in found]
        self._take_in(rows)
        return is_page

    def _take_in(self, rows: Sequence[OutboxEffect]) -> None:
        self._lanes.add(map(self._waiting, rows), self._clock())
        if rows:
            self._newest = max(self._newest, *(row.id for row in rows))
            self._marker.hurry({row.effect.destination for row in rows})
            self._trace("loaded")

    def _waiting(self, row: OutboxEffect) -> OutboxEffect:
        """Return the effect with when its wait began: not before this relay was there to try it."""
        since = row.waits_since or self._clock()
        return replace(row, waits_since=since if row.attempts else max(since, self._begun))

    # --------------------------------------------------------------------------------- carrying out
    async def _carry_out(self, row: OutboxEffect) -> None:
        self._trace("sending")
        try:
            outcome = await self._call_gateway(row.effect)
        except DatabaseBusyError as error:
            outcome = RetryAt(self._clock() + DATABASE_PAUSE, str(error), Cause.DATABASE)
        except Exception as error:  # noqa: BLE001 - logged once
            # A gateway answers with outcomes; what it raises is a bug and must stop nobody else.
            outcome = self._after_bug(row, error)
        else:
            self._bugs.pop(row.id, None)
        if isinstance(outcome, Migrated) and not _can_follow(row, outcome):
            outcome = Rejected(f"migrated to {outcome.chat_id}, where it was sent")
        now = self._clock()
        outcome = bounded(row.effect, outcome, now, row.waits_since or now, self._budget)
        self._trace("answered")
        answer = Answer(row, outcome)
        self._marker.add([answer], at_once=not answer.may_wait or self._is_waited_for(row))

    def _is_waited_for(self, row: OutboxEffect) -> bool:
        """Tell whether anything could be sent once its outcome is committed."""
        return self._lanes.has_more(row) or self._free * 2 < self._slots

    async def _call_gateway(self, effect: Effect) -> Outcome:
        if not effect.calls_telegram:
            return Sent()
        return await self._gateway.carry_out(effect)

    def _after_bug(self, row: OutboxEffect, error: Exception) -> Outcome:
        if is_refused_by_disk(error):
            return refused_by_disk(error, self._clock())
        tries = self._bugs.get(row.id, 0)
        kind = type(row.effect).__name__
        if tries == 0:
            _log.error(
                "gateway failed",
                gateway=self._name,
                effect=row.id,
                kind=kind,
                ticket=row.ticket_id,
                exc_info=error,
            )
        reason = f"in the gateway: {describe(error)}"
        if tries >= len(BUG_PAUSES):
            self._bugs.pop(row.id, None)
            return Rejected(reason)
        self._bugs[row.id] = tries + 1
        return RetryAt(self._clock() + timedelta(seconds=BUG_PAUSES[tries]), reason)

    # ------------------------------------------------------------------------------------- marking
    async def _mark_always(self) -> None:
        while True:
            answers = await self._marker.mark_next()
            self._trace("marked")
            self._settle_in_memory(answers)
            self._changed.set()

    def _settle_in_memory(self, answers: list[Answer]) -> None:
        now = self._clock()
        for answer in answers:
            if not isinstance(answer.outcome, RetryAt | Migrated):
                self._done[answer.row.id] = None
            if isinstance(answer.outcome, EffectState) or not answer.was_begun:
                wanted = self._lanes.forget(answer.row)
            else:
                self._free += 1
                wanted = self._lanes.settled(answer.row, answer.outcome, now)
            if wanted:
                self._all_at = now
                self._wakeup.wake(self._topic)
        while len(self._done) > OUT_OF_ORDER:
            del self._done[next(iter(self._done))]
        if self._lanes.loaded < MOST_LOADED // 2:
            self._room.set()


def _can_follow(row: OutboxEffect, outcome: Migrated) -> bool:
    return (
        row.effect.follows_migration
        and getattr(row.effect, "chat_id", outcome.chat_id) != outcome.chat_id
    )
