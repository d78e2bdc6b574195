"""What use cases ask for of links to the bot, and of who came by them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.model.sources import Link


class Links(Protocol):
    """Keeps which links were made; who came by which is kept with customers and tickets."""

    async def make(self, source: str, by: int | None, now: datetime) -> bool:
        """Keep that somebody made it (None: the owner). Returns False when it is known already."""

    async def all(self, limit: int) -> Sequence[Link]:
        """Return those that were made, the newest first, then those by which somebody came all the
        same, the most frequent first."""

    async def counts(self, since: datetime, until: datetime) -> Sequence[tuple[str, int]]:
        """Return how many tickets that were opened between the two came by each, the most frequent
        first."""
