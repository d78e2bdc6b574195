"""Reads and changes rows of tickets, places and people, in the shapes that several repositories
share."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    Update,
    and_,
    bindparam,
    case,
    false,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from core.model import places as place_rules
from core.model.people import Customer, Person
from core.model.places import Place, PlaceState
from core.model.records import TicketEvent
from core.model.search import folded_words
from core.model.texts import language_of
from core.model.tickets import Ticket, TicketStatus, leading_to
from db.models import customers, places, steps, tickets
from db.models.base import OPEN_TICKET, QUEUED_TICKET
from db.prepared import AnyRow
from db.repositories.base import Repository, columns_of

_T = tickets.c
_P = places.c
_C = customers.c
TICKET = columns_of(tickets, Ticket)
PLACE = columns_of(places, Place)
CUSTOMER = columns_of(customers, Customer)
CHANGE_TICKET = update(tickets).returning(*TICKET)
IS_OPEN: ColumnElement[bool] = literal_column(f"tickets.{OPEN_TICKET}")
IS_QUEUED: ColumnElement[bool] = literal_column(f"tickets.{QUEUED_TICKET}")
"""These two in the words of the indexes, which with a parameter might not be taken."""
IN_ORDER = (_T.priority.desc(), _T.opened_at, _T.id)
"""The queue's, as `core.model.tickets.in_order` has it."""
CHANGE_PLACE = update(places).returning(*PLACE)
WHOLE_TICKET = (
    select(*TICKET, *PLACE, *CUSTOMER, steps.c.step)
    .outerjoin_from(tickets, places, _P.id == _T.place_id)
    .join(customers, _C.id == _T.customer_id)
    .outerjoin(steps, steps.c.person_id == _C.id)
)
"""A ticket with its place, its customer and the step they are at: whoever reads it needs them
next."""
_BEFORE_CUSTOMER = len(TICKET) + len(PLACE)


def is_here() -> ColumnElement[bool]:
    """Return the condition that a ticket's customer can be served: one who blocked the bot, or
    whose account is gone, keeps their place in line and is passed by."""
    return or_(
        # Whoever is in a room is there, whether the bot may write to them or not.
        and_(_T.joined_at.is_not(None), or_(_T.left_at.is_(None), _T.returned_at > _T.left_at)),
        # Not EXISTS: PostgreSQL would read all customers to look these few up.
        select(_C.reachable).where(_C.id == _T.customer_id).scalar_subquery(),
    )


def becomes(status: TicketStatus) -> ReturningUpdate[Any]:
    """Make a change of a ticket (`ticket`) to that status, from those that may change to it."""
    comes = _T.status.in_(leading_to(status))
    return CHANGE_TICKET.where(_T.id == bindparam("ticket"), comes).values(status=status)


def may_become(state: PlaceState) -> ColumnElement[bool]:
    """Return the condition that a place may change to that state from where it is."""
    ways = place_rules.leading_to(state)
    from_there = (and_(_P.kind == kind, _P.state.in_(before)) for kind, before in ways if before)
    return or_(false(), *from_there)


def place_becomes(state: PlaceState, frm: PlaceState | None = None) -> ReturningUpdate[Any]:
    """Make a change of places to that state, from those (or the one) that may change to it."""
    change = CHANGE_PLACE.where(may_become(state)).values(state=state, changed_at=bindparam("now"))
    return change if frm is None else change.where(_P.state == frm)


def event_of(row: AnyRow) -> TicketEvent:
    """Convert a row of `ticket_events`."""
    return TicketEvent(row.ticket_id, row.kind, row.at, row.actor_id, row.details or {})


class TicketRows(Repository):
    """Reads and changes tickets."""

    __slots__ = ()

    async def _changes(self, statement: Any, values: Mapping[str, Any]) -> bool:
        """Execute a conditional change of the ticket named by `ticket`. Returns whether it took
        effect."""
        row = await self._written(statement, values)
        ticket = None if row is None else Ticket(*row)
        self._memory.changed(self._memory.tickets, values["ticket"], ticket)
        return ticket is not None

    def _saw_ticket(self, row: AnyRow, held: Collection[int] = ()) -> Ticket:
        """Remember the ticket of a row that begins as those of `WHOLE_TICKET`; `held`: the tickets
        that this transaction has locked."""
        ticket = Ticket(*row[: len(TICKET)])
        if ticket.id in held:
            self._memory.tickets.held.setdefault(ticket.id, ticket)
        else:
            self._memory.tickets.saw(ticket.id, ticket)
        if row[len(TICKET)] is not None:
            self._memory.saw_place(Place(*row[len(TICKET) : _BEFORE_CUSTOMER]))
        self._saw_customer(row)
        return ticket

    def _saw_customer(self, row: AnyRow) -> Customer:
        """Remember the customer of such a row, and the step they are at."""
        *customer, step = row[_BEFORE_CUSTOMER : _BEFORE_CUSTOMER + len(CUSTOMER) + 1]
        known = Customer(*customer)
        self._memory.customers[known.id] = known
        self._memory.steps[known.id] = step
        return known


class PlaceRows(Repository):
    """Reads and changes places."""

    __slots__ = ()

    async def _changes(self, statement: Any, values: Mapping[str, Any]) -> bool:
        """Execute a conditional change of the place named by `place`. Returns whether it took
        effect."""
        row = await self._written(statement, values)
        place = None if row is None else Place(*row)
        self._memory.changed(self._memory.places, values["place"], place)
        return place is not None

    async def _place(self, statement: Any, values: Mapping[str, Any]) -> Place | None:
        """Return the place that is found."""
        row = await self._one(statement, values)
        if row is None:
            return None
        place = Place(*row)
        self._memory.saw_place(place)
        return place

    async def _takes(self, statement: Any, values: Mapping[str, Any]) -> Place | None:
        """Return a place that was made or claimed, and is this transaction's."""
        row = await self._written(statement, values)
        if row is None:
            self._memory.waited()
            return None
        place = Place(*row)
        self._memory.changed(self._memory.places, place.id, place)
        return place

    async def _makes(self, statement: Any, values: Mapping[str, Any]) -> Place:
        """Return a new place."""
        place = Place(*(await self._transaction.executor.execute(statement, values)).one())
        self._memory.changed(self._memory.places, place.id, place)
        return place


def keep_shown(table: Table) -> Update:
    """Make an update of name, @name and, unless they chose one, language of somebody known; takes
    `values_of`, and for a customer the name's `words`."""
    known = table.c
    speaks = bindparam("speaks", type_=known.language.type)
    language = case(
        (known.language_chosen, known.language), else_=func.coalesce(speaks, known.language)
    )
    shown = {"name": bindparam("shown"), "username": bindparam("at"), "language": language}
    if "name_words" in known:
        shown["name_words"] = bindparam("words")
    return update(table).where(known.id == bindparam("person")).values(shown)


def name_words(name: str) -> str:
    """Return the words by which customers are found: each has a space before it, since searches
    look for the beginnings of words."""
    return "".join(f" {word}" for word in folded_words(name))


def keep_chosen(table: Table) -> Update:
    """Make an update of the language; takes `person` and `code`."""
    return (
        update(table)
        .where(table.c.id == bindparam("person"))
        .values(language=bindparam("code"), language_chosen=True)
    )


def values_of(person: Person) -> dict[str, Any]:
    """Return the values for `keep_shown`; a language that is not shown this time stays."""
    return {
        "person": person.id,
        "shown": person.name,
        "at": person.username,
        "speaks": None if person.language is None else language_of(person.language),
    }
