"""What the gateway asks the desk for when it carries messages."""

from collections.abc import Sequence
from typing import Protocol

from core.domain.messages import Recorded


class Relayed(Protocol):
    """What the desk knows of what it heard and carried, when an effect's turn has come."""

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> int | None:
        """What stands for a message in another chat: its copy, or what it is a copy of."""

    async def said(self, chat_id: int, message_id: int) -> Recorded | None:
        """What a message says by now; None for one that is not kept."""

    async def album(self, chat_id: int, album: str, near: int, to_chat: int) -> Sequence[Recorded]:
        """The parts of an album that were not carried to that chat yet, by message id; `near` is
        one of its messages."""


class NothingRelayed:
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
