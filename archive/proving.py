"""Compares a customer's files with the record: transcripts as they would be rendered now, and saved
media by their hashes."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import BinaryIO

from archive.transcript_files import LINES, TEXT, TranscriptFiles
from core.files import inside, kept_in
from core.model.journal import JournalEntry, JournalKind, Transcript
from core.model.proof import Fault, FaultKind


class CustomerFiles:
    """One customer's, page after page of their entries. Closed by `end`."""

    def __init__(self, files: TranscriptFiles, transcript: Transcript) -> None:
        self._files, self._customer = files, transcript.customer_id
        self._folder = files.folder_of(transcript.customer_id)
        self._stack = ExitStack()
        self._open: dict[str, BinaryIO] = {}
        self._faults: list[Fault] = []
        self._media: dict[str, tuple[int, str | None]] = {}
        sizes = {LINES: transcript.lines_size, TEXT: transcript.text_size}
        for name, size in sizes.items():
            if size:
                self._begin(name)

    def take(self, entries: Sequence[JournalEntry]) -> None:
        """Compare what these are in the files; they are written by what is known."""
        lines, text = self._files.contents(entries)
        self._compare(LINES, lines)
        self._compare(TEXT, text)
        for entry in entries:
            path = entry.body.get("path")
            if entry.kind is JournalKind.FILE and isinstance(path, str):
                # The same file once more, by a later entry.
                self._media[path] = (int(entry.body.get("size", 0)), entry.body.get("digest"))

    def end(self) -> tuple[list[Fault], int]:
        """Return what is wrong, and how many saved files have no hash to be compared with."""
        self._stack.close()
        unknown = 0
        for path, (size, digest) in self._media.items():
            unknown += digest is None
            if kind := self._wrong(path, size, digest):
                self._faults.append(Fault(kind, what=f"{self._customer}/{path}"))
        return self._faults, unknown

    def _begin(self, name: str) -> None:
        try:
            opened = (self._folder / name).open("rb")
        except OSError:
            self._faults.append(self._fault(FaultKind.FILE_MISSING, name))
        else:
            self._open[name] = self._stack.enter_context(opened)

    def _compare(self, name: str, wanted: bytes) -> None:
        file = self._open.get(name)
        if file is not None and file.read(len(wanted)) != wanted:
            self._faults.append(self._fault(FaultKind.FILE_CHANGED, name))
            del self._open[name]  # once is enough

    def _wrong(self, path: str, size: int, digest: str | None) -> FaultKind | None:
        try:
            file = inside(self._folder, path)
            if digest is None:
                is_the_same = not size or file.stat().st_size == size
            else:
                is_the_same = kept_in(file).digest == digest
        except (OSError, ValueError):
            return FaultKind.MEDIA_MISSING
        return None if is_the_same else FaultKind.MEDIA_CHANGED

    def _fault(self, kind: FaultKind, name: str) -> Fault:
        return Fault(kind, what=f"{self._customer}/{name}")
