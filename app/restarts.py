"""Restarts a part that failed: one part's failure never ends another."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

import structlog

from app.container import Container
from app.errors import CommandError, LapsedError, LoginEndedError
from core.consequences.settlements import part_fails, part_works
from core.ports import DatabaseBusyError, Right
from db.leases import Lease, Leases, TakenError

log = structlog.get_logger(__name__)

PAUSES = (1.0, 5.0, 15.0, 60.0, 300.0)
"""Seconds until a part that failed is begun again, after so many failures in a row."""
WELL_AFTER = 300.0
"""Seconds at work after which the next failure is a first one again."""
LOGIN_PAUSE = 3600.0
"""Seconds until Telegram is asked again about a login that it ended, unless somebody logs in."""
LOGIN_LOOK = 1.0
FOLLOWS_LOOK = 0.1

T = TypeVar("T")


class Part(Protocol):
    """What a role has to be: something that runs until it is stopped."""

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set; call `ready` once when everything is up."""


class RestartedPart:
    """Keeps a part at work under its lease.

    Args:
        make: the part, given its right; made anew for each beginning.
        alone: whether the process exists for this part. It ends with it then, and whoever started
            it starts it again; else the part is begun again here, ever more slowly, while the
            others go on.
        standby: whether several processes may have it, of which one is at work and the others wait
            for its end.
        follows: another part of this process, whose lease has to come first.
    """

    def __init__(
        self,
        container: Container,
        leases: Leases,
        name: str,
        make: Callable[[Right], Part],
        *,
        alone: bool,
        standby: bool = False,
        follows: "RestartedPart | None" = None,
    ) -> None:
        self._container, self._leases = container, leases
        self._name, self._make = name, make
        self._alone, self._standby, self._follows = alone, standby, follows
        self._lease: Lease | None = None
        self._was_up = False
        self._up = asyncio.Event()
        self._failures = 0
        self._said: set[str] = set()

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set. Raises CommandError or TakenError for what the owner has to
        know before anything works, and whatever ended the part if it is alone."""
        lease = await _unless(stop, self._first_lease(ready))
        while lease is not None and not stop.is_set():
            try:
                await self._work(lease, stop, ready)
            except Exception as error:
                if self._ends_with(error):
                    raise
                # The guard of the other parts: this one is begun again.
                await self._after(error, lease, stop)
            if lease.is_lost and not stop.is_set():
                lease = await _unless(stop, self._stand_by())
        if lease is not None:
            await self._leases.free(lease)

    async def _first_lease(self, ready: Callable[[], None]) -> Lease:
        """Wait for the part's lease. Who may stand by is ready as soon as it does."""
        await self._until_followed()
        if self._standby:
            self._lease = await self._leases.attempt(self._name)
        else:
            self._lease = await self._leases.take(self._name)
        if self._lease is None:
            self._was_up = True
            ready()
            return await self._stand_by()
        return self._lease

    async def _stand_by(self) -> Lease:
        await self._until_followed()
        log.info("standing by", part=self._name)
        self._lease = await self._leases.standby(self._name)
        log.info("takes over", part=self._name)
        return self._lease

    async def _until_followed(self) -> None:
        """Wait until this process has the lease of the part that comes first, if there is one."""
        while self._follows is not None and not self._follows.has_lease:  # noqa: ASYNC110
            await asyncio.sleep(FOLLOWS_LOOK)

    @property
    def has_lease(self) -> bool:
        """Whether the part may be at work in this process now."""
        return self._lease is not None and self._lease.holds()

    def _ends_with(self, error: Exception) -> bool:
        """Tell whether this is more than the part's own trouble."""
        if isinstance(error, TakenError):
            return self._alone and not self._standby
        if isinstance(error, LoginEndedError) or self._was_up:
            return self._alone
        return self._alone or isinstance(error, CommandError)

    async def _work(self, lease: Lease, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work from one beginning to the next failure, or to `stop`."""

        def up() -> None:
            self._up.set()
            lease.say(None)
            if not self._was_up:
                self._was_up = True
                ready()

        while not stop.is_set():
            self._up.clear()
            working = self._working(self._make(lease), stop, up)
            try:
                await _first_of(working, lease.lost())
            except LapsedError:
                log.warning("part waits for its lease", part=self._name)
                await _unless(stop, _first_of(lease.held(), lease.lost()))
            else:
                return

    async def _working(self, part: Part, stop: asyncio.Event, up: Callable[[], None]) -> None:
        telling = asyncio.create_task(self._tell_well()) if self._failures else None
        try:
            await part.run(stop, up)
        except BaseExceptionGroup as group:
            raise _reason(group) from group
        finally:
            if telling is not None:
                telling.cancel()

    async def _tell_well(self) -> None:
        """Note that the part works again after a time, so that its next failure is news."""
        await self._up.wait()
        await asyncio.sleep(WELL_AFTER)
        self._failures = 0
        self._said.clear()
        log.info("part works again", part=self._name)
        with suppress(DatabaseBusyError):
            async with self._container.work() as work:
                await part_works(work, self._name)

    async def _after(self, error: Exception, lease: Lease, stop: asyncio.Event) -> None:
        """Log each reason once, and wait for what may have mended it."""
        expected = isinstance(error, CommandError | TakenError)
        why = f"{type(error).__name__}: {error}"
        if why not in self._said:
            self._said.add(why)
            log.error(
                "part failed, and is begun again",
                part=self._name,
                reason=str(error),
                exc_info=None if expected else error,
            )
        lease.say(str(error) if expected else f"{type(error).__name__}: see the log")
        self._failures += 1
        if isinstance(error, LoginEndedError):
            # Supervisors have heard it of the account.
            await _unless(stop, _first_of(asyncio.sleep(LOGIN_PAUSE), _logged_in(error.files)))
            return
        if self._failures == 1 and not isinstance(error, TakenError):
            with suppress(DatabaseBusyError):
                async with self._container.work() as work:
                    await part_fails(work, self._name)
        pause = PAUSES[min(self._failures, len(PAUSES)) - 1]
        await _unless(stop, asyncio.sleep(pause))


async def _logged_in(files: Sequence[Path]) -> None:
    """Wait until one of the session files is another than it was."""
    before = [_look(file) for file in files]
    while True:  # no event tells of another process's file
        await asyncio.sleep(LOGIN_LOOK)
        if [_look(file) for file in files] != before:
            return


def _look(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _reason(group: BaseException) -> BaseException:
    """Return what ended a group of tasks: what was expected rather than what came of it."""
    leaves: list[BaseException] = []
    groups = [group]
    while groups:
        each = groups.pop()
        if isinstance(each, BaseExceptionGroup):
            groups += each.exceptions
        else:
            leaves.append(each)
    expected = (each for each in leaves if isinstance(each, CommandError | LapsedError))
    return next(expected, leaves[0])


async def _first_of(*works: Coroutine[Any, Any, T]) -> T:
    """Return or raise what the first of them does; the others are cancelled."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(task for task in tasks if task.done()).result()
    finally:
        late = [task for task in tasks if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in late:
            error = None if task.cancelled() else task.exception()
            if error is not None:  # nobody else would hear of it
                log.warning("failed at its end", reason=f"{type(error).__name__}: {error}")


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return the result; None when `stop` is set before."""

    async def stopped() -> None:
        await stop.wait()

    return await _first_of(work, stopped())
