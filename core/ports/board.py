"""What the supervisor's page asks of the database, outside the bot's transactions: nothing here
writes, and nothing waits for a writer."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

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
    StaffChanged,
    TicketFilter,
    TicketOrder,
)
from core.model.people import Person
from core.model.records import CustomerRecord, TicketEvent
from core.model.search import Wish
from core.ports import UnitOfWork
from core.ports.places import UnreadBox


class BoardRows(Protocol):
    """Rows as lists show them."""

    async def tickets(
        self,
        where: TicketFilter,
        order: TicketOrder,
        after: Cursor | None,
        limit: int,
        now: datetime,
    ) -> list[tuple[Listed, Cursor]]:
        """In that order, each with the cursor to go on behind it. `now`: until when those who wait
        have waited, on the first page; the next ones keep to it."""

    async def count(self, where: TicketFilter) -> int:
        """How many tickets the filter lets through."""

    async def search(
        self, wish: Wish, where: SearchFilter, before: int | None, limit: int
    ) -> tuple[list[Hit], int]:
        """The newest messages in which the words stand, recorded before that row, and how many
        there are in all; one more than `MOST_COUNTED` means more than that."""

    async def ticket_record(self, ticket_id: int) -> CustomerRecord | None:
        """All of one ticket, as if its customer had no other. None for one that is unknown, or
        was forgotten."""

    async def revision(self, ticket_id: int) -> int | None:
        """A number that grows with whatever a page of the ticket shows. None for an unknown one."""

    async def customers(
        self, where: CustomerFilter, after: CustomerCursor | None, limit: int
    ) -> list[ListedCustomer]:
        """Who came last comes first."""

    async def count_customers(self, where: CustomerFilter) -> int: ...

    async def first_seen(self, customer_id: int) -> datetime | None:
        """When they first wrote to the bot."""

    async def staff_changes(
        self, operator_id: int | None, before: int | None, limit: int
    ) -> list[StaffChanged]:
        """Of one member of staff, or of all, the newest first."""

    async def presences(self) -> dict[int, Presence]:
        """Since when whoever is on shift is, and on a break."""

    async def happened(self, kinds: Collection[str]) -> list[TicketEvent]:
        """To tickets that are open, oldest first."""

    async def relayed(self, ticket_ids: Sequence[int]) -> set[tuple[int, int]]:
        """Which messages (chat, message) of those tickets were said again elsewhere."""

    async def backlogs(self) -> Backlogs:
        """What waits to be worked through and to be carried out."""

    async def failed_effects(self, since: datetime, limit: int) -> list[FailedEffect]:
        """What was refused for good, the newest first."""

    async def set_aside(self, limit: int) -> list[SetAside]:
        """Updates that could not be worked through, the newest first."""

    async def unread_boxes(self) -> list[UnreadBox]:
        """What our user accounts cannot read."""

    async def people(self, ids: Collection[int]) -> list[Person]:
        """Whom the desk has met, with the names that colleagues know."""


@dataclass(frozen=True, slots=True)
class Look:
    """One consistent reading: the use cases' own repositories, of which nothing that writes may be
    called, and the page's."""

    uow: UnitOfWork
    rows: BoardRows


class Board(Protocol):
    """Gives readings, each of which sees one state of everything and holds up no writer."""

    def looking(self) -> AbstractAsyncContextManager[Look]: ...


class Changes(Protocol):
    """Tells that the database changed, whichever process changed it."""

    async def wait(self, timeout: float) -> bool:
        """Return True soon after anything was committed since the last call (at once when that was
        before it), False when nothing was for `timeout` seconds."""

    async def close(self) -> None: ...
