"""Rows that are written with the commit are there for whoever reads them before it."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.model.effects import SendText
from core.model.messages import MessageKind, Said, SenderRole
from core.model.places import PlaceKind, PlaceState
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.model.tickets import Silence, Ticket, TicketEventKind
from core.ports import UnitOfWork
from db.database import SqlDatabase
from db.repositories.conversations import SqlMessages
from db.repositories.staff import SqlOperators
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_operator, add_ticket
from tests.support.present import present

GROUP = -100


async def test_who_did_something_to_a_ticket_a_moment_ago_is_found(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        await add_operator(uow)
        await uow.tickets.add_event(ticket.id, TicketEventKind.NOTED, NOW, OPERATOR)
        assert isinstance(uow.operators, SqlOperators)
        found = await uow.operators.of_customer(CUSTOMER)
        assert [each.id for each in found] == [OPERATOR]


async def test_a_part_of_an_album_that_was_copied_a_moment_ago_is_not_left(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        for number in (1, 2):
            said = Said(CUSTOMER, number, CUSTOMER, "Ann", NOW, MessageKind.PHOTO, album="7")
            await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, NOW)
        await uow.copies.add(ticket.id, CUSTOMER, GROUP, [(1, 51)], NOW)
        assert isinstance(uow.messages, SqlMessages)
        left = await uow.messages.album_left(CUSTOMER, "7", 1, GROUP)
        assert [each.said.message_id for each in left] == [2]


async def test_an_effect_that_was_asked_for_a_moment_ago_waits(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.outbox.add(SendText(CUSTOMER, Text(TextKey.WELCOME, "en")), now=NOW)
        (row,) = await uow.outbox.overdue(SendText, NOW + timedelta(minutes=1))
        assert await uow.outbox.waits(row.id) is not None


def text_of_ann(number: int) -> Said:
    return Said(CUSTOMER, number, CUSTOMER, "Ann", NOW, MessageKind.TEXT, "It fails")


async def test_words_that_are_new_are_there_a_moment_later(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        uow.messages.expect_new()
        for number in (1, 2):
            said = text_of_ann(number)
            assert await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, NOW)
        assert present(await uow.messages.get(CUSTOMER, 2)).said == text_of_ann(2)
    async with database.unit_of_work() as uow:
        assert len(await uow.messages.of_ticket(ticket.id, CUSTOMER)) == 2


async def test_words_that_were_taken_as_new_and_are_not_keep_all_from_the_commit(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow)
        await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, text_of_ann(1), NOW)

    async def record_as_new(*numbers: int) -> None:
        async with database.unit_of_work() as uow:
            uow.messages.expect_new()
            for number in numbers:
                said = text_of_ann(number)
                await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, NOW)

    with pytest.raises(IntegrityError):
        await record_as_new(2, 1)
    async with database.unit_of_work() as uow:
        assert len(await uow.messages.of_ticket(ticket.id, CUSTOMER)) == 1


class TestOfATicketThatIsHeld:
    """Times of it are written at the end, and known before."""

    @pytest.fixture
    async def ticket(self, database: SqlDatabase) -> Ticket:
        """A customer at a desk, with an operator there, who was asked whether all is solved."""
        async with database.unit_of_work() as uow:
            await add_operator(uow)
            ticket = await add_ticket(uow)
            place = await uow.places.add(
                PlaceKind.DESK, PlaceState.READY, "m", "S", GROUP, NOW, ticket_id=ticket.id
            )
            await uow.tickets.set_place(ticket.id, place.id)
            await uow.operators.reserve(OPERATOR, ticket.id, NOW)
            await uow.tickets.activate(ticket.id, OPERATOR, NOW)
            await self.asked(uow, ticket, Silence.NONE)
        return ticket

    async def asked(self, uow: UnitOfWork, ticket: Ticket, before: Silence) -> None:
        assert await uow.deadlines.set_silence(ticket.id, Silence.ASKED, NOW, frm=before)

    async def test_the_last_word_counts(self, database: SqlDatabase, ticket: Ticket) -> None:
        async with database.unit_of_work() as uow:
            await uow.customers.prepare([CUSTOMER])
            for at in (NOW, last := NOW + timedelta(minutes=1)):
                await uow.deadlines.customer_spoke(ticket.id, at)
                known = present(await uow.tickets.open_of(CUSTOMER))
                assert (known.customer_spoke_at, known.silence) == (at, Silence.NONE)
        async with database.unit_of_work() as uow:
            kept = present(await uow.tickets.get(ticket.id))
            assert (kept.customer_spoke_at, kept.silence) == (last, Silence.NONE)

    async def test_what_is_changed_next_finds_it(
        self, database: SqlDatabase, ticket: Ticket
    ) -> None:
        async with database.unit_of_work() as uow:
            await uow.customers.prepare([CUSTOMER])
            await uow.deadlines.customer_spoke(ticket.id, NOW)
            await self.asked(uow, ticket, Silence.NONE)
        async with database.unit_of_work() as uow:
            now = present(await uow.tickets.get(ticket.id))
            assert (now.customer_spoke_at, now.silence) == (NOW, Silence.ASKED)

    async def test_who_looks_for_silence_finds_it(
        self, database: SqlDatabase, ticket: Ticket
    ) -> None:
        async with database.unit_of_work() as uow:
            await uow.customers.prepare([CUSTOMER])
            await uow.deadlines.customer_spoke(ticket.id, NOW)
            assert await uow.deadlines.asked(NOW) == []


async def test_what_is_said_in_several_rooms_finds_them_all(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        found = {}
        for customer, chat in ((CUSTOMER, -7), (CUSTOMER + 1, -8)):
            ticket = await add_ticket(uow, customer)
            found[chat] = await uow.places.add(
                PlaceKind.ROOM, PlaceState.READY, f"m{chat}", "S", chat, NOW, ticket_id=ticket.id
            )
    async with database.unit_of_work() as uow:
        await uow.tickets.prepare_rooms([-7, -8, -9])
        for chat, room in found.items():
            assert await uow.places.by_chat(chat) == room
            await uow.deadlines.customer_spoke(room.ticket_id or 0, NOW)
        assert await uow.places.by_chat(-9) is None
        assert not await uow.messages.any_known([(-7, 1), (-8, 2)])
        said = Said(-8, 2, CUSTOMER + 1, "Bob", NOW, MessageKind.TEXT, "It fails")
        await uow.messages.add(found[-8].ticket_id or 0, None, SenderRole.CUSTOMER, said, NOW)
        assert await uow.messages.any_known([(-7, 1), (-8, 2)])
    async with database.unit_of_work() as uow:
        for room in found.values():
            ticket = present(await uow.tickets.get(room.ticket_id or 0))
            assert ticket.customer_spoke_at == NOW
