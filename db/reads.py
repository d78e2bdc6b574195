"""Reads past the repositories: what transcripts, the command line and the doctor need."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, cast

from sqlalchemy import String, bindparam, func, or_, select

from core.model.accounts import AccountBudget, day_of
from core.model.board import Backlog, SetAside
from core.model.effects import Gateway
from core.model.journal import Earlier
from core.model.records import (
    CustomerContact,
    CustomerRecord,
    Overwritten,
    OwnData,
)
from core.model.rules import Topic
from core.ports import FilesFolder, Rest, UnreadBox
from core.transcripts.earlier import earlier_entries
from db.apart import apart
from db.contacts import newest_contacts
from db.customer_records import own_data_of, record_of
from db.database import SqlDatabase
from db.models import (
    chains,
    customers,
    journal,
    messages,
    tickets,
    topics,
)
from db.repositories.accounts import SqlAccountStates, SqlBudgets
from db.repositories.board_now import EFFECTS_WAITING, UPDATES_SET_ASIDE, UPDATES_WAITING
from db.repositories.outbox import SqlParts
from db.repositories.privacy import SqlErasures
from db.sql import Either, one_of

_T = tickets.c
_SAVED_FILES = (
    select(_T.customer_id, messages.c.media_path)
    .join(messages, _T.id == messages.c.ticket_id)
    .where(messages.c.media_path.is_not(None))
)
_BETWEEN = (
    select(_T.customer_id, _T.id)
    .join(customers, customers.c.id == _T.customer_id)
    .where(
        _T.opened_at < bindparam("until"),
        or_(_T.closed_at.is_(None), _T.closed_at >= bindparam("since")),
        or_(customers.c.forgotten_at.is_(None), _T.opened_at > customers.c.forgotten_at),
        or_(bindparam("topic", type_=String).is_(None), _T.topic == bindparam("topic")),
    )
    .order_by(_T.customer_id, _T.id)
)
_HEADS = (
    select(chains.c.chain, chains.c.number, chains.c.hash)
    .where(one_of(chains.c.chain, "tickets"))
    .order_by(chains.c.chain)
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
            return await record_of(transaction, customer_id, rest)

    async def earlier(self, customer_id: int) -> Earlier:
        """See core.ports.Records."""
        async with self._database.reading() as transaction:
            their = {"customer": customer_id}
            record = await record_of(transaction, customer_id)
            ids = (await transaction.connection.execute(_NEW_ENTRIES, their)).scalars().all()
            forgotten_at = await SqlErasures(transaction).forgotten_at(customer_id)
        entries = [] if record is None else earlier_entries(record)
        return Earlier(customer_id, entries, ids, forgotten_at)

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
            return await newest_contacts(transaction, most)

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

    async def oldest_entry_waiting(self) -> datetime | None:
        """Return since when the oldest entry of the journal waits to be taken into a transcript."""
        async with self._database.reading() as transaction:
            _, oldest = (await transaction.connection.execute(_ENTRIES_WAITING)).one()
            return None if oldest is None else cast(datetime, oldest)

    async def tickets_between(
        self, since: datetime, until: datetime, topic: str | None = None
    ) -> list[tuple[int, int]]:
        """Return the tickets that were open at any time from `since` until before `until`: of each
        its customer and its number, and together what is one customer's. What was forgotten is not
        among them."""
        values = {"since": since, "until": until, "topic": topic}
        async with self._database.reading() as transaction:
            rows = await transaction.connection.execute(_BETWEEN, values)
            return [(row.customer_id, row.id) for row in rows]

    async def heads(self, ticket_ids: Collection[int]) -> list[tuple[int, int, bytes]]:
        """Return where these tickets' chains end: ticket, number and hash of the last entry."""
        async with self._database.reading() as transaction:
            values = {"tickets": sorted(ticket_ids)}
            rows = await transaction.executor.execute(_HEADS, values)
            return [(row.chain, row.number, row.hash) for row in rows]

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
        return await own_data_of(transaction, customer_id)


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
