"""Carries out the scheduler's ticks: each of what was found in a transaction of its own."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import structlog

from core.consequences.ticks import Tick
from core.model.texts import DeskError
from core.ports import DatabaseBusyError, Work

_log = structlog.get_logger(__name__)


class Ticker:
    """Runs ticks. What fails for one ticket is logged once, with its number, and holds up no
    other."""

    def __init__(self, work: Callable[[], AbstractAsyncContextManager[Work]]) -> None:
        self._work = work
        self._logged: set[tuple[str, int]] = set()

    async def run(self, *ticks: Tick) -> dict[str, list[int]]:
        """Look for all at once, then act on each; returns for each tick the ids for which
        something was done.

        Raises:
            DatabaseBusyError: nothing could be looked for just now.
        """
        async with self._work() as work:
            found = [(tick, await tick.find(work)) for tick in ticks]
        return {
            tick.name: [each for each in ids if await self._act(tick, each)] for tick, ids in found
        }

    async def _act(self, tick: Tick, each: int) -> bool:
        key = (tick.name, each)
        try:
            async with self._work() as work:
                done = await tick.act(work, each)
        except DatabaseBusyError as error:
            _log.warning("tick put off", tick=tick.name, reason=str(error), **{tick.kind: each})
            return False
        except DeskError:
            return False  # it ended between the look and the act
        except Exception:  # noqa: BLE001 - logged once
            # The guard that keeps one ticket from holding up the others; the next tick tries again.
            if key not in self._logged:
                self._logged.add(key)
                _log.exception("tick failed", tick=tick.name, **{tick.kind: each})
            return False
        self._logged.discard(key)
        return bool(done)
