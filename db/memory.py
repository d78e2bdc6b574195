"""Remembers what a transaction knows of rows, so that it does not ask for them again.

A row that it changed or locked is its own: nobody else changes it before the commit, so it is known
until then. A row that it merely read is known until it writes a ticket or a place that it did not
hold yet: for that it may have waited for somebody else, and what they did meanwhile has to be seen.
(On PostgreSQL each statement sees what was committed before it began; on SQLite nobody else writes
at all.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from core.model.messages import Trace
from core.model.people import Customer, Operator, Standing
from core.model.places import Place, PlaceState, StaffGroup
from core.model.tickets import Ticket

T = TypeVar("T")


class Rows(Generic[T]):
    """The known rows of one table, by id."""

    __slots__ = ("held", "read")

    def __init__(self) -> None:
        self.held: dict[int, T] = {}
        self.read: dict[int, T] = {}

    def get(self, number: int) -> T | None:
        """Return a row; None for one that has to be read."""
        return self.held.get(number) or self.read.get(number)

    def find(self, fits: Callable[[T], bool]) -> T | None:
        """Return the first row of which that is true."""
        return next((row for row in (*self.held.values(), *self.read.values()) if fits(row)), None)

    def saw(self, number: int, row: T) -> None:
        """Keep a row that was read."""
        if number not in self.held:
            self.read[number] = row

    def clear(self) -> None:
        """Forget all."""
        self.held.clear()
        self.read.clear()


@dataclass(slots=True)
class Memory:
    """All that one transaction knows."""

    tickets: Rows[Ticket] = field(default_factory=Rows)
    places: Rows[Place] = field(default_factory=Rows)
    seen: dict[int, Place] = field(default_factory=dict)  # whenever that was
    kept: dict[int, Place] = field(default_factory=dict)
    customers: dict[int, Customer] = field(default_factory=dict)
    standings: dict[int, Standing | None] = field(default_factory=dict)
    operators: dict[int, Operator | None] = field(default_factory=dict)
    passed_over: dict[int, bool] = field(default_factory=dict)  # by any ticket that waits
    steps: dict[int, str | None] = field(default_factory=dict)
    languages: dict[int, str | None] = field(default_factory=dict)
    groups: list[StaffGroup] | None = None
    cards: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    queues: dict[int, Sequence[Ticket]] = field(default_factory=dict)
    queue_length: int | None = None
    traces: dict[int, Sequence[Trace]] = field(default_factory=dict)
    is_new_expected: bool = False
    """Whether messages are taken as new, see `core.ports.Messages.expect_new`."""

    def saw_place(self, place: Place) -> None:
        """Keep a place that was read."""
        self.places.saw(place.id, place)
        self.seen[place.id] = place
        ticket = self.tickets.held.get(place.ticket_id or 0)
        if ticket is not None and ticket.is_open:
            self.keep(ticket)

    def keep(self, ticket: Ticket) -> None:
        """Of a ticket that is held, and was open, nobody takes the desk or topic in which it is
        served: who does changes the ticket's row first. So if that still names it, it was not taken
        either."""
        place = self.seen.get(ticket.place_id or 0)
        if place is None or place.ticket_id != ticket.id or not place.kind.is_relayed:
            return
        if place.state is PlaceState.READY:
            self.kept[place.id] = place

    def place(self, number: int) -> Place | None:
        """Return a place; None for one that has to be read."""
        return self.places.get(number) or self.kept.get(number)

    def place_in(self, chat_id: int, thread_id: int) -> Place | None:
        """Return the place of a chat, or of a topic in it; None when it has to be read."""
        known = (*self.places.held.values(), *self.kept.values(), *self.places.read.values())
        return next(
            (
                place
                for place in known
                if (place.chat_id, place.thread_id) == (chat_id, thread_id)
                and place.state is not PlaceState.DELETED
                and not place.is_shared
            ),
            None,
        )

    def changed(self, rows: Rows[Any], number: int, row: Any | None) -> None:
        """Take in a conditional change of one ticket or place; None: it took no effect."""
        if isinstance(row, Ticket) and row.is_open:
            self.keep(row)
        if number not in rows.held:
            self.waited()
        self._forget_standings()
        self._forget_queue()
        rows.read.pop(number, None)
        if rows is self.places:
            self.kept.pop(number, None)
            self.seen.pop(number, None)
        if row is not None:
            rows.held[number] = row

    def waited(self) -> None:
        """Forget what was merely read: while this transaction waited, others may have changed
        it."""
        self._forget_rows()
        self._forget_operators()
        self.cards.clear()
        self.groups = None

    def _forget_rows(self) -> None:
        self.tickets.read.clear()
        self.places.read.clear()
        self._forget_queue()
        self.traces.clear()

    def _forget_queue(self) -> None:
        self.queues.clear()
        self.queue_length = None

    def _forget_standings(self) -> None:
        self.standings.clear()
        self._forget_operators()

    def _forget_operators(self) -> None:
        self.operators.clear()
        self.passed_over.clear()

    def wrote(self, table: str | None) -> None:
        """Take in a write whose rows are not known."""
        if table in ("outbox", "cards_shown", "boards", "inbox", "messages"):
            return  # nothing of these is known, or told by a standing
        self._forget_standings()
        match table:
            case "cards":
                self.cards.clear()
            case "steps":
                self.steps.clear()
            case "staff_groups":
                self.groups = None
            case "tickets" | "places" | None:
                self.waited()
                self.tickets.clear()
                self.places.clear()
                self.kept.clear()
                self.seen.clear()
                self.customers.clear()
                self.steps.clear()
                self.languages.clear()
            case _:
                self._forget_rows()
                if table in ("customers", "operators"):
                    self.languages.clear()
                if table == "customers":
                    self.customers.clear()
