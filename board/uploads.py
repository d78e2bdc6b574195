"""What staff has uploaded to answers that are not sent yet, and the folder where it lies until the
bot has it."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from board.looks import look_at, name_of, repack, type_of
from core.files import inside, private_file, private_folder
from core.model.messages import MessageKind
from core.model.uploads import MOST_TOGETHER, Upload, kind_of
from core.ports import DatabaseBusyError

log = structlog.get_logger(__name__)

SWEPT_EVERY = 60.0
"""Seconds between two looks for files that nobody needs."""
ORPHANED_AFTER = 12 * 3600.0
"""Seconds after which a file is taken away that no open page knows: no session lasts longer, and
another process may serve the page to which it belongs."""
MANY = 20
"""So many of the largest files the folder may have at once."""
_SPARE = 256 * 1024 * 1024
"""Bytes that stay free on the disk for everything else."""
_OURS = re.compile(r"[0-9a-f]{32}")


class UploadRefused(Exception):
    """A file is not taken; `key` is the text that says why."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Coming:
    """A file as its browser tells of it: all of it is data. `place`: its turn among those that were
    chosen together."""

    name: str
    mime_type: str
    size: int
    place: int = 0
    is_voice: bool = False


@dataclass(eq=False)
class Draft:
    """The files of one answer that somebody writes. `changed` is called after there is another, and
    `refused` with what is not taken."""

    token: str
    session_id: int
    ticket_id: int
    changed: Callable[[], None]
    refused: Callable[[UploadRefused], None]
    under_way: int = 0
    _files: list[tuple[int, Upload]] = field(default_factory=list)

    @property
    def files(self) -> tuple[Upload, ...]:
        """In the order in which they are sent."""
        return tuple(file for _, file in self._files)

    def find(self, stored: str) -> Upload | None:
        """The file of that name of ours."""
        return next((file for file in self.files if file.stored == stored), None)

    def add(self, place: int, file: Upload) -> None:
        """Put it behind those that were chosen before."""
        self._files.append((place, file))
        self._files.sort(key=lambda each: each[0])
        self.changed()

    def put(self, file: Upload) -> None:
        """Let what stands there under its name be this."""
        self._files = [
            (place, file if each.stored == file.stored else each) for place, each in self._files
        ]
        self.changed()

    def drop(self, stored: str) -> None:
        """Forget one."""
        self._files = [each for each in self._files if each[1].stored != stored]
        self.changed()


