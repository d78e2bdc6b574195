"""What use cases ask for of reminders."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.model.reminders import Asked, Reminder


class Reminders(Protocol):
    """Keeps reminders until they are due, the first one first."""

    async def add(self, ticket_id: int, asked: Asked, by: int | None, now: datetime) -> None:
        """Keep one."""

    async def of(self, ticket_id: int) -> Sequence[Reminder]:
        """Return those of a ticket."""

    async def held_by(self, operator_id: int, limit: int) -> Sequence[Reminder]:
        """Return those of the tickets that somebody holds, or held last."""

    async def all(self, limit: int) -> Sequence[Reminder]:
        """Return all, up to that many."""

    async def due(self, now: datetime, limit: int) -> Sequence[int]:
        """Find those whose time has come."""

    async def take(self, reminder_id: int) -> Reminder | None:
        """Remove one, and return what it was; None when somebody else was faster."""

    async def get(self, reminder_id: int) -> Reminder | None: ...
