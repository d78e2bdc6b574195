"""Packs a ticket that ended into one zip: its text, its page, and the files that came with it."""

import os
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from archive.files import written_whole
from core.files import FILE_MODE, private_folder
from core.model.records import CustomerRecord
from core.transcripts.rules import file_stem

FOLDER = "archive"
RECORD = "record.txt"
"""What the record came to when the zip was made: where the tickets' chains end."""

_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # no zip knows others
_PIECE = 1024 * 1024


def zip_name(ticket_id: int) -> str:
    """Where a ticket's zip lies in its customer's folder."""
    return f"{FOLDER}/ticket-{ticket_id}.zip"


def write_zip(folder: Path, name: str, record: CustomerRecord, texts: Mapping[str, bytes]) -> int:
    """Make the zip whole or not at all; its size in bytes. Raises OSError.

    The same rows and files give the same zip. Files are read piece by piece; they are packed
    already, so they are only put in.
    """
    target = folder / name
    private_folder(target.parent)
    with written_whole(target) as out:
        with zipfile.ZipFile(out, "w", allowZip64=True) as packed:
            pack(packed, folder, record, texts)
        out.flush()
        os.fsync(out.fileno())
        return out.tell()


def pack(
    packed: zipfile.ZipFile,
    folder: Path,
    record: CustomerRecord,
    texts: Mapping[str, bytes],
    under: str = "",
) -> None:
    """Put the texts and the files of the record's messages into a zip, there below `under`. Raises
    OSError."""
    at = max(ticket.closed_at or ticket.opened_at for ticket in record.tickets)
    for inside, content in texts.items():
        put_text(packed, f"{under}{inside}", content, at)
    for file in files_of(folder, record):
        entry = _entry(f"{under}media/{file.name}", at)
        entry.file_size = file.stat().st_size
        with file.open("rb") as source, packed.open(entry, "w") as put:
            shutil.copyfileobj(source, put, _PIECE)


def put_text(packed: zipfile.ZipFile, name: str, content: bytes, at: datetime) -> None:
    """Put a text into a zip, as of that time."""
    entry = _entry(name, at)
    entry.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(entry, content)


def files_of(folder: Path, record: CustomerRecord) -> Iterator[Path]:
    """The saved files of these messages, those that an edit replaced as well, by name."""
    stems = {file_stem(row.said.chat_id, row.said.message_id) for row in record.messages}
    media = folder / "media"
    if not media.is_dir():
        return
    for file in sorted(media.iterdir()):
        if not file.name.startswith(".") and stem_of(file.name) in stems and file.is_file():
            yield file


def stem_of(name: str) -> str:
    """Which message's file that is, also one that is still being fetched."""
    found = re.match(r"\.?(\d+-\d+)", name)
    return "" if found is None else found[1]


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    year = min(max(at.year, _FIRST_YEAR), _LAST_YEAR)
    when = (year, at.month, at.day, at.hour, at.minute, at.second)
    entry = zipfile.ZipInfo(name, when)
    entry.external_attr = FILE_MODE << 16
    return entry
