"""Times in the rows of tickets: who is found, and that each is claimed once."""

from datetime import timedelta

import pytest

from core.model.tickets import CloseReason, Silence, Ticket, TicketStatus
from core.ports import UnitOfWork
from db.database import SqlDatabase
from tests.support.desk import NOW, OPERATOR, add_operator, add_ticket
from tests.support.present import present

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


async def offered(uow: UnitOfWork) -> Ticket:
    """A ticket offered to the operator until a minute from now."""
    await add_operator(uow)
    ticket = await add_ticket(uow)
    await uow.operators.reserve(OPERATOR, ticket.id, NOW)
    assert await uow.tickets.offer(ticket.id, OPERATOR, NOW, NOW + MINUTE)
    return ticket


async def active(uow: UnitOfWork) -> Ticket:
    """A ticket whose customer came."""
    ticket = await offered(uow)
    assert await uow.tickets.joined(ticket.id, NOW)
    assert await uow.tickets.activate(ticket.id, OPERATOR, NOW)
    return ticket


async def now(uow: UnitOfWork, ticket: Ticket) -> Ticket:
    return present(await uow.tickets.get(ticket.id))


async def test_an_offer_is_found_when_its_time_comes_and_reminded_once(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        ticket = await offered(uow)
        deadlines = uow.deadlines
        assert await deadlines.offers_due(NOW) == []
        assert await deadlines.offers_due(NOW + MINUTE) == [ticket.id]
        assert await deadlines.offers_to_remind(NOW + MINUTE) == [ticket.id]
        assert await deadlines.offer_reminded(ticket.id, NOW)
        assert not await deadlines.offer_reminded(ticket.id, NOW)
        assert await deadlines.offers_to_remind(NOW + MINUTE) == []
        assert await uow.tickets.extend_offer(ticket.id, NOW + 2 * MINUTE)
        assert await deadlines.offers_to_remind(NOW + 2 * MINUTE) == [ticket.id]
        assert await uow.tickets.joined(ticket.id, NOW)
        assert await uow.tickets.activate(ticket.id, OPERATOR, NOW)
        assert await deadlines.offers_due(NOW + 9 * MINUTE) == []
        assert not await deadlines.offer_reminded(ticket.id, NOW)


async def test_an_answer_is_due_only_while_active(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await offered(uow)
        deadlines = uow.deadlines
        assert not await deadlines.expect_answer(ticket.id, NOW)
        await uow.tickets.activate(ticket.id, OPERATOR, NOW)
        assert not await deadlines.answer_reminded(ticket.id, NOW)
        assert await deadlines.expect_answer(ticket.id, NOW + MINUTE)
        assert await deadlines.answers_due(NOW) == []
        assert await deadlines.answers_due(NOW + MINUTE) == [ticket.id]
        assert await deadlines.answers_to_remind(NOW + MINUTE) == [ticket.id]
        assert await deadlines.answer_reminded(ticket.id, NOW)
        assert not await deadlines.answer_reminded(ticket.id, NOW)
        assert await deadlines.answers_to_remind(NOW + MINUTE) == []
        # Anew for who holds it next.
        assert await deadlines.expect_answer(ticket.id, NOW + MINUTE)
        assert await deadlines.answers_to_remind(NOW + MINUTE) == [ticket.id]
        await deadlines.answered_by_holder(ticket.id)
        assert await deadlines.answers_due(NOW + MINUTE) == []


@pytest.mark.parametrize("end", ["requeue", "close"])
async def test_no_clock_outlives_the_work(database: SqlDatabase, end: str) -> None:
    async with database.unit_of_work() as uow:
        ticket = await active(uow)
        await uow.deadlines.expect_answer(ticket.id, NOW)
        await uow.deadlines.set_silence(ticket.id, Silence.ASKED, NOW, frm=Silence.NONE)
        if end == "requeue":
            assert await uow.tickets.requeue(ticket.id)
        else:
            assert await uow.tickets.close(ticket.id, NOW, OPERATOR, CloseReason.SOLVED)
        after = await now(uow, ticket)
        assert (after.answer_due, after.silence, after.silence_at) == (None, Silence.NONE, None)
        assert await uow.deadlines.answers_due(NOW) == []
        assert await uow.deadlines.asked(NOW) == []


async def test_only_the_holder_loses_a_ticket(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await active(uow)
        await uow.deadlines.expect_answer(ticket.id, NOW)
        assert not await uow.deadlines.lose(ticket.id, OPERATOR + 1)
        assert await uow.deadlines.lose(ticket.id, OPERATOR)
        assert not await uow.deadlines.lose(ticket.id, OPERATOR)
        lost = await now(uow, ticket)
        assert (lost.status, lost.operator_id) == (TicketStatus.QUEUED, None)
        assert (lost.passed_over, lost.answer_due) == (OPERATOR, None)
        assert lost.opened_at == ticket.opened_at
        await uow.operators.release(ticket.id, NOW, "lost")
        await add_operator(uow, OPERATOR + 1)
        await uow.operators.reserve(OPERATOR + 1, ticket.id, NOW)
        assert await uow.tickets.activate(ticket.id, OPERATOR + 1, NOW)
        assert (await now(uow, ticket)).passed_over is None


async def test_words_end_a_silence_and_the_first_of_staff_is_the_answer(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        ticket = await add_ticket(uow)
        # Before the customer is there, nobody is answered.
        await uow.deadlines.staff_spoke(ticket.id, NOW)
        assert (await now(uow, ticket)).answered_at is None
        await uow.tickets.joined(ticket.id, NOW)
        await uow.tickets.activate(ticket.id, OPERATOR, NOW)
        for minute, speak in enumerate((uow.deadlines.staff_spoke, uow.deadlines.customer_spoke)):
            await uow.deadlines.set_silence(ticket.id, Silence.NUDGED, NOW, frm=Silence.NONE)
            await speak(ticket.id, NOW + minute * MINUTE)
            assert (await now(uow, ticket)).silence is Silence.NONE
        await uow.deadlines.staff_spoke(ticket.id, NOW + 2 * MINUTE)
        after = await now(uow, ticket)
        assert after.answered_at == NOW
        assert after.customer_spoke_at == NOW + MINUTE
        assert after.staff_spoke_at == NOW + 2 * MINUTE


async def test_silence_is_found_step_by_step(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await active(uow)
        deadlines = uow.deadlines
        assert await deadlines.unanswered(NOW + MINUTE) == []  # nobody has said anything
        assert await deadlines.silent(NOW - SECOND) == []
        assert await deadlines.silent(NOW) == [ticket.id]
        await deadlines.staff_spoke(ticket.id, NOW + MINUTE)
        await deadlines.customer_spoke(ticket.id, NOW + 2 * MINUTE)
        assert await deadlines.unanswered(NOW + MINUTE) == []
        assert await deadlines.unanswered(NOW + 2 * MINUTE) == [ticket.id]
        assert await deadlines.silent(NOW + MINUTE) == []
        assert await deadlines.set_silence(ticket.id, Silence.NUDGED, NOW, frm=Silence.NONE)
        assert not await deadlines.set_silence(ticket.id, Silence.NUDGED, NOW, frm=Silence.NONE)
        assert await deadlines.unanswered(NOW + 2 * MINUTE) == []
        assert await deadlines.silent(NOW + 2 * MINUTE) == [ticket.id]
        assert await deadlines.set_silence(ticket.id, Silence.ASKED, NOW, frm=Silence.NUDGED)
        assert await deadlines.silent(NOW + 9 * MINUTE) == []
        assert await deadlines.asked(NOW - SECOND) == []
        assert await deadlines.asked(NOW) == [ticket.id]
        await deadlines.staff_spoke(ticket.id, NOW + 3 * MINUTE)
        assert await deadlines.unanswered(NOW + 9 * MINUTE) == []
        # While an answer is due, that deadline counts and no other.
        await deadlines.expect_answer(ticket.id, NOW)
        assert await deadlines.silent(NOW + 9 * MINUTE) == []


async def test_leaving_and_coming_back_count_once_and_in_their_order(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        ticket = await active(uow)
        deadlines = uow.deadlines
        assert not await deadlines.returned(ticket.id, NOW)
        assert not await deadlines.left(ticket.id, NOW - MINUTE)  # before they came
        assert await deadlines.left(ticket.id, NOW + SECOND)
        assert not await deadlines.left(ticket.id, NOW + 2 * SECOND)
        assert (await now(uow, ticket)).is_away
        assert await deadlines.away(NOW) == []
        assert await deadlines.away(NOW + SECOND) == [ticket.id]
        assert await deadlines.unanswered(NOW + MINUTE) == []
        assert await deadlines.silent(NOW + MINUTE) == []
        assert not await deadlines.returned(ticket.id, NOW + SECOND)
        assert await deadlines.returned(ticket.id, NOW + 5 * SECOND)
        assert not (await now(uow, ticket)).is_away
        assert await deadlines.away(NOW + MINUTE) == []
        assert not await deadlines.left(ticket.id, NOW + 2 * SECOND)
        assert await deadlines.left(ticket.id, NOW + 6 * SECOND)
        await uow.tickets.close(ticket.id, NOW, OPERATOR, CloseReason.CUSTOMER_LEFT)
        assert await deadlines.away(NOW + MINUTE) == []
        assert not await deadlines.returned(ticket.id, NOW + MINUTE)
