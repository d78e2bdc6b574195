"""The chains in which the record is sealed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
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

    async def ledgers(self, limit: int) -> list[Ledger]:
        """Return the newest ledgers, the last one first."""

    async def ledger_posted(self, day: date, chat_id: int, message_id: int) -> None:
        """Keep by which message a day's ledger was posted."""

    async def ledger_due(self) -> datetime | None:
        """Return when the next ledger is to be made; None: nobody said yet."""

    async def put_ledger_due(self, at: datetime) -> None:
        """Set when the next ledger is to be made."""

    async def add_ledger(self, ledger: Ledger, heads: Sequence[Head]) -> None:
        """Keep a ledger, in which these heads stand."""
