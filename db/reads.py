"""Reads past the repositories: what transcripts, the command line and the doctor need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import bindparam, case, func, or_, select

from core.model.accounts import AccountBudget, day_of
from core.model.board import Backlog, SetAside
from core.model.effects import Gateway
from core.model.journal import Earlier
from core.model.messages import Copy
from core.model.places import Place
from core.model.records import (
    CustomerContact,
    CustomerRecord,
    Erasure,
    Overwritten,
    OwnData,
    TicketEvent,
)
from core.model.rules import Topic
from core.ports import FilesFolder, Rest, UnreadBox
from core.transcripts.earlier import earlier_entries
from core.transcripts.rules import remembered
from db.apart import apart
from db.database import SqlDatabase
from db.models import (
    copies,
    customers,
    erasures,
    journal,
    messages,
    places,
    ticket_events,
    tickets,
    topics,
)
from db.repositories.accounts import SqlAccountStates, SqlBudgets
from db.repositories.base import Transaction, columns_of
from db.repositories.board_now import EFFECTS_WAITING, UPDATES_SET_ASIDE, UPDATES_WAITING
from db.repositories.conversations import COPIED, SqlMessages
from db.repositories.customers import SqlCustomers
from db.repositories.feedback import SqlFeedbacks
from db.repositories.outbox import SqlParts
from db.repositories.rows import PLACE, event_of
from db.repositories.staff import SqlOperators
from db.repositories.supervision import SqlOversight
from db.repositories.tickets import SqlTickets
from db.sql import Either

_E = ticket_events.c
_EVENTS = (
    select(_E.ticket_id, _E.kind, _E.at, _E.actor_id, _E.details)
    .join(tickets, tickets.c.id == _E.ticket_id)
    .where(tickets.c.customer_id == bindparam("customer"))
    .order_by(_E.ticket_id, _E.at, _E.id)
)
_T = tickets.c
_IS_KEPT = or_(customers.c.forgotten_at.is_(None), _T.opened_at > customers.c.forgotten_at)
_IS_OPEN = func.max(case((_T.closed_at.is_(None), 1), else_=0))
_LAST_AT = func.max(func.coalesce(_T.closed_at, _T.opened_at))
_SAVED_FILES = (
    select(_T.customer_id, messages.c.media_path)
    .join(messages, _T.id == messages.c.ticket_id)
    .where(messages.c.media_path.is_not(None))
)
_CONTACTS = (
    select(
        _T.customer_id,
        customers.c.name,
        customers.c.username,
        func.count(),
        _IS_OPEN,
        _LAST_AT,
        func.count().over(),
    )
    .join(customers, customers.c.id == _T.customer_id)
    .where(_IS_KEPT)
    .group_by(_T.customer_id, customers.c.name, customers.c.username)
    .order_by(_IS_OPEN.desc(), _LAST_AT.desc(), _T.customer_id.desc())
    .limit(bindparam("most"))
)
_COPIES = (
    select(*COPIED)
    .join(tickets, tickets.c.id == copies.c.ticket_id)
    .where(tickets.c.customer_id == bindparam("customer"))
    .order_by(copies.c.id)
)
_PLACES = (
    select(*PLACE)
    .where(
        places.c.id.in_(
            select(messages.c.place_id)
            .join(tickets, tickets.c.id == messages.c.ticket_id)
            .where(tickets.c.customer_id == bindparam("customer"))
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
_NEW_ENTRIES = select(journal.c.id).where(
    journal.c.customer_id == bindparam("customer"), journal.c.position.is_(None)
)
_ENTRIES_WAITING = select(func.count(), func.min(journal.c.at)).where(journal.c.position.is_(None))
_STATUSES = select(tickets.c.status, func.count()).group_by(tickets.c.status)


def _keep(insert: Any) -> Any:
    new = insert(topics)
    columns = {name: new.excluded[name] for name in ("title", "skill", "priority")}
    return new.on_conflict_do_update(index_elements=[topics.c.key], set_=columns)


_KEEP_TOPICS = Either(_keep)


@dataclass(frozen=True, slots=True)
class Overview:
    """The desk's numbers: tickets by status, updates by source, effects by gateway."""

    tickets: Mapping[str, int]
    updates: Mapping[str, Backlog]
    effects: Mapping[str, Backlog]


