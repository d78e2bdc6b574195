"""What was said, where the bot said it again, and where its live cards stand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.model.messages import Copy, Recorded, Said, SenderRole, Trace


class Messages(Protocol):
    """What was said. Unique by (chat_id, message_id). No place: said to the bot before there was
    one."""

    async def get(self, chat_id: int, message_id: int) -> Recorded | None:
        """By its place in Telegram."""

    async def add(
        self, ticket_id: int, place_id: int | None, role: SenderRole, said: Said, now: datetime
    ) -> bool:
        """False when it is there already."""

    async def of_ticket(self, ticket_id: int, chat_id: int) -> list[Recorded]:
        """What was said of a ticket in one chat, as it was said (`in_order`)."""

    async def album_part(self, chat_id: int, album: str, message_id: int) -> Recorded | None:
        """A part of that album which is kept, near that message."""

    async def edit(self, chat_id: int, message_id: int, said: Said, now: datetime) -> bool:
        """Keep what stood before as a version; False when nothing differs or the message is
        unknown."""

    async def delete(self, chat_id: int, message_ids: Sequence[int], now: datetime) -> list[int]:
        """Mark as deleted (the row stays); returns the ids of tickets concerned."""

    async def media_saved(self, chat_id: int, message_id: int, path: str, size: int) -> None:
        """The file is there, `size` bytes long."""

    async def media_lost(self, chat_id: int, message_id: int, reason: str) -> None:
        """The file cannot be had."""

    async def of_customer(self, customer_id: int) -> list[Recorded]:
        """All tickets' messages, by ticket, and in each as they were said (`in_order`)."""


class Copies(Protocol):
    """Which message of which chat the bot said again in which other. Unique by where it was said
    and by what was copied into a chat."""

    async def add(
        self,
        ticket_id: int,
        from_chat_id: int,
        to_chat_id: int,
        pairs: Sequence[tuple[int, int]],
        now: datetime,
    ) -> None:
        """(message there, message here) for each; what is known already stays as it is."""

    async def add_of_open(
        self,
        ticket_id: int,
        from_chat_id: int,
        to_chat_id: int,
        pairs: Sequence[tuple[int, int]],
        now: datetime,
    ) -> bool:
        """The same, at once, and only while the ticket is open. False when nothing was added."""

    async def of(self, chat_id: int, message_id: int) -> list[Copy]:
        """Where a message was said again, the newest first."""

    async def origin(self, chat_id: int, message_id: int) -> Copy | None:
        """What this message of the bot is a copy of."""

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> int | None:
        """What stands for a message in another chat: its copy, or what it is a copy of."""

    async def of_ticket(self, ticket_id: int, to_chat_id: int) -> list[Copy]:
        """Into one chat, oldest first."""

    async def forget(self, ticket_id: int, chat_id: int) -> None:
        """What was said again there is no more: it may be carried there once more."""

    async def withdrawn(
        self, chat_id: int, message_id: int, to_chat_id: int, now: datetime
    ) -> bool:
        """The copy was taken back; once."""


class Traces(Protocol):
    """Messages of staff groups that have to go when their ticket ends."""

    async def leave(
        self, place_id: int, chat_id: int, message_ids: Sequence[int], now: datetime
    ) -> None:
        """Somebody wrote these there."""

    async def leave_in_desk(self, chat_id: int, message_ids: Sequence[int], now: datetime) -> None:
        """The same of a chat, where it is a desk's."""

    async def of_place(self, place_id: int) -> list[Trace]:
        """By message id."""

    async def gone(self, place_id: int) -> None:
        """Nothing of that place has to go any more."""

    async def drop(self, place_id: int, message_ids: Sequence[int]) -> None:
        """These of that place went, or cannot go."""

    async def forget(self, chat_id: int) -> int:
        """Nothing of that chat can go any more; how many they were."""


class Cards(Protocol):
    """Where a live card stands."""

    async def find(self, card: str) -> tuple[int, int] | None:
        """(chat_id, message_id)."""

    async def at(self, chat_id: int, message_id: int) -> str | None:
        """Which card stands there."""

    async def put(self, card: str, chat_id: int, message_id: int) -> bool:
        """It stands there; False when it did already."""

    async def remember(self, shown: Mapping[str, str]) -> dict[str, str | None]:
        """Remember what cards show from now on (card → a short word for it, at most 100
        characters), also before they stand anywhere, and memos. Returns those that had another
        word, with that (None: none)."""

    async def words(self, names: Collection[str]) -> dict[str, str]:
        """The words of those that have one."""
