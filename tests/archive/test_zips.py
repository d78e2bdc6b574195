"""Zips of tickets that ended: whole, private, of that ticket alone; and what is erased is gone."""

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

from archive.gateway import MEDIA_PATIENCE, OWN_DATA
from core.model.messages import SenderRole
from core.model.outcomes import RetryAt, Sent
from core.model.records import CustomerRecord, TicketEvent
from core.model.room_effects import EraseTranscript, WriteArchive, WriteOwnData
from core.model.tickets import TicketEventKind
from core.transcripts.rules import part_of
from tests.archive.example import ANNA, IVAN, OPENED, PHOTO, RECORD, STICKER, at, row, said
from tests.archive.test_gateway import Rows, gateway, names_in

SAVED = replace(
    RECORD,
    messages=tuple(
        replace(each, media_lost="never saved") if each.said is STICKER else each
        for each in RECORD.messages
    ),
)
"""Nothing is still being saved."""

MEDIA = {row.media_path: f"bytes of {row.media_path}".encode() for row in SAVED.messages}
MEDIA.pop(None)


def with_media(folder: Path) -> Path:
    """The customer's folder, with the files that the rows speak of."""
    mine = folder / str(IVAN.id)
    (mine / "media").mkdir(parents=True)
    for path, content in MEDIA.items():
        (mine / str(path)).write_bytes(content)
    return mine


async def test_a_zip_has_that_ticket_and_all_its_files(tmp_path: Path) -> None:
    mine = with_media(tmp_path)
    (mine / "media" / "99-99.jpg").write_bytes(b"of another ticket")
    stem = f"{abs(PHOTO.chat_id)}-{PHOTO.message_id}"
    (mine / "media" / f"{stem}-e1795174400.jpg").write_bytes(b"what an edit put in its place")
    (mine / "media" / f".{stem}.jpg.7.part").write_bytes(b"half of it")
    outcome = await gateway(tmp_path, Rows([SAVED])).carry_out(WriteArchive(IVAN.id, 12))
    made = mine / "archive" / "ticket-12.zip"
    assert outcome == Sent(
        {"path": f"{IVAN.id}/archive/ticket-12.zip", "size": made.stat().st_size}
    )
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    with zipfile.ZipFile(made) as packed:
        assert packed.testzip() is None
        assert set(packed.namelist()) == {
            "transcript.txt",
            "transcript.jsonl",
            "index.html",
            "record.txt",
            *(str(path) for path in MEDIA),
            f"media/{stem}-e1795174400.jpg",
        }
        for path, content in MEDIA.items():
            assert packed.read(str(path)) == content
        text = packed.read("transcript.txt").decode()
        assert "switchboard transcripts verify 900" in packed.read("record.txt").decode()
    assert "Good day!" in text
    assert "[#13 " not in text
    assert {path.name for path in made.parent.iterdir()} == {"ticket-12.zip"}


async def test_the_same_rows_make_the_same_zip(tmp_path: Path) -> None:
    mine = with_media(tmp_path)
    files = gateway(tmp_path, Rows([SAVED]))
    await files.carry_out(WriteArchive(IVAN.id, 12))
    first = (mine / "archive" / "ticket-12.zip").read_bytes()
    await files.carry_out(WriteArchive(IVAN.id, 12))
    assert (mine / "archive" / "ticket-12.zip").read_bytes() == first


async def test_a_zip_waits_for_files_that_are_being_saved_but_not_for_ever(tmp_path: Path) -> None:
    rows = Rows([RECORD])  # the sticker is not saved yet
    with_media(tmp_path)
    ended = at(100) - OPENED
    outcome = await gateway(tmp_path, rows, ended).carry_out(WriteArchive(IVAN.id, 12))
    assert isinstance(outcome, RetryAt)
    assert not (tmp_path / str(IVAN.id) / "archive").exists()
    late = gateway(tmp_path, rows, ended + MEDIA_PATIENCE)
    assert isinstance(await late.carry_out(WriteArchive(IVAN.id, 12)), Sent)


async def test_there_is_no_zip_of_what_was_forgotten(tmp_path: Path) -> None:
    forgotten = part_of(SAVED, {13})
    rows = Rows([forgotten])
    assert await gateway(tmp_path, rows).carry_out(WriteArchive(IVAN.id, 12)) == Sent()
    assert await gateway(tmp_path, Rows([])).carry_out(WriteArchive(IVAN.id, 12)) == Sent()
    assert names_in(tmp_path) == set()


