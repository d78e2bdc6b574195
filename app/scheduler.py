"""Ticks use cases by APScheduler, in the one process that leads.

Jobs are defined here and kept in memory; deadlines stand in rows. A job may run late, or twice, and
the use cases bear both.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from app.container import Container
from app.settings import Settings
from app.webhooks.deliver import deliver
from core.announcements.broadcast import send_announcements
from core.consequences.ticks import SOON_TICKS, TICKS, Tick, prune
from core.delivery.ticker import Ticker
from core.delivery.trouble import Trouble
from core.ports import UNDISPUTED, Clock, DatabaseBusyError, Right, Work
from core.queue.board import refresh_status
from core.rooms.pool import keep_pool
from core.statistics.kept import Opened, renew
from core.statistics.reports import refresh_live_boards
from core.transcripts.archive import archive_missing

ANNOUNCE_SECONDS = 1.0
"""The rate of announcements is for a second, so each second gets its share."""

SOON_SECONDS = 5.0

CLOCK_SECONDS = 1.0
"""Seconds between looks at whether the desk's clock was moved (`app.clock`)."""
LEAP = timedelta(seconds=5)
"""What it goes ahead beyond the time that passed, and all that is ticked is then looked for."""

FINISH_WITHIN = 10.0
"""Seconds that ticks under way have to come to their end at a stop."""

FIGURES_SECONDS = 60.0
"""Between looks at whether figures of days that are over have to be kept anew."""

UseCase = Callable[[Work], Awaitable[object]]
Ticks = Sequence[Tick]
"""Looked for together, and then done in as many transactions as tickets were found."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What reads much, outside of any transaction, and then writes a little."""

    renew: Callable[[Opened, Opened], Awaitable[object]]


def jobs(settings: Settings) -> list[tuple[UseCase | Ticks, float]]:
    """Return what is ticked, and every how many seconds. Deadlines are in rows: a tick only looks
    for them."""

    async def forget_done(work: Work) -> int:
        return await prune(work, inbox_for=settings.keep, outbox_for=settings.keep)

    return [
        (TICKS, settings.sweep_seconds),
        (SOON_TICKS, min(SOON_SECONDS, settings.sweep_seconds)),
        (refresh_status, settings.queue_status_minutes * 60),
        (keep_pool, settings.room_pool_seconds),
        (forget_done, settings.prune_minutes * 60),
        (send_announcements, ANNOUNCE_SECONDS),
        # More often than a board may change, so that one which was not due yet is not late.
        (refresh_live_boards, settings.board_seconds / 2),
        (archive_missing, settings.archive_minutes * 60),
    ]


class Leaps:
    """Notices that a clock went ahead of the time that passed: somebody moved the sandbox's.

    Args:
        clock: the desk's, in UTC.
        passed: seconds since whenever, which nobody moves.
    """

    def __init__(self, clock: Clock, passed: Callable[[], float]) -> None:
        self._clock, self._passed = clock, passed
        self._at = self._offset()

    def _offset(self) -> datetime:
        return self._clock() - timedelta(seconds=self._passed())

    def noticed(self) -> bool:
        """Tell whether the clock leapt since the last look."""
        before, self._at = self._at, self._offset()
        return self._at - before > LEAP


async def _until(stop: asyncio.Event, task: asyncio.Task[None]) -> None:
    """Wait for `stop`. Raises what ends the task before."""
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([stopped, task], return_when=asyncio.FIRST_COMPLETED)
        if task.done() and not stop.is_set():
            task.result()
            await stopped
    finally:
        stopped.cancel()


async def _after_leap(scheduler: AsyncIOScheduler, leaps: Leaps) -> None:
    """Look at once for what became due."""
    if leaps.noticed():
        for job in scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))


class SchedulerRole:
    """Ticks until it is stopped, while it has the right to: of several, one leads."""

    def __init__(self, container: Container, right: Right = UNDISPUTED) -> None:
        self._container, self._right = container, right
        self._ticker = Ticker(container.work)
        self._trouble = Trouble()
        self._ticking: set[asyncio.Future[None]] = set()

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Run the jobs until `stop` is set."""
        scheduler = AsyncIOScheduler(
            timezone="UTC",
            # Late is better than never, and once is enough after a pause.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for job, seconds in jobs(self._container.settings):
            scheduler.add_job(self._tick, "interval", [job], seconds=seconds)
        scheduler.add_job(self._tick, "interval", [Apart(renew)], seconds=FIGURES_SECONDS)
        leaps = Leaps(self._container.clock, monotonic)
        scheduler.add_job(_after_leap, "interval", [scheduler, leaps], seconds=CLOCK_SECONDS)
        scheduler.start()
        ready()
        posting = asyncio.create_task(deliver(self._container, self._right, stop), name="webhooks")
        try:
            await _until(stop, posting)
            scheduler.pause()
            await self._finished()
        finally:
            scheduler.pause()
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)
            await self._cut_off()
            scheduler.shutdown(wait=False)

    async def _finished(self) -> None:
        """Wait for ticks that are under way, for a while: APScheduler would cut them off."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FINISH_WITHIN):
                while self._ticking:
                    await asyncio.wait(self._ticking)

    async def _cut_off(self) -> None:
        """Cancel ticks that outlive the role: the database is closed behind it."""
        under_way = tuple(self._ticking)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await asyncio.sleep(0)  # whoever waits for them has seen it, too

    async def _tick(self, job: UseCase | Ticks | Apart) -> None:
        task = asyncio.ensure_future(self._do(job))
        self._ticking.add(task)
        task.add_done_callback(self._ticking.discard)
        await asyncio.wait([task])
        if not task.cancelled():  # APScheduler would tell of that as of a bug
            task.result()

    async def _do(self, job: UseCase | Ticks | Apart) -> None:
        if not self._right.holds():
            return
        try:
            if isinstance(job, Apart):
                await job.renew(self._container.looking, self._container.work)
            elif callable(job):
                async with self._container.work() as work:
                    await job(work)
            else:
                await self._ticker.run(*job)
        except DatabaseBusyError as error:
            self._trouble.failed("ticks are put off", error)
        else:
            self._trouble.over()
