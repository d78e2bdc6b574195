"""Rows that are written with the commit are there for whoever reads them before it."""

from datetime import timedelta

from core.model.effects import SendText
from core.model.messages import MessageKind, Said, SenderRole
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.model.tickets import TicketEventKind
from db.database import SqlDatabase
from db.repositories.conversations import SqlMessages
from db.repositories.staff import SqlOperators
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_operator, add_ticket

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
