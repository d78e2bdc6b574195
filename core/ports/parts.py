"""Which parts of the desk are at work, as use cases ask for it."""

from datetime import datetime
from typing import Protocol


class Parts(Protocol):
    """The processes' own word for it: their leases."""

    async def is_absent(self, part: str, now: datetime) -> bool:
        """Whether nobody is at work with it, or whoever is says that it cannot work."""
