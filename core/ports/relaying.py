"""What was carried between customers and staff, and the staff's groups."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.model.messages import Copy, Trace
from core.model.people import Person
from core.model.places import GroupUse, StaffGroup


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

    async def of_place(self, place_id: int) -> list[Trace]:
        """By message id."""

    async def gone(self, place_id: int) -> None:
        """Nothing of that place has to go any more."""

    async def drop(self, place_id: int, message_ids: Sequence[int]) -> None:
        """These of that place went, or cannot go."""

    async def forget(self, chat_id: int) -> int:
        """Nothing of that chat can go any more; how many they were."""


class StaffGroups(Protocol):
    """The groups that staff answers from."""

    async def get(self, chat_id: int) -> StaffGroup | None:
        """Also one that cannot be used any more."""

    async def all(self) -> list[StaffGroup]:
        """Those that cannot be used any more too; by the time they were added, then by id."""

    async def usable(self, use: GroupUse) -> list[StaffGroup]:
        """By the time they were added, then by id."""

    async def put(
        self, chat_id: int, use: GroupUse, title: str, now: datetime, added_by: int | None
    ) -> bool:
        """Add it, or bring it back, for that use. False when nothing changed. What the settings
        name (`added_by` None) stays whose it is."""

    async def take_out(self, chat_id: int, trouble: str, now: datetime) -> bool:
        """It cannot be used any more, since now or as before; False when it is known for that
        trouble already."""

    async def titled(self, chat_id: int, title: str) -> None:
        """Its own name is that now."""

    async def migrated(self, chat_id: int, new_chat_id: int) -> bool:
        """It has another id now, and is found by its former one too (`once`). False when there is
        no such group."""

    async def met(self, person: Person) -> bool:
        """Keep the name of somebody who was seen in such a group. False when it is no news."""

    async def once(self, chat_id: int) -> StaffGroup | None:
        """The group that had this id before it became a supergroup."""
