"""Works through the inbox: updates that came in together are handled together, in order."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from structlog.contextvars import bind_contextvars, get_contextvars, unbind_contextvars

from core.consequences.reactions import OpenWork, react
from core.delivery.describe import describe
from core.delivery.trouble import Trace, always, no_trace, patiently
from core.model.texts import DeskError
from core.ports import (
    UNDISPUTED,
    DatabaseBusyError,
    HandledElsewhereError,
    Handler,
    InboxUpdate,
    Right,
    Wakeup,
    Work,
)

BATCH = 200
OF_EACH = 40
"""How many updates of one chat are in a transaction when more wait than fit in: whoever is quiet
waits for no more than so many of each chat."""
LOOK_EVERY = 0.5
"""Seconds between looks when nobody wakes us: what another process stored on SQLite."""
ERROR_LENGTH = 500

_log = structlog.get_logger(__name__)


Prepare = Callable[[Work, Sequence[InboxUpdate]], Awaitable[None]]
"""Reads from the database beforehand, for a whole batch at once, what its handler will need."""


async def nothing_to_prepare(_work: Work, _all: Sequence[object]) -> None:
    """Prepare nothing."""


CaughtUp = Callable[[], Awaitable[None]]
"""Waits until what was sent by now is written down: an update may come so soon that what it is
about, as a copy of somebody's words, is just being written down."""


async def nothing_to_await() -> None:
    """Wait for nothing."""


CATCH_UP_WITHIN = 1.0
"""Seconds. Whoever writes it down may have stopped, or wait for the database."""


@dataclass(slots=True)
class _Offered:
    """Updates that are not stored yet. `is_done`: whether they are handled."""

    updates: Sequence[tuple[str, Mapping[str, Any]]]
    lanes: Sequence[str]
    is_done: asyncio.Future[bool]


