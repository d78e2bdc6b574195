"""Logs a Bot API that is away as a whole once, whatever waits for it."""

from core.delivery.trouble import Trouble


class Outage:
    """Tells when nobody answers any more, and when somebody does again.

    Each call takes the `era` in which it was begun: what comes of one that was begun before says
    nothing about now.
    """

    def __init__(self) -> None:
        self._trouble = Trouble()
        self.era = 0

    def missed(self, era: int, failures: int, error: Exception, why: str) -> bool:
        """Note a call without answer, or with none about what was asked for; `failures` in a row of
        its destination. False when that concerns the destination alone: others were answered since
        it failed before."""
        if not self._trouble.failures:
            if era != self.era:
                return True  # it was begun in the outage that has ended since
            if failures > 1:
                return False
            self.era += 1
        self._trouble.failed("Telegram's Bot API does not answer", error, why)
        return True

    def answered(self, era: int) -> None:
        """Note that Telegram did what was asked for, or refused that."""
        if self._trouble.failures and era == self.era:
            self._trouble.over()
            self.era += 1
