"""Where files lie that were made to be handed over: in their customer's folder, for a day."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from core.files import private_folder
from core.model.room_effects import WriteExport

FOLDER = "handed-over"
KEPT_FOR = timedelta(days=1)
"""So long a file can still be sent when Telegram is away; each can be made again."""


def export_name(effect: WriteExport) -> str:
    """Where the file lies in its customer's folder. Each reader has their own: it says who had it
    made."""
    what = "all" if effect.ticket_id is None else f"ticket-{effect.ticket_id}"
    return f"{FOLDER}/{what}-{effect.reader_id}.{effect.form}"


def room_in(folder: Path, now: datetime) -> None:
    """Make the folder, without what was made more than a day ago. Raises OSError."""
    private_folder(folder)
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < (now - KEPT_FOR).timestamp():
                file.unlink()
