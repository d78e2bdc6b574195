"""The record is proved unchanged, and whatever was done to it by whoever has the database is found
and named."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.proof import Anchors, fault_words, proof_words, prove
from app.records_key import RecordsKey
from core.consequences.reactions import OpenWork
from core.model.journal import JournalEntry, JournalKind
from core.model.ledgers import Ledger
from core.model.proof import Proof
from core.model.rules import Rules
from core.model.seals import NOTHING
from core.transcripts.chain import content_hash, link_hash
from core.transcripts.ledgers import make_ledger
from db.database import SqlDatabase
from db.models import chains, journal, ledgers, tickets
from db.remains import SqlRemaining
from tests.db.test_journal import ANN, BOB, opens, says, seals
from tests.support.desk import NOW
from tests.support.erasing import erase
from tests.support.present import present

LATER = NOW + timedelta(minutes=1)
BOSS, OTHER = 1, 2
RULES = Rules(bot_id=9)
_J = journal.c

Tamper = Callable[[AsyncConnection], Awaitable[None]]


async def record(database: SqlDatabase) -> None:
    """Two tickets of two customers: entries 1 to 6 in either's chain."""
    for person in (ANN, BOB):
        ticket = await opens(database, person)
        await says(database, ticket, "one", "two", "three", "four", number=person * 10)
        await seals(database)


async def found(database: SqlDatabase) -> list[str]:
    return [fault_words(fault) for fault in (await prove(database)).faults]


async def tampers(database: SqlDatabase, tamper: Tamper) -> None:
    async with database.engine.begin() as connection:
        if not database.is_postgresql:
            await connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        await tamper(connection)


async def links(connection: AsyncConnection, chain: int) -> None:
    """Compute all hashes anew, and the head: as whoever knows how it is done."""
    rows = (
        await connection.execute(select(journal).where(_J.chain == chain).order_by(_J.number))
    ).all()
    previous, number = NOTHING, 0
    for number, row in enumerate(rows, start=1):
        entry = JournalEntry(*(getattr(row, name) for name in JournalEntry.__slots__))
        content = row.content if row.salt is None else content_hash(entry, row.salt)
        previous = link_hash(previous, number, chain, row.kind, content)
        values = {"number": number, "content": content, "hash": previous}
        await connection.execute(update(journal).where(_J.id == row.id).values(values))
    values = {"number": number, "hash": previous}
    await connection.execute(update(chains).where(chains.c.chain == chain).values(values))


async def says_something_else(connection: AsyncConnection) -> None:
    body: Any = await connection.scalar(select(_J.body).where(_J.chain == 1, _J.number == 4))
    changed = update(journal).where(_J.chain == 1, _J.number == 4)
    await connection.execute(changed.values(body={**body, "text": "something else"}))


async def says_and_hashes_something_else(connection: AsyncConnection) -> None:
    await says_something_else(connection)
    row = (await connection.execute(select(journal).where(_J.chain == 1, _J.number == 4))).one()
    entry = JournalEntry(*(getattr(row, name) for name in JournalEntry.__slots__))
    content = content_hash(entry, row.salt)
    await connection.execute(update(journal).where(_J.id == row.id).values(content=content))


async def takes_one_out(connection: AsyncConnection) -> None:
    await connection.execute(delete(journal).where(_J.chain == 1, _J.number == 4))


async def cuts_the_tail(connection: AsyncConnection) -> None:
    await connection.execute(delete(journal).where(_J.chain == 1, _J.number >= 5))


async def cuts_tail_and_head(connection: AsyncConnection) -> None:
    await connection.execute(delete(journal).where(_J.chain == 1))
    await connection.execute(delete(chains).where(chains.c.chain == 1))


async def swaps_two(connection: AsyncConnection) -> None:
    for one, another in ((4, 99), (5, 4), (99, 5)):
        moved = update(journal).where(_J.chain == 1, _J.number == one)
        await connection.execute(moved.values(number=another))


async def puts_one_in(connection: AsyncConnection) -> None:
    for number in (6, 5):
        moved = update(journal).where(_J.chain == 1, _J.number == number)
        await connection.execute(moved.values(number=number + 1))
    row = (await connection.execute(select(journal).where(_J.chain == 1, _J.number == 4))).one()
    values = {**row._mapping, "number": 5, "position": 99}
    del values["id"]
    await connection.execute(insert(journal).values(values))


async def empties_one(connection: AsyncConnection) -> None:
    emptied = update(journal).where(_J.chain == 1, _J.number == 4)
    await connection.execute(emptied.values(body={}, salt=None))


