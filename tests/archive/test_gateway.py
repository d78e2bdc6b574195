"""Files on disk are whole, private, and take nobody's place."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

from archive.customer_list import CustomerList
from archive.exports import Exports
from archive.gateway import OWN_DATA, FilesGateway
from archive.handed_over import HandedOver
from archive.page import Pages
from archive.transcript_files import TranscriptFiles
from bot.texts import Texts
from core.disk_errors import PAUSE
from core.model import texts
from core.model.effects import SendText
from core.model.journal import Earlier
from core.model.outcomes import Cause, Rejected, RetryAt, Sent
from core.model.records import CustomerContact, CustomerRecord, Overwritten, OwnData
from core.model.room_effects import EraseTranscript, WriteArchive, WriteOwnData
from core.model.text_keys import TextKey
from core.ports import Rest
from core.transcripts.earlier import earlier_entries
from tests.archive.example import IVAN, OPENED, RECORD
from tests.archive.log import entries_of
from tests.support.disks import files_no_longer_than


class Rows:
    """Records that a test holds in its hand."""

    def __init__(self, records: Sequence[CustomerRecord]) -> None:
        self.kept = {record.customer.id: record for record in records}

    async def customer_record(
        self, customer_id: int, rest: Rest | None = None
    ) -> CustomerRecord | None:
        return self.kept.get(customer_id)

    async def earlier(self, customer_id: int) -> Earlier:
        return Earlier(customer_id, earlier_entries(self.kept[customer_id]), [], None)

    async def own_data(self, customer_id: int) -> OwnData | None:
        record = self.kept.get(customer_id)
        return None if record is None else OwnData(record, OPENED, None)

    async def newest_contacts(self, most: int) -> tuple[list[CustomerContact], int]:
        found = [
            CustomerContact(each.customer.id, each.customer.name, None, 1, True, OPENED)
            for each in self.kept.values()
        ]
        return found[:most], len(found)

    async def overwrite_erased(self) -> Overwritten:
        return Overwritten.DONE

    async def make_file_anew(self) -> Overwritten:
        return Overwritten.DONE


class Logs:
    """What was said, as the journal of those records has it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._files = TranscriptFiles(Path("nowhere"), UTC)

    async def of_ticket(self, customer_id: int, ticket_id: int) -> tuple[bytes, bytes]:
        entries = entries_of(self._rows.kept[customer_id])
        return self._files.contents(it for it in entries if it.ticket_id in (None, ticket_id))

    async def of_tickets(
        self, customer_id: int, tickets: Collection[int] | None
    ) -> tuple[bytes, bytes]:
        entries = entries_of(self._rows.kept[customer_id])
        return self._files.contents(
            it
            for it in entries
            if tickets is None or it.ticket_id is None or it.ticket_id in tickets
        )

    @asynccontextmanager
    async def erasing(self) -> AsyncIterator[None]:
        yield


class NoRows:
    """Erases what the test has no rows of."""

    async def erase(
        self, _effect: EraseTranscript, erase_files: Callable[[], Awaitable[None]]
    ) -> None:
        await erase_files()

    async def erase_expired(
        self, _customer_id: int, erase_files: Callable[[], Awaitable[None]]
    ) -> None:
        await erase_files()


def gateway(folder: Path, rows: Rows, later: timedelta = timedelta()) -> FilesGateway:
    pages = Pages()
    customers = CustomerList(folder, rows, pages, UTC)
    clock = lambda: OPENED + later  # noqa: E731
    exports = Exports(folder, rows, Logs(rows), UTC, "UTC", Texts().plain)
    handed_over = HandedOver(folder, exports, clock)
    return FilesGateway(folder, rows, clock, Logs(rows), customers, pages, NoRows(), handed_over)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_writes_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    outcome = await gateway(folder, Rows([RECORD])).carry_out(WriteOwnData(IVAN.id))
    assert isinstance(outcome, Sent)
    mine = folder / str(IVAN.id)
    assert names_in(mine) == {OWN_DATA}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert mine.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in mine.iterdir())


async def test_a_disk_that_refuses_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / str(IVAN.id)).write_text("a file where the folder should be")
    outcome = await gateway(tmp_path, Rows([RECORD])).carry_out(WriteOwnData(IVAN.id))
    assert isinstance(outcome, RetryAt)
    assert outcome.at - OPENED == PAUSE > timedelta(0)


async def test_a_disk_that_is_full_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    """Nothing half written stands under a name or takes up room, and all is made when it can be."""
    there = tuple(each for each in RECORD.messages if not each.awaits_file)
    files = gateway(tmp_path, Rows([replace(RECORD, messages=there)]))
    await files.carry_out(WriteOwnData(IVAN.id))
    mine = tmp_path / str(IVAN.id)
    before = (mine / OWN_DATA).read_text()
    with files_no_longer_than(10):
        outcomes = [
            await files.carry_out(WriteOwnData(IVAN.id)),
            await files.carry_out(WriteArchive(IVAN.id, RECORD.tickets[0].id)),
        ]
    put_off = [outcome for outcome in outcomes if isinstance(outcome, RetryAt)]
    assert [outcome.cause for outcome in put_off] == [Cause.DISK, Cause.DISK]
    left = {path.name: path.read_text() for path in mine.rglob("*") if path.is_file()}
    assert left == {OWN_DATA: before}
    assert isinstance(await files.carry_out(WriteArchive(IVAN.id, 12)), Sent)


async def test_what_killed_processes_left_half_made_is_swept(tmp_path: Path) -> None:
    files = gateway(tmp_path, Rows([RECORD]))
    await files.carry_out(WriteOwnData(IVAN.id))
    media = tmp_path / str(IVAN.id) / "media"
    media.mkdir()
    old, new = OPENED - timedelta(days=8), OPENED - timedelta(minutes=5)
    ages = {
        ".index.html.4711.new": old,
        ".transcript.txt.4711": old,  # as an earlier version called it
        "media/.1-2.jpg.99.part": old,
        ".transcript.jsonl.4712.new": new,
        "media/.1-3.jpg.98.part": new,
        "media/1-2.jpg": old,
        "media/.1-4.jpg": old,
    }
    for name, at in ages.items():
        file = tmp_path / str(IVAN.id) / name
        file.write_text("half")
        os.utime(file, (at.timestamp(), at.timestamp()))
    assert await files.sweep() == 3
    left = {path.name for path in (tmp_path / str(IVAN.id)).rglob("*") if path.is_file()}
    assert left - {OWN_DATA} == {
        ".transcript.jsonl.4712.new",
        ".1-3.jpg.98.part",
        "1-2.jpg",
        ".1-4.jpg",
    }


async def test_does_nothing_else(tmp_path: Path) -> None:
    effect = SendText(5, texts.text(TextKey.WELCOME, "en", name="x"))
    outcome = await gateway(tmp_path, Rows([])).carry_out(effect)
    assert isinstance(outcome, Rejected)


async def test_follows_no_link_out_of_the_folder(tmp_path: Path) -> None:
    mine = tmp_path / str(IVAN.id)
    mine.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    (mine / f".{OWN_DATA}.{os.getpid()}").symlink_to(victim)
    (mine / OWN_DATA).symlink_to(victim)
    await gateway(tmp_path, Rows([RECORD])).carry_out(WriteOwnData(IVAN.id))
    assert victim.read_text() == "untouched"
