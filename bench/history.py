"""What a desk has behind it: messages that were said, carried and settled long ago, and open
tickets. Written by the database itself, in a statement for each table.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Table, cast, insert, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.null_bot_api import FIRST_DESK
from core.model.effects import EffectState, Gateway, Priority
from core.model.messages import MessageKind, SenderRole
from core.model.places import PlaceKind, PlaceState
from core.model.tickets import TicketEventKind, TicketStatus
from db.database import SqlDatabase
from db.models import (
    copies,
    customers,
    inbox,
    messages,
    outbox,
    places,
    ticket_events,
    tickets,
    transcripts,
)

FORUM = -1_003_000_000_000
FIRST = 1_000_000_000
"""The first number of a message of then: the Bot API's are below."""
SAID = "Where is my parcel? It should have been here on Tuesday."
WORDS = "where is my parcel it should have been here on tuesday"


async def open_tickets(database: SqlDatabase, at: datetime, first: int, count: int) -> None:
    """Have tickets of so many customers, whose ids are from `first` on, opened at that time, in
    threads: just now, or they are reminded of, and each day that is over counts them."""
    number = numbers(first, count)
    async with database.writing() as connection:
        await fill(connection, customers, number, {
            "id": number, "name": "Customer", "language": "en",
            "reachable": True, "first_seen_at": at, "registered_at": at,
            "language_chosen": False, "name_words": " customer",
        })  # fmt: skip
        await fill(connection, tickets, number, {
            "id": number, "customer_id": number, "topic": "general", "priority": 0,
            "status": TicketStatus.ACTIVE, "opened_at": at, "active_at": at,
            "customer_spoke_at": at,
        })  # fmt: skip
        await fill(connection, places, number, {
            "id": number, "kind": PlaceKind.THREAD, "state": PlaceState.READY,
            "marker": cast(number, places.c.marker.type), "title": "Customer",
            "chat_id": FORUM, "thread_id": number, "ticket_id": number, "customer_id": number,
            "uses": 1, "created_at": at, "changed_at": at, "is_shared": False,
        })  # fmt: skip
        await connection.execute(
            text("UPDATE tickets SET place_id = id WHERE id >= :first"), {"first": first}
        )
    await _count_on(database)


async def said(database: SqlDatabase, at: datetime, count: int, first: int, people: int) -> None:
    """Have so many messages said at that time by that many customers with open tickets, ids from
    `first` on, and copied to desks."""
    number = numbers(FIRST, count)
    who = _speaker(number, first, people)
    async with _writing(database) as connection:
        await fill(connection, messages, number, {
            "ticket_id": _open_of(who), "role": SenderRole.CUSTOMER, "chat_id": who,
            "message_id": number, "sender_id": who, "sender_name": "Customer", "sent_at": at,
            "kind": MessageKind.TEXT, "text": SAID, "recorded_at": at, "words": WORDS,
        })  # fmt: skip
        await fill(connection, copies, number, {
            "ticket_id": _open_of(who), "from_chat_id": who, "from_message_id": number,
            "to_chat_id": literal(FIRST_DESK, BigInteger) - who, "to_message_id": number,
            "copied_at": at,
        })  # fmt: skip
    await _count_on(database)


async def carried(database: SqlDatabase, at: datetime, count: int, first: int, people: int) -> None:
    """Have the updates, effects and events of so many messages there, of what was `said`."""
    number = numbers(FIRST, count)
    who = _speaker(number, first, people)
    async with _writing(database) as connection:
        await fill(connection, inbox, number, {
            "source": "bot:1", "key": cast(number, inbox.c.key.type),
            "lane": cast(who, inbox.c.lane.type), "payload": {"text": SAID},
            "received_at": at, "handled_at": at, "attempts": 0,
        })  # fmt: skip
        await fill(connection, outbox, number, {
            "gateway": Gateway.BOT, "destination": "history",
            "kind": "CopyMessage", "fields": {"text": SAID},
            "priority": Priority.REPLY, "ticket_id": _open_of(who), "created_at": at,
            "attempts": 1, "state": EffectState.SENT, "settled_at": at,
        })  # fmt: skip
        await fill(connection, ticket_events, number, {
            "ticket_id": _open_of(who), "kind": TicketEventKind.OPENED, "at": at,
        })  # fmt: skip
    await _count_on(database)


def _speaker(number: Any, first: int, people: int) -> Any:
    return literal(first, BigInteger) + (number - FIRST) % people


def _open_of(who: Any) -> Any:
    of = select(tickets.c.id).where(tickets.c.customer_id == who, tickets.c.closed_at.is_(None))
    return of.scalar_subquery()


@asynccontextmanager
async def _writing(database: SqlDatabase) -> AsyncIterator[AsyncConnection]:
    """A transaction in which PostgreSQL looks no keys up: they are right."""
    async with database.writing() as connection:
        if database.is_postgresql:
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection


async def in_transcripts(database: SqlDatabase, first: int, people: int) -> None:
    """Have their transcripts begin with what was said, as those of an upgraded desk do."""
    who = numbers(first, people)
    async with database.writing() as connection:
        await fill(connection, transcripts, who, {"customer_id": who, "is_whole": False})


def numbers(first: int, count: int) -> Any:
    """Numbers from `first` on, as a column."""
    begin = select(literal(first, BigInteger).label("number")).cte("numbers", recursive=True)
    more = begin.union_all(select(begin.c.number + 1).where(begin.c.number < first + count - 1))
    return more.c.number


async def fill(
    connection: AsyncConnection, table: Table, number: Any, values: dict[str, Any]
) -> None:
    columns: list[Column[Any]] = [table.c[name] for name in values]
    given = [
        value if isinstance(value, ColumnElement) else literal(value, column.type)
        for column, value in zip(columns, values.values(), strict=True)
    ]
    await connection.execute(
        insert(table).from_select(columns, select(*given).select_from(number.table))
    )


async def _count_on(database: SqlDatabase) -> None:
    """Have PostgreSQL number what follows above what is there, and know how much there is."""
    if not database.is_postgresql:
        return
    async with database.writing() as connection:
        for table in (tickets, places):
            await connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"  # noqa: S608
                    f" (SELECT max(id) FROM {table.name}))"
                )
            )
    await vacuum(database)


async def vacuum(database: SqlDatabase) -> None:
    """Have PostgreSQL know how much there is and write it to its disk, as it does sooner or
    later."""
    if database.is_postgresql:
        async with database.engine.connect() as connection:
            apart = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await apart.execute(text("VACUUM ANALYZE"))
            await apart.execute(text("CHECKPOINT"))
