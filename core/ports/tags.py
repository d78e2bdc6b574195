"""What use cases ask for of tags on tickets, and of notes on customers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.model.tags import CustomerNote


class Tags(Protocol):
    """Keeps which tags a ticket has, who put them there, and who took them away."""

    async def of(self, ticket_id: int) -> list[str]:
        """Return a ticket's tags, in the order in which they were put there."""

    async def put(self, ticket_id: int, tag: str, by: int, now: datetime) -> bool:
        """Put a tag on a ticket. Returns False when it has it."""

    async def take(self, ticket_id: int, tag: str, by: int, now: datetime) -> bool:
        """Take a tag away. Returns False when the ticket does not have it."""

    async def of_opened(self, since: datetime, until: datetime) -> Sequence[tuple[int, str]]:
        """Return the tags of tickets that were opened between the two, each with its ticket."""

    async def counts(self, since: datetime, until: datetime) -> Sequence[tuple[str, int]]:
        """Return how many of those tickets have each tag, the most frequent first."""


class CustomerNotes(Protocol):
    """Keeps what staff wrote about customers. A customer's row says how many there are."""

    async def of(self, customer_id: int) -> list[CustomerNote]:
        """Return the notes on a customer, the newest first."""

    async def write(self, customer_id: int, words: str, by: int, now: datetime) -> None:
        """Write a note."""

    async def get(self, note_id: int) -> CustomerNote | None: ...

    async def remove(self, note_id: int) -> bool:
        """Remove a note for good. Returns False when it is gone."""
