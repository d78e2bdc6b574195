"""A desk of some years: customers, staff, tickets and what was said in them, written as rows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import insert, text

from core.model.messages import MessageKind, SenderRole
from core.model.people import Role
from core.model.places import PlaceKind, PlaceState
from core.model.search import kept
from core.model.tickets import CloseReason, TicketStatus
from db.database import SqlDatabase
from db.models import customers, feedback, messages, operators, places, ticket_events, tickets
from db.repositories.rows import name_words

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
CUSTOMERS, OPERATORS, TICKETS = 20_000, 20, 100_000
WAITING, HELD = 100, 100
FIRST_OPERATOR = 10_000_000
TOPICS = ("general", "delivery", "money", "bugs")
PER_STATEMENT = 2_000
_NAMES = "Ann Bob Олена Іван Пётр Мария Zoë Nina Тарас Oleh"
_WORDS = """
where order delivery refund money card payment wrong broken thanks please help number today
заказ доставка деньги карта оплата возврат спасибо пожалуйста помогите номер сегодня ошибка
замовлення доставка гроші картка оплата повернення дякую будь ласка допоможіть сьогодні помилка
"""
NAMES, WORDS = _NAMES.split(), _WORDS.split()
RARE = "zwieback"
"""Stands in one of ten thousand messages."""


async def fill(database: SqlDatabase, count: int) -> None:
    """Write all that, with so many messages."""
    random = Random(20261101)
    async with database.writing() as connection:
        for table, rows in (
            (customers, _customers(random)),
            (operators, _operators()),
            (places, _places()),
            (tickets, _tickets(random)),
            (feedback, _stars(random)),
            (messages, _messages(random, count)),
            (ticket_events, _events()),
        ):
            for some in _batched(rows):
                await connection.execute(insert(table), some)
        if database.is_postgresql:
            for table in (places, tickets, messages, ticket_events):
                await connection.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"  # noqa: S608
                        f" (SELECT max(id) FROM {table.name}))"
                    )
                )
    if database.is_postgresql:
        async with database.engine.connect() as connection:
            apart = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await apart.execute(text("VACUUM ANALYZE"))


def _batched(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, PER_STATEMENT)):
        yield some


def _customers(random: Random) -> Iterator[dict[str, Any]]:
    for number in range(1, CUSTOMERS + 1):
        name = f"{random.choice(NAMES)} {random.choice(WORDS).title()}{number}"
        yield {
            "id": number,
            "name": name,
            "name_words": name_words(name),
            "username": f"person{number}",
            "phone": f"+38067{number:07}",
            "language": "uk",
            "reachable": number % 50 != 0,
            "first_seen_at": NOW - timedelta(minutes=30 * (CUSTOMERS - number)),
        }


def _operators() -> Iterator[dict[str, Any]]:
    for number in range(OPERATORS):
        yield {
            "id": FIRST_OPERATOR + number,
            "name": f"Operator {number}",
            "language": "en",
            "role": Role.SUPERVISOR if number == 0 else Role.OPERATOR,
            "capacity": 10,
            "load": HELD // OPERATORS,
            "started_bot": True,
            "added_at": NOW - timedelta(days=900),
        }


def _places() -> Iterator[dict[str, Any]]:
    for number, kind in enumerate(PlaceKind, start=1):
        yield {
            "id": number,
            "kind": kind,
            "state": PlaceState.DELETED,
            "marker": kind.value,
            "title": kind.value,
            "uses": 1,
            "created_at": NOW,
            "changed_at": NOW,
        }


def _tickets(random: Random) -> Iterator[dict[str, Any]]:
    """One every ten minutes; the newest ones are open, each of a customer of its own."""
    for number in range(1, TICKETS + 1):
        opened = NOW - timedelta(minutes=10 * (TICKETS - number))
        left = TICKETS - number
        met = opened + timedelta(seconds=random.expovariate(1 / 90))
        is_queued, is_open = left < WAITING, left < WAITING + HELD
        ended = met + timedelta(seconds=random.expovariate(1 / 900))
        yield {
            "id": number,
            "customer_id": number % CUSTOMERS + 1,
            "topic": random.choice(TOPICS),
            "priority": 0,
            "status": TicketStatus.QUEUED
            if is_queued
            else TicketStatus.ACTIVE
            if is_open
            else TicketStatus.CLOSED,
            "opened_at": opened,
            "operator_id": None if is_queued else FIRST_OPERATOR + number % OPERATORS,
            "place_id": None if is_queued else number % 3 + 1,
            "joined_at": None if is_queued else met,
            "active_at": None if is_queued else met,
            "answered_at": None if is_queued else met + timedelta(seconds=20),
            "customer_spoke_at": opened,
            "staff_spoke_at": None if is_queued else min(ended, NOW),
            "closed_at": None if is_open else ended,
            "closed_by": None if is_open else FIRST_OPERATOR + number % OPERATORS,
            "close_reason": None if is_open else CloseReason.SOLVED,
        }


def _stars(random: Random) -> Iterator[dict[str, Any]]:
    for number in range(1, TICKETS - 1_000, 3):
        yield {
            "ticket_id": number,
            "customer_id": number % CUSTOMERS + 1,
            "stars": random.choice((1, 2, 3, 4, 5, 5, 5)),
            "given_at": NOW,
        }


def _messages(random: Random, count: int) -> Iterator[dict[str, Any]]:
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    for number in range(count):
        ticket = number * TICKETS // count + 1
        of_staff = number % 2 == 1
        said = " ".join(random.choices(WORDS, weights, k=random.randint(3, 15)))
        said += f" {number}"
        if number % 10_000 == 17:
            said += f" {RARE}"
        at = NOW - timedelta(minutes=10 * (TICKETS - ticket)) + timedelta(seconds=number % 600)
        yield {
            "ticket_id": ticket,
            "role": SenderRole.OPERATOR if of_staff else SenderRole.CUSTOMER,
            "chat_id": ticket % CUSTOMERS + 1,
            "message_id": number,
            "sender_id": FIRST_OPERATOR + ticket % OPERATORS
            if of_staff
            else ticket % CUSTOMERS + 1,
            "sender_name": "Somebody",
            "sent_at": at,
            "recorded_at": at,
            "kind": MessageKind.TEXT,
            "text": said,
            "words": kept(said),
        }


def _events() -> Iterator[dict[str, Any]]:
    for number in range(1, TICKETS + 1):
        opened = NOW - timedelta(minutes=10 * (TICKETS - number))
        for kind in ("opened", "offered", "assigned", "closed"):
            yield {"ticket_id": number, "kind": kind, "at": opened, "actor_id": None}
