"""What the supervisor's page asks for and is shown: values, read outside the bot's transactions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from core.model.messages import MessageKind, SenderRole
from core.model.people import Customer, Operator
from core.model.places import PlaceKind
from core.model.search import Range
from core.model.tickets import CloseReason, TicketStatus

PAGE = 50
"""Rows of a page, unless another number is asked for."""

MOST_COUNTED = 1_000
"""Hits beyond that are not counted: nobody reads so many, and counting them takes time."""


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Which tickets to list; what is empty or None filters nothing. Opened `since` (inclusive)
    `until` (exclusive). `only_of`: an operator, who sees only their own tickets and those that
    wait."""

    statuses: frozenset[TicketStatus] = frozenset()
    topic: str | None = None
    operator_id: int | None = None
    customer_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    stars: frozenset[int] = frozenset()
    place: PlaceKind | None = None
    tag: str | None = None
    source: str | None = None
    only_of: int | None = None


class TicketSort(StrEnum):
    """What tickets are sorted by; equals by their number."""

    OPENED = "opened"
    WAITED = "waited"  # until somebody was there, or until now
    CLOSED = "closed"  # those that are open come after all that are closed
    LAST_WORD = "last_word"


@dataclass(frozen=True, slots=True)
class TicketOrder:
    """A sort order: the newest or longest first unless `ascending`."""

    by: TicketSort = TicketSort.OPENED
    ascending: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins: after the row with that number, and its sort value as it was at
    `as_of` (waits grow while somebody reads)."""

    ticket_id: int
    value: datetime | int
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A ticket in a list. `met_at`: when somebody was with the customer for the first time, as
    `facts.TicketLine` has it; `last_word_at`: when anybody spoke last, or it was opened."""

    id: int
    customer_id: int
    customer: str
    topic: str
    status: TicketStatus
    opened_at: datetime
    met_at: datetime | None
    closed_at: datetime | None
    close_reason: CloseReason | None
    operator_id: int | None
    operator: str | None
    stars: int | None
    place: PlaceKind | None
    last_word_at: datetime
    source: str | None = None
    tags: tuple[str, ...] = ()

    def waited(self, now: datetime) -> timedelta:
        """How long the customer waited until somebody was there; until now, or the end, when nobody
        was."""
        return max(timedelta(), (self.met_at or self.closed_at or now) - self.opened_at)


@dataclass(frozen=True, slots=True)
class TicketPage:
    """A page of the `count` tickets that the filter lets through; `after` is None on the last
    page."""

    tickets: tuple[Listed, ...]
    count: int
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Where to search: in tickets as `TicketFilter` has them, said `since` (inclusive) `until`
    (exclusive). `only_kept`: past what was forgotten and is still to be erased; who searches leaves
    that to the search."""

    statuses: frozenset[TicketStatus] = frozenset()
    stars: frozenset[int] = frozenset()
    topic: str | None = None
    operator_id: int | None = None
    customer_id: int | None = None
    ticket_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    tag: str | None = None
    source: str | None = None
    only_of: int | None = None
    only_kept: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A message that contains the words, at `marked` in its text (data, never markup)."""

    message_row: int
    ticket_id: int
    customer_id: int
    customer: str
    topic: str
    status: TicketStatus
    role: SenderRole
    sender: str
    sent_at: datetime
    kind: MessageKind
    text: str
    edited_at: datetime | None
    deleted_at: datetime | None
    marked: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class HitPage:
    """A page of hits, the newest first; `before` is the row behind which the next page begins.
    `count` stops at `MOST_COUNTED`, and `is_more` says that there are more."""

    hits: tuple[Hit, ...] = ()
    count: int = 0
    is_more: bool = False
    before: int | None = None


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers: by the beginnings of their names' words, an @name, an id, or digits of a
    number. `unreachable`: who cannot be written to; `blocked`: from whom nothing is taken."""

    words: str = ""
    unreachable: bool = False
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class ListedCustomer:
    """A customer in a list."""

    customer: Customer
    first_seen_at: datetime
    tickets: int
    last_ticket_id: int | None
    last_opened_at: datetime | None
    has_open: bool

    @property
    def cursor(self) -> "CustomerCursor":
        """The cursor behind them."""
        return CustomerCursor(self.customer.id, self.first_seen_at)


@dataclass(frozen=True, slots=True)
class CustomerCursor:
    """Where the next page begins: after that customer."""

    customer_id: int
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """A page of `count` customers, the newest first; `after` is None on the last page."""

    customers: tuple[ListedCustomer, ...]
    count: int
    after: CustomerCursor | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """Since when somebody is on shift, and perhaps on a break."""

    on_shift_since: datetime
    on_break_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class MemberSeen:
    """A member of staff. What keeps the bot (`bot_trouble`), or an invitation (`invite_trouble`),
    from reaching them is a cause's word; None: nothing, as far as is known."""

    operator: Operator
    presence: Presence | None
    bot_trouble: str | None
    invite_trouble: str | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many wait, and since when the oldest does."""

    count: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Backlogs:
    """Backlogs of updates by source, and of effects by gateway."""

    updates: Mapping[str, Backlog] = field(default_factory=dict)
    effects: Mapping[str, Backlog] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FailedEffect:
    """An effect that was refused for good. `kind` is its name, `reason` the last answer."""

    id: int
    gateway: str
    kind: str
    destination: str
    ticket_id: int | None
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that could not be worked through."""

    id: int
    source: str
    at: datetime
    error: str
