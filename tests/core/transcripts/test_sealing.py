"""What is recorded is chained, ticket by ticket, as it comes; and what an older version recorded,
as it stands at the upgrade."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, select, update

from core.model.seals import NOTHING
from core.transcripts.chain import content_hash, link_hash
from db.models import chains, journal
from tests.core.desk import Desk
from tests.core.relayed import Relayed
from tests.core.transcripts.archive import (
    ANNA,
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
        (earlier,) = (await connection.execute(select(chains.c.earlier))).scalars().all()
    assert earlier == len(kinds), "it is told apart from what was sealed as it came"
