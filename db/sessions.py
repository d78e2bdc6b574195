"""Implements core.ports.access.Sessions and core.ports.tokens.TokenReads: what guards the page and
the API at each request."""

from collections.abc import Collection
from datetime import datetime

from core.model.access import SignedIn
from core.model.tokens import Token
from db.database import SqlDatabase
from db.repositories.access import HOLDING, SESSION_OF
from db.repositories.tokens import TOKEN_OF, token_of


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


class TokenReads:
    """Reads tokens, each time anew: one that is revoked is taken no more at once."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    async def of(self, key: str) -> Token | None:
        """See core.ports.tokens.TokenReads. Raises DatabaseBusyError."""
        async with self._database.reading() as transaction:
            found = await transaction.connection.execute(TOKEN_OF, {"of": key})
            row = found.one_or_none()
        return None if row is None else token_of(row)
