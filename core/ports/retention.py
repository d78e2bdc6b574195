"""How long words are kept, and which tickets are held, as use cases ask for it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from core.model.retention import Agreed, Hold, Preview, Terms
from core.ports.records import Archived


class Retention(Protocol):
    """Keeps until when words are kept."""

    async def agreed(self) -> Agreed:
        """Return what was agreed, and when words go next."""

    async def show(self, terms: str) -> None:
        """Note that supervisors were shown what would go by these terms."""

    async def agree(self, terms: str, by: int | None, now: datetime) -> None:
        """Note that somebody (None: the owner) agreed to them: words go from now on."""

    async def ran(self, at: datetime, gone: int) -> None:
        """Note when words go next, and of how many tickets they went that nobody was told of."""

    async def preview(self, terms: Terms, now: datetime) -> Preview:
        """Count what would go now."""

    async def due(self, terms: Terms, now: datetime, limit: int) -> list[tuple[int, int]]:
        """Return (ticket, customer) of tickets whose words are to go and that nobody holds, the
        oldest first."""

    async def expire(self, ticket_ids: Collection[int], now: datetime) -> list[Archived]:
        """Let the words of these tickets go: from now on nobody is shown them. Comments to stars
        go at once. Returns their zips, which are kept no more."""

    async def hold(self, hold: Hold) -> None:
        """Hold a ticket; one that is held gets the new reason."""

    async def release(self, ticket_id: int) -> bool:
        """Hold it no more. Returns False when nobody did."""

    async def held(self, limit: int) -> Sequence[Hold]:
        """Return tickets that are held, the newest hold first."""

    async def hold_of(self, ticket_id: int) -> Hold | None:
        """Return who holds that ticket, and why."""
