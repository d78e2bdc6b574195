"""A customer's page is made when it is worth it: when a ticket begins or ends, when staff asks, and
once a minute at most meanwhile."""

from datetime import UTC
from pathlib import Path

import pytest

from archive.page import Pages
from archive.page_writer import NAME, PageWriter
from core.consequences.reactions import OpenWork
from core.model.records import CustomerRecord
from core.model.tickets import CloseReason
from core.ports import Rest
from core.tickets.end import finish
from db.reads import Reads
from tests.core.relayed import Relayed
from tests.core.transcripts.archive import ANNA, OLGA, Archive, archive, groups

__all__ = ["archive", "groups"]  # fixtures


class Keeper:
    """The archive's pages, on the desk's clock; rendering takes no time."""

    def __init__(self, groups: Relayed, archive: Archive, folder: Path) -> None:
        desk = groups.desk
        opening = OpenWork(desk.database, desk.rules, lambda: desk.now, lambda: "marker")
        records = Reads(desk.database)
        self._archive = archive
        self.page = folder / str(ANNA) / NAME
        self._pages = PageWriter(archive.writer, opening, records, Pages(), UTC, now=lambda: 0.0)

    async def has(self, text: str) -> bool:
        """Whether the page shows that, once all that is due is made."""
        await self._archive.writes()
        await self._pages.catch_up()
        return self.page.exists() and text in self.page.read_text(encoding="utf-8")


@pytest.fixture
def keeper(groups: Relayed, archive: Archive, tmp_path: Path) -> Keeper:
    return Keeper(groups, archive, tmp_path / "logs")


async def test_it_is_made_at_the_beginning_then_once_a_minute_and_at_the_end(
    groups: Relayed, keeper: Keeper
) -> None:
    desk = groups.desk
    ticket = await groups.asks(ANNA, "It fails")
    assert await keeper.has("It fails")
    await groups.says(ANNA, "And now?")
    desk.later(seconds=59)
    assert not await keeper.has("And now?")
    desk.later(seconds=1)
    assert await keeper.has("And now?")
    await groups.says(ANNA, "Never mind")
    await desk.do(finish, ticket, OLGA, CloseReason.SOLVED)
    assert await keeper.has("Never mind")


async def test_it_is_made_at_once_for_who_asks(groups: Relayed, keeper: Keeper) -> None:
    await groups.asks(ANNA, "It fails")
    assert await keeper.has("It fails")
    await groups.says(ANNA, "And now?")
    assert not await keeper.has("And now?")
    async with groups.desk.work() as work:
        await work.uow.transcripts.show(ANNA)
    assert await keeper.has("And now?")


async def test_what_was_read_before_an_erasure_is_not_written_after_it(
    groups: Relayed, archive: Archive, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, read = groups.desk, Reads.customer_record
    await groups.asks(ANNA, "It fails")

    async def erased_meanwhile(
        reads: Reads, customer_id: int, rest: Rest | None = None
    ) -> CustomerRecord | None:
        monkeypatch.setattr(Reads, "customer_record", read)
        found = await read(reads, customer_id, rest)
        async with desk.work() as work:
            await work.uow.erasures.forget(customer_id, work.now)
        async with archive.writer.erasing():
            pass
        return found

    monkeypatch.setattr(Reads, "customer_record", erased_meanwhile)
    assert not await keeper.has("It fails")
    assert not keeper.page.exists()
