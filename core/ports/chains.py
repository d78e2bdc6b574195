"""The chains in which the record is sealed."""

from collections.abc import Collection, Sequence
from typing import Protocol

from core.model.journal import JournalEntry
from core.model.ledgers import Ledger, Moved
from core.model.seals import Head, Links


class Chains(Protocol):
    """Keeps the chains; for the archive alone, which is one process at most."""

    async def heads(self, chains: Collection[int]) -> dict[int, Head]:
        """Return the last entries of these chains, as far as they have begun."""

    async def unsealed(self, limit: int) -> list[JournalEntry]:
        """Return entries that a version without chains took in, those of each chain in order, and
        with the chain where they belong."""

    async def link(self, entries: Sequence[JournalEntry], links: Links) -> None:
        """Keep the links and positions of entries, and the heads; entries without an id are
        added."""

    async def last_ledger(self) -> Ledger | None:
        """Return the newest ledger."""

    async def moved(self) -> Moved:
        """Return what came since the last ledger."""

    async def add_ledger(self, ledger: Ledger, heads: Sequence[Head]) -> None:
        """Keep a ledger, in which these heads stand."""
