"""A Redis that is away is said once, and once more when it is back."""

import asyncio

import structlog

from core.ports import DatabaseBusyError
from db.steps import RedisSteps

log = structlog.get_logger(__name__)

PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between tries to reach it."""


class StepsWatch:
    """Looks once at the start, and whenever Redis has refused something."""

    def __init__(self, steps: RedisSteps) -> None:
        self._steps = steps

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._steps.refused.clear()
            await self._until_it_answers()
            await self._steps.refused.wait()

    async def _until_it_answers(self) -> None:
        tries = 0
        while (why := await self._refusal()) is not None:
            if tries == 0:
                log.warning("Redis does not answer: questions to people wait for it", reason=why)
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1
        if tries:
            log.warning("Redis answers again", tries=tries)

    async def _refusal(self) -> str | None:
        try:
            await self._steps.get(0)
        except DatabaseBusyError as error:
            return str(error)
        return None
