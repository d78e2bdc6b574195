"""What was recorded before there was a journal is in the files, and what was forgotten is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from archive.transcript_files import LINES, TEXT
from core.feedback.ratings import resolve_ticket
from core.model.journal import Earlier
from core.model.tickets import CloseReason
from core.tickets.end import finish
from db.models import journal, transcripts
from db.reads import Reads
from tests.core.desk import Desk
from tests.core.relayed import Relayed
from tests.core.transcripts.archive import (
    ANNA,
    OLGA,
    TALK,
    Archive,
    a_whole_talk,
    archive,
    groups,
    next_archive,
)
from tests.support.erasing import erase
from tests.support.present import present

__all__ = ["archive", "groups", "next_archive"]  # fixtures

OF_PEOPLE = (
    "SELECT id FROM journal WHERE customer_id IS NOT NULL"
    " AND kind <> 'erased' AND CAST(body AS TEXT) <> '{}'"
)


class TestBeforeTheJournal:
    """What was recorded by a desk that had no journal is taken in once, and nothing is missing."""

    async def test_the_same_talk(
        self, groups: Relayed, archive: Archive, next_archive: Callable[[], Archive]
    ) -> None:
        ticket = await a_whole_talk(groups)
        await forget_the_journal(groups.desk)
        groups.desk.later(minutes=1)
        await groups.desk.done(resolve_ticket, ANNA, ticket, solved=True)
        await archive.writes()
        has = archive.text()
        wanted = TALK.replace("#1", f"#{ticket}").splitlines()
        # The rows do not have what an answered message said when it was answered.
        assert [each for each in wanted if each not in has and not each.startswith("  >")] == []
        assert has[-1].endswith("-- the customer says: solved")
        assert len(has) == len(wanted) + 1
        whole = archive.contents()
        again = next_archive()
        await again.writes()
        assert again.contents() == whole
        await again.writer.rebuild(None)
        assert again.contents() == whole

    async def test_old_files_are_written_over(
        self, groups: Relayed, archive: Archive, tmp_path: Path
    ) -> None:
        await groups.opens(ANNA, "one")
        await forget_the_journal(groups.desk)
        mine = tmp_path / "logs" / str(ANNA)
        mine.mkdir(parents=True)
        for name in (LINES, TEXT):
            (mine / name).write_text("what an earlier version wrote" * 1_000)
        await archive.writes()
        assert b"earlier version" not in b"".join(archive.contents())

    async def test_who_was_forgotten_meanwhile_has_nothing_taken_in(
        self, groups: Relayed, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk, read = groups.desk, Reads.earlier
        await groups.opens(ANNA, "one")
        await forget_the_journal(desk)

        async def read_before(reads: Reads, customer_id: int) -> Earlier:
            found = await read(reads, customer_id)
            async with desk.work() as work:
                await work.uow.erasures.forget(customer_id, work.now)
            return found

        with monkeypatch.context() as patch:
            patch.setattr(Reads, "earlier", read_before)
            await archive.writer.step()  # what is of the desk itself
            await archive.writer.step()
        await archive.writes()
        assert not (tmp_path / "logs" / str(ANNA)).exists()
        assert await desk.rows_of(OF_PEOPLE) == []


async def forget_the_journal(desk: Desk) -> None:
    """As a database is after the upgrade."""
    async with desk.database.writing() as connection:
        await connection.execute(delete(journal))
        await connection.execute(delete(transcripts))
        rows = [{"customer_id": ANNA, "is_whole": False}]
        await connection.execute(insert(transcripts), rows)


async def test_what_was_forgotten_is_in_no_file_and_what_came_later_is(
    groups: Relayed, archive: Archive, tmp_path: Path
) -> None:
    desk = groups.desk
    ticket = await groups.opens(ANNA, "one")
    await archive.writes()
    await desk.done(finish, ticket, OLGA, CloseReason.SOLVED)
    async with desk.work() as work:
        await work.uow.erasures.forget(ANNA, work.now)
        work.uow.journal.ended(present(await work.ticket(ticket)), work.now)  # as what comes late
    await archive.writes()
    async with archive.writer.erasing():
        for name in (LINES, TEXT):
            (tmp_path / "logs" / str(ANNA) / name).unlink()
    await archive.writer.rebuild(None)
    assert list((tmp_path / "logs" / str(ANNA)).iterdir()) == [], "nor before rows are erased"
    await erase(desk.database, ANNA, desk.now)
    assert await desk.rows_of(OF_PEOPLE) == []
    async with desk.work() as work:
        await work.uow.erasures.erased(ANNA, 0)
    await archive.writes()
    assert list((tmp_path / "logs" / str(ANNA)).iterdir()) == []
    desk.later(minutes=1)
    await groups.opens(ANNA, "here again")
    await archive.writes()
    texts = [line["text"] for line in archive.lines() if "text" in line]
    assert texts == ["here again"]
    assert archive.lines()[0]["position"] > 1, "what is left keeps its positions"
    whole = archive.contents()
    await archive.writer.rebuild(None)
    assert archive.contents() == whole
