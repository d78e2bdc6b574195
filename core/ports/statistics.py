"""What statistics are made of, and the live boards of those who asked for one."""

from datetime import datetime
from typing import Protocol

from core.model.figures import Facts


class Statistics(Protocol):
    """Reads rows as they are; all computing is the domain's."""

    async def facts(self, since: datetime, until: datetime) -> Facts:
        """Tickets that were open at any time between the two, and what overlaps that time. Five
        questions, however long it is."""


class Boards(Protocol):
    """Who sees a live board."""

    async def ask(self, supervisor_id: int, now: datetime, repeat_since: datetime) -> bool:
        """Begin a board, or begin it anew; False when the same was asked after `repeat_since`."""

    async def stop(self, supervisor_id: int) -> bool:
        """False when there was none."""

    async def active_tickets(self) -> int:
        """How many talks go on."""

    async def look(self, now: datetime, last_before: datetime) -> list[int]:
        """Whose board was not looked at since `last_before`: they count as looked at now, and
        nobody else is told the same."""
