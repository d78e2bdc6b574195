"""Counts ever longer pauses between attempts. Pure: time is an argument (seconds of a monotonic
clock)."""

from dataclasses import dataclass

LONGEST = 60.0
"""As TDLib has it, a minute at most (`UpdatesManager::schedule_get_difference`,
`MessagesManager::retry_get_channel_difference_later`).
"""


@dataclass(slots=True)
class Pause:
    """How long something that failed is left alone: `first` seconds, then doubled up to `longest`.

    Only a success ends it. Whatever asks for another look in between waits: a read that fails
    raises doubts by itself, and they would undo the pause.
    """

    first: float
    longest: float = LONGEST
    failures: int = 0
    not_before: float = 0.0

    def fail(self, now: float) -> float:
        """Count one more failure. Returns how many seconds it is left alone."""
        seconds = min(self.longest, self.first * 2.0 ** min(self.failures, 16))
        self.failures += 1
        self.not_before = now + seconds
        return seconds

    def end(self) -> None:
        """End the pause: it succeeded."""
        self.failures, self.not_before = 0, 0.0
