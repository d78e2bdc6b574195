"""A record's transcript as the journal has it."""

from datetime import tzinfo
from pathlib import Path

from archive.transcript_files import TranscriptFiles
from core.model.journal import JournalEntry
from core.model.records import CustomerRecord
from core.transcripts.earlier import earlier_entries
from core.transcripts.sealing import sealed_whole
from tests.archive.example import OPENED


def entries_of(record: CustomerRecord) -> list[JournalEntry]:
    """All of it, in order."""
    it = record.customer
    who = {"id": it.id, "name": it.name, "username": it.username, "phone": it.phone}
    return sealed_whole(it.id, who, earlier_entries(record), OPENED)[0]


def lines_of(record: CustomerRecord, zone: tzinfo) -> str:
    """Return transcript.jsonl."""
    return TranscriptFiles(Path("nowhere"), zone).contents(entries_of(record))[0].decode()


def text_of(record: CustomerRecord, zone: tzinfo) -> str:
    """Return transcript.txt."""
    return TranscriptFiles(Path("nowhere"), zone).contents(entries_of(record))[1].decode()
