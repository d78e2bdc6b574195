"""What supervisors look at and send out, as use cases ask for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.model.people import Customer, Person
from core.model.records import Announcement, Audience, TicketEvent
from core.model.tickets import Ticket


class Oversight(Protocol):
    """Tickets as a supervisor sees them, and people whom the desk has met."""

    async def recent(self, limit: int, offset: int) -> list[Ticket]:
        """Tickets of any status, the newest first."""

    async def count(self) -> int:
        """How many tickets there are."""

    async def active(self, limit: int, offset: int) -> list[Ticket]:
        """Tickets that somebody answers now, the oldest first."""

    async def active_count(self) -> int:
        """How many talks go on."""

    async def history(self, ticket_id: int) -> list[TicketEvent]:
        """All events of a ticket, oldest first, this transaction's among them."""

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        """Names of staff, also of those removed since, of customers, and of others who were seen in
        a staff group; without the unknown."""

    async def people(self, people: Sequence[int]) -> list[Person]:
        """The same people with their usernames."""

    async def customers(self, people: Sequence[int]) -> dict[int, Customer]:
        """By id, without the unknown."""

    async def language(self, person_id: int) -> str | None:
        """Which one the desk speaks with somebody, as staff or else as a customer; None for the
        unknown."""

    async def by_username(self, username: str) -> Person | None:
        """Whoever showed that username when the desk last heard of them, in whatever case."""


class Announcements(Protocol):
    """Announcements, and how far each has come."""

    async def draft(self, author_id: int, text: str, now: datetime) -> Announcement:
        """A new one that waits for its audience and the author's yes."""

    async def get(self, announcement_id: int) -> Announcement | None: ...

    async def sending(self) -> list[Announcement]:
        """Those under way, the oldest first."""

    async def choose(self, announcement_id: int, audience: Audience) -> bool:
        """While it is a draft."""

    async def begin(self, announcement_id: int, total: int, now: datetime) -> bool:
        """draft → sending; once."""

    async def stop(self, announcement_id: int, now: datetime) -> bool:
        """draft or sending → stopped; once."""

    async def done(self, announcement_id: int, now: datetime) -> bool:
        """sending → done; once."""

    async def advance(self, announcement_id: int, frm: int, to: int) -> bool:
        """Everybody up to that id is handed over; False unless it stood at `frm` and is under
        way."""

    async def counted(self, announcement_id: int, *, sent: int = 0, failed: int = 0) -> None:
        """What came of some of them."""

    async def recipients(
        self, audience: Audience, author_id: int, known_since: datetime, after: int, limit: int
    ) -> list[int]:
        """Whom to tell next, by id: who was known to the desk at `known_since`, may be told, is
        not the author, and comes after that id. Customers on staff are staff."""

    async def audience_size(self, audience: Audience, author_id: int, known_since: datetime) -> int:
        """How many they are."""

    async def on_the_way(self) -> int:
        """How many people, of all announcements, were handed over and are neither told nor given
        up."""
