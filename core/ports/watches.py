"""What use cases ask for of supervisors who watch tickets."""

from typing import Protocol

from core.model.messages import Recorded
from core.model.watching import Mirrored, Watch, Watcher


class Watches(Protocol):
    """Keeps who watches which ticket, and which messages mirror it. A ticket's row says whether
    anybody does."""

    async def begin(self, watch: Watch) -> bool:
        """Keep that somebody watches. Returns False when they do already."""

    async def end(self, ticket_id: int, supervisor_id: int) -> bool:
        """Forget that somebody watches, and what mirrors it for them. Returns False when they did
        not."""

    async def end_of(self, ticket_id: int) -> list[Watch]:
        """Forget all of a ticket. Returns who watched it."""

    async def by(self, supervisor_id: int) -> list[Watch]:
        """Return what somebody watches, by when they began."""

    async def watchers(self, ticket_id: int) -> list[Watcher]:
        """Return who watches a ticket and still is a supervisor."""

    async def said_last(self, ticket_id: int, most: int) -> list[Recorded]:
        """Return the last of what people said of a ticket and did not take back, in order: who,
        when and which words."""

    async def mirrored(self, message: Mirrored) -> None:
        """Keep a message that mirrors a ticket."""

    async def at(self, chat_id: int, message_id: int) -> Mirrored | None:
        """Return what that message of the bot's is about; None for one that mirrors nothing."""
