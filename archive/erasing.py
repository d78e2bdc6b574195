"""Deletes files that no row speaks of any more."""

from contextlib import suppress
from pathlib import Path

from archive.handed_over import FOLDER as HANDED_OVER
from archive.zips import FOLDER, stem_of, zip_name
from core.model.records import CustomerRecord
from core.transcripts.rules import file_stem


def files_in(folder: Path) -> list[Path]:
    """Every file of a customer's folder, hidden ones too; no link is followed. Raises OSError."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    found: list[Path] = []
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            found += files_in(path)
        else:
            found.append(path)
    return found


def erase(folder: Path, listed: list[Path], record: CustomerRecord | None) -> None:
    """Delete those of the `listed` files that do not belong to the record. Raises OSError.

    The list is made before the record is read: whatever came into being since then belongs to a row
    that may not be in the record, and is let be.
    """
    tickets = () if record is None else record.tickets
    messages = () if record is None else record.messages
    stems = {file_stem(row.said.chat_id, row.said.message_id) for row in messages}
    zips = {folder / zip_name(ticket.id) for ticket in tickets}
    for file in listed:
        inside = file.relative_to(folder).parts[0]
        if inside == "media" and stem_of(file.name) in stems:
            continue
        if inside == FOLDER and file in zips:
            continue
        file.unlink(missing_ok=True)
    for emptied in (folder / "media", folder / FOLDER, folder / HANDED_OVER, folder):
        # What has files again, or was never there, stays as it is.
        with suppress(OSError):
            emptied.rmdir()
