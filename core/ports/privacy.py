"""What customers think of the desk, what they may ask of it, and what is kept of ended tickets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.model.records import Erasure, Feedback, Kept, Opinion, Resolution


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

    async def resolutions_of(self, customer_id: int) -> list[Resolution]:
        """Those answers, by ticket."""

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
