"""The server's clock, which may be set wrong: what a client's wrong clock looks like from here."""

from __future__ import annotations

import time
from collections.abc import Callable


class ServerClock:
    """Unix time in seconds; `ahead` moves it while it runs."""

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self.ahead = 0.0

    def __call__(self) -> float:
        """Return the server's unix time."""
        return self._base() + self.ahead