class Uploads:
    """Keeps uploaded files, 0600, under names of ours. `largest`: bytes of one file."""

    def __init__(self, folder: Path, largest: int) -> None:
        self._folder, self.largest = folder, largest
        self._drafts: dict[str, Draft] = {}
        self._coming: dict[str, int] = {}  # bytes of what is being written
        self._given: set[str] = set()  # what was sent from here: nobody's draft any more

    def begin(
        self,
        session_id: int,
        ticket_id: int,
        changed: Callable[[], None],
        refused: Callable[[UploadRefused], None],
    ) -> Draft:
        """Begin an answer's draft, to which that session uploads by its token."""
        token = secrets.token_urlsafe(16)
        draft = Draft(token, session_id, ticket_id, changed, refused)
        self._drafts[token] = draft
        return draft

    def draft(self, token: str, session_id: int) -> Draft | None:
        """That session's draft; None for another's, and for none."""
        draft = self._drafts.get(token)
        return draft if draft is not None and draft.session_id == session_id else None

    def end(self, draft: Draft) -> None:
        """The page is closed: what was never sent goes."""
        self._drafts.pop(draft.token, None)
        for file in draft.files:
            self._remove(file.stored)

    def remove(self, draft: Draft, stored: str) -> None:
        """Take one out of a draft."""
        if draft.find(stored) is not None:
            draft.drop(stored)
            self._remove(stored)

    def sent(self, draft: Draft, files: Sequence[Upload]) -> None:
        """These are the bot's from now on."""
        for file in files:
            self._given.add(file.stored)
            draft.drop(file.stored)

    def path(self, file: Upload) -> Path:
        """Where it lies."""
        return inside(self._folder, file.stored)

    async def take(self, draft: Draft, coming: Coming, chunks: AsyncIterator[bytes]) -> None:
        """Keep one file. Raises UploadRefused, OSError."""
        if not 0 < coming.size <= self.largest:
            megabytes = self.largest // 1_000_000
            raise UploadRefused("file-too-big" if coming.size else "file-empty", most=megabytes)
        if len(draft.files) + draft.under_way >= MOST_TOGETHER:
            raise UploadRefused("files-too-many", most=MOST_TOGETHER)
        stored = secrets.token_hex(16)
        draft.under_way += 1
        self._coming[stored] = coming.size
        try:
            await asyncio.to_thread(self._check_room)
            path = inside(self._folder, stored)
            await _write(path, coming.size, chunks)
            file = await asyncio.to_thread(_looked_at, path, stored, coming)
            if draft.token not in self._drafts:
                raise UploadRefused("file-broken")
            draft.add(coming.place, file)
        except BaseException:
            self._remove(stored)
            raise
        finally:
            draft.under_way -= 1
            del self._coming[stored]

    async def keep(self, wanted: Callable[[], Awaitable[set[str]]]) -> None:
        """Take away what nobody needs, until cancelled. `wanted`: what is to be sent still."""
        while True:
            try:
                await self.sweep(await wanted())
            except DatabaseBusyError as error:
                log.warning("uploads cannot be looked through", reason=str(error))
            except OSError as error:
                log.warning("uploads cannot be taken away", reason=error.strerror)
            await asyncio.sleep(SWEPT_EVERY)

    async def sweep(self, wanted: set[str]) -> int:
        """Take away what was sent and what belongs to no page; how many files. Raises OSError."""
        drafted = {file.stored for draft in self._drafts.values() for file in draft.files}
        return await asyncio.to_thread(self._sweep, wanted | drafted | self._coming.keys())

    def _sweep(self, needed: set[str]) -> int:
        """Only what has a name of ours: the owner may have named any folder."""
        before, found = time.time() - ORPHANED_AFTER, 0
        for path in self._all():
            is_old = path.name in self._given or path.stat().st_mtime < before
            if path.name not in needed and is_old:
                path.unlink(missing_ok=True)
                self._given.discard(path.name)
                found += 1
        return found

    def _all(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [path for path in self._folder.iterdir() if _OURS.fullmatch(path.name)]

    def _check_room(self) -> None:
        """Raises UploadRefused where the folder, or the disk, has no room for what comes."""
        private_folder(self._folder)
        there = sum(path.stat().st_size for path in self._all() if path.name not in self._coming)
        coming = sum(self._coming.values())
        free = shutil.disk_usage(self._folder).free
        if there + coming > MANY * self.largest or coming + _SPARE > free:
            raise UploadRefused("files-no-room")

    def _remove(self, stored: str) -> None:
        inside(self._folder, stored).unlink(missing_ok=True)


async def _write(path: Path, size: int, chunks: AsyncIterator[bytes]) -> None:
    """Raises UploadRefused for another size than was told, OSError."""
    left = size
    with os.fdopen(private_file(path, os.O_EXCL), "wb") as file:
        async for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                break
            await asyncio.to_thread(file.write, chunk)
    if left:
        raise UploadRefused("file-broken")


def _looked_at(path: Path, stored: str, coming: Coming) -> Upload:
    if coming.is_voice:
        try:
            seconds = repack(path)
        except ValueError as error:
            log.info("a recording is not taken", reason=str(error))
            raise UploadRefused("voice-broken") from error
        size = path.stat().st_size
        return Upload(stored, MessageKind.VOICE, "voice.ogg", "audio/ogg", size, seconds)
    name = name_of(coming.name)
    look = look_at(path, type_of(coming.mime_type, name))
    kind, width, height = look.mime_type, look.width, look.height
    best = kind_of(kind, coming.size, width, height)
    return Upload(stored, best, name, kind, coming.size, look.duration, width, height)


def as_file(file: Upload, *, wanted: bool) -> Upload:
    """The same to be sent as a document, or as what it is best sent."""
    best = kind_of(file.mime_type, file.size, file.width, file.height)
    return replace(file, kind=MessageKind.DOCUMENT if wanted else best)