async def test_erasing_takes_all_and_nothing_comes_back(tmp_path: Path) -> None:
    mine = with_media(tmp_path)
    rows = Rows([SAVED])
    files = gateway(tmp_path, rows)
    for name in ("transcript.txt", "transcript.jsonl", "index.html"):
        (mine / name).write_text("what was said")
    await files.carry_out(WriteArchive(IVAN.id, 12))
    await files.carry_out(WriteOwnData(IVAN.id))
    (mine / "media" / ".1-1.jpg.5.part").write_bytes(b"half of a file")
    (mine / f".transcript.txt.{os.getpid()}").write_text("half of a transcript")
    rows.kept[IVAN.id] = part_of(SAVED, ())
    for _ in range(2):  # again, as after a kill in between
        assert await files.carry_out(EraseTranscript(IVAN.id)) == Sent()
        assert not mine.exists()
    # What was asked for before writes nothing any more.
    assert await files.carry_out(WriteArchive(IVAN.id, 12)) == Sent()
    assert not mine.exists()


async def test_erasing_lets_be_what_was_said_since(tmp_path: Path) -> None:
    mine = with_media(tmp_path)
    anew = part_of(SAVED, {13})
    message = row(replace(PHOTO, message_id=70), ticket=13)
    rows = Rows([replace(anew, messages=(message,))])
    fresh = mine / "media" / f"{abs(PHOTO.chat_id)}-70.jpg"
    fresh.write_bytes(b"sent today")
    being_fetched = mine / "media" / f".{abs(PHOTO.chat_id)}-70.jpg.8.part"
    being_fetched.write_bytes(b"sent tod")
    (mine / "archive").mkdir()
    (mine / "archive" / "ticket-12.zip").write_bytes(b"PK forgotten")
    (mine / "archive" / "ticket-13.zip").write_bytes(b"PK of today")
    await gateway(tmp_path, rows).carry_out(EraseTranscript(IVAN.id))
    left = {str(path.relative_to(mine)) for path in mine.rglob("*") if path.is_file()}
    assert left == {
        "archive/ticket-13.zip",
        f"media/{fresh.name}",
        f"media/{being_fetched.name}",
    }


async def test_erasing_follows_no_link_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "others.txt").write_text("untouched")
    folder = tmp_path / "logs"
    mine = with_media(folder)
    (mine / "elsewhere").symlink_to(outside)
    await gateway(folder, Rows([])).carry_out(EraseTranscript(IVAN.id))
    assert (outside / "others.txt").read_text() == "untouched"
    assert not mine.exists()


async def test_erasing_lets_be_a_customers_folder_that_is_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "others.txt").write_text("untouched")
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / str(IVAN.id)).symlink_to(outside)
    assert await gateway(folder, Rows([])).carry_out(EraseTranscript(IVAN.id)) == Sent()
    assert (outside / "others.txt").read_text() == "untouched"


async def test_own_data_has_what_is_ones_own_and_no_notes(tmp_path: Path) -> None:
    note = row(said(80, "/note he is rude", sender=ANNA.id, name="Anna"), SenderRole.OPERATOR)
    noted = TicketEvent(12, TicketEventKind.NOTED, at(81), ANNA.id, {"note": "he is rude"})
    moved = TicketEvent(12, TicketEventKind.TRANSFERRED, at(82), ANNA.id, {"note": "rude", "to": 8})
    record: CustomerRecord = replace(
        SAVED, messages=(*SAVED.messages, note), events=(*SAVED.events, noted, moved)
    )
    outcome = await gateway(tmp_path, Rows([record])).carry_out(WriteOwnData(IVAN.id))
    assert outcome == Sent({"path": f"{IVAN.id}/{OWN_DATA}"})
    made = tmp_path / str(IVAN.id) / OWN_DATA
    assert made.stat().st_mode & 0o777 == 0o600
    text = made.read_text()
    assert "rude" not in text
    assert "a-handle-for-the-bot" not in text
    document = json.loads(text)
    assert document["profile"]["phone"] == IVAN.phone
    first = document["tickets"][0]
    assert "new text" in [each["text"] for each in first["messages"]]
    assert first["messages"][3]["before"][0]["text"] == "old\ntext"
    assert [each["media"] for each in first["messages"] if each["media"]] == list(MEDIA)
    assert {each["kind"] for each in first["events"]} >= {"customer_joined", "assigned"}
    assert str(ANNA.id) not in json.dumps(first["events"])
