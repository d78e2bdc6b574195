"""The journal's contract: entries come in the order of asking, get their positions once, and those
of what was forgotten are told apart."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from core.model.board import Backlog
from core.model.journal import JournalEntry, JournalKind, Transcript
from core.model.messages import MessageKind, Said, SenderRole
from core.model.people import Person
from core.model.tickets import Ticket
from core.transcripts.chain import linked
from core.transcripts.sealing import sealed
from db.database import SqlDatabase
from db.models import transcripts
from db.reads import Reads
from tests.support.desk import NOW
from tests.support.erasing import erase
from tests.support.present import present

ANN, BOB = 5, 6
LATER = NOW + timedelta(minutes=1)


async def opens(database: SqlDatabase, person: int) -> Ticket:
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(person, f"Person {person}", None, "en"), NOW)
        ticket = present(await uow.tickets.open(person, "general", 0, NOW))
        uow.journal.opened(ticket)
    return ticket


async def says(database: SqlDatabase, ticket: Ticket, *texts: str, number: int = 1) -> None:
    """All in one transaction."""
    async with database.unit_of_work() as uow:
        for text in texts:
            said = Said(ticket.customer_id, number, 7, "Ann", NOW, MessageKind.TEXT, text)
            await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, NOW)
            uow.journal.said(ticket, None, SenderRole.CUSTOMER, said, NOW)
            number += 1


async def seals(database: SqlDatabase) -> list[JournalEntry]:
    """The archive's part; the entries with their positions."""
    async with database.unit_of_work() as uow:
        arrived = await uow.transcripts.arrived(100)
        entries, moved = sealed(arrived, NOW)
        heads = await uow.transcripts.heads({each.chain or 0 for each in entries})
        links = linked(entries, heads, bytes, earlier=False)
        await uow.transcripts.seal(entries, links, moved.values())
    return entries


async def test_entries_come_in_the_order_of_asking_and_once(database: SqlDatabase) -> None:
    ann, bob = await opens(database, ANN), await opens(database, BOB)
    await says(database, ann, "one", "two")
    await says(database, bob, "mine")
    entries = await seals(database)
    assert [(it.customer_id, it.body.get("text"), it.position) for it in entries] == [
        (ANN, None, 1),
        (ANN, None, 2),
        (BOB, None, 1),
        (BOB, None, 2),
        (ANN, "one", 3),
        (ANN, "two", 4),
        (BOB, "mine", 3),
    ]
    assert await seals(database) == []
    async with database.unit_of_work() as uow:
        kept = await uow.transcripts.entries(ANN, 2, 10)
        assert [it.body["text"] for it in kept] == ["one", "two"]
        assert [it.kind for it in await uow.transcripts.entries(BOB, 0, 1)] == [
            JournalKind.CUSTOMER
        ]


async def test_no_two_entries_of_a_customer_have_one_position(database: SqlDatabase) -> None:
    await opens(database, ANN)
    (_, entry) = await seals(database)
    twice = JournalEntry(JournalKind.EVENT, NOW, ANN, entry.ticket_id, {}, position=2)

    async def seal() -> None:
        async with database.unit_of_work() as uow:
            links = linked([twice], {}, bytes, earlier=False)
            await uow.transcripts.seal([twice], links, [])

    with pytest.raises(IntegrityError):
        await seal()


async def test_what_waits_for_the_archive_is_seen(database: SqlDatabase) -> None:
    await opens(database, ANN)
    assert (await Reads(database).overview()).effects == {"archive": Backlog(1, NOW)}
    await seals(database)
    assert (await Reads(database).overview()).effects == {}


async def test_a_page_is_due_at_once_when_a_ticket_begins_and_else_when_it_is_old(
    database: SqlDatabase,
) -> None:
    ticket = await opens(database, ANN)
    await seals(database)
    async with database.unit_of_work() as uow:
        assert await uow.transcripts.unshown(NOW, 10) == [(ANN, 2, True)]
        await uow.transcripts.shown(ANN, 2, NOW)
        assert await uow.transcripts.unshown(LATER, 10) == []
    await says(database, ticket, "one")
    await seals(database)
    async with database.unit_of_work() as uow:
        assert await uow.transcripts.unshown(NOW - timedelta(seconds=1), 10) == []
        assert await uow.transcripts.unshown(NOW, 10) == [(ANN, 3, False)]
        await uow.transcripts.show(ANN)
        assert await uow.transcripts.unshown(NOW - timedelta(seconds=1), 10) == [(ANN, 3, True)]
        await uow.transcripts.shown(ANN, 2, NOW)
        assert await uow.transcripts.unshown(NOW, 10) == [(ANN, 3, True)], "there is more by now"


async def test_what_is_behind_is_found_until_it_is_written(database: SqlDatabase) -> None:
    await opens(database, ANN)
    await seals(database)
    async with database.unit_of_work() as uow:
        (known,) = await uow.transcripts.unwritten(10)
        assert (known.position, known.written) == (2, 0)
        longer = Transcript(ANN, written=2, lines_size=30, text_size=20)
        await uow.transcripts.written([(1, longer)])
        assert await uow.transcripts.unwritten(10) == [known], "it was to be made again meanwhile"
        await uow.transcripts.written([(0, longer)])
        assert await uow.transcripts.unwritten(10) == []
        (known,) = await uow.transcripts.get([ANN, BOB])
        assert (known.written, known.lines_size, known.text_size) == (2, 30, 20)
        assert await uow.transcripts.write_anew([BOB]) == 0
        assert await uow.transcripts.write_anew(None) == 1
        assert await uow.transcripts.behind([ANN]) == 1


async def test_who_was_forgotten_has_no_entries_and_keeps_the_position(
    database: SqlDatabase,
) -> None:
    ticket = await opens(database, ANN)
    await says(database, ticket, "one")
    await seals(database)
    await says(database, ticket, "two", number=2)
    async with database.unit_of_work() as uow:
        await uow.erasures.forget(ANN, LATER)
        assert await uow.transcripts.entries(ANN, 0, 10) == [], "nothing is written again"
        assert await uow.transcripts.of_ticket(ANN, ticket.id) == []
    await erase(database, ANN, LATER)
    await says(database, ticket, "three", number=3)
    async with database.unit_of_work() as uow:
        arrived = await uow.transcripts.arrived(10)
        assert [each.is_forgotten for each in arrived] == [False, True]
        told = arrived[0].entry
        assert (told.kind, told.body) == (JournalKind.ERASED, {"from": 1, "to": 3})
        assert await uow.transcripts.entries(ANN, 0, 10) == []
        (known,) = await uow.transcripts.get([ANN])
    assert (known.position, known.written, known.customer) == (3, 0, None)


async def test_of_whom_something_is_new_comes_first_among_those_of_before(
    database: SqlDatabase,
) -> None:
    await opens(database, ANN)
    bob = await opens(database, BOB)
    async with database.writing() as connection:
        rows = [{"customer_id": each, "is_whole": False} for each in (ANN, BOB)]
        await connection.execute(insert(transcripts), rows)
    async with database.unit_of_work() as uow:
        assert await uow.transcripts.arrived(10) == []
        await uow.transcripts.drop([1])
        assert await uow.transcripts.not_whole(1) == [BOB]
    earlier = await Reads(database).earlier(BOB)
    assert ([it.ticket_id for it in earlier.entries], len(earlier.ids)) == ([bob.id], 1)
