"""Carries `WriteTranscript` out."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, timedelta, tzinfo
from pathlib import Path

from archive.files import write_files
from archive.page import Pages
from core.domain.effects import Effect, WriteTranscript
from core.domain.outcomes import Outcome, Rejected, RetryAt, Sent
from core.domain.transcript_json import transcript_lines
from core.domain.transcript_text import transcript_text
from core.domain.transcripts import CustomerRecord
from core.ports import Clock, Records

PAUSE = timedelta(seconds=30)
"""Before another try when the disk refuses: full, read-only, or not mounted yet."""


class FilesGateway:
    """Writes `<folder>/<customer id>/transcript.txt`, `transcript.jsonl` and `index.html`.

    `zone` is the owner's, for local times. One customer's files are written by one call at a time:
    effects of one destination are carried out one after the other.
    """

    def __init__(self, folder: Path, records: Records, clock: Clock, zone: tzinfo = UTC) -> None:
        self._folder = folder
        self._records = records
        self._clock = clock
        self._zone = zone
        self._pages = Pages()

    async def carry_out(self, effect: Effect) -> Outcome:
        """Sent when the files are there (or there is nobody to write about); RetryAt when the disk
        refuses."""
        if not isinstance(effect, WriteTranscript):
            return Rejected(f"the archive cannot carry out {type(effect).__name__}")
        try:
            await self.write(effect.customer_id)
        except OSError as error:
            return RetryAt(self._clock() + PAUSE, f"{type(error).__name__}: {error.strerror}")
        return Sent()

    async def write(self, customer_id: int) -> bool:
        """Project one customer's rows into files; False for somebody unknown. Raises OSError."""
        record = await self._records.customer_record(customer_id)
        if record is None:
            return False
        await asyncio.to_thread(self._write, record)
        return True

    async def rebuild(self, customer_ids: Iterable[int] | None = None) -> int:
        """Make the files of these customers again, or of all; how many had any. Raises OSError."""
        ids = await self._records.customer_ids() if customer_ids is None else customer_ids
        written = 0
        for customer_id in ids:
            written += await self.write(customer_id)
        return written

    def _write(self, record: CustomerRecord) -> None:
        files = {
            "transcript.txt": transcript_text(record, self._zone).encode(errors="backslashreplace"),
            "transcript.jsonl": transcript_lines(record, self._zone).encode(
                errors="backslashreplace"
            ),
            "index.html": self._pages.render(record, self._zone).encode(errors="backslashreplace"),
        }
        write_files(self._folder / str(record.customer.id), files)
