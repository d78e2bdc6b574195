"""Defines what carriers ask the desk for when an effect's turn has come."""

from collections.abc import Sequence
from typing import Protocol

from core.model.effects import Effect
from core.model.messages import Recorded
from core.model.search_effects import ReadSearch
from core.model.statistics_effects import ReadStatistics, SendSheet


class CopyLookup(Protocol):
    """Looks up what the desk has recorded and copied."""

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> int | None:
        """Find a message's counterpart in another chat: its copy, or what it is a copy of."""

    async def said(self, chat_id: int, message_id: int) -> Recorded | None:
        """Tell what a message says by now; None for one that is not kept."""

    async def album(self, chat_id: int, album: str, near: int, to_chat: int) -> Sequence[Recorded]:
        """Return the parts of an album that were not copied to that chat yet, by message id; `near`
        is one of them."""


class CardPlaces(Protocol):
    """Looks up where a live card stands."""

    async def find(self, card: str) -> tuple[int, int] | None:
        """(chat_id, message_id)."""


class Transcripts(Protocol):
    """Tells a customer's transcript as it is now."""

    async def plain(self, customer_id: int, *, with_phone: bool) -> str | None:
        """Write it as staff may read it; None for somebody unknown."""


class Statistics(Protocol):
    """Reads the desk's figures."""

    async def shown(self, effect: ReadStatistics) -> tuple[Effect, ...]:
        """Return the card and the picture that show them."""

    async def sheet(self, effect: SendSheet) -> str:
        """Return what stands in the file. Raises ValueError for days that nobody has."""


class Searches(Protocol):
    """Searches what was said."""

    async def shown(self, effect: ReadSearch) -> tuple[Effect, ...]:
        """Return the card that shows what is found."""
