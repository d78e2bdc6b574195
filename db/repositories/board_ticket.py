"""Reads all of one ticket, and a number that grows with it."""

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select

from core.model.messages import Copy
from core.model.places import Place
from core.model.records import CustomerRecord, is_forgotten
from db.models import (
    copies,
    customer_notes,
    customers,
    feedback,
    message_versions,
    messages,
    places,
    resolutions,
    ticket_events,
    ticket_holds,
    ticket_tags,
    tickets,
)
from db.repositories.base import Repository
from db.repositories.conversations import COPIED, SqlMessages
from db.repositories.customers import SqlCustomers
from db.repositories.privacy import SqlErasures
from db.repositories.rows import PLACE
from db.repositories.staff import SqlOperators
from db.repositories.supervision import SqlOversight
from db.repositories.tickets import SqlTickets
from db.repositories.unread import unread_of_ticket

_M = messages.c
_T = tickets.c
_ID = bindparam("ticket", type_=_T.id.type)
_PLACES = (
    select(*PLACE)
    .where(places.c.id.in_(select(_M.place_id).where(_M.ticket_id == _ID)))
    .order_by(places.c.id)
)
_COPIES = select(*COPIED).where(copies.c.ticket_id == _ID).order_by(copies.c.id)


def _counted(counted: Select[int]) -> ColumnElement[int]:
    return func.coalesce(counted.scalar_subquery(), 0)


# Each change of what is shown adds a row, or fills a column that was empty. A file counts more than
# that it is lost, since one that was lost may be found.
_FILE = case((_M.media_path.is_not(None), 2), (_M.media_lost.is_not(None), 1), else_=0)
_OF_MESSAGES = select(func.count() + func.count(_M.deleted_at) + func.sum(_FILE)).where(
    _M.ticket_id == _ID
)
_OF_VERSIONS = (
    select(func.count())
    .select_from(message_versions)
    .join(messages, _M.id == message_versions.c.message_row_id)
    .where(_M.ticket_id == _ID)
)
_OF_EVENTS = select(func.count()).select_from(ticket_events).where(ticket_events.c.ticket_id == _ID)
_OF_COPIES = select(func.count() + func.count(copies.c.withdrawn_at)).where(
    copies.c.ticket_id == _ID
)
_OF_FEEDBACK = select(func.count() + func.count(feedback.c.comment)).where(
    feedback.c.ticket_id == _ID
)
_OF_ANSWERS = select(func.count()).select_from(resolutions).where(resolutions.c.ticket_id == _ID)
_MOMENTS = sum(
    (
        case((moment.is_not(None), 1), else_=0)
        for moment in (_T.joined_at, _T.active_at, _T.answered_at, _T.closed_at, _T.left_at)
    ),
    start=func.coalesce(0, 0),
)
_OF_TAGS = select(func.count() + func.count(ticket_tags.c.taken_at)).where(
    ticket_tags.c.ticket_id == _ID
)
_NOTED = 1_000_003
"""A note that goes is a row less, and a change all the same."""
_OF_NOTES = (
    select(_NOTED * (func.count() + func.sum(customer_notes.c.id)))
    .where(customer_notes.c.customer_id == _T.customer_id)
    .correlate(tickets)
)
_FORGETTING = 1_000_000_000
"""What is forgotten is many rows less, and a change all the same."""
_FORGOTTEN = case(
    (customers.c.forgotten_at >= _T.opened_at, _FORGETTING),
    (_T.expired_at.is_not(None), _FORGETTING),
    else_=0,
)
_OF_HOLDS = select(func.count()).select_from(ticket_holds).where(ticket_holds.c.ticket_id == _ID)
_REVISION = (
    select(
        _MOMENTS
        + _FORGOTTEN
        + _counted(_OF_MESSAGES)
        + _counted(_OF_VERSIONS)
        + _counted(_OF_EVENTS)
        + _counted(_OF_COPIES)
        + _counted(_OF_FEEDBACK)
        + _counted(_OF_ANSWERS)
        + _counted(_OF_HOLDS)
        + _counted(_OF_TAGS)
        + _counted(_OF_NOTES)
    )
    .select_from(tickets)
    .join(customers, customers.c.id == _T.customer_id)
    .where(_T.id == _ID)
)


class SqlTicketPage(Repository):
    """Reads one ticket."""

    __slots__ = ()

    async def ticket_record(self, ticket_id: int) -> CustomerRecord | None:
        its = {"ticket": ticket_id}
        transaction = self._transaction
        ticket = await SqlTickets(transaction).get(ticket_id)
        if ticket is None:
            return None
        customer = await SqlCustomers(transaction).get(ticket.customer_id)
        forgotten_at = await SqlErasures(transaction).forgotten_at(ticket.customer_id)
        if customer is None or is_forgotten(ticket, forgotten_at):
            return None
        said = await SqlMessages(transaction).of_whole_ticket(ticket_id)
        oversight = SqlOversight(transaction)
        events = await oversight.history(ticket_id)
        acted = {ticket.operator_id, ticket.closed_by, *(each.actor_id for each in events)}
        acted |= {each.said.sender_id for each in said}
        people = [each for each in acted if each is not None]
        return CustomerRecord(
            customer=customer,
            tickets=(ticket,),
            messages=tuple(said),
            events=tuple(events),
            staff=tuple(await SqlOperators(transaction).among(people)),
            others=tuple(await oversight.people(people)),
            places=tuple(Place(*row) for row in await self._all(_PLACES, its)),
            copies=tuple(Copy(*row) for row in await self._all(_COPIES, its)),
            not_had=await unread_of_ticket(transaction, ticket_id),
        )

    async def revision(self, ticket_id: int) -> int | None:
        row = await self._one(_REVISION, {"ticket": ticket_id})
        return None if row is None else int(row[0])
