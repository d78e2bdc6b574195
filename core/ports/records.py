"""What is kept around tickets, for customers and supervisors: feedback, erasures, archives,
announcements, statistics."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.model.day_figures import Basis, DayFigures
from core.model.facts import Facts, Staff, TicketLine
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
from core.model.remains import Clues, Newest, Remains, Standing
from core.model.tickets import Ticket


class Feedbacks(Protocol):
    """Keeps stars, comments and answers, one of each for a ticket."""

    async def take_back(self, ticket_id: int) -> None:
        """Take a ticket's stars and its answer away: it went on since they were given."""

    async def get(self, ticket_id: int) -> Feedback | None: ...

    async def rate(
        self, ticket_id: int, customer_id: int, stars: int, now: datetime, since: datetime
    ) -> bool:
        """Keep the stars, or change those first given after `since` that have no comment yet.
        Returns False when nothing changed. The time of the first rating stays."""

    async def comment(self, ticket_id: int, comment: str) -> bool:
        """Keep the comment. Returns False when there is one already."""

    async def of_customer(self, customer_id: int) -> list[Feedback]:
        """Return a customer's ratings, by ticket."""

    async def resolve(
        self, ticket_id: int, customer_id: int, solved: bool, now: datetime, since: datetime
    ) -> bool:
        """Keep whether the question was solved, or change an answer first given after `since`.
        Returns False when nothing changed. The time of the first answer stays."""

    async def resolution(self, ticket_id: int) -> Resolution | None:
        """Return whether the question was solved; None while there is no answer."""

    async def count(self) -> int:
        """Count ratings and answers."""

    async def latest(self, limit: int, offset: int = 0) -> list[Opinion]:
        """Return ratings and answers, the newest first."""


class Erasures(Protocol):
    """Keeps requests that customers are forgotten: their own, and what supervisors propose."""

    async def ask(
        self, customer_id: int, now: datetime, by: int | None = None, reason: str | None = None
    ) -> Erasure | None:
        """Add a request that waits for a supervisor, of the customer or of a supervisor (`by`,
        with a `reason`); None when one waits already (held by the schema). A proposal that waits
        becomes the customer's own wish when they ask."""

    async def waiting_of(self, customer_id: int) -> Erasure | None:
        """Return the undecided request about a customer."""

    async def get(self, erasure_id: int) -> Erasure | None: ...

    async def waiting(self, limit: int) -> list[Erasure]:
        """Return undecided requests, oldest first."""

    async def decide(self, erasure_id: int, by: int, granted: bool, now: datetime) -> bool:
        """Decide a request. Returns False when it was decided before."""

    async def forgotten_at(self, customer_id: int) -> datetime | None:
        """Return when the customer was last forgotten."""

    async def kept(self, customer_id: int) -> Kept:
        """Count what is kept of a customer. Messages and files that were forgotten do not count."""

    async def forget(self, customer_id: int, now: datetime) -> None:
        """Forget who the customer is, their comments and why they were blocked; from now on what
        was said in their tickets is not shown, and what waits of it is not sent. Rows that count
        stay: tickets, assignments, stars, that a message was there."""

    async def erase(self, part: Remains, now: datetime) -> dict[int, list[int]]:
        """Erase these rows of somebody who was forgotten. Returns what stands of them in staff
        groups that are never cleared (the overflow group): message ids by chat, the bot's and the
        staff's."""

    async def erased(self, customer_id: int, effect_id: int) -> None:
        """Note that their rows and files are erased: what is left is written again, and the effect
        that had it done names nobody."""


class Remaining(Protocol):
    """Finds what is left of somebody who was forgotten, outside of transactions: nobody waits for
    it."""

    async def clues(self, customer_id: int, names: Collection[str]) -> Clues:
        """Return by what stored updates and effects about them are known: their id, their rooms'
        ids, and these names."""

    async def newest(self) -> Newest:
        """Return the newest update and effect."""

    async def left_of(
        self, customer_id: int, clues: Clues, until: Newest, after: int = 0
    ) -> Remains:
        """Return what is still to be erased, or some of it where it is much: of updates and effects
        those up to `until`, of their tickets' events those behind `after`."""

    async def left_of_tickets(self, customer_id: int, after: int = 0) -> Remains:
        """Return what is still to be erased of their tickets, or some of it where it is much; of
        events those behind `after`."""

    async def awaits(self, clues: Clues) -> bool:
        """Tell whether updates about them are still to be worked through."""

    async def standing(self, customer_id: int) -> Standing:
        """Return what stands in Telegram of their tickets."""


@dataclass(frozen=True, slots=True)
class Archived:
    """The zip of a ticket; `path` is relative to the archive's folder, `size` in bytes. `chat_id`
    and `message_id`: where it stands since `sent_at`."""

    ticket_id: int
    path: str
    size: int
    made_at: datetime
    sent_at: datetime | None = None
    chat_id: int | None = None
    message_id: int | None = None


class Archives(Protocol):
    """Keeps which tickets that ended have a zip."""

    async def get(self, ticket_id: int) -> Archived | None: ...

    async def put(self, ticket_id: int, path: str, size: int, now: datetime) -> bool:
        """Keep a zip. Returns False when there was one already, which is updated."""

    async def sent(
        self, ticket_id: int, now: datetime, chat_id: int | None, message_id: int | None
    ) -> None:
        """Note that it reached the archive's chat, and where it stands there."""

    async def unsent(self, ticket_id: int) -> None:
        """Note that what was sent is not the ticket's zip any more."""

    async def sent_of(self, customer_id: int) -> list[Archived]:
        """Return the customer's zips that are in the archive's chat, by ticket."""

    async def missing(
        self, closed_before: datetime, closed_since: datetime, limit: int
    ) -> list[tuple[int, int]]:
        """Return (ticket, customer) of tickets that ended in between, whose customer had come,
        whose place is cleared, and that have no zip."""


