"""Copies SQLite's database beside whoever writes, as fast as the disk takes it.

SQLite's own backup goes page by page, which takes four times as long as the file; done in parts, as
its command line does, it begins again after every commit (https://www.sqlite.org/backup.html), and
a desk at work commits all the time.

The file can be copied as it stands for as long as somebody reads
(https://www.sqlite.org/walformat.html). Whoever reads keeps the log from beginning anew before all
that they see is in the file, and from being written into the file past that. So either they read
in the log: then it holds, in what is copied of it, every page that may have changed in the file
meanwhile. Or all was in the file when they began: then the file stays as it is until they end, and
if the log begins anew in the middle, which its header tells, it is left out.
"""

import os
import sqlite3
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import BinaryIO

from core.files import private_file

_HEADER = 32
"""Bytes of the log's header; two words in it are others each time that the log begins anew."""
_AT_ONCE = 1 << 26


def copy_beside_writers(source: Path, target: Path) -> int:
    """Copy a database into one new file, which is whole once it has its name, and on the disk.
    Returns its size in bytes.

    Only for a process that uses the database for nothing else: closing a file gives up every lock
    that its process has on it (https://www.sqlite.org/howtocorrupt.html).

    Raises:
        FileExistsError: something is there already.
        OSError, sqlite3.Error: it cannot be read, or written there.
    """
    if target.exists():
        raise FileExistsError(f"{target} is there already")
    made = target.with_name(f".{target.name}.{os.getpid()}.new")
    log = _log_of(made)
    try:
        if not _copy(source, made, log):
            log.unlink(missing_ok=True)
        with closing(sqlite3.connect(made)) as copy:
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what the log has goes into the file
        with made.open("rb") as file:
            os.fsync(file.fileno())
        made.rename(target)
    except BaseException:
        for left in (made, log, made.with_name(f"{made.name}-shm")):
            with suppress(OSError):
                left.unlink()
        raise
    return target.stat().st_size


def _copy(source: Path, made: Path, log: Path) -> bool:
    """Copy file and log as somebody sees them who reads. False when the log is to be left out."""
    with ExitStack() as files, closing(sqlite3.connect(source)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        # Opened within, and closed when the reader has let go.
        tables = files.enter_context(source.open("rb"))
        try:
            written = files.enter_context(_log_of(source).open("rb"))
        except FileNotFoundError:
            written = None
        before = _header(written)
        _pour(tables, made)
        if written is None:
            return False
        _pour(written, log)
        is_same = _header(written) == before
        reader.close()
    return is_same


def _header(log: BinaryIO | None) -> bytes:
    return b"" if log is None else os.pread(log.fileno(), _HEADER, 0)


def _pour(file: BinaryIO, target: Path) -> None:
    with open(private_file(target, os.O_TRUNC), "wb") as out:  # noqa: PTH123 (a descriptor)
        done = 0
        while sent := os.sendfile(out.fileno(), file.fileno(), done, _AT_ONCE):
            done += sent


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
