"""Stars, requests to be forgotten and zips, as rows; no name hides from being forgotten."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from core.model.effects import EffectState, Gateway, SendText
from core.model.messages import MessageKind, Said, SenderRole
from core.model.people import Person
from core.model.places import PlaceKind
from core.model.records import Overwritten
from core.model.room_effects import MakeFileAnew, OverwriteErased
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.model.tickets import CloseReason
from core.ports import UnitOfWork
from db.database import SqlDatabase
from db.models import inbox, outbox
from db.reads import Reads
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_customer, add_operator, add_ticket
from tests.support.erasing import erase, forget
from tests.support.present import present

HOUR = timedelta(hours=1)


async def test_stars_change_only_since_then_and_before_a_comment(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = (await add_ticket(uow)).id
        rate = uow.feedback.rate
        assert await rate(ticket, CUSTOMER, 3, NOW, NOW - HOUR)
        assert not await rate(ticket, CUSTOMER, 3, NOW, NOW - HOUR)
        assert await rate(ticket, CUSTOMER, 4, NOW + HOUR, NOW - timedelta(seconds=1))
        assert not await rate(ticket, CUSTOMER, 5, NOW + HOUR, NOW)
        assert await uow.feedback.comment(ticket, "good")
        assert not await uow.feedback.comment(ticket, "bad")
        assert not await rate(ticket, CUSTOMER, 1, NOW, NOW - HOUR)
        found = present(await uow.feedback.get(ticket))
        assert (found.stars, found.comment, found.given_at) == (4, "good", NOW)
        assert [each.ticket_id for each in await uow.feedback.of_customer(CUSTOMER)] == [ticket]
        (opinion,) = await uow.feedback.latest(8)
        assert (opinion.customer, opinion.operator) == ("Ann", None)


async def test_one_request_waits_and_is_decided_once(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_customer(uow)
        asked = present(await uow.erasures.ask(CUSTOMER, NOW))
        assert await uow.erasures.ask(CUSTOMER, NOW) is None
        assert await uow.erasures.ask(CUSTOMER, NOW, OPERATOR, "why") is None
        assert await uow.erasures.waiting(8) == [asked]
        assert await uow.erasures.waiting_of(CUSTOMER) == asked

    async def decide(granted: bool) -> bool:
        async with database.unit_of_work() as uow:
            return await uow.erasures.decide(asked.id, OPERATOR, granted, NOW)

    assert sorted(await asyncio.gather(decide(True), decide(False), decide(True))) == [
        False,
        False,
        True,
    ]
    async with database.unit_of_work() as uow:
        assert await uow.erasures.waiting(8) == []
        assert await uow.erasures.ask(CUSTOMER, NOW) is not None


@pytest.mark.parametrize(
    "name",
    ["Ann", 'A "quoted" \\ name', "100% of_it", "Ян 🎄", "line\nbreak", "nul\x00 \ud83d", "'; --"],
)
async def test_no_name_hides_from_being_forgotten(database: SqlDatabase, name: str) -> None:
    payload = {"message": {"from": {"id": CUSTOMER, "first_name": name}, "text": f"I am {name}!"}}
    other = {"message": {"from": {"id": 77, "first_name": "Bob"}, "text": "nothing of that"}}
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(CUSTOMER, name, "tag_of_ann"), NOW)
        await uow.inbox.store("bot:1", [("a", payload), ("b", other), ("c", payload)], NOW)
        rows = await uow.inbox.take("bot:1", 10)
        await uow.inbox.done([rows[0].id, rows[1].id], NOW)
        for number in (5, 6):
            text = Text(TextKey.WELCOME, "en", {"name": f"{number}: {name}"})
            await uow.outbox.add(SendText(number, text), now=NOW)
        first = (await uow.outbox.waiting(Gateway.BOT, 10))[0]
        await uow.outbox.settle([first.id], EffectState.SENT, NOW)
    await forget(database, CUSTOMER, NOW)
    async with database.reading() as transaction:
        updates = (
            await transaction.connection.execute(select(inbox.c.payload).order_by(inbox.c.id))
        ).scalars()
        assert list(updates) == [{}, other, payload], "what is not worked through is let be"
        fields = (
            await transaction.connection.execute(select(outbox.c.fields).order_by(outbox.c.id))
        ).scalars()
        said = list(fields)
        assert said[0] == {}
        assert said[1]["text"]["values"] == {"name": "6: …"}
    async with database.unit_of_work() as uow:
        gone = present(await uow.customers.get(CUSTOMER))
        assert (gone.name, gone.username, gone.phone, gone.is_forgotten) == ("", None, None, True)
        assert await uow.erasures.forgotten_at(CUSTOMER) == NOW


async def test_words_that_another_transaction_wrote_meanwhile_are_forgotten_late(
    database: SqlDatabase,
) -> None:
    async def said(uow: UnitOfWork, number: int, at: datetime) -> None:
        ticket = present(await uow.tickets.open(CUSTOMER, "general", 0, at))
        place = await uow.places.create(PlaceKind.ROOM, f"m{number}", "S", ticket.id, at)
        words = Said(-number, number, CUSTOMER, "Ann", at, MessageKind.TEXT, "my secret")
        await uow.messages.add(ticket.id, place.id, SenderRole.CUSTOMER, words, at)
        await uow.tickets.close(ticket.id, at, OPERATOR, CloseReason.SOLVED)

    async with database.unit_of_work() as uow:
        await add_customer(uow)
        await uow.erasures.forget(CUSTOMER, NOW + HOUR)
        await said(uow, 1, NOW)
        await said(uow, 2, NOW + 2 * HOUR)  # they came again, and that is not forgotten
    await erase(database, CUSTOMER, NOW + 2 * HOUR)
    async with database.unit_of_work() as uow:
        kept = await uow.messages.of_customer(CUSTOMER)
        assert [(row.said.sender_name, row.said.text) for row in kept] == [
            ("", ""),
            ("Ann", "my secret"),
        ]


async def test_a_zip_is_missing_until_there_is_one(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        ticket = (await add_ticket(uow)).id
        never_came = (await add_ticket(uow, CUSTOMER + 1)).id
        still_open = (await add_ticket(uow, CUSTOMER + 2)).id
        for each in (ticket, still_open):
            assert await uow.tickets.joined(each, NOW)
        for each in (ticket, never_came):
            assert await uow.tickets.close(each, NOW, OPERATOR, CloseReason.SOLVED)
        missing = uow.archives.missing
        found = [(ticket, CUSTOMER)]
        assert await missing(NOW + HOUR, NOW, 10) == found
        assert await missing(NOW, NOW - HOUR, 10) == []
        assert await missing(NOW + 2 * HOUR, NOW + HOUR, 10) == []
        assert await uow.archives.put(ticket, "1/a.zip", 5, NOW)
        assert not await uow.archives.put(ticket, "1/a.zip", 6, NOW + HOUR)
        assert await missing(NOW + HOUR, NOW, 10) == []
        assert await uow.archives.sent_of(CUSTOMER) == []
        await uow.archives.sent(ticket, NOW, -100, 7)
        await uow.archives.sent(ticket, NOW + HOUR, -100, 8)
        kept = present(await uow.archives.get(ticket))
        assert (kept.size, kept.made_at, kept.sent_at) == (6, NOW + HOUR, NOW)
        assert (kept.chat_id, kept.message_id) == (-100, 7)
        assert await uow.archives.sent_of(CUSTOMER) == [kept]
        await uow.erasures.forget(CUSTOMER, NOW + HOUR)
        assert await uow.archives.get(ticket) is None
        assert await missing(NOW + HOUR, NOW, 10) == []


async def test_what_is_put_off_until_the_night_is_no_backlog(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.outbox.add(MakeFileAnew(), now=NOW, not_before=NOW + HOUR)
    assert (await Reads(database).overview()).effects["archive"].oldest == NOW + HOUR
    async with database.unit_of_work() as uow:
        await uow.outbox.add(OverwriteErased(), now=NOW)
    assert (await Reads(database).overview()).effects["archive"].oldest == NOW


@pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
async def test_nothing_that_was_erased_stands_in_the_files(database: SqlDatabase) -> None:
    """A row that grows divides its page, and the page keeps copies of what went to the other; the
    log keeps pages as they were."""
    chance = Random(5)
    async with database.unit_of_work() as uow:
        await add_customer(uow)
    for begin in range(0, 1600, 40):
        async with database.unit_of_work() as uow:
            for number in range(begin, begin + 40):
                who, word = chance.choice(((CUSTOMER, "zwieback"), (2, "bread"), (3, "cake")))
                words = f"{word} {number} " * chance.choice((1, 3, 10, 80, 150))
                said = {"message": {"from": {"id": who}, "text": words}}
                await uow.inbox.store("bot:1", [(str(number), said)], NOW)
        async with database.unit_of_work() as uow:
            for update in await uow.inbox.take("bot:1", 100):
                await uow.inbox.done([update.id], NOW)
    await forget(database, CUSTOMER, NOW)
    assert left_in_files(database, b"zwieback")
    async with database.reading() as transaction:
        await transaction.connection.execute(select(inbox.c.id).limit(1))
        # Somebody still sees what was before.
        assert await database.overwrite_erased() is Overwritten.IN_USE
    assert await database.overwrite_erased(at_once=0) is Overwritten.BUT_FOR_COPIES
    path = Path(str(database.url.database))
    assert left_in_files(database, b"zwieback") <= {path.name}
    assert await database.make_file_anew() is Overwritten.DONE
    assert left_in_files(database, b"zwieback") == set()
    async with database.unit_of_work() as uow:
        assert await uow.customers.get(CUSTOMER) is not None


def left_in_files(database: SqlDatabase, word: bytes) -> set[str]:
    """Which of SQLite's files have the word."""
    path = Path(str(database.url.database))
    files = (file for file in path.parent.iterdir() if file.name.startswith(path.name))
    return {file.name for file in files if word in file.read_bytes()}
