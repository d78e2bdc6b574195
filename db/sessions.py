"""Implements core.ports.access.Sessions: what guards the page at each request."""

from collections.abc import Collection
from datetime import datetime

from core.model.access import SignedIn
from db.database import SqlDatabase
from db.repositories.access import HOLDING, SESSION_OF


class SessionReads:
    """Reads sessions, each time anew."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    async def of(self, key: str, now: datetime) -> SignedIn | None:
        """See core.ports.access.Sessions. Raises DatabaseBusyError."""
        async with self._database.reading() as transaction:
            found = await transaction.connection.execute(SESSION_OF, {"of": key, "now": now})
            row = found.one_or_none()
        return None if row is None else SignedIn(*row)

    async def holding(self, ids: Collection[int], now: datetime) -> set[int]:
        """See core.ports.access.Sessions. Raises DatabaseBusyError."""
        async with self._database.reading() as transaction:
            values = {"ids": list(ids), "now": now}
            return set((await transaction.connection.execute(HOLDING, values)).scalars())
