"""What supervisors look at and send out, on both databases."""

import asyncio
from datetime import timedelta

from core.model.effects import SendAnnouncement
from core.model.people import Person, Role
from core.model.records import AnnouncementState, Audience
from core.model.tickets import TicketEventKind
from db.database import SqlDatabase
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_customer, add_operator, add_ticket
from tests.support.present import present

LATER = NOW + timedelta(minutes=1)


async def test_a_ticket_is_taken_over_whole_or_not_at_all(database: SqlDatabase) -> None:
    boss = OPERATOR + 1
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        await add_operator(uow)
        await add_operator(uow, boss)
        assert await uow.operators.take_over(boss, ticket.id, NOW) is None  # nobody holds it
        await uow.operators.start_shift(OPERATOR, NOW)
        assert await uow.operators.reserve(OPERATOR, ticket.id, NOW)
        assert await uow.operators.set_capacity(boss, 1)
        assert await uow.operators.take_over(boss, ticket.id, LATER) == OPERATOR
        assert await uow.operators.take_over(boss, ticket.id, LATER) is None  # full, and theirs
        loads = {each.id: each.load for each in await uow.operators.all()}
        assert loads == {OPERATOR: 0, boss: 1}
        freed = present(await uow.operators.get(OPERATOR))
        assert freed.idle_since == LATER
        assert await uow.operators.release(ticket.id, LATER, "closed") == boss


async def test_of_two_who_demote_each_other_at_once_one_stays(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        for number in (1, 2):
            person = Person(number, f"S {number}")
            await uow.operators.add(
                person, role=Role.SUPERVISOR, capacity=6, phone=None, skills=frozenset(), now=NOW
            )

    async def demote(whom: int) -> None:
        async with database.unit_of_work() as uow:
            if await uow.operators.hold_supervisors() != [whom]:
                await uow.operators.set_role(whom, Role.OPERATOR)

    await asyncio.gather(demote(1), demote(2))
    async with database.unit_of_work() as uow:
        assert len(await uow.operators.supervisors()) == 1


async def test_people_are_found_by_username_in_any_case_staff_first(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(5, "Was Nina", "Nina", "en"), NOW)
        assert (await uow.oversight.by_username("NINA")) == Person(5, "Was Nina", "Nina", "en")
        await uow.operators.add(
            Person(6, "Nina", "nina", "uk"),
            role=Role.OPERATOR,
            capacity=6,
            phone=None,
            skills=frozenset(),
            now=NOW,
        )
        assert (await uow.oversight.by_username("nina")) == Person(6, "Nina", "nina", "uk")
        assert await uow.oversight.by_username("nin_") is None
        assert await uow.oversight.names([5, 6, 7]) == {5: "Was Nina", 6: "Nina"}


async def test_a_history_has_what_this_transaction_wrote(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        for kind in (TicketEventKind.OPENED, TicketEventKind.QUEUED):
            await uow.tickets.add_event(ticket.id, kind, NOW)
        found = [event.kind for event in await uow.oversight.history(ticket.id)]
        assert found == [TicketEventKind.OPENED, TicketEventKind.QUEUED]
        assert await uow.oversight.count() == 1
        assert [each.id for each in await uow.oversight.recent(5, 0)] == [ticket.id]
        assert await uow.oversight.recent(5, 1) == []
        assert (await uow.oversight.active(5, 0), await uow.oversight.active_count()) == ([], 0)


async def test_an_announcement_moves_only_from_where_it_stands(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        await add_customer(uow)
        draft = await uow.announcements.draft(OPERATOR, "words \x00 & <b>", NOW)
        number = draft.id
        assert (draft.state, draft.text) == (AnnouncementState.DRAFT, "words \x00 & <b>")
        assert not await uow.announcements.advance(number, 0, CUSTOMER)
        assert await uow.announcements.choose(number, Audience.CUSTOMERS)
        size = await uow.announcements.audience_size(Audience.CUSTOMERS, OPERATOR, NOW)
        assert size == 1
        assert await uow.announcements.begin(number, size, NOW)
        assert not await uow.announcements.begin(number, size, NOW)
        assert not await uow.announcements.choose(number, Audience.OPERATORS)
        people = await uow.announcements.recipients(Audience.CUSTOMERS, OPERATOR, NOW, 0, 9)
        assert people == [CUSTOMER]
        assert await uow.announcements.advance(number, 0, CUSTOMER)
        assert not await uow.announcements.advance(number, 0, CUSTOMER)
        await uow.outbox.add(SendAnnouncement(CUSTOMER, number, "words"), now=NOW)
        assert await uow.announcements.on_the_way() == 1
        await uow.announcements.counted(number, sent=1)
        assert [each.id for each in await uow.announcements.sending()] == [number]
        assert await uow.announcements.done(number, LATER)
        assert not await uow.announcements.stop(number, LATER)
        found = present(await uow.announcements.get(number))
        assert (found.sent, found.failed, found.ended_at) == (1, 0, LATER)
        assert await uow.announcements.get(number + 1) is None
