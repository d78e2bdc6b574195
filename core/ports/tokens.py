"""Tokens of the API, as use cases and whoever guards it ask for them. Secrets are known by their
keys alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

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

    async def begin(self, token_id: int, key: str, digest: str, now: datetime) -> bool:
        """Take up what is asked for under that key. False when it was before; whoever asks at the
        same moment waits until that is known."""

    async def answered(self, token_id: int, key: str, answer: Mapping[str, Any]) -> None:
        """Keep what it is answered."""

    async def answer(self, token_id: int, key: str) -> tuple[str, Mapping[str, Any]] | None:
        """Return the digest of what was asked for under that key, and its answer."""

    async def prune(self, before: datetime) -> int:
        """Forget what was asked for before then. Returns how much."""


class TokenReads(Protocol):
    """Reads tokens outside of the use cases' transactions, so that nobody waits for a writer."""

    async def of(self, key: str) -> Token | None:
        """Return the token with that key, whether it still works or not."""
