"""Tags on tickets and notes on customers, as the database keeps them."""

from datetime import timedelta

from core.model.board import SearchFilter, TicketFilter, TicketOrder
from core.model.messages import MessageKind, Said, SenderRole
from core.model.search import read_wish
from db.board import SqlBoard
from db.database import SqlDatabase
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_ticket
from tests.support.present import present

LATER = NOW + timedelta(minutes=5)


async def test_a_ticket_has_each_tag_once_and_its_history_stays(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        first = (await add_ticket(uow)).id
        second = (await add_ticket(uow, CUSTOMER + 1)).id
        assert await uow.tags.put(first, "refund", OPERATOR, NOW)
        assert not await uow.tags.put(first, "refund", OPERATOR, LATER)
        assert await uow.tags.put(first, "bug", OPERATOR, NOW)
        assert await uow.tags.put(second, "bug", OPERATOR, NOW)
        assert await uow.tags.of(first) == ["refund", "bug"]
        assert await uow.tags.take(first, "refund", OPERATOR, LATER)
        assert not await uow.tags.take(first, "refund", OPERATOR, LATER)
        assert await uow.tags.put(first, "refund", OPERATOR, LATER)
    async with database.unit_of_work() as uow:
        assert await uow.tags.of(first) == ["bug", "refund"]
        assert await uow.tags.counts(NOW, LATER) == [("bug", 2), ("refund", 1)]
        assert await uow.tags.counts(LATER, LATER + timedelta(days=1)) == []
        assert await uow.tags.of_opened(NOW, LATER) == [
            (first, "bug"),
            (second, "bug"),
            (first, "refund"),
        ]


async def test_tickets_and_messages_are_found_by_a_tag(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ids = [(await add_ticket(uow, CUSTOMER + number)).id for number in range(2)]
        for ticket in ids:
            said = Said(CUSTOMER, ticket, CUSTOMER, "Ann", NOW, MessageKind.TEXT, "late again")
            await uow.messages.add(ticket, None, SenderRole.CUSTOMER, said, NOW)
        for tag in ("refund", "bug"):
            await uow.tags.put(ids[0], tag, OPERATOR, NOW)
        await uow.tags.put(ids[1], "bug", OPERATOR, NOW)
        await uow.tags.take(ids[1], "bug", OPERATOR, NOW)
    wish = present(read_wish("late"))
    async with SqlBoard(database).looking() as look:
        rows = look.rows
        for tag, found in (("bug", [(ids[0], ("refund", "bug"))]), ("other", [])):
            where = TicketFilter(tag=tag)
            listed = await rows.tickets(where, TicketOrder(), None, 9, LATER)
            assert [(one.id, one.tags) for one, _ in listed] == found
            assert await rows.count(where) == len(found)
            hits, count = await rows.search(wish, SearchFilter(tag=tag), None, 9)
            assert ([hit.ticket_id for hit in hits], count) == (
                [one for one, _ in found],
                len(found),
            )
        before = [await rows.revision(ticket) for ticket in ids]
    async with database.unit_of_work() as uow:
        await uow.tags.take(ids[0], "bug", OPERATOR, LATER)
        await uow.customer_notes.write(CUSTOMER + 1, "speaks French", OPERATOR, LATER)
    async with SqlBoard(database).looking() as look:
        after = [await look.rows.revision(ticket) for ticket in ids]
    assert all(now != then for now, then in zip(after, before, strict=True))


async def test_notes_on_a_customer_are_counted_where_the_customer_is(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_ticket(uow)
        for words, at in (("speaks French", NOW), ("pays late", LATER)):
            await uow.customer_notes.write(CUSTOMER, words, OPERATOR, at)
        assert present(await uow.customers.get(CUSTOMER)).notes == 2
    async with database.unit_of_work() as uow:
        notes = await uow.customer_notes.of(CUSTOMER)
        assert [(each.words, each.written_at) for each in notes] == [
            ("pays late", LATER),
            ("speaks French", NOW),
        ]
        assert await uow.customer_notes.remove(notes[0].id)
        assert not await uow.customer_notes.remove(notes[0].id)
        assert present(await uow.customers.get(CUSTOMER)).notes == 1
        assert await uow.customer_notes.of(CUSTOMER + 1) == []
