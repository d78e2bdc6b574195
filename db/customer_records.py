"""Reads everything about one customer, for transcripts and for themselves."""

from dataclasses import replace

from sqlalchemy import bindparam, select

from core.model.messages import Copy
from core.model.places import Place
from core.model.records import CustomerRecord, Erasure, OwnData, TicketEvent
from core.model.tickets import BEFORE_ALL, TicketEventKind
from core.ports import Rest
from core.transcripts.rules import remembered
from db.models import copies, customers, erasures, messages, places, ticket_events, tickets
from db.repositories.base import Transaction, columns_of
from db.repositories.conversations import COPIED, SqlMessages
from db.repositories.customers import SqlCustomers
from db.repositories.feedback import SqlFeedbacks
from db.repositories.fields import SqlCustomerFields
from db.repositories.rows import PLACE, event_of
from db.repositories.staff import SqlOperators
from db.repositories.supervision import SqlOversight
from db.repositories.tickets import SqlTickets
from db.repositories.unread import unread_by_customer

_T = tickets.c
_E = ticket_events.c
_C = copies.c
_THEIRS = (_T.customer_id == bindparam("customer"), _T.opened_at > bindparam("since"))
_EVENTS = (
    select(_E.ticket_id, _E.kind, _E.at, _E.actor_id, _E.details)
    .join(tickets, _T.id == _E.ticket_id)
    .where(*_THEIRS)
    .order_by(_E.ticket_id, _E.at, _E.id)
)
_COPIES = select(*COPIED).join(tickets, _T.id == _C.ticket_id).where(*_THEIRS).order_by(_C.id)
_TICKETS_WITH_FATES = (
    select(_C.ticket_id)
    .join(tickets, _T.id == _C.ticket_id)
    .where(*_THEIRS, _C.withdrawn_at.is_not(None))
    .union(
        select(_E.ticket_id)
        .join(tickets, _T.id == _E.ticket_id)
        .where(*_THEIRS, _E.kind == TicketEventKind.UNDELIVERED)
    )
)
_COPIES_WITH_FATES = select(*COPIED).where(_C.ticket_id.in_(_TICKETS_WITH_FATES)).order_by(_C.id)
_PLACES = (
    select(*PLACE)
    .where(
        places.c.id.in_(
            select(messages.c.place_id).join(tickets, _T.id == messages.c.ticket_id).where(*_THEIRS)
        )
    )
    .order_by(places.c.id)
)
_SEEN = select(
    customers.c.first_seen_at, customers.c.registered_at, customers.c.forgotten_at
).where(customers.c.id == bindparam("customer"))
_R = erasures.c
_ERASURES = (
    select(*columns_of(erasures, Erasure))
    .where(_R.customer_id == bindparam("customer"))
    .order_by(_R.id)
)


async def record_of(
    transaction: Transaction, customer_id: int, rest: Rest | None = None
) -> CustomerRecord | None:
    """Return a customer's record without what was forgotten; None for somebody unknown. `rest` is
    awaited every hundred rows."""
    customer = await SqlCustomers(transaction).get(customer_id)
    if customer is None:
        return None
    execute = transaction.connection.execute
    seen = (await execute(_SEEN, {"customer": customer_id})).one()
    since = seen.forgotten_at or BEFORE_ALL
    theirs = {"customer": customer_id, "since": since}
    opened = await SqlTickets(transaction).of_customer(customer_id, since)
    if not opened:
        return CustomerRecord(customer)
    in_parts = transaction.executor.in_parts
    said = await SqlMessages(transaction).of_customer(customer_id, since, rest)
    events = [event_of(row) async for part in in_parts(_EVENTS, theirs, rest) for row in part]
    copied = [Copy(*row) async for part in in_parts(_COPIES, theirs, rest) for row in part]
    acted = {each.closed_by for each in opened} | {each.actor_id for each in events}
    acted |= {each.said.sender_id for each in said}
    people = [each for each in acted if each is not None]
    record = CustomerRecord(
        customer=customer,
        tickets=tuple(opened),
        messages=tuple(said),
        events=tuple(events),
        staff=tuple(await SqlOperators(transaction).of_customer(customer_id)),
        others=tuple(await SqlOversight(transaction).people(people)),
        places=tuple(Place(*row) for row in await execute(_PLACES, theirs)),
        copies=tuple(copied),
        not_had=await unread_by_customer(transaction, customer_id),
    )
    return remembered(record, seen.forgotten_at)


async def own_data_of(transaction: Transaction, customer_id: int) -> OwnData | None:
    """Return what is kept of a customer, forgotten tickets included: their rows are kept, without
    words. Of copies there are only those of tickets in which an answer was taken back or did not
    arrive: elsewhere they tell nothing. Who served them, and where, is left out."""
    customer = await SqlCustomers(transaction).get(customer_id)
    if customer is None:
        return None
    execute = transaction.connection.execute
    seen = (await execute(_SEEN, {"customer": customer_id})).one()
    since = seen.forgotten_at or BEFORE_ALL
    everything = {"customer": customer_id, "since": BEFORE_ALL}
    theirs = {"customer": customer_id, "since": since}
    events: tuple[TicketEvent, ...] = tuple(
        event_of(row) for row in await execute(_EVENTS, everything)
    )
    record = CustomerRecord(
        customer=customer,
        tickets=tuple(await SqlTickets(transaction).of_customer(customer_id)),
        messages=tuple(await SqlMessages(transaction).of_customer(customer_id, since)),
        events=events,
        copies=tuple(Copy(*row) for row in await execute(_COPIES_WITH_FATES, theirs)),
    )
    over = {each.id for each in record.tickets if each.expired_at is not None}
    said = tuple(each for each in record.messages if each.ticket_id not in over)
    record = replace(record, messages=said)
    return OwnData(
        record,
        seen.first_seen_at,
        seen.registered_at,
        tuple(await SqlFeedbacks(transaction).of_customer(customer_id)),
        tuple(Erasure(*row) for row in await execute(_ERASURES, {"customer": customer_id})),
        tuple(await SqlFeedbacks(transaction).resolutions_of(customer_id)),
        tuple(await SqlCustomers(transaction).blocks_of(customer_id)),
        await SqlCustomerFields(transaction).of(customer_id),
    )
