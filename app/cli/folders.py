"""Folders that a command is given, looked at before it begins."""

import errno
import os
import tempfile
from pathlib import Path

from app.errors import CommandError
from core.disks import is_refused_by_disk
from core.files import private_folder


def home_folder(given: Path | None) -> Path:
    """The folder of a story, made if need be; a temporary one unless given. Raises
    CommandError."""
    try:
        if given is None:
            return Path(tempfile.mkdtemp(prefix="switchboard-"))
        given.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        where = given or tempfile.gettempdir()
        raise CommandError(f"--home: {where} cannot be made: {error.strerror}") from error
    return given.absolute()


def writable(logs: Path) -> None:
    """Raises CommandError when no transcript can be written there, unless a disk is full or
    read-only just now, which is waited for."""
    try:
        private_folder(logs)
        if not os.access(logs, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        read_only = logs.is_dir() and os.statvfs(logs).f_flag & os.ST_RDONLY
        if not is_refused_by_disk(error) and not read_only:
            line = f"LOGS_DIR: nothing can be written in {logs}: {error.strerror}"
            raise CommandError(line) from error
