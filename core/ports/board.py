"""What the supervisor's page asks of the database, outside the bot's transactions: nothing here
writes, and nothing waits for a writer."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from core.model.board import (
    Backlogs,
    Cursor,
    CustomerCursor,
    CustomerFilter,
    FailedEffect,
    Hit,
    Listed,
    ListedCustomer,
    Presence,
    SearchFilter,
    SetAside,
    TicketFilter,
    TicketOrder,
)
from core.model.people import Person
from core.model.records import CustomerRecord, TicketEvent
from core.model.search import Wish
from core.ports import UnitOfWork
from core.ports.places import UnreadBox

T = TypeVar("T")


class BoardRows(Protocol):
    """Reads rows as lists show them."""

    async def tickets(
        self,
        where: TicketFilter,
        order: TicketOrder,
        after: Cursor | None,
        limit: int,
        now: datetime,
    ) -> list[tuple[Listed, Cursor]]:
        """Return tickets in that order, each with the cursor to go on behind it. `now`: until when
        those who wait have waited, on the first page; the next pages keep to it."""

    async def count(self, where: TicketFilter) -> int:
        """Return how many tickets the filter lets through."""

    async def search(
        self, wish: Wish, where: SearchFilter, before: int | None, limit: int
    ) -> tuple[list[Hit], int]:
        """Return the newest messages with these words that were recorded before that row, and how
        many there are in all; one more than `MOST_COUNTED` means more than that."""

    async def said_around(self, wish: Wish, message_row: int, beside: int) -> list[Hit]:
        """Return a message and as many of its ticket as that before and behind it, in order, each
        marked if the words stand in it. Nothing for one that is unknown, or was forgotten."""

    async def ticket_record(self, ticket_id: int) -> CustomerRecord | None:
        """Return all of one ticket, as if its customer had no other. None for one that is unknown,
        or was forgotten."""

    async def revision(self, ticket_id: int) -> int | None:
        """Return a number that grows with whatever a page of the ticket shows. None for an unknown
        ticket."""

    async def customers(
        self, where: CustomerFilter, after: CustomerCursor | None, limit: int
    ) -> list[ListedCustomer]:
        """Return customers, the newest first."""

    async def count_customers(self, where: CustomerFilter) -> int: ...

    async def first_seen(self, customer_id: int) -> datetime | None:
        """Return when they first wrote to the bot."""

    async def presences(self) -> dict[int, Presence]:
        """Return since when each operator is on shift, and on a break."""

    async def happened(self, kinds: Collection[str]) -> list[TicketEvent]:
        """Return events of open tickets, oldest first."""

    async def relayed(self, ticket_ids: Sequence[int]) -> set[tuple[int, int]]:
        """Return which messages (chat, message) of those tickets were copied elsewhere."""

    async def backlogs(self) -> Backlogs:
        """Return how much waits to be worked through and to be carried out."""

    async def failed_effects(self, since: datetime, limit: int) -> list[FailedEffect]:
        """Return effects that were refused for good, the newest first."""

    async def set_aside(self, limit: int) -> list[SetAside]:
        """Return updates that could not be worked through, the newest first."""

    async def unread_boxes(self) -> list[UnreadBox]:
        """Return the boxes that our user accounts cannot read."""

    async def people(self, ids: Collection[int]) -> list[Person]:
        """Return whom the desk has met, with the names that colleagues know."""


@dataclass(frozen=True, slots=True)
class Look:
    """One consistent reading: the use cases' own repositories, of which no writing method may be
    called, and the page's."""

    uow: UnitOfWork
    rows: BoardRows


class Board(Protocol):
    """Opens readings, each of which sees one state of everything and holds up no writer."""

    def looking(self) -> AbstractAsyncContextManager[Look]: ...

    async def apart(self, ask: Callable[[Look], Awaitable[T]]) -> T:
        """Return what `ask` answers from a reading of its own, beside the caller's loop: for what
        makes many rows into values."""


class Changes(Protocol):
    """Tells that the database changed, whichever process changed it."""

    async def wait(self, timeout: float) -> bool:
        """Return True soon after anything was committed since the last call (at once when that was
        before it), False when nothing was for `timeout` seconds."""

    async def close(self) -> None: ...
