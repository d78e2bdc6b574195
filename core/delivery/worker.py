"""The inbox's worker: updates that came in together are worked through together, in order."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from structlog.contextvars import bind_contextvars, get_contextvars, unbind_contextvars

from core.delivery.describe import describe
from core.delivery.pace import Trace, busy_pause, is_told, no_trace
from core.domain.errors import DeskError
from core.domain.rules import Rules
from core.ports import (
    UNDISPUTED,
    Clock,
    Database,
    DatabaseBusyError,
    Handler,
    InboxUpdate,
    Right,
    Wakeup,
    Work,
)

BATCH = 200
OF_EACH = 40
"""Updates of one chat in a transaction when more wait than fit in: whoever is quiet waits for no
more than so many of each chat."""
LOOK_EVERY = 0.5
"""Seconds between looks when nobody wakes us: what another process stored on SQLite."""
PAUSE_AFTER_BUG = 1.0
ERROR_LENGTH = 500

_log = structlog.get_logger(__name__)


Prepare = Callable[[Work, Sequence[InboxUpdate]], Awaitable[None]]
"""Asks the database beforehand, for a whole batch at once, for what its handler will ask."""


async def nothing_to_prepare(_work: Work, _updates: Sequence[InboxUpdate]) -> None:
    """The handler asks for itself."""


class InboxWorker:
    """Works the updates of one source through, one worker for each source.

    What came in together is one transaction, oldest first. When a handler fails in a way that
    nobody expected, all of it is rolled back and done again one by one; the update at fault is set
    aside and the others go on.

    Handlers bind what they learn, as `ticket`, to structlog's context: it stands in the log then.

    Args:
        rules, clock, new_marker: for `Work`.
        prepare: is called before the first update of a batch is handled.
        batch: most updates in one transaction; on SQLite nobody else writes meanwhile.
        right: while it does not hold, nothing is taken.
        trace: is told `taken`, `handled`, `committing`, `committed`.
    """

    def __init__(
        self,
        database: Database,
        wakeup: Wakeup,
        source: str,
        handler: Handler,
        rules: Rules,
        clock: Clock,
        new_marker: Callable[[], str],
        *,
        prepare: Prepare = nothing_to_prepare,
        batch: int = BATCH,
        look_every: float = LOOK_EVERY,
        right: Right = UNDISPUTED,
        trace: Trace = no_trace,
    ) -> None:
        self._database = database
        self._wakeup = wakeup
        self._source = source
        self._topic = f"inbox:{source}"
        self._handler = handler
        self._rules = rules
        self._clock = clock
        self._new_marker = new_marker
        self._prepare = prepare
        self._batch = batch
        self._of_each = min(OF_EACH, batch)
        self._look_every = look_every
        self._right = right
        self._trace = trace

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is begun then is finished."""
        watcher = asyncio.create_task(self._wake_at(stop))
        busy = 0
        try:
            while not stop.is_set():
                try:
                    worked = await self.work_through() if self._right.holds() else 0
                    busy = 0
                except DatabaseBusyError as error:
                    busy += 1
                    if is_told(busy):
                        _log.warning("database busy", source=self._source, reason=str(error))
                    await asyncio.sleep(busy_pause(busy))
                    continue
                except Exception:  # noqa: BLE001 - logged, see below
                    # The outermost guard: the updates are still in the inbox, so the loop goes on.
                    _log.exception("inbox not worked through", source=self._source)
                    await asyncio.sleep(PAUSE_AFTER_BUG)
                    continue
                if not worked:
                    await self._wakeup.wait(self._topic, self._look_every)
        finally:
            watcher.cancel()

    async def work_through(self) -> int:
        """Take and work through one batch; how many updates that was (0: nothing waited).

        Raises:
            DatabaseBusyError: nothing was done, and nothing is lost.
        """
        updates: list[InboxUpdate] = []
        try:
            async with self._database.unit_of_work() as uow:
                updates = await uow.inbox.take(self._source, self._batch, self._of_each)
                if not updates:
                    return 0
                self._trace("taken")
                work = Work(uow, self._clock(), self._rules, self._new_marker)
                await self._prepare(work, updates)
                for update in updates:
                    await self._handle(work, update)
                await uow.inbox.done([update.id for update in updates], work.now)
                self._trace("committing")
        except DatabaseBusyError:
            raise
        except Exception:
            # Whatever it was, below it is met again, alone, and told then.
            if not updates:
                raise
            await self._one_by_one(updates)
        finally:
            unbind_contextvars("source", "update", "ticket")
        self._trace("committed")
        return len(updates)

    async def _handle(self, work: Work, update: InboxUpdate) -> None:
        unbind_contextvars("ticket")
        bind_contextvars(source=self._source, update=update.id)
        await self._handler(work, update)
        self._trace("handled")

    async def _one_by_one(self, updates: Sequence[InboxUpdate]) -> None:
        for update in updates:
            busy = 0
            while True:
                try:
                    await self._alone(update)
                    break
                except DatabaseBusyError:
                    busy += 1
                    await asyncio.sleep(busy_pause(busy))

    async def _alone(self, update: InboxUpdate) -> None:
        try:
            async with self._database.unit_of_work() as uow:
                work = Work(uow, self._clock(), self._rules, self._new_marker)
                await self._handle(work, update)
                await uow.inbox.done([update.id], work.now)
        except DatabaseBusyError:
            raise
        except DeskError as refusal:
            # A refusal in good order that the router forgot to tell: nothing was changed by it.
            _log.warning("refusal was not told", reason=refusal.key.value, **get_contextvars())
            async with self._database.unit_of_work() as uow:
                await uow.inbox.done([update.id], self._clock())
        except Exception as error:  # noqa: BLE001 - logged once
            # The guard that keeps one update from holding up all behind it.
            _log.exception("update set aside", **get_contextvars())
            async with self._database.unit_of_work() as uow:
                await uow.inbox.failed(update.id, describe(error)[:ERROR_LENGTH], self._clock())

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wakeup.wake(self._topic)
