"""Links to the page and sessions there, as use cases and whoever guards the page ask for them.
Secrets are known by their keys alone."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from core.model.access import SignedIn, Way

CHANGED = "access"
"""The topic of `core.ports.Wakeup` by which the end of sessions is told."""


class Access(Protocol):
    """Keeps links and sessions."""

    async def offer(self, key: str, person_id: int, now: datetime, expires_at: datetime) -> None:
        """Let a link work once until then. Offering the same link again changes nothing."""

    async def use(self, key: str, now: datetime) -> int | None:
        """Use a link up. Returns whose it was; None for one that works no more."""

    async def begin(
        self, key: str, person_id: int, way: Way, now: datetime, expires_at: datetime
    ) -> None:
        """Begin a session."""

    async def end(self, session_id: int, now: datetime) -> list[tuple[int, Way]]:
        """End a session. Returns whose it was and how it began; nothing when it had ended."""

    async def end_all(self, person_id: int, now: datetime) -> list[tuple[int, Way]]:
        """End all of somebody's sessions and unused links. Returns the same of each session."""

    async def prune(self, before: datetime) -> int:
        """Forget links and sessions that ran out before then. Returns how many."""


class Sessions(Protocol):
    """Reads sessions outside of the use cases' transactions, so that nobody waits for a writer."""

    async def of(self, key: str, now: datetime) -> SignedIn | None:
        """Return the session with that key, if it holds and its person is on staff."""

    async def holding(self, ids: Collection[int], now: datetime) -> set[int]:
        """Return which of these sessions still hold."""
