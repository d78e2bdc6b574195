"""What keeps the staff's canned replies."""

from datetime import datetime
from typing import Protocol

from core.model.replies import CannedReply


class Replies(Protocol):
    """Keeps canned replies: one for each shortcut, topic and language."""

    async def all(self) -> list[CannedReply]:
        """Return all, by their shortcuts; those for all topics before those for one."""

    async def get(self, reply_id: int) -> CannedReply | None:
        """Return one; None when it was removed."""

    async def add(
        self, shortcut: str, topic: str, language: str, words: str, by: int, now: datetime
    ) -> bool:
        """Keep one, unless there is one for that topic and language: then False."""

    async def change(self, reply_id: int, words: str, by: int, now: datetime) -> bool:
        """Let one say other words. False when it was removed."""

    async def remove(self, reply_id: int) -> bool:
        """Remove one. False when it was removed before."""

    async def used(self, reply_id: int, now: datetime) -> None:
        """Count that one was said to a customer; nothing follows when it was removed."""

    async def counts(self, since: datetime, until: datetime) -> list[tuple[str, int]]:
        """Return how often each shortcut was said between the two, the most frequent first; also
        what was removed since."""
