"""Tells whether LOGS_DIR is the folder that the desk's files were written to before: where machines
have one of their own each, what was written on another is not here."""

import asyncio
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import structlog

from app.container import Container
from app.restarts import Part
from core.delivery.trouble import patiently
from core.files import private_folder
from core.ports import FilesFolder
from db.reads import Reads

log = structlog.get_logger(__name__)


class KnownFolder:
    """The files part, which first looks whether LOGS_DIR is the folder that it was before."""

    def __init__(self, container: Container, files: Part) -> None:
        self._container, self._files = container, files

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set."""
        with suppress(OSError):  # a disk that refuses is told by whoever writes there
            await patiently(partial(write_here, self._container))
        await self._files.run(stop, ready)


MARK = ".folder"
"""The file with the word that tells one folder from another; it comes along when it is moved."""


def mark_of(folder: Path) -> str | None:
    """Return the word that lies in a folder; None without one."""
    try:
        return (folder / MARK).read_text(encoding="ascii").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def marked(folder: Path) -> str:
    """Return the word in a folder, where one is put unless there is one. Raises OSError."""
    found = mark_of(folder)
    if found is not None:
        return found
    private_folder(folder)
    mark = secrets.token_hex(8)
    opened = os.open(folder / MARK, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(f"{mark}\n")
    return mark


async def write_here(container: Container) -> FilesFolder | None:
    """Note that files are written to LOGS_DIR from now on. Returns where they were written before,
    if that is another folder; a warning tells of it then.

    Raises OSError when nothing can be read or written there; DatabaseBusyError.
    """
    settings = container.settings
    mark = marked(settings.logs_dir)
    async with container.work() as work:
        known = await work.uow.parts.folders()
        if known and known[0].folder == mark:
            return None
        await work.uow.parts.write_to(FilesFolder(mark, settings.host, work.now))
    if not known:
        return None
    log.warning(
        "files were written to another folder before, and are not in this one",
        folder=str(settings.logs_dir),
        host=known[0].host,
        mend="switchboard transcripts rebuild",
    )
    return known[0]


async def all_is_here(container: Container) -> int:
    """Note that the transcripts of all customers are in LOGS_DIR. Returns how many files that
    people sent are not: they are on the machine that saved them, or lost. Raises OSError."""
    folder = container.settings.logs_dir
    mark = marked(folder)
    async with container.work() as work:
        await work.uow.parts.write_to(FilesFolder(mark, container.settings.host, work.now))
        await work.uow.parts.forget_folders_but(mark)
    saved = await Reads(container.database).saved_files()
    return sum(not (folder / path).is_file() for path in saved)
