"""Looks up for the bot's gateway where live cards stand."""

import asyncio
from collections.abc import Mapping

from db.database import SqlDatabase
from db.repositories.cards import SqlCards

Position = tuple[int, int]
"""A chat and a message."""


class CardsInDatabase:
    """Reads `bot.carriers.lookups.CardPlaces` from the database. Cards that are looked for at the
    same moment, as those of one update are, are one question."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        self._wanted: set[str] = set()
        self._question: asyncio.Task[Mapping[str, Position]] | None = None

    async def find(self, card: str) -> Position | None:
        """Return where a card stands."""
        self._wanted.add(card)
        if self._question is None:
            self._question = asyncio.create_task(self._ask())
        found = await asyncio.shield(self._question)
        return found.get(card)

    async def _ask(self) -> Mapping[str, Position]:
        wanted, self._wanted, self._question = self._wanted, set(), None
        async with self._database.asking() as transaction:
            return await SqlCards(transaction).positions(wanted)
