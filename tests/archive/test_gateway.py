"""Files on disk are whole, private, and made again from rows alone."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from archive.gateway import FilesGateway
from core.disk_errors import PAUSE
from core.model import texts
from core.model.effects import SendText
from core.model.outcomes import Cause, Rejected, RetryAt, Sent
from core.model.records import CustomerContact, CustomerRecord, Overwritten, OwnData
from core.model.room_effects import WriteArchive, WriteTranscript
from core.model.text_keys import TextKey
from tests.archive.example import IVAN, OPENED, RECORD, row, said
from tests.support.disks import files_no_longer_than

NAMES = {"transcript.txt", "transcript.jsonl", "index.html"}


class Rows:
    """Records that a test holds in its hand."""

    def __init__(self, records: Sequence[CustomerRecord]) -> None:
        self.kept = {record.customer.id: record for record in records}

    async def customer_record(self, customer_id: int) -> CustomerRecord | None:
        return self.kept.get(customer_id)

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

    async def customer_ids(self) -> list[int]:
        return sorted(self.kept)


def gateway(folder: Path, rows: Rows) -> FilesGateway:
    return FilesGateway(folder, rows, lambda: OPENED)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_writes_a_customers_files_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    outcome = await gateway(folder, Rows([RECORD])).carry_out(WriteTranscript(IVAN.id))
    assert outcome == Sent()
    mine = folder / str(IVAN.id)
    assert names_in(mine) == NAMES
    assert folder.stat().st_mode & 0o777 == 0o700
    assert mine.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in mine.iterdir())


async def test_what_is_new_replaces_what_was_there(tmp_path: Path) -> None:
    rows = Rows([RECORD])
    files = gateway(tmp_path, rows)
    await files.write(IVAN.id)
    rows.kept[IVAN.id] = replace(RECORD, messages=(*RECORD.messages, row(said(99, "news"))))
    await files.write(IVAN.id)
    mine = tmp_path / str(IVAN.id)
    assert all("news" in (mine / name).read_text() for name in NAMES)
    assert names_in(mine) == NAMES


async def test_all_files_are_made_again_from_the_rows(tmp_path: Path) -> None:
    other = replace(RECORD, customer=replace(IVAN, id=901))
    files = gateway(tmp_path, Rows([RECORD, other]))
    assert await files.rebuild() == 2
    assert await files.rebuild([901, 5]) == 1
    assert names_in(tmp_path) == {"900", "901", "index.html"}


async def test_nobody_to_write_about_is_no_failure(tmp_path: Path) -> None:
    assert await gateway(tmp_path, Rows([])).carry_out(WriteTranscript(5)) == Sent()
    assert names_in(tmp_path) == set()


async def test_a_disk_that_refuses_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / str(IVAN.id)).write_text("a file where the folder should be")
    outcome = await gateway(tmp_path, Rows([RECORD])).carry_out(WriteTranscript(IVAN.id))
    assert isinstance(outcome, RetryAt)
    assert outcome.at - OPENED == PAUSE > timedelta(0)


async def test_a_disk_that_is_full_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    """Nothing half written stands under a name or takes up room, and all is made when it can be."""
    there = tuple(each for each in RECORD.messages if not each.awaits_file)
    rows = Rows([replace(RECORD, messages=there)])
    files = gateway(tmp_path, rows)
    await files.write(IVAN.id)
    mine = tmp_path / str(IVAN.id)
    before = {name: (mine / name).read_text() for name in NAMES}
    rows.kept[IVAN.id] = replace(RECORD, messages=(*there, row(said(99, "news"))))
    with files_no_longer_than(10):
        outcomes = [
            await files.carry_out(WriteTranscript(IVAN.id)),
            await files.carry_out(WriteArchive(IVAN.id, RECORD.tickets[0].id)),
        ]
    put_off = [outcome for outcome in outcomes if isinstance(outcome, RetryAt)]
    assert [outcome.cause for outcome in put_off] == [Cause.DISK, Cause.DISK]
    assert {name: (mine / name).read_text() for name in NAMES} == before
    left = {path.name for path in mine.rglob("*") if path.is_file()}
    assert left == NAMES
    assert await files.carry_out(WriteTranscript(IVAN.id)) == Sent()
    assert all("news" in (mine / name).read_text() for name in NAMES)


async def test_what_killed_processes_left_half_made_is_swept(tmp_path: Path) -> None:
    files = gateway(tmp_path, Rows([RECORD]))
    await files.write(IVAN.id)
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
    assert left - NAMES == {
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
    (mine / f".transcript.txt.{os.getpid()}").symlink_to(victim)
    (mine / "index.html").symlink_to(victim)
    await gateway(tmp_path, Rows([RECORD])).carry_out(WriteTranscript(IVAN.id))
    assert victim.read_text() == "untouched"
