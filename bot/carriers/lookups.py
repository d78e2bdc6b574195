"""What carriers ask the desk for when an effect's turn has come."""

from collections.abc import Sequence
from typing import Protocol

from core.model.messages import Recorded


class CopyLookup(Protocol):
    """What the desk knows of what it heard and carried, when an effect's turn has come."""

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> int | None:
        """What stands for a message in another chat: its copy, or what it is a copy of."""

    async def said(self, chat_id: int, message_id: int) -> Recorded | None:
        """What a message says by now; None for one that is not kept."""

    async def album(self, chat_id: int, album: str, near: int, to_chat: int) -> Sequence[Recorded]:
        """The parts of an album that were not carried to that chat yet, by message id; `near` is
        one of its messages."""


class NoCopies:
    """For a gateway that carries nothing."""

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> None:
        """Nothing stands for anything."""

    async def said(self, chat_id: int, message_id: int) -> None:
        """Nothing is known."""

    async def album(
        self,
        chat_id: int,  # noqa: ARG002
        album: str,  # noqa: ARG002
        near: int,  # noqa: ARG002
        to_chat: int,  # noqa: ARG002
    ) -> Sequence[Recorded]:
        """There is none."""
        return ()


class CardPlaces(Protocol):
    """Where a live card stands."""

    async def find(self, card: str) -> tuple[int, int] | None:
        """(chat_id, message_id)."""


class Transcripts(Protocol):
    """A customer's transcript as it is now."""

    async def plain(self, customer_id: int, *, with_phone: bool) -> str | None:
        """As staff may read it; None for somebody unknown."""


class NoTranscripts:
    """For a gateway that is given none."""

    async def plain(self, customer_id: int, *, with_phone: bool) -> str | None:  # noqa: ARG002
        """Nobody is known."""
        return None
