"""Picks the box to be read next: at a bounded rate, and none while Telegram lets us wait. Pure:
time is an argument (seconds of a monotonic clock).
"""

from core.delivery.rates import Window
from userbot.boxes import Boxes
from userbot.pauses import Pause
from userbot.updates import COMMON

LIVELY = (10, 2.0)
"""Most reads of rooms in which somebody talks, in so many seconds. TDLib has at most ten of them
under way (`MessagesManager::process_pending_get_channel_differences`).
"""

QUIET = (5, 5.0)
"""The same for all others: they can wait, and there may be hundreds when the account begins."""


TOGETHER = 5.0
"""For how many seconds at most all are left alone when several in a row could not be read."""


class ReadSchedule:
    """Tells which of these boxes to read next, and when.

    A flood wait stops the whole round, not the one box that met it: the next one would be answered
    alike, and each such call makes the wait longer.

    Args:
        again: seconds until a connection that was not there is looked for again; doubling.
    """

    def __init__(self, boxes: Boxes, again: float) -> None:
        self._boxes = boxes
        self._common = Window(*LIVELY)
        self._paces = {True: Window(*LIVELY), False: Window(*QUIET)}
        self._flood_until = 0.0
        self._away = Pause(again)
        self._server = Pause(again, TOGETHER)
        self._failed: int | None = None

    def next(self, now: float) -> list[int]:
        """Return what is to be read now: the common box, and one room. What is pushed meanwhile is
        stored before the next ones."""
        if self.wait(now):
            return []
        wanted = [box for box in self._boxes.wanted(now) if not self._pace(box).wait(now)]
        rooms = [box for box in wanted if box != COMMON]
        return [box for box in wanted if box == COMMON] + rooms[:1]

    def wait(self, now: float) -> float:
        """Return the seconds in which nothing is to be read at all."""
        until = max(self._flood_until, self._away.not_before, self._server.not_before)
        return max(0.0, until - now)

    def next_at(self, now: float) -> float | None:
        """Return when something is to be read by itself."""
        earliest = now + self.wait(now)
        times = [
            max(at, earliest, now + self._pace(box).wait(now)) for box, at in self._boxes.due()
        ]
        return min(times, default=None)

    def _pace(self, box: int) -> Window:
        return self._common if box == COMMON else self._paces[self._boxes.is_lively(box)]

    def count(self, box: int, now: float) -> None:
        """Count that this box is asked for now."""
        self._pace(box).take(now)

    def flood(self, now: float, seconds: float) -> None:
        """Note that Telegram wants us to wait before we ask for anything more."""
        self._flood_until = max(self._flood_until, now + seconds)

    def away(self, now: float) -> None:
        """Note that there is no connection: nothing was sent."""
        self._away.fail(now)

    def back(self) -> None:
        """Note that there may be a connection again."""
        self._away.end()
        self.read()

    def failed(self, box: int, now: float) -> None:
        """Note that a box could not be read. When the one just before could not be read either, it
        is not the box but the server, and all are left alone."""
        if self._failed not in (None, box):
            self._server.fail(now)
        self._failed = box

    def read(self) -> None:
        """Note that a box was read: the server serves us."""
        self._failed = None
        self._server.end()
