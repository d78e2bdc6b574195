"""Keeps the reads of boxes that are under way.

One is begun after the other, as TDLib has it for an account's differences; but one that takes long
holds up nobody: the others go on beside it, and what is pushed is taken meanwhile.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from userbot.boxes import Mark
from userbot.catch_up import CatchUp, Piece

SLOW = 0.5
"""Seconds after which the next box need not wait for a read any longer."""


@dataclass(frozen=True, slots=True)
class _Reading:
    mark: Mark
    begun_at: float
    work: asyncio.Task[Piece]


class Readings:
    """Holds the reads that are not answered yet, by box.

    Args:
        now: seconds of a monotonic clock.
        answered: is called when one of them is.
    """

    def __init__(
        self, catch_up: CatchUp, now: Callable[[], float], answered: Callable[[], None]
    ) -> None:
        self._catch_up, self._now, self._answered = catch_up, now, answered
        self._readings: dict[int, _Reading] = {}

    def begin(self, box: int, mark: Mark, *, unread: bool) -> None:
        """Ask how that box goes on from there."""
        work = asyncio.create_task(self._catch_up.next(box, mark, unread=unread))
        work.add_done_callback(lambda _: self._answered())
        self._readings[box] = _Reading(mark, self._now(), work)

    def in_turn(self) -> set[int]:
        """Tell for which boxes the next one waits."""
        late = self._now() - SLOW
        return {box for box, reading in self._readings.items() if reading.begun_at > late}

    def next_at(self) -> float | None:
        """When the next one may be begun although none is answered; None: at once."""
        late = self._now() - SLOW
        fresh = [each.begun_at for each in self._readings.values() if each.begun_at > late]
        return max(fresh) + SLOW if fresh else None

    def finished(self) -> list[tuple[int, Mark, Piece]]:
        """Give each that was answered, once: the box, the mark from which it was read, what
        came."""
        done = [box for box, reading in self._readings.items() if reading.work.done()]
        taken = [(box, self._readings.pop(box)) for box in done]
        return [(box, reading.mark, reading.work.result()) for box, reading in taken]

    async def cancel(self) -> None:
        """Wait for none of them."""
        tasks = [reading.work for reading in self._readings.values()]
        self._readings.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
