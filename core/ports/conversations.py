"""What was said, where the bot copied it, and where its live cards stand."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeAlias

from core.model.messages import Copy, Recorded, Said, SenderRole, Trace
from core.model.places import Place
from core.model.tickets import BEFORE_ALL

Rest: TypeAlias = Callable[[], Awaitable[None]]
"""Is awaited where others may go on for a while."""


class Messages(Protocol):
    """Keeps what was said, unique by (chat_id, message_id). Without a place: said to the bot before
    there was one."""

    async def get(self, chat_id: int, message_id: int) -> Recorded | None:
        """Find a message by its ids in Telegram."""

    async def add(
        self, ticket_id: int, place_id: int | None, role: SenderRole, said: Said, now: datetime
    ) -> bool:
        """Record a message. Returns False when it is recorded already."""

    async def any_known(self, said: Collection[tuple[int, int]]) -> bool:
        """Tell whether any of these messages, each by its chat and its id, may be recorded
        already."""

    def expect_new(self) -> None:
        """Take messages that are recorded from now on as new, so that all of a transaction may be
        written together: whoever brings them brings each once. One that was recorded before makes
        the commit fail."""

    async def of_ticket(self, ticket_id: int, chat_id: int) -> list[Recorded]:
        """Return what was said of a ticket in one chat, in order (`in_order`)."""

    async def first_of(self, ticket_id: int, chat_id: int) -> int | None:
        """Return the number of the first message that was recorded of a ticket in that chat."""

    async def album_part(self, chat_id: int, album: str, message_id: int) -> Recorded | None:
        """Find a recorded part of that album, near that message."""

    async def edit(self, chat_id: int, message_id: int, said: Said, now: datetime) -> bool:
        """Change a message's content, and keep what was there before as a version. Returns False
        when nothing differs or the message is unknown."""

    async def delete(self, chat_id: int, message_ids: Sequence[int], now: datetime) -> list[int]:
        """Mark messages as deleted; their rows stay. Returns the ids of the tickets concerned."""

    async def media_saved(self, chat_id: int, message_id: int, path: str, size: int) -> None:
        """Note that the file was saved, `size` bytes long."""

    async def media_lost(self, chat_id: int, message_id: int, reason: str) -> None:
        """Note that the file cannot be had."""

    async def of_customer(
        self, customer_id: int, since: datetime = BEFORE_ALL, rest: Rest | None = None
    ) -> list[Recorded]:
        """Return all messages of a customer's tickets that were opened after `since`, by ticket,
        and within each in order (`in_order`). `rest` is awaited every hundred messages."""


class Copies(Protocol):
    """Keeps which message of which chat the bot copied into which other. Unique by the copy, and by
    what was copied into a chat."""

    async def add(
        self,
        ticket_id: int,
        from_chat_id: int,
        to_chat_id: int,
        pairs: Sequence[tuple[int, int]],
        now: datetime,
    ) -> None:
        """Keep (message there, message here) pairs. What is known already stays as it is."""

    async def of(self, chat_id: int, message_id: int) -> list[Copy]:
        """Return the copies of a message, the newest first."""

    async def origin(self, chat_id: int, message_id: int) -> Copy | None:
        """Return the message that this message of the bot is a copy of."""

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> int | None:
        """Return a message's counterpart in another chat: its copy, or what it is a copy of."""

    async def of_ticket(self, ticket_id: int, to_chat_id: int) -> list[Copy]:
        """Return the copies made into one chat, oldest first."""

    async def forget(self, ticket_id: int, chat_id: int) -> None:
        """Forget the copies in that place, which are there no more, so that they may be made
        again."""

    async def withdrawn(
        self, chat_id: int, message_id: int, to_chat_id: int, now: datetime
    ) -> bool:
        """Note that a copy was withdrawn. Returns False when it was before."""


class Traces(Protocol):
    """Keeps which messages of staff groups have to be deleted when their ticket ends."""

    async def leave(
        self, place_id: int, chat_id: int, message_ids: Sequence[int], now: datetime
    ) -> None:
        """Note messages that somebody wrote there."""

    async def leave_in_desk(self, chat_id: int, message_ids: Sequence[int], now: datetime) -> None:
        """Note messages, if the chat is a desk's."""

    async def of_place(self, place_id: int) -> list[Trace]:
        """Return a place's messages, by id."""

    async def emptying(self, place_id: int) -> Place | None:
        """Return the place, if it is being emptied; its messages are read with it."""

    async def gone(self, place_id: int) -> None:
        """Forget all messages of that place."""

    async def drop(self, place_id: int, message_ids: Sequence[int]) -> None:
        """Forget these messages of that place: they were deleted, or cannot be."""

    async def forget(self, chat_id: int) -> int:
        """Forget all messages of a chat in which nothing can be deleted any more. Returns how many
        they were."""


class Cards(Protocol):
    """Keeps where live cards stand."""

    async def find(self, card: str) -> tuple[int, int] | None:
        """Return where the card stands: (chat_id, message_id)."""

    async def positions(self, cards: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return where those of them stand that stand anywhere."""

    async def at(self, chat_id: int, message_id: int) -> str | None:
        """Return which card stands there."""

    async def put(self, card: str, chat_id: int, message_id: int) -> bool:
        """Note that the card stands there. Returns False when it did already."""

    async def remember(self, shown: Mapping[str, str]) -> dict[str, str | None]:
        """Remember at once what cards show from now on (card → its word), also before they stand
        anywhere, and memos. Returns those that had another word, with that (None: none)."""

    async def remember_later(self, shown: Mapping[str, str]) -> None:
        """Remember the same with the commit, whatever they showed before."""

    async def replace(self, name: str, word: str) -> None:
        """Remember that word with the commit, if any is remembered under that name."""

    async def words(self, names: Collection[str]) -> dict[str, str]:
        """Return the words of those that have one."""
