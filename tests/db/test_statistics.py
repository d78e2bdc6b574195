"""core.ports.Statistics and Boards, on both databases."""

from datetime import timedelta

from core.model.messages import MessageKind, Said, SenderRole
from core.model.tickets import CloseReason, TicketStatus
from db.database import SqlDatabase
from db.models import tickets
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_operator, add_ticket

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


async def test_facts_are_what_touches_the_period(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        await add_operator(uow, OPERATOR + 1, on_shift=False)
        ended = await add_ticket(uow)
        assert await uow.operators.start_break(OPERATOR, NOW)
        assert await uow.operators.end_break(OPERATOR, NOW + MINUTE)
        await uow.operators.reserve(OPERATOR, ended.id, NOW + MINUTE)
        await uow.tickets.activate(ended.id, OPERATOR, NOW + 2 * MINUTE)
        await uow.tickets.close(ended.id, NOW + HOUR, OPERATOR, CloseReason.SOLVED)
        await uow.operators.release(ended.id, NOW + HOUR, "closed")
        await uow.operators.end_shift(OPERATOR, NOW + 2 * HOUR)
        await uow.feedback.rate(ended.id, CUSTOMER, 4, NOW + HOUR, NOW)
        await uow.feedback.comment(ended.id, "good")
        waiting = await add_ticket(uow, CUSTOMER + 1)
    async with database.unit_of_work() as uow:
        facts = await uow.statistics.facts(NOW, NOW + 3 * HOUR)
        later = await uow.statistics.facts(NOW + 3 * HOUR, NOW + 4 * HOUR)
        before = await uow.statistics.facts(NOW - HOUR, NOW)
    first, second = facts.tickets
    assert (first.id, first.customer, first.status) == (ended.id, "Ann", TicketStatus.CLOSED)
    assert (first.stars, first.comment, first.operator_id) == (4, "good", OPERATOR)
    assert first.opened_at == NOW
    assert first.closed_at == NOW + HOUR
    assert first.close_reason is CloseReason.SOLVED
    assert (second.id, second.stars, second.closed_at) == (waiting.id, None, None)
    held = facts.holdings
    assert [(one.ticket_id, one.start, one.end) for one in held] == [
        (ended.id, NOW + MINUTE, NOW + HOUR)
    ]
    assert [(one.start, one.end) for one in facts.shifts] == [(NOW, NOW + 2 * HOUR)]
    assert [(one.start, one.end) for one in facts.breaks] == [(NOW, NOW + MINUTE)]
    assert [(one.id, one.load, one.removed) for one in facts.staff] == [
        (OPERATOR, 0, False),
        (OPERATOR + 1, 0, False),
    ]
    # What was over before the period is not in it, and neither is what came after it.
    assert [one.id for one in later.tickets] == [waiting.id]
    assert [len(one) for one in (later.holdings, later.shifts, later.breaks)] == [0, 0, 0]
    assert [len(one) for one in (before.tickets, before.shifts)] == [0, 0]


async def test_the_first_word_of_an_older_row_is_found_among_the_messages(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        ticket = await add_ticket(uow)
        await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        await uow.tickets.activate(ticket.id, OPERATOR, NOW)
        unanswered = await add_ticket(uow, CUSTOMER + 1)
    said = (
        (1, SenderRole.CUSTOMER, MessageKind.TEXT),
        (2, SenderRole.OPERATOR, MessageKind.SERVICE),
        (3, SenderRole.OPERATOR, MessageKind.PHOTO),
        (4, SenderRole.SUPERVISOR, MessageKind.TEXT),
    )
    async with database.unit_of_work() as uow:
        for minute, role, kind in said:
            words = Said(-5, minute, 1, "x", NOW + minute * MINUTE, kind)
            await uow.messages.add(ticket.id, None, role, words, NOW)
    async with database.unit_of_work() as uow:
        facts = await uow.statistics.facts(NOW, NOW + HOUR)
    found = {one.id: one.answered_at for one in facts.tickets}
    assert found == {ticket.id: NOW + 3 * MINUTE, unanswered.id: None}
    async with database.engine.begin() as connection:
        changed = tickets.update().where(tickets.c.id == ticket.id)
        await connection.execute(changed.values(answered_at=NOW + MINUTE))
    async with database.unit_of_work() as uow:
        facts = await uow.statistics.facts(NOW, NOW + HOUR)
    assert {one.id: one.answered_at for one in facts.tickets}[ticket.id] == NOW + MINUTE


async def test_a_board_is_looked_at_once_in_a_while(database: SqlDatabase) -> None:
    seconds = timedelta(seconds=5)
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        assert await uow.boards.take_due(NOW, NOW) == []
        assert await uow.boards.begin(OPERATOR, NOW, NOW - seconds)
        assert not await uow.boards.begin(OPERATOR, NOW + seconds / 2, NOW - seconds / 2)
        assert await uow.boards.take_due(NOW + seconds / 2, NOW - seconds / 2) == []
    async with database.unit_of_work() as uow:
        assert await uow.boards.take_due(NOW + seconds, NOW) == [OPERATOR]
        assert await uow.boards.take_due(NOW + seconds, NOW) == []
        assert await uow.boards.begin(OPERATOR, NOW + 2 * seconds, NOW + seconds)
        assert await uow.boards.stop(OPERATOR)
        assert not await uow.boards.stop(OPERATOR)
        assert await uow.boards.take_due(NOW + HOUR, NOW + HOUR) == []


async def test_talks_that_go_on_are_counted(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        assert await uow.boards.active_tickets() == 0
        ticket = await add_ticket(uow)
        await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        await uow.tickets.activate(ticket.id, OPERATOR, NOW)
        assert await uow.boards.active_tickets() == 1
