"""What is recorded is chained, ticket by ticket, as it comes; and what an older version recorded,
as it stands at the upgrade."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update

from app.proof import fault_words, prove
from app.proof_files import prove_files
from app.settings import Settings
from archive.transcript_files import TEXT
from core.model.proof import Proof
from core.model.seals import DESKS_OWN, NOTHING
from core.staff.members import set_capacity
from core.transcripts.chain import content_hash, link_hash
from db.models import audit, chains, journal
from tests.core.desk import Desk
from tests.core.relayed import Relayed
from tests.core.transcripts.archive import (
    ANNA,
    OLGA,
    Archive,
    a_whole_talk,
    archive,
    groups,
    next_archive,
)

__all__ = ["archive", "groups", "next_archive"]  # fixtures


async def chained(desk: Desk, ticket: int) -> list[str]:
    """The kinds in a ticket's chain, each link of which holds."""
    previous, kinds = NOTHING, []
    async with desk.database.engine.connect() as connection:
        rows: Sequence[Any] = (
            await connection.execute(
                select(journal).where(journal.c.chain == ticket).order_by(journal.c.number)
            )
        ).all()
        head = (await connection.execute(select(chains).where(chains.c.chain == ticket))).one()
    for number, row in enumerate(rows, start=1):
        assert row.number == number
        assert row.content == content_hash(row, row.salt)
        assert row.hash == link_hash(previous, number, ticket, row.kind, row.content)
        previous = row.hash
        kinds.append(row.kind.value)
    assert (head.number, head.hash) == (len(rows), previous)
    assert len({row.salt for row in rows}) == len(rows)
    return kinds


async def test_a_tickets_entries_are_a_chain_that_goes_on(
    groups: Relayed, archive: Archive, next_archive: Callable[[], Archive]
) -> None:
    ticket = await groups.opens(ANNA, "one")
    await archive.writes()
    first = await chained(groups.desk, ticket)
    assert first == ["customer", "ticket", "message", "event", "delivery"]
    await groups.says(ANNA, "two")
    await next_archive().writes()
    assert await chained(groups.desk, ticket) == [*first, "message"]


async def test_what_was_recorded_before_is_sealed_as_it_stands(
    groups: Relayed, archive: Archive, next_archive: Callable[[], Archive]
) -> None:
    ticket = await a_whole_talk(groups)
    await archive.writes()
    kinds, before = await chained(groups.desk, ticket), archive.contents()
    forgotten = dict.fromkeys(("chain", "number", "salt", "content", "hash"))
    async with groups.desk.database.engine.begin() as connection:  # as the older version left it
        await connection.execute(update(journal).values(forgotten))
        await connection.execute(delete(chains))
    await next_archive().writes()
    assert await chained(groups.desk, ticket) == kinds
    assert archive.contents() == before
    async with groups.desk.database.engine.connect() as connection:
        query = select(chains.c.earlier).where(chains.c.chain == ticket)
        earlier = (await connection.execute(query)).scalar_one()
    assert earlier == len(kinds), "it is told apart from what was sealed as it came"


async def test_whatever_is_done_to_the_audit_log_is_found(
    groups: Relayed, archive: Archive
) -> None:
    desk = groups.desk
    await desk.do(set_capacity, OLGA, 3)
    await archive.writes()
    assert (await prove(desk.database)).count == 0
    async with desk.database.engine.begin() as connection:
        numbers = (await connection.execute(select(audit.c.id).order_by(audit.c.id))).scalars()
        first, second, *_ = numbers.all()
        changed = update(audit).where(audit.c.id == first).values(actor_id=99)
        await connection.execute(changed)
        row = (await connection.execute(select(audit).where(audit.c.id == second))).one()
        await connection.execute(delete(audit).where(audit.c.id == second))
        await connection.execute(insert(audit).values({**row._mapping, "id": 1_000}))
    proof = await prove(desk.database)
    gone = "is gone, or says something else than what was sealed"
    assert [fault_words(fault) for fault in proof.faults] == [
        f"audit log: entry {first} {gone}",
        f"audit log: entry {second} {gone}",
        "audit log: entry 1000 was put in: it was never sealed",
    ]


async def test_the_audit_logs_entries_are_the_desks_own_chain(
    groups: Relayed, archive: Archive, next_archive: Callable[[], Archive]
) -> None:
    desk = groups.desk
    async with desk.database.engine.begin() as connection:  # as an upgrade marks them
        await connection.execute(update(audit).values(is_earlier=True))
    await archive.writes()
    before = await chained(desk, DESKS_OWN)
    await desk.do(set_capacity, OLGA, 3)
    await desk.do(set_capacity, OLGA, 4)
    await next_archive().writes()
    assert await chained(desk, DESKS_OWN) == [*before, "audit", "audit"]
    assert set(before) == {"audit"}
    async with desk.database.engine.connect() as connection:
        newest = select(journal).order_by(journal.c.id.desc()).limit(1)
        sealed = (await connection.execute(newest)).one()
        log = (await connection.execute(select(audit).order_by(audit.c.id.desc()).limit(1))).one()
        earlier = (await connection.execute(select(chains.c.earlier))).scalar_one()
    assert (sealed.position, sealed.at) == (log.id, log.at)
    assert sealed.body == {
        "actor": None,
        "kind": "capacity",
        "subject": "staff",
        "key": str(OLGA),
        "before": 3,
        "after": 4,
    }
    assert earlier == len(before)


async def test_files_are_compared_with_the_record(
    groups: Relayed, archive: Archive, tmp_path: Path
) -> None:
    desk, logs = groups.desk, tmp_path / "logs"
    await a_whole_talk(groups)
    await archive.writes()
    saved = logs / str(ANNA) / "media" / f"{ANNA}-2.jpg"
    saved.parent.mkdir()
    saved.write_bytes(b"photo")

    async def found() -> list[str]:
        proof = Proof()
        await prove_files(desk.database, Settings(logs_dir=logs), proof, pause=0)
        assert proof.files == 1
        return [fault_words(fault) for fault in proof.faults]

    assert await found() == []
    saved.write_bytes(b"other")
    text = logs / str(ANNA) / TEXT
    was = text.read_bytes()
    text.write_bytes(was.replace(b"Restart it", b"Break it!!"))
    assert await found() == [
        f"{ANNA}/transcript.txt: is not what the record says, or has times of another TIME_ZONE",
        f"{ANNA}/media/{ANNA}-2.jpg: is not the file that was saved",
    ]
    saved.unlink()
    text.write_bytes(was)
    assert await found() == [f"{ANNA}/media/{ANNA}-2.jpg: is not there"]
