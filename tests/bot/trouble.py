"""Bad days for the sandbox's Bot API: what the next calls of a method meet."""

from collections import defaultdict, deque

from sandbox.bot_api.hooks import Mishap


class Trouble:
    """Each mishap befalls one call, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._coming: dict[str, deque[Mishap]] = defaultdict(deque)
        self.calls: dict[str, int] = defaultdict(int)

    def befall(self, method: str, *mishaps: Mishap) -> None:
        """The next calls of the method go wrong like that."""
        self._coming[method.lower()].extend(mishaps)

    def take(self, method: str, bot_id: int) -> Mishap | None:
        """The sandbox asks before each call."""
        self.calls[method] += 1
        coming = self._coming[method]
        return coming.popleft() if coming else None