async def forges_an_erasure(connection: AsyncConnection) -> None:
    await empties_one(connection)
    row = (await connection.execute(select(journal).where(_J.chain == 1, _J.number == 6))).one()
    body = {"from": 4, "to": 4, "erasure": 1, "by": BOSS, "asked_by": OTHER}
    forged: dict[str, Any] = {**row._mapping, "number": 7, "position": 99, "body": body}
    forged["kind"] = JournalKind.ERASED
    del forged["id"]
    await connection.execute(insert(journal).values(forged))
    await links(connection, 1)


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (says_something_else, ["ticket 1: entry 4 says something else than what was sealed"]),
        (
            says_and_hashes_something_else,
            ["ticket 1: entry 4 does not follow from what stands before it"],
        ),
        (takes_one_out, ["ticket 1: entry 4 is missing"]),
        (cuts_the_tail, ["ticket 1: entries 5–6, each is missing at the end"]),
        (cuts_tail_and_head, ["ticket 1: nothing is recorded of it"]),
        (
            swaps_two,
            [
                "ticket 1: entry 4 does not follow from what stands before it",
                "ticket 1: entry 5 does not follow from what stands before it",
                "ticket 1: entry 6 does not follow from what stands before it",
            ],
        ),
        (
            puts_one_in,
            [
                "ticket 1: entry 5 says something else than what was sealed",
                "ticket 1: entry 5 does not follow from what stands before it",
                "ticket 1: entry 6 does not follow from what stands before it",
                "ticket 1: entry 7 does not follow from what stands before it",
                "ticket 1: entry 7 is not the last one by the chain's head",
            ],
        ),
        (empties_one, ["ticket 1: entry 4 is empty, and no erasure names it"]),
        (forges_an_erasure, ["ticket 1: entry 7 tells of an erasure that was not granted"]),
    ],
)
async def test_what_was_done_to_the_record_is_found(
    database: SqlDatabase, tamper: Tamper, named: list[str]
) -> None:
    await record(database)
    assert await found(database) == []
    await tampers(database, tamper)
    assert sorted(await found(database)) == sorted(named)


async def test_an_honest_record_is_consistent_and_says_how_far_that_goes(
    database: SqlDatabase,
) -> None:
    await record(database)
    ticket = await opens(database, 7)
    proof = await prove(database)
    assert proof_words(proof) == [
        "12 entries of 2 chains; 1 more are not sealed yet",
        "no files were compared: they are not in LOGS_DIR here",
        "consistent, not anchored: whoever has the database could have made it so",
    ]
    await tampers(database, says_something_else)
    assert (await prove(database, [BOB])).count == 0, "of one customer alone"
    assert (await prove(database, [ANN, 7])).count == 1
    assert ticket.id == 3


async def test_what_an_erasure_took_is_missing_by_name(database: SqlDatabase) -> None:
    await record(database)
    async with database.unit_of_work() as uow:
        asked = await uow.erasures.ask(ANN, NOW, OTHER, "Ann asked by letter")
        assert asked is not None
        await uow.erasures.decide(asked.id, BOSS, True, LATER)
        await uow.erasures.forget(ANN, LATER)
    await erase(database, ANN, LATER)
    await seals(database)
    proof = await prove(database)
    assert proof_words(proof) == [
        "13 entries of 2 chains; 6 of them erased, by 1 that say so",
        "no files were compared: they are not in LOGS_DIR here",
        "consistent, not anchored: whoever has the database could have made it so",
    ]
    async with database.reading() as transaction:
        kept = (
            await transaction.connection.execute(
                select(_J.kind, _J.body, _J.salt).where(_J.chain == 1).order_by(_J.number)
            )
        ).all()
    assert all((row.body, row.salt) == ({}, None) for row in kept[:6])
    assert kept[6].kind is JournalKind.ERASED
    assert kept[6].body == {
        "from": 1,
        "to": 6,
        "erasure": asked.id,
        "granted_at": LATER.isoformat(),
        "by": BOSS,
        "asked_by": OTHER,
        "why": "a supervisor's proposal",
    }

    async def puts_it_back(connection: AsyncConnection) -> None:
        back = update(journal).where(_J.chain == 1, _J.number == 4)
        await connection.execute(back.values(body={"text": "one"}, salt=bytes(32)))

    async def grants_it_alone(connection: AsyncConnection) -> None:
        await connection.execute(text("UPDATE erasures SET asked_by = decided_by"))

    await tampers(database, puts_it_back)
    assert await found(database) == [
        "ticket 1: entry 4 says something else than what was sealed",
        "ticket 1: entry 4 was erased, and is still there",
    ]
    await tampers(database, empties_one)
    await tampers(database, grants_it_alone)
    assert await found(database) == ["ticket 1: entry 7 tells of an erasure that was not granted"]


