"""Finds what is left of who was forgotten: core.ports.Remaining."""

import asyncio
from collections.abc import Collection
from dataclasses import replace

from core.model.remains import Clues, Newest, Remains, Standing
from db.database import SqlDatabase
from db.repositories.erasing import SqlErasing


class SqlRemaining:
    """Looks beside all transactions.

    Raises:
        DatabaseBusyError: not just now; from every method.
    """

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    async def clues(self, customer_id: int, names: Collection[str]) -> Clues:
        """See core.ports.Remaining."""
        async with self._database.reading() as transaction:
            return await SqlErasing(transaction).clues(customer_id, names)

    async def newest(self) -> Newest:
        """See core.ports.Remaining."""
        async with self._database.reading() as transaction:
            return await SqlErasing(transaction).newest()

    async def left_of(
        self, customer_id: int, clues: Clues, until: Newest, after: int = 0
    ) -> Remains:
        """See core.ports.Remaining. Two readings at a time, since each goes through much."""
        of_tickets, on_the_way = await asyncio.gather(
            self._of_tickets(customer_id, after), self._on_the_way(customer_id, clues, until)
        )
        return replace(of_tickets, updates=on_the_way.updates, effects=on_the_way.effects)

    async def left_of_tickets(self, customer_id: int, after: int = 0) -> Remains:
        """See core.ports.Remaining."""
        return await self._of_tickets(customer_id, after)

    async def awaits(self, clues: Clues) -> bool:
        """See core.ports.Remaining."""
        async with self._database.reading() as transaction:
            return await SqlErasing(transaction).awaits(clues)

    async def standing(self, customer_id: int) -> Standing:
        """See core.ports.Remaining."""
        async with self._database.reading() as transaction:
            return await SqlErasing(transaction).standing(customer_id)

    async def _of_tickets(self, customer_id: int, after: int) -> Remains:
        async with self._database.reading() as transaction:
            return await SqlErasing(transaction).left_of_tickets(customer_id, after)

    async def _on_the_way(self, customer_id: int, clues: Clues, until: Newest) -> Remains:
        async with self._database.reading() as transaction:
            return await SqlErasing(transaction).left_on_the_way(customer_id, clues, until)
