"""Decides how long links and sessions hold, what they are known by, and how often one may try."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from core.model.access import SignedIn

SESSION_LASTS = timedelta(hours=12)
APP_FRESH = timedelta(minutes=5)
"""What Telegram signed for a Mini App is taken within that time."""
CLOCKS_DIFFER = timedelta(minutes=1)
"""Telegram's and ours, at most."""

TRIES = 10
TRIES_WITHIN = timedelta(minutes=1)
MOST_ADDRESSES = 10_000
"""Whose tries are remembered; then the oldest are forgotten."""


def key_of(secret: str) -> str:
    """Return what a link's or a cookie's secret is known by: with the database alone nobody gets
    in."""
    return sha256(secret.encode()).hexdigest()


def is_fresh(signed_at: datetime, now: datetime) -> bool:
    """Whether Telegram signed it just now."""
    return -CLOCKS_DIFFER <= now - signed_at <= APP_FRESH


def may_see_ticket(who: SignedIn, operator_id: int | None) -> bool:
    """Whether a ticket that `operator_id` holds or held last may be looked into."""
    return who.is_supervisor or operator_id == who.person_id


class Tries:
    """Tries to sign in that failed, by where they came from: so many within a minute, and no more.

    Args:
        now: seconds of a clock that nobody sets.
    """

    def __init__(self, now: Callable[[], float], most: int = TRIES) -> None:
        self._now, self._most = now, most
        self._failed: dict[str, deque[float]] = {}

    def may_try(self, address: str) -> bool:
        """Whether another try is looked at."""
        failed = self._failed.get(address)
        if failed is None:
            return True
        while failed and self._now() - failed[0] >= TRIES_WITHIN.total_seconds():
            failed.popleft()
        return len(failed) < self._most

    def failed(self, address: str) -> None:
        """Count a failed try."""
        self._failed.setdefault(address, deque(maxlen=self._most)).append(self._now())
        if len(self._failed) > MOST_ADDRESSES:
            del self._failed[next(iter(self._failed))]