class TestLedgers:
    """What only those can find who know something from elsewhere: a key, or a hash."""

    KEY = RecordsKey(Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\1"))
    ANOTHER = RecordsKey(Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\2"))

    async def day(self, database: SqlDatabase, days: int = 1, key: RecordsKey = KEY) -> Ledger:
        """The day's ledger, made in the night after it."""
        night = lambda: NOW + timedelta(days=days)  # noqa: E731
        async with OpenWork(database, RULES, night, str)() as work:
            return present(await make_ledger(work, key))

    async def proof(self, database: SqlDatabase, head: bytes | None = None) -> Proof:
        return await prove(database, (), Anchors([self.KEY.key], head))

    async def test_what_a_signed_day_covers_is_anchored(self, database: SqlDatabase) -> None:
        await record(database)
        first = await self.day(database)
        assert first.body["entries"] == 12
        assert [head[:2] for head in first.body["chains"]] == [[1, 6], [2, 6]]
        ticket = await opens(database, 7)
        await says(database, ticket, "later", number=70)
        await seals(database)
        proof = await self.proof(database, first.hash)
        assert proof_words(proof)[-1] == (
            "unchanged since the ledger of 2026-03-01 by its signature,"
            " and since that of 2026-03-01 by the hash that was given;"
            " of 3 entries since the last ledger nothing is claimed"
        )
        second = await self.day(database, 2)
        assert second.body["previous"] == first.hash.hex()
        assert [head[:2] for head in second.body["chains"]] == [[ticket.id, 3]], "what moved"
        assert (await self.proof(database, second.hash)).count == 0

    async def test_all_computed_anew_is_found_by_the_ledger(self, database: SqlDatabase) -> None:
        await record(database)
        await self.day(database)

        async def recomputed(connection: AsyncConnection) -> None:
            await says_something_else(connection)
            await links(connection, 1)

        await tampers(database, recomputed)
        differs = "ticket 1: entry 6 is not what the ledger of 2026-03-01 says"
        assert await found(database) == [differs]

    async def test_a_ledger_computed_anew_is_found_by_the_key(self, database: SqlDatabase) -> None:
        await record(database)
        await self.day(database)
        async with database.engine.begin() as connection:
            await connection.execute(delete(ledgers))
            await connection.execute(update(chains).values(ledgered=0))
            await says_something_else(connection)
            await links(connection, 1)
        await self.day(database, key=self.ANOTHER)
        assert await found(database) == [], "by itself it is consistent"
        assert [fault_words(each) for each in (await self.proof(database)).faults] == [
            "ledger of 2026-03-01: it is not signed by the key",
            "no ledger is signed by the key",
        ]

    async def test_a_changed_ledger_and_a_ticket_gone_with_its_rows(
        self, database: SqlDatabase
    ) -> None:
        await record(database)
        ledger = await self.day(database)
        async with database.engine.begin() as connection:
            await connection.execute(delete(journal).where(_J.chain == 1))
            await connection.execute(delete(chains).where(chains.c.chain == 1))
            await connection.execute(
                update(ledgers).values(body={**ledger.body, "chains": ledger.body["chains"][1:]})
            )
        faults = [fault_words(each) for each in (await self.proof(database)).faults]
        assert "ledger of 2026-03-01: it says something else than what was kept" in faults
        assert "ledger of 2026-03-01: it is not signed by the key" in faults

    async def test_an_older_backup_is_found_by_the_hash_of_a_later_day(
        self, database: SqlDatabase
    ) -> None:
        await record(database)
        await self.day(database)
        ticket = await opens(database, 7)
        await seals(database)
        posted = await self.day(database, 2)
        async with database.engine.begin() as connection:  # as it was a day before
            await connection.execute(delete(ledgers).where(ledgers.c.day == posted.day))
            await connection.execute(delete(journal).where(_J.chain == ticket.id))
            await connection.execute(delete(chains).where(chains.c.chain == ticket.id))
            await connection.execute(delete(tickets).where(tickets.c.id == ticket.id))
        assert (await self.proof(database)).count == 0
        faults = (await self.proof(database, posted.hash)).faults
        assert [fault_words(each) for each in faults] == [
            f"no ledger has the hash {posted.hash.hex()}"
        ]


async def test_words_whose_time_was_over_are_missing_by_name(database: SqlDatabase) -> None:
    await record(database)
    async with database.unit_of_work() as uow:
        await uow.retention.agree("90", BOSS, LATER)
        await uow.retention.expire([1], LATER)
    remaining = SqlRemaining(database)
    while left := await remaining.left_of_tickets(ANN):
        async with database.unit_of_work() as uow:
            await uow.erasures.erase(left, LATER)
    await seals(database)
    proof = await prove(database)
    assert proof_words(proof)[0] == "13 entries of 2 chains; 5 of them erased, by 1 that say so"
    assert await found(database) == []

    async def was_not_over(connection: AsyncConnection) -> None:
        await connection.execute(update(tickets).values(expired_at=None))

    await tampers(database, was_not_over)
    assert len(await found(database)) == 1
