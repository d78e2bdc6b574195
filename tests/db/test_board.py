"""Lists of the supervisor's page, a ticket's revision, and what tells of changes, on both
databases."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from core.model.board import (
    Backlog,
    Backlogs,
    Cursor,
    CustomerFilter,
    Listed,
    SetAside,
    TicketFilter,
    TicketOrder,
    TicketSort,
)
from core.model.effects import EffectState, Gateway, SendText, SetTitle
from core.model.messages import MessageKind, Said, SenderRole
from core.model.people import Person
from core.model.places import PlaceKind, PlaceState
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.model.tickets import CloseReason, TicketEventKind, TicketStatus
from db.board import SqlBoard, SqlChanges
from db.database import SqlDatabase
from db.models import tickets
from db.repositories.board import SqlBoardRows
from db.repositories.statistics import SqlStatistics
from tests.support.desk import NOW, OPERATOR, add_operator
from tests.support.forks import preloaded
from tests.support.present import present

COUNT = 14
CLOSED = frozenset({TicketStatus.CLOSED})


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
async def board(database: SqlDatabase) -> AsyncIterator[SqlBoardRows]:
    """Tickets of all kinds, some alike to the second."""
    async with database.unit_of_work() as uow:
        for number in (OPERATOR, OPERATOR + 1):
            await add_operator(uow, number)
        for number in range(COUNT):
            customer = 100 + number
            await uow.customers.seen(Person(customer, f"Customer {number}"), at(number))
            topic = "bugs" if number % 3 else "general"
            ticket = present(await uow.tickets.open(customer, topic, 0, at(number // 2)))
            if number % 4 == 3:
                continue
            kind = (PlaceKind.ROOM, PlaceKind.DESK)[number % 2]
            state = PlaceState.CREATING if kind is PlaceKind.ROOM else PlaceState.READY
            place = await uow.places.add(kind, state, f"m{number}", "S", -number - 1, NOW)
            await uow.tickets.set_place(ticket.id, place.id)
            operator = OPERATOR + number % 2
            await uow.tickets.activate(ticket.id, operator, at(number + number % 5))
            if number % 4 < 2:
                await uow.tickets.close(ticket.id, at(60 - number // 3), operator, _SOLVED)
                await uow.feedback.rate(ticket.id, customer, number % 5 + 1, NOW, NOW)
    await _spoke(database)
    async with database.reading() as transaction:
        yield SqlBoardRows(transaction)


_SOLVED = CloseReason.SOLVED


async def _spoke(database: SqlDatabase) -> None:
    row = tickets.c
    async with database.writing() as connection:
        for number in range(COUNT):
            spoke = update(tickets).where(row.customer_id == 100 + number)
            answered = at(number + 7) if number % 6 == 0 else None
            values = {
                "customer_spoke_at": at(number * 7 % 11),
                "staff_spoke_at": answered,
                "answered_at": answered,
            }
            await connection.execute(spoke.values(values))


async def all_of(
    board: SqlBoardRows, order: TicketOrder, where: TicketFilter, by: int = 4
) -> list[Listed]:
    """Page by page."""
    found: list[Listed] = []
    after: Cursor | None = None
    # Who reads on a minute later goes on in the same list.
    for page in range(COUNT):
        rows = await board.tickets(where, order, after, by, at(100 + page))
        found += [listed for listed, _ in rows]
        if len(rows) < by:
            break
        after = rows[-1][1]
    return found


SORTS: dict[TicketSort, Callable[[Listed], Any]] = {
    TicketSort.OPENED: lambda one: one.opened_at,
    TicketSort.WAITED: lambda one: one.waited(at(100)),
    TicketSort.CLOSED: lambda one: one.closed_at or at(10**6),
    TicketSort.LAST_WORD: lambda one: one.last_word_at,
}


@pytest.mark.parametrize("ascending", [False, True])
@pytest.mark.parametrize("sort", TicketSort)
async def test_pages_go_on_where_the_last_one_ended(
    board: SqlBoardRows, sort: TicketSort, ascending: bool
) -> None:
    found = await all_of(board, TicketOrder(sort, ascending), TicketFilter())
    assert len(found) == COUNT
    key = SORTS[sort]
    assert found == sorted(found, key=lambda one: (key(one), one.id), reverse=not ascending)
    assert len({key(one) for one in found}) > 3


@pytest.mark.parametrize(
    ("where", "fits"),
    [
        (TicketFilter(statuses=CLOSED), lambda one: one.status in CLOSED),
        (TicketFilter(topic="bugs"), lambda one: one.topic == "bugs"),
        (TicketFilter(operator_id=OPERATOR), lambda one: one.operator_id == OPERATOR),
        (TicketFilter(customer_id=103), lambda one: one.customer_id == 103),
        (
            TicketFilter(since=at(2), until=at(5)),
            lambda one: at(2) <= one.opened_at < at(5),
        ),
        (TicketFilter(stars=frozenset({1, 5})), lambda one: one.stars in (1, 5)),
        (TicketFilter(place=PlaceKind.DESK), lambda one: one.place is PlaceKind.DESK),
        (
            TicketFilter(only_of=OPERATOR),
            lambda one: one.operator_id == OPERATOR or one.status is TicketStatus.QUEUED,
        ),
        (
            TicketFilter(topic="bugs", place=PlaceKind.ROOM, statuses=CLOSED),
            lambda one: (
                (one.topic, one.place, one.status) == ("bugs", PlaceKind.ROOM, TicketStatus.CLOSED)
            ),
        ),
    ],
)
async def test_filters(
    board: SqlBoardRows, where: TicketFilter, fits: Callable[[Listed], bool]
) -> None:
    everything = await all_of(board, TicketOrder(), TicketFilter())
    found = await all_of(board, TicketOrder(), where)
    assert found == [one for one in everything if fits(one)]
    assert 0 < len(found) < COUNT
    assert await board.count(where) == len(found)


async def test_a_ticket_in_a_list_was_met_when_statistics_have_it(
    board: SqlBoardRows, database: SqlDatabase
) -> None:
    async with database.reading() as transaction:
        facts = await SqlStatistics(transaction).facts(NOW, at(100))
    met = {one.id: one.met_at for one in facts.tickets}
    found = await all_of(board, TicketOrder(), TicketFilter())
    assert {one.id: one.met_at for one in found} == met
    assert {one.stars for one in found} == {one.stars for one in facts.tickets}


# ------------------------------------------------------------------------------------- customers
@pytest.fixture
async def people(database: SqlDatabase) -> AsyncIterator[SqlBoardRows]:
    named = [("Олена Петренко", "olenka"), ("Пётр", None), ("Ann O’Neil", "ann_b"), ("Anna", "x_y")]
    async with database.unit_of_work() as uow:
        for number, (name, username) in enumerate(named, start=7001):
            await uow.customers.seen(Person(number, name, username), at(number % 10))
            await uow.customers.register(number, f"+380671{number}", NOW)
        await uow.customers.set_reachable(7002, False, NOW)
        await add_operator(uow)
        for number in range(2):
            ticket = present(await uow.tickets.open(7001, "general", 0, at(number)))
            if number == 0:
                await uow.tickets.close(ticket.id, NOW, OPERATOR, _SOLVED)
    async with database.reading() as transaction:
        yield SqlBoardRows(transaction)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [7004, 7003, 7002, 7001]),
        ("олен", [7001]),
        ("ПЕТР", [7002, 7001]),
        ("петр олена", [7001]),
        ("ann", [7004, 7003]),
        ("o'n", [7003]),
        ("@ann", [7003]),
        ("@x_", [7004]),
        ("@a%", []),
        ("olen", [7001]),
        ("7003", [7003]),
        ("+380 (67) 1", [7004, 7003, 7002, 7001]),
        ("17002", [7002]),
        ("70", []),
        ("нема", []),
        ("99999999999999999999", []),
    ],
)
async def test_customers_are_found(people: SqlBoardRows, words: str, found: list[int]) -> None:
    where = CustomerFilter(words)
    assert [one.customer.id for one in await people.customers(where, None, 9)] == found
    assert await people.count_customers(where) == len(found)


async def test_customers_come_in_pages_with_their_tickets(people: SqlBoardRows) -> None:
    first = await people.customers(CustomerFilter(), None, 3)
    (last,) = await people.customers(CustomerFilter(), first[-1].cursor, 3)
    assert (last.customer.id, last.tickets, last.has_open) == (7001, 2, True)
    assert (last.last_opened_at, last.first_seen_at) == (at(1), at(1))
    assert (first[0].tickets, first[0].last_ticket_id, first[0].has_open) == (0, None, False)
    blocked = await people.customers(CustomerFilter(unreachable=True), None, 9)
    assert [one.customer.id for one in blocked] == [7002]
    assert await people.first_seen(7003) == at(3)
    assert await people.first_seen(1) is None


# -------------------------------------------------------------------------------------- a ticket
def said(number: int, words: str) -> Said:
    return Said(900, number, 900, "Ann", NOW, MessageKind.TEXT, words)


async def test_a_revision_grows_with_each_change(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(900, "Ann"), NOW)
        await add_operator(uow)
        opened = present(await uow.tickets.open(900, "general", 0, NOW))
    number = opened.id
    changes: list[Callable[[Any], Any]] = [
        lambda uow: uow.messages.add(number, None, SenderRole.CUSTOMER, said(1, "a"), NOW),
        lambda uow: uow.messages.add(number, None, SenderRole.CUSTOMER, said(2, "b"), NOW),
        lambda uow: uow.messages.edit(900, 1, said(1, "c"), NOW),
        lambda uow: uow.messages.delete(900, [1], NOW),
        lambda uow: uow.messages.media_lost(900, 2, "gone"),
        lambda uow: uow.messages.media_saved(900, 2, "media/x", 1),
        lambda uow: uow.copies.add(number, 900, -5, [(2, 7)], NOW),
        lambda uow: uow.copies.withdrawn(900, 2, -5, NOW),
        lambda uow: uow.tickets.joined(number, NOW),
        lambda uow: uow.tickets.activate(number, OPERATOR, NOW),
        lambda uow: uow.tickets.add_event(number, TicketEventKind.NOTED, NOW, 1, {"note": "x"}),
        lambda uow: uow.tickets.close(number, NOW, OPERATOR, _SOLVED),
        lambda uow: uow.feedback.rate(number, 900, 5, NOW, NOW),
        lambda uow: uow.feedback.comment(number, "good"),
        lambda uow: uow.erasures.forget(900, at(1)),
    ]
    seen = [await revision(database, number)]
    for change in changes:
        async with database.unit_of_work() as uow:
            await change(uow)
        seen.append(await revision(database, number))
        assert await revision(database, number) == seen[-1]
    assert seen == sorted(set(seen)), seen
    async with SqlBoard(database).looking() as look:
        assert await look.rows.revision(number + 1) is None
        assert await look.rows.ticket_record(number + 1) is None
        assert await look.rows.ticket_record(number) is None  # forgotten


async def revision(database: SqlDatabase, number: int) -> int:
    async with SqlBoard(database).looking() as look:
        return present(await look.rows.revision(number))


async def test_a_tickets_record_is_its_customers_with_no_other(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(900, "Ann"), NOW)
        await add_operator(uow)
        numbers = []
        for count in range(2):
            ticket = present(await uow.tickets.open(900, "general", 0, at(count)))
            numbers.append(ticket.id)
            words = said(count + 1, f"word {count}")
            await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, words, NOW)
            await uow.messages.edit(900, count + 1, replace(words, text="new"), NOW)
            await uow.copies.add(ticket.id, 900, -5, [(count + 1, count)], NOW)
            await uow.tickets.add_event(ticket.id, TicketEventKind.OPENED, NOW, OPERATOR)
            if count == 0:
                await uow.tickets.close(ticket.id, at(1), OPERATOR, _SOLVED)
    async with SqlBoard(database).looking() as look:
        record = present(await look.rows.ticket_record(numbers[1]))
    assert [one.id for one in record.tickets] == numbers[1:]
    assert [one.versions[0].text for one in record.messages] == ["word 1"]
    assert [one.to_message_id for one in record.copies] == [1]
    assert {one.ticket_id for one in record.events} == {numbers[1]}
    assert [one.id for one in record.staff] == [OPERATOR]


# ---------------------------------------------------------------------------------------- moment
async def test_what_waits_what_failed_and_what_was_set_aside(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        for number, wanted in enumerate((at(5), at(9))):
            effect = SendText(number, Text(TextKey.ALREADY_DONE, "en"))
            await uow.outbox.add(effect, now=NOW, not_before=wanted)
        await uow.outbox.add(SetTitle(-1, "x"), now=at(1))
    async with database.unit_of_work() as uow:
        first, _, title = await uow.outbox.waiting(Gateway.BOT, 9)
        for row, state in ((first, EffectState.REJECTED), (title, EffectState.UNREACHABLE)):
            await uow.outbox.settle([row.id], state, at(7), "why")
        await uow.inbox.store("bot:1", [("k", {"x": 1})], NOW)
        (stored,) = await uow.inbox.take("bot:1", 9)
        await uow.inbox.failed(stored.id, "ValueError", at(2))
    async with SqlBoard(database).looking() as look:
        backlogs = await look.rows.backlogs()
        assert backlogs == Backlogs({}, {"bot": Backlog(1, at(9))})
        (failed,) = await look.rows.failed_effects(at(6), 9)
        assert (failed.id, failed.kind, failed.reason) == (first.id, "SendText", "why")
        assert await look.rows.failed_effects(at(8), 9) == []
        assert await look.rows.set_aside(9) == [SetAside(stored.id, "bot:1", at(2), "ValueError")]


# --------------------------------------------------------------------------------------- changes
async def test_a_change_of_this_process_is_told_within_a_second(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(900, "Ann"), NOW)
    changes = SqlChanges(database)
    try:
        assert not await changes.wait(0)
        waiting = asyncio.create_task(changes.wait(30))
        await asyncio.sleep(0)
        async with database.unit_of_work() as uow:
            await uow.customers.seen(Person(900, "Bob"), NOW)
        async with asyncio.timeout(1):
            assert await waiting
        async with database.unit_of_work() as uow:
            await uow.customers.seen(Person(900, "Eve"), NOW)
        assert await changes.wait(0)
    finally:
        await changes.close()


def write(url: str, statement: str) -> None:
    """In a process of its own."""

    async def body() -> None:
        database = await SqlDatabase.connect(url)
        async with database.writing() as connection:
            await connection.execute(text(statement))
        await database.close()

    asyncio.run(body())


async def written_elsewhere(*what: str) -> None:
    other = preloaded().Process(target=write, args=what, daemon=True)
    await asyncio.to_thread(other.start)
    await asyncio.to_thread(other.join)
    assert other.exitcode == 0


async def test_a_change_of_another_process_is_told(database: SqlDatabase, desk_url: str) -> None:
    changes = SqlChanges(database)
    try:
        assert not await changes.wait(0)
        await written_elsewhere(desk_url, "DELETE FROM steps WHERE person_id < 0")
        await written_elsewhere(desk_url, "INSERT INTO steps VALUES (1, 'x')")
        assert await changes.wait(30)
        if not database.is_postgresql:
            await changes.wait(0.5)
            assert not await changes.wait(0.5)
    finally:
        await changes.close()


async def test_a_look_sees_one_state(database: SqlDatabase) -> None:
    async with SqlBoard(database).looking() as look:
        assert await look.rows.count_customers(CustomerFilter()) == 0
        async with database.writing() as connection:
            await connection.execute(
                text(
                    "INSERT INTO customers (id, name, language, reachable, first_seen_at)"
                    " VALUES (1, 'Ann', 'en', true, '2026-03-01 12:00:00+00')"
                    if database.is_postgresql
                    else "INSERT INTO customers (id, name, language, reachable, first_seen_at)"
                    " VALUES (1, 'Ann', 'en', 1, '2026-03-01 12:00:00.000000')"
                )
            )
        assert await look.rows.count_customers(CustomerFilter()) == 0
    async with SqlBoard(database).looking() as look:
        assert await look.rows.count_customers(CustomerFilter()) == 1
