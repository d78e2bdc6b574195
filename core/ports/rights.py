"""The right to be the one process that does a part's work."""

import asyncio
from typing import Protocol


class Right(Protocol):
    """Looked at before each call to Telegram and each file: whoever lost it, or cannot be sure of
    it, is silent until it is sure again."""

    def holds(self) -> bool:
        """Whether nobody else can have it at this moment. Costs nothing."""

    async def held(self) -> None:
        """Wait until it holds."""

    async def lapsed(self) -> None:
        """Wait until it does not."""

    def say(self, trouble: str | None) -> None:
        """What keeps the part from its work, for whoever looks whether it works; None: nothing."""


class Undisputed:
    """Where only one process can be, as in tests."""

    def holds(self) -> bool:
        """Always."""
        return True

    async def held(self) -> None:
        """At once."""

    async def lapsed(self) -> None:
        """Never."""
        await asyncio.Event().wait()

    def say(self, trouble: str | None) -> None:
        """To nobody."""


UNDISPUTED = Undisputed()
