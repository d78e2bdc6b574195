"""Tokens of the API, as use cases and whoever guards it ask for them. Secrets are known by their
keys alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.model.tokens import ApiRight, Token


class Tokens(Protocol):
    """Keeps tokens."""

    async def make(
        self,
        key: str,
        name: str,
        rights: frozenset[ApiRight],
        by: int | None,
        now: datetime,
        expires_at: datetime | None,
    ) -> bool:
        """Keep one. False where one of that name is there and was not revoked."""

    async def revoke(self, name: str, now: datetime) -> Token | None:
        """Let the one of that name work no more. Returns it as it was; None where there is none."""

    async def all(self, limit: int) -> Sequence[Token]:
        """Return tokens, the newest first, those that were revoked, too."""

    async def used(self, token_id: int, now: datetime) -> None:
        """Remember that somebody asked by it."""


class TokenReads(Protocol):
    """Reads tokens outside of the use cases' transactions, so that nobody waits for a writer."""

    async def of(self, key: str) -> Token | None:
        """Return the token with that key, whether it still works or not."""
