"""What is kept around tickets, for customers and supervisors: feedback, erasures, archives,
announcements, statistics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.model.facts import Facts
from core.model.people import Person
from core.model.records import (
    Announcement,
    Audience,
    Erasure,
    Feedback,
    Kept,
    Opinion,
    Resolution,
    TicketEvent,
)
from core.model.tickets import Ticket


class Feedbacks(Protocol):
    """Stars and comments; one for each ticket."""

    async def get(self, ticket_id: int) -> Feedback | None: ...

    async def rate(
        self, ticket_id: int, customer_id: int, stars: int, now: datetime, since: datetime
    ) -> bool:
        """Keep the stars, or change those first given after `since` and not commented yet. False
        when nothing changed. The time of the first rating stays."""

    async def comment(self, ticket_id: int, comment: str) -> bool:
        """Once."""

    async def of_customer(self, customer_id: int) -> list[Feedback]:
        """By ticket."""

    async def resolve(
        self, ticket_id: int, customer_id: int, solved: bool, now: datetime, since: datetime
    ) -> bool:
        """Keep the answer to whether all is clear now, or change one first given after `since`.
        False when nothing changed. The time of the first answer stays."""

    async def resolution(self, ticket_id: int) -> Resolution | None:
        """That answer; None while there is none."""

    async def count(self) -> int:
        """Ratings and answers."""

    async def latest(self, limit: int, offset: int = 0) -> list[Opinion]:
        """The newest first."""


class Erasures(Protocol):
    """Customers who ask to be forgotten."""

    async def ask(self, customer_id: int, now: datetime) -> Erasure | None:
        """A wish that waits for a supervisor; None when one waits already (held by the schema)."""

    async def get(self, erasure_id: int) -> Erasure | None: ...

    async def waiting(self, limit: int) -> list[Erasure]:
        """Undecided ones, oldest first."""

    async def decide(self, erasure_id: int, by: int, granted: bool, now: datetime) -> bool:
        """Once."""

    async def forgotten_at(self, customer_id: int) -> datetime | None:
        """When the customer was last forgotten."""

    async def kept(self, customer_id: int) -> Kept:
        """Messages and files that were forgotten do not count."""

    async def forget(self, customer_id: int, now: datetime) -> None:
        """Take every name, number and word of the customer, and what was said in their tickets,
        out of all tables. Nothing of theirs that waits is carried any more. Rows that count stay:
        tickets, assignments, stars, that a message was there."""

    async def left_in_groups(self, customer_id: int) -> dict[int, list[int]]:
        """What stands of their talks in staff groups that are never cleared (the overflow group):
        message ids by chat, the bot's and the staff's."""

    async def forget_late(
        self, customer_id: int, now: datetime, needles: Sequence[str] = ()
    ) -> None:
        """What was under way when they were forgotten, and came into the tables behind it: words
        of the tickets of then, and payloads that have their id, their rooms' ids or one of
        `needles`."""


@dataclass(frozen=True, slots=True)
class Archived:
    """The zip of a ticket; `path` is relative to the archive's folder, `size` in bytes."""

    ticket_id: int
    path: str
    size: int
    made_at: datetime
    sent_at: datetime | None = None


class Archives(Protocol):
    """Zips of tickets that ended."""

    async def get(self, ticket_id: int) -> Archived | None: ...

    async def put(self, ticket_id: int, path: str, size: int, now: datetime) -> bool:
        """False when there was one already, which is brought up to date."""

    async def sent(self, ticket_id: int, now: datetime) -> None:
        """It reached the archive's chat."""

    async def count_sent(self, customer_id: int) -> int:
        """How many of the customer's are in the archive's chat."""

    async def missing(
        self, closed_before: datetime, closed_since: datetime, limit: int
    ) -> list[tuple[int, int]]:
        """(ticket, customer) of tickets that ended in between, whose customer had come, whose place
        is cleared, and that have no zip."""


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

    async def language(self, person_id: int) -> str | None:
        """Which one the desk speaks with somebody, as staff or else as a customer; None for the
        unknown."""

    async def by_username(self, username: str) -> Person | None:
        """Whoever showed that username when the desk last heard of them, in whatever case."""


class Statistics(Protocol):
    """Reads rows as they are; all computing is the domain's."""

    async def facts(self, since: datetime, until: datetime) -> Facts:
        """Tickets that were open at any time between the two, and what overlaps that time. Five
        questions, however long it is."""


class Boards(Protocol):
    """Who sees a live board."""

    async def begin(self, supervisor_id: int, now: datetime, repeat_since: datetime) -> bool:
        """Begin a board, or begin it anew; False when the same was asked after `repeat_since`."""

    async def stop(self, supervisor_id: int) -> bool:
        """False when there was none."""

    async def active_tickets(self) -> int:
        """How many talks go on."""

    async def take_due(self, now: datetime, last_before: datetime) -> list[int]:
        """Whose board was not looked at since `last_before`: they count as looked at now, and
        nobody else is told the same."""
