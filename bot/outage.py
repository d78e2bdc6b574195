"""A Bot API that is away as a whole is told of once, whatever waits for it."""

import logging
from collections.abc import Callable
from datetime import datetime

log = logging.getLogger(__name__)


class Outage:
    """Tells when nobody answers any more, and when somebody does again.

    Each call takes the `era` in which it was begun: what comes of one that was begun before says
    nothing about now.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._since: datetime | None = None
        self._tries = 0
        self._destinations: set[str] = set()
        self.era = 0

    def missed(self, era: int, destination: str, failures: int, why: str) -> bool:
        """A call had no answer, or none that is about what was asked for; `failures` in a row of
        that destination. False when that concerns the destination alone: others were answered
        since it failed before."""
        if self._since is None:
            if era != self.era:
                return True  # it was begun in the outage that has ended since
            if failures > 1:
                return False
            self._since, self._tries, self._destinations = self._clock(), 0, set()
            self.era += 1
            log.warning("Telegram's Bot API does not answer: %s; tried again ever more slowly", why)
        self._tries += 1
        self._destinations.add(destination)
        return True

    def answered(self, era: int) -> None:
        """Telegram did what was asked for, or refused that."""
        if self._since is None or era != self.era:
            return
        lasted = (self._clock() - self._since).total_seconds()
        log.warning(
            "Telegram's Bot API answers again after %.1f s; tries in vain: %d, destinations: %d",
            lasted,
            self._tries,
            len(self._destinations),
        )
        self._since = None
        self.era += 1