class Announcements(Protocol):
    """Keeps announcements, and how far each has come."""

    async def draft(self, author_id: int, text: str, now: datetime) -> Announcement:
        """Add an announcement that waits for its audience and the author's yes."""

    async def get(self, announcement_id: int) -> Announcement | None: ...

    async def sending(self) -> list[Announcement]:
        """Return those under way, the oldest first."""

    async def choose(self, announcement_id: int, audience: Audience) -> bool:
        """Keep the audience, while it is a draft."""

    async def begin(self, announcement_id: int, total: int, now: datetime) -> bool:
        """Change draft → sending, once."""

    async def stop(self, announcement_id: int, now: datetime) -> bool:
        """Change draft or sending → stopped, once."""

    async def done(self, announcement_id: int, now: datetime) -> bool:
        """Change sending → done, once."""

    async def advance(self, announcement_id: int, frm: int, to: int) -> bool:
        """Note that everybody up to that id is handed over. Returns False unless it stood at `frm`
        and is under way."""

    async def counted(self, announcement_id: int, *, sent: int = 0, failed: int = 0) -> None:
        """Count what came of some of its messages."""

    async def recipients(
        self, audience: Audience, author_id: int, known_since: datetime, after: int, limit: int
    ) -> list[int]:
        """Return whom to tell next, by id: who was known to the desk at `known_since`, may be told,
        is not the author, and comes after that id. Customers on staff count as staff."""

    async def audience_size(self, audience: Audience, author_id: int, known_since: datetime) -> int:
        """Return how many people an audience has."""

    async def on_the_way(self) -> int:
        """Return how many messages of all announcements were handed over and have no outcome
        yet."""


class Oversight(Protocol):
    """Reads tickets as a supervisor sees them, and people whom the desk has met."""

    async def recent(self, limit: int, offset: int) -> list[Ticket]:
        """Return tickets of any status, the newest first."""

    async def count(self) -> int:
        """Return how many tickets there are."""

    async def active(self, limit: int, offset: int) -> list[Ticket]:
        """Return tickets that somebody answers now, the oldest first."""

    async def active_count(self) -> int:
        """Return how many talks go on."""

    async def history(self, ticket_id: int) -> list[TicketEvent]:
        """Return all events of a ticket, oldest first, this transaction's among them."""

    async def names(self, people: Sequence[int]) -> dict[int, str]:
        """Return names of staff, also of removed ones, of customers, and of others who were seen in
        a staff group; unknown ids are left out."""

    async def people(self, people: Sequence[int]) -> list[Person]:
        """Return the same people with their usernames."""

    async def language(self, person_id: int) -> str | None:
        """Return the language that the desk speaks with somebody, as staff or else as a customer;
        None for somebody unknown."""

    async def by_username(self, username: str) -> Person | None:
        """Return whoever had that username when the desk last saw them, in whatever case."""


class Statistics(Protocol):
    """Reads rows as they are; `core.statistics` computes."""

    async def facts(self, since: datetime, until: datetime, *, words: bool = True) -> Facts:
        """Return the tickets that were open at any time between the two, and what overlaps that
        time; without `words` no customer's name and no comment, which takes less time. Five
        statements, however long it is."""

    async def entered(self, since: datetime, until: datetime) -> list[TicketLine]:
        """Return the tickets that were opened between the two, with names and comments."""

    async def still_open(self, since: datetime, until: datetime) -> list[TicketLine]:
        """Return the tickets that were opened between the two and are open now, without words."""

    async def staff(self) -> list[Staff]:
        """Return everybody on staff, and who was."""


class KeptFigures(Protocol):
    """Keeps figures of days that are over; `core.statistics.kept` computes them."""

    async def days(self, first: date, last: date, basis: Basis) -> dict[date, DayFigures]:
        """Return the kept days from `first` to `last`, both included."""

    async def looked_at(self, first: date, last: date, basis: Basis) -> dict[date, datetime]:
        """Return of the same days until when each was looked at."""

    async def changed(self, since: datetime, before: datetime) -> list[datetime]:
        """Return when those tickets were opened, as far as that was before `before`, that ended or
        were given their first stars or answer since then."""

    async def begun(self) -> datetime | None:
        """Return when the desk's first ticket was opened, or its first shift began."""

    async def keep(
        self,
        days: Collection[DayFigures],
        basis: Basis,
        looked_at: datetime,
        *,
        others_too: bool,
    ) -> None:
        """Keep these days in place of what was kept of them. With `others_too` all other days of
        that basis count as looked at then, too."""


class Boards(Protocol):
    """Keeps who sees a live board."""

    async def begin(self, supervisor_id: int, now: datetime, repeat_since: datetime) -> bool:
        """Begin a board, or begin it anew. Returns False when the same was asked after
        `repeat_since`."""

    async def stop(self, supervisor_id: int) -> bool:
        """End a board. Returns False when there was none."""

    async def active_tickets(self) -> int:
        """Return how many talks go on."""

    async def take_due(self, now: datetime, last_before: datetime) -> list[int]:
        """Return whose board was not refreshed since `last_before`. They count as refreshed now, so
        that nobody else takes them, too."""
