"""What keeps webhooks, and how their receivers took what was posted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.model.webhooks import FailedPost, Webhook


class Webhooks(Protocol):
    """Keeps webhooks, and what could not be posted to them."""

    async def all(self) -> list[Webhook]:
        """Return all, in the order in which they were made."""

    async def get(self, webhook_id: int) -> Webhook | None:
        """Return one; None when it was removed."""

    async def add(
        self,
        address: str,
        events: Sequence[str],
        topics: Sequence[str],
        seed: str,
        mark: str,
        now: datetime,
        *,
        with_text: bool,
    ) -> Webhook:
        """Keep a new one, which is on."""

    async def set_secret(
        self, webhook_id: int, seed: str, mark: str, old_seed: str, old_until: datetime
    ) -> None:
        """Let its secret be another one; the old one signs, too, until then."""

    async def switch(self, webhook_id: int, *, is_on: bool, reason: str | None = None) -> None:
        """Switch it on, as if nothing had ever failed, or off; `reason`: why by itself."""

    async def remove(self, webhook_id: int) -> None:
        """Remove it, with what could not be posted to it."""

    async def worked(self, webhook_id: int, event_id: str, now: datetime) -> None:
        """Note that an event was taken: nothing fails there any more."""

    async def failed(self, webhook_id: int, now: datetime, until: datetime) -> None:
        """Count one more call that failed in a row, and post nothing there until then."""

    async def resume(self, webhook_id: int) -> None:
        """Wait no longer since calls failed: what waits may be posted from now on."""

    async def keep_failed(self, failed: FailedPost) -> None:
        """Keep, in place of what was known, how an event that could not be posted stands."""

    async def failures(self, webhook_id: int | None, limit: int) -> list[FailedPost]:
        """Return what could not be posted to that one, or to any, the newest first."""

    async def take_failed(self, webhook_id: int) -> list[FailedPost]:
        """Return what could not be posted to that one, the oldest first, and keep it no more."""

    async def drop(self, webhook_id: int, now: datetime, note: str) -> int:
        """Let nothing be posted that waits for it. Returns how much that was."""

    async def words(self, chat_id: int, message_id: int) -> str | None:
        """Return what that message says; None when it is kept no more."""

    async def prune(self, before: datetime) -> int:
        """Forget what was given up before that."""
