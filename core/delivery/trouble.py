"""What parts that always work share: points at which tests cut them, and patience with what fails
for a while."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

import structlog

from core.ports import DatabaseBusyError

Trace = Callable[[str], None]
"""Called with the name of each point that is passed. A test that raises there sees what a crash at
that point leaves behind."""


Pauses = Callable[[int], float]
"""Returns the seconds until the next try, after so many failures in a row (from 1)."""


Passing = type[BaseException] | tuple[type[BaseException], ...]


T = TypeVar("T")


_log = structlog.get_logger(__name__)


def no_trace(_point: str) -> None:
    """Do nothing."""


def steps(*seconds: float) -> Pauses:
    """Pauses as listed; the last one goes on."""
    return lambda failures: seconds[min(max(failures, 1), len(seconds)) - 1]


def doubling(first: float, longest: float) -> Pauses:
    """Pauses that double, up to the longest."""
    return lambda failures: min(longest, first * 2.0 ** min(failures - 1, 32))


BUSY_PAUSES = steps(0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)


class Trouble:
    """Logs what fails for a while: a line when it begins, one for each other kind of failure in it,
    and one when it is over.

    Args:
        pauses: between tries.
        about: stands in the lines.
    """

    def __init__(self, pauses: Pauses = BUSY_PAUSES, **about: object) -> None:
        self._pauses, self._about = pauses, about
        self._logged: dict[object, str] = {}
        self.failures = 0

    def failed(
        self, line: str, error: BaseException, reason: str = "", *, is_bug: bool = False
    ) -> None:
        """Count one more failure. `reason` stands for the error's own text; a bug has a
        traceback."""
        self.failures += 1
        if type(error) in self._logged:
            return
        self._logged[type(error)] = line
        if is_bug:
            _log.error(line, **self._about, exc_info=error)
        else:
            reason = reason or str(error) or type(error).__name__
            _log.warning(line, reason=reason, **self._about)

    async def pause(self, stop: asyncio.Event | None = None, seconds: float | None = None) -> None:
        """Wait until the next try; ends at once when `stop` is set."""
        if seconds is None:
            seconds = self._pauses(self.failures)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await (stop or asyncio.Event()).wait()

    def over(self) -> None:
        """End the trouble: it succeeded."""
        if self.failures:
            first = next(iter(self._logged.values()))
            _log.warning(f"{first}: over", tries=self.failures, **self._about)
        self._logged.clear()
        self.failures = 0


async def patiently(
    attempt: Callable[[], Awaitable[T]],
    line: str = "database busy",
    passing: Passing = DatabaseBusyError,
    pauses: Pauses = BUSY_PAUSES,
    **about: object,
) -> T:
    """Repeat a call while it fails in a passing way. Returns what it returns; raises anything
    else."""
    trouble = Trouble(pauses, **about)
    while True:
        try:
            result = await attempt()
        except passing as error:
            trouble.failed(line, error)
            await trouble.pause()
        else:
            trouble.over()
            return result


async def always(
    turn: Callable[[], Awaitable[object]],
    line: str,
    stop: asyncio.Event | None = None,
    pauses: Pauses = BUSY_PAUSES,
    **about: object,
) -> None:
    """Repeat a turn until `stop` is set, or cancelled: the outermost guard of a part. Whatever
    fails in a turn (`line`, unless the database is busy) does not end it, since what was not
    committed still waits."""
    trouble = Trouble(pauses, **about)
    while stop is None or not stop.is_set():
        try:
            await turn()
        except Exception as error:  # noqa: BLE001 - logged once
            busy = isinstance(error, DatabaseBusyError)
            trouble.failed("database busy" if busy else line, error, is_bug=not busy)
            await trouble.pause(stop)
        else:
            trouble.over()
