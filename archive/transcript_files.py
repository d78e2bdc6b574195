"""Writes a customer's transcript.jsonl and transcript.txt: entries are put at their ends, and whole
files are made only when these are missing, or not what they were."""

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import BinaryIO

from archive.files import written_whole
from core.files import private_file, private_folder
from core.model.journal import JournalEntry, Transcript
from core.transcripts.views.journal_text import entry_text
from core.transcripts.views.json_lines import entry_line

LINES, TEXT = "transcript.jsonl", "transcript.txt"


class TranscriptFiles:
    """The two logs of each customer. `zone` is the owner's, for local times.

    A killed process leaves at most an end that the database does not know of: it is cut off, and
    the same entries are put there again.
    """

    def __init__(self, folder: Path, zone: tzinfo) -> None:
        self._folder, self._zone = folder, zone

    def append(self, transcript: Transcript, entries: Sequence[JournalEntry]) -> Transcript | None:
        """Put the entries behind what is written, one write for each file. Returns how far the
        files are then; None when they are not what the database knows and have to be made again.
        Raises OSError."""
        folder = self.folder_of(transcript.customer_id)
        private_folder(folder)
        lines, text = self.contents(entries)
        lines_size = _append(folder / LINES, transcript.lines_size, lines)
        text_size = _append(folder / TEXT, transcript.text_size, text)
        if lines_size is None or text_size is None:
            return None
        written = entries[-1].position or 0
        return replace(transcript, written=written, lines_size=lines_size, text_size=text_size)

    @contextmanager
    def anew(self, transcript: Transcript) -> Iterator["Anew"]:
        """Open both files to be made whole; readers see the old ones until the block ends well.
        Raises OSError."""
        folder = self.folder_of(transcript.customer_id)
        private_folder(folder)
        with written_whole(folder / LINES) as lines, written_whole(folder / TEXT) as text:
            empty = replace(transcript, written=0, lines_size=0, text_size=0)
            yield Anew(self, empty, lines, text)

    def contents(self, entries: Iterable[JournalEntry]) -> tuple[bytes, bytes]:
        """Return the entries as they stand in transcript.jsonl, and in transcript.txt."""
        kept = tuple(entries)
        lines = "".join(entry_line(entry, self._zone) for entry in kept)
        text = "".join(entry_text(entry, self._zone) for entry in kept)
        return lines.encode(), text.encode(errors="backslashreplace")

    def folder_of(self, customer_id: int) -> Path:
        """Return where a customer's files lie."""
        return self._folder / str(customer_id)


class Anew:
    """Two files that are being made. `transcript`: how far they are."""

    def __init__(
        self, files: TranscriptFiles, transcript: Transcript, lines: BinaryIO, text: BinaryIO
    ) -> None:
        self.transcript = transcript
        self._files, self._lines, self._text = files, lines, text

    def put(self, entries: Sequence[JournalEntry]) -> None:
        """Put these behind those that were put before. Raises OSError."""
        lines, text = self._files.contents(entries)
        self._lines.write(lines)
        self._text.write(text)
        self.transcript = replace(
            self.transcript,
            written=entries[-1].position or 0,
            lines_size=self.transcript.lines_size + len(lines),
            text_size=self.transcript.text_size + len(text),
        )


def _append(file: Path, known: int, data: bytes) -> int | None:
    """Put the data behind the first `known` bytes, in place of whatever is there. Returns the new
    size; None for a file that is shorter, and for a link. Raises OSError."""
    try:
        opened = private_file(file)
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None
        raise
    try:
        size = os.fstat(opened).st_size
        if size < known:
            return None
        if size > known:
            os.ftruncate(opened, known)
        os.lseek(opened, known, os.SEEK_SET)
        left = memoryview(data)
        while left:
            left = left[os.write(opened, left) :]
    finally:
        os.close(opened)
    return known + len(data)
