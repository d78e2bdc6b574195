"""A Redis that is away is said once, and once more when it is back."""

from functools import partial

from core.delivery.pace import patiently, steps
from db.steps import RedisSteps

LINE = "Redis does not answer: questions to people wait for it"
PAUSES = steps(0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between tries to reach it."""


class StepsWatch:
    """Looks once at the start, and whenever Redis has refused something."""

    def __init__(self, steps: RedisSteps) -> None:
        self._steps = steps

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._steps.refused.clear()
            await patiently(partial(self._steps.get, 0), LINE, pauses=PAUSES)
            await self._steps.refused.wait()