class Reads:
    """Implements core.ports.Records, and overviews."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    async def customer_record(
        self, customer_id: int, rest: Rest | None = None
    ) -> CustomerRecord | None:
        """See core.ports.Records."""
        async with self._database.reading() as transaction:
            return await _record(transaction, customer_id, rest)

    async def earlier(self, customer_id: int) -> Earlier:
        """See core.ports.Records."""
        async with self._database.reading() as transaction:
            their = {"customer": customer_id}
            record = await _record(transaction, customer_id)
            ids = (await transaction.connection.execute(_NEW_ENTRIES, their)).scalars().all()
            seen = (await transaction.connection.execute(_SEEN, their)).one_or_none()
        entries = [] if record is None else earlier_entries(record)
        return Earlier(customer_id, entries, ids, None if seen is None else seen.forgotten_at)

    async def own_data(self, customer_id: int) -> OwnData | None:
        """Return what is kept of a customer, forgotten tickets included: their rows are kept,
        without words. Read apart: of some customers there are ten thousand."""
        return await apart(self._database, partial(_own_data, customer_id))

    async def overwrite_erased(self) -> Overwritten:
        """See core.ports.Records."""
        return await self._database.overwrite_erased()

    async def make_file_anew(self) -> Overwritten:
        """See core.ports.Records."""
        return await self._database.make_file_anew()

    async def newest_contacts(self, most: int) -> tuple[list[CustomerContact], int]:
        """See core.ports.Records."""
        async with self._database.reading() as transaction:
            rows = (await transaction.connection.execute(_CONTACTS, {"most": most})).all()
        found = [
            CustomerContact(customer, name, username, count, bool(is_open), last_at)
            for customer, name, username, count, is_open, last_at, _ in rows
        ]
        return found, rows[0][-1] if rows else 0

    async def overview(self) -> Overview:
        """Return what there is and what waits."""
        async with self._database.reading() as transaction:
            execute = transaction.connection.execute
            statuses = (await execute(_STATUSES)).all()
            updates = (await execute(UPDATES_WAITING)).all()
            effects = (await execute(EFFECTS_WAITING)).all()
            entries = (await execute(_ENTRIES_WAITING)).one()
        return Overview(
            tickets={str(status): count for status, count in statuses},
            updates={source: Backlog(count, oldest) for source, count, oldest in updates},
            effects=_with_entries(effects, *entries),
        )

    async def account_budgets(self, now: datetime) -> list[AccountBudget]:
        """Return our user accounts and what each of them did today, by name."""
        async with self._database.reading() as transaction:
            return await SqlBudgets(transaction).all(day_of(now))

    async def machines_of_logins(self) -> dict[str, str]:
        """Return of each login of our user accounts, by the hash of its key, which machine's it
        is."""
        async with self._database.reading() as transaction:
            return await SqlBudgets(transaction).keys()

    async def files_folders(self) -> list[FilesFolder]:
        """Return the folders that files were written to, the one that they are written to now
        first."""
        async with self._database.reading() as transaction:
            return await SqlParts(transaction).folders()

    async def saved_files(self) -> list[str]:
        """Return where files that people sent were saved, below LOGS_DIR."""
        async with self._database.reading() as transaction:
            rows = await transaction.connection.execute(_SAVED_FILES)
            return [f"{row.customer_id}/{row.media_path}" for row in rows]

    async def unread_boxes(self) -> list[UnreadBox]:
        """Return rooms that our user accounts cannot read."""
        async with self._database.reading() as transaction:
            return await SqlAccountStates(transaction).unreadable()

    async def failed_updates(self, limit: int = 20) -> list[SetAside]:
        """Return updates that were set aside, the newest first."""
        async with self._database.reading() as transaction:
            rows = await transaction.connection.execute(UPDATES_SET_ASIDE, {"most": limit})
            return [SetAside(*row) for row in rows]


async def _own_data(customer_id: int, database: SqlDatabase) -> OwnData | None:
    async with database.reading() as transaction:
        record = await _whole_record(transaction, customer_id)
        if record is None:
            return None
        execute = transaction.connection.execute
        seen = (await execute(_SEEN, {"customer": customer_id})).one()
        given = await SqlFeedbacks(transaction).of_customer(customer_id)
        solved = await SqlFeedbacks(transaction).resolutions_of(customer_id)
        blocks = await SqlCustomers(transaction).blocks_of(customer_id)
        asked = (await execute(_ERASURES, {"customer": customer_id})).all()
    left = remembered(record, seen.forgotten_at)
    return OwnData(
        replace(record, messages=left.messages, copies=left.copies),
        seen.first_seen_at,
        seen.registered_at,
        tuple(given),
        tuple(Erasure(*row) for row in asked),
        tuple(solved),
        tuple(blocks),
    )


def _with_entries(
    effects: Iterable[Any], count: int, oldest: datetime | None
) -> dict[str, Backlog]:
    """Count what is recorded and not yet taken for transcripts to what waits for the archive."""
    found = {str(gateway): Backlog(number, since) for gateway, number, since in effects}
    if count and oldest is not None:
        other = found.get(Gateway.ARCHIVE, Backlog(0, oldest))
        found[Gateway.ARCHIVE] = Backlog(other.count + count, min(other.oldest, oldest))
    return found


async def keep_topics(database: SqlDatabase, configured: Sequence[Topic]) -> None:
    """Write the configured topics into their table, for people who query it; none is ever removed,
    since old tickets name them."""
    rows = [{column.key: getattr(each, column.key) for column in topics.c} for each in configured]
    async with database.writing() as connection:
        await connection.execute(_KEEP_TOPICS[database.is_postgresql], rows)


async def _record(
    transaction: Transaction, customer_id: int, rest: Rest | None = None
) -> CustomerRecord | None:
    record = await _whole_record(transaction, customer_id, rest)
    if record is None:
        return None
    seen = (await transaction.connection.execute(_SEEN, {"customer": customer_id})).one()
    return remembered(record, seen.forgotten_at)


async def _whole_record(
    transaction: Transaction, customer_id: int, rest: Rest | None = None
) -> CustomerRecord | None:
    customer = await SqlCustomers(transaction).get(customer_id)
    if customer is None:
        return None
    their = {"customer": customer_id}
    execute = transaction.connection.execute
    theirs = await SqlTickets(transaction).of_customer(customer_id)
    said = await SqlMessages(transaction).of_customer(customer_id, rest)
    events = await _events(transaction, customer_id, rest)
    copied = [
        Copy(*row)
        async for part in transaction.executor.in_parts(_COPIES, their, rest)
        for row in part
    ]
    acted = {each.closed_by for each in theirs} | {each.actor_id for each in events}
    acted |= {each.said.sender_id for each in said}
    people = [each for each in acted if each is not None]
    return CustomerRecord(
        customer=customer,
        tickets=tuple(theirs),
        messages=tuple(said),
        events=events,
        staff=tuple(await SqlOperators(transaction).of_customer(customer_id)),
        others=tuple(await SqlOversight(transaction).people(people)),
        places=tuple(Place(*row) for row in await execute(_PLACES, their)),
        copies=tuple(copied),
    )


async def _events(
    transaction: Transaction, customer_id: int, rest: Rest | None
) -> tuple[TicketEvent, ...]:
    parts = transaction.executor.in_parts(_EVENTS, {"customer": customer_id}, rest)
    return tuple([event_of(row) async for part in parts for row in part])
