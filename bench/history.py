"""What a desk has behind it: messages that were said, carried and settled long ago, and open
tickets. Written by the database itself, in a statement for each table.
"""

from datetime import UTC, datetime
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

THEN = datetime(2026, 1, 1, tzinfo=UTC)
FORUM = -1_003_000_000_000
FIRST = 1_000_000_000
"""The first number of a message of then: the Bot API's are below."""
SAID = "Where is my parcel? It should have been here on Tuesday."
WORDS = "where is my parcel it should have been here on tuesday"


async def open_tickets(database: SqlDatabase, first: int, count: int) -> None:
    """Open tickets of so many customers, whose ids are from `first` on, in threads."""
    number = _numbers(first, count)
    async with database.writing() as connection:
        await _fill(connection, customers, number, {
            "id": number, "name": "Customer", "language": "en",
            "reachable": True, "first_seen_at": THEN, "registered_at": THEN,
            "language_chosen": False, "name_words": " customer",
        })  # fmt: skip
        await _fill(connection, tickets, number, {
            "id": number, "customer_id": number, "topic": "general", "priority": 0,
            "status": TicketStatus.ACTIVE, "opened_at": THEN, "active_at": THEN,
            "customer_spoke_at": THEN,
        })  # fmt: skip
        await _fill(connection, places, number, {
            "id": number, "kind": PlaceKind.THREAD, "state": PlaceState.READY,
            "marker": cast(number, places.c.marker.type), "title": "Customer",
            "chat_id": FORUM, "thread_id": number, "ticket_id": number, "customer_id": number,
            "uses": 1, "created_at": THEN, "changed_at": THEN, "is_shared": False,
        })  # fmt: skip
        await connection.execute(
            text("UPDATE tickets SET place_id = id WHERE id >= :first"), {"first": first}
        )
    await _count_on(database)


async def said(database: SqlDatabase, count: int, first: int, people: int) -> None:
    """Have so many messages said by that many customers with open tickets, ids from `first` on."""
    number = _numbers(FIRST, count)
    who = literal(first, BigInteger) + (number - FIRST) % people
    ticket = select(tickets.c.id).where(tickets.c.customer_id == who, tickets.c.closed_at.is_(None))
    of = ticket.scalar_subquery()
    async with database.writing() as connection:
        await _fill(connection, messages, number, {
            "ticket_id": of, "role": SenderRole.CUSTOMER, "chat_id": who, "message_id": number,
            "sender_id": who, "sender_name": "Customer", "sent_at": THEN,
            "kind": MessageKind.TEXT, "text": SAID, "recorded_at": THEN,
            "words": WORDS,
        })  # fmt: skip
        await _fill(connection, copies, number, {
            "ticket_id": of, "from_chat_id": who, "from_message_id": number,
            "to_chat_id": literal(FIRST_DESK, BigInteger) - who, "to_message_id": number,
            "copied_at": THEN,
        })  # fmt: skip
        await _fill(connection, inbox, number, {
            "source": "bot:1", "key": cast(number, inbox.c.key.type),
            "lane": cast(who, inbox.c.lane.type), "payload": {"text": SAID},
            "received_at": THEN, "handled_at": THEN, "attempts": 0,
        })  # fmt: skip
        await _fill(connection, outbox, number, {
            "gateway": Gateway.BOT, "destination": "history",
            "kind": "CopyMessage", "fields": {"text": SAID},
            "priority": Priority.REPLY, "ticket_id": of, "created_at": THEN, "attempts": 1,
            "state": EffectState.SENT, "settled_at": THEN,
        })  # fmt: skip
        await _fill(connection, ticket_events, number, {
            "ticket_id": of, "kind": TicketEventKind.OPENED, "at": THEN,
        })  # fmt: skip
    await _count_on(database)


async def in_transcripts(database: SqlDatabase, first: int, people: int) -> None:
    """Have their transcripts begin with what was said, as those of an upgraded desk do."""
    who = _numbers(first, people)
    async with database.writing() as connection:
        await _fill(connection, transcripts, who, {"customer_id": who, "is_whole": False})


def _numbers(first: int, count: int) -> Any:
    """Numbers from `first` on, as a column."""
    begin = select(literal(first, BigInteger).label("number")).cte("numbers", recursive=True)
    more = begin.union_all(select(begin.c.number + 1).where(begin.c.number < first + count - 1))
    return more.c.number


async def _fill(
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
    async with database.engine.connect() as connection:
        apart = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await apart.execute(text("VACUUM ANALYZE"))