class InboxWorker:
    """Works the updates of one source through, one worker for each source.

    What came in together is one transaction, oldest first. When a handler fails in a way that
    nobody expected, all of it is rolled back and done again one by one; the update at fault is set
    aside and the others go on.

    Handlers bind what they learn, as `ticket`, to structlog's context: it stands in the log then.

    Args:
        prepare: is called before the first update of a batch is handled.
        caught_up: is awaited before stored updates are taken; it is not for what is offered, which
            waited before.
        batch: most updates in one transaction; on SQLite nobody else writes meanwhile.
        right: while it does not hold, nothing is taken.
        trace: is told `taken`, `handled`, `committing`, `committed`.
    """

    def __init__(
        self,
        open_work: OpenWork,
        wakeup: Wakeup,
        source: str,
        handler: Handler,
        *,
        prepare: Prepare = nothing_to_prepare,
        caught_up: CaughtUp = nothing_to_await,
        batch: int = BATCH,
        look_every: float = LOOK_EVERY,
        right: Right = UNDISPUTED,
        trace: Trace = no_trace,
    ) -> None:
        self._open_work = open_work
        self._wakeup = wakeup
        self._source = source
        self._topic = f"inbox:{source}"
        self._handler = handler
        self._prepare, self._caught_up = prepare, caught_up
        self._batch = batch
        self._of_each = min(OF_EACH, batch)
        self._look_every = look_every
        self._right = right
        self._trace = trace
        self._rests = False
        self._offered: _Offered | None = None

    async def offer(
        self, updates: Sequence[tuple[str, Mapping[str, Any]]], lanes: Sequence[str]
    ) -> bool:
        """Have updates that just came in stored and worked through by one transaction. Returns
        False, and nothing is done, while others wait, since these go first, or when that failed:
        they are to be stored then."""
        if not self._rests or self._offered is not None or self._wakeup.is_awake(self._topic):
            return False
        self._offered = offered = _Offered(
            updates, lanes, asyncio.get_running_loop().create_future()
        )
        self._wakeup.wake(self._topic)
        return await offered.is_done

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is begun then is finished."""
        watcher = asyncio.create_task(self._wake_at(stop))
        try:
            with self._wakeup.served_here(self._topic):
                await always(self._turn, "inbox not worked through", stop, source=self._source)
        finally:
            watcher.cancel()
            self._decline()

    async def _turn(self) -> None:
        if not self._right.holds():
            self._decline()
            await self._wakeup.wait(self._topic, self._look_every)
        # Of more than there is room for it takes at least as many as of one chat.
        elif await self.work_through() < self._of_each:
            self._rests = True
            try:
                await self._wakeup.wait(self._topic, self._look_every)
            finally:
                self._rests = False

    def _decline(self) -> None:
        """Let who offered updates store them."""
        offered, self._offered = self._offered, None
        if offered is not None and not offered.is_done.done():
            offered.is_done.set_result(False)

    async def work_through(self) -> int:
        """Take and work through one batch. Returns how many updates that was (0: nothing waited).

        Raises:
            DatabaseBusyError: nothing was done, and nothing is lost.
        """
        if self._offered is not None:
            return await self._work_through_offered(self._offered)
        with suppress(TimeoutError):
            async with asyncio.timeout(CATCH_UP_WITHIN):
                await self._caught_up()
        updates: list[InboxUpdate] = []
        try:
            async with self._open_work() as work:
                inbox = work.uow.inbox
                updates = await inbox.take(self._source, self._batch, self._of_each)
                if not updates:
                    return 0
                await self._handle_all(work, updates)
                await inbox.done([update.id for update in updates], work.now)
                self._trace("committing")
        except DatabaseBusyError:
            raise
        except HandledElsewhereError:
            _log.warning("updates were handled by another process", count=len(updates))
            return 0
        except Exception:
            # Whatever it was, below it is met again, alone, and told then.
            if not updates:
                raise
            for update in updates:
                await patiently(partial(self._alone, update), source=self._source)
        finally:
            unbind_contextvars("source", "update", "ticket")
        self._trace("committed")
        return len(updates)

    async def _work_through_offered(self, offered: "_Offered") -> int:
        try:
            async with self._open_work() as work:
                updates = await work.uow.inbox.store_taken(
                    self._source, offered.updates, work.now, offered.lanes
                )
                await self._handle_all(work, updates)
                self._trace("committing")
        except Exception:  # noqa: BLE001 - whatever it was is met again, when they are stored
            return 0
        else:
            self._trace("committed")
            offered.is_done.set_result(True)
            self._offered = None
            return len(updates)
        finally:
            unbind_contextvars("source", "update", "ticket")
            self._decline()

    async def _handle_all(self, work: Work, updates: Sequence[InboxUpdate]) -> None:
        self._trace("taken")
        await self._prepare(work, updates)
        for update in updates:
            await self._handle(work, update)

    async def _handle(self, work: Work, update: InboxUpdate) -> None:
        unbind_contextvars("ticket")
        bind_contextvars(source=self._source, update=update.id)
        await self._handler(work, update)
        await react(work)
        self._trace("handled")

    async def _alone(self, update: InboxUpdate) -> None:
        try:
            async with self._open_work() as work:
                await self._handle(work, update)
                await work.uow.inbox.done([update.id], work.now)
        except DatabaseBusyError:
            raise
        except HandledElsewhereError:
            _log.warning("updates were handled by another process", count=1)
        except DeskError as refusal:
            # A refusal in good order that the router forgot to tell: nothing was changed by it.
            _log.warning("refusal was not told", reason=refusal.key.value, **get_contextvars())
            async with self._open_work() as work:
                await work.uow.inbox.done([update.id], work.now)
        except Exception as error:  # noqa: BLE001 - logged once
            # The guard that keeps one update from holding up all behind it.
            _log.exception("update set aside", **get_contextvars())
            async with self._open_work() as work:
                await work.uow.inbox.failed(update.id, describe(error)[:ERROR_LENGTH], work.now)

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wakeup.wake(self._topic)
