"""A disk that takes nothing: full, read-only, over its quota, broken, or out of reach.

It is nobody's fault and passes once a person has mended it: whatever wanted to write waits, and is
done again then.
"""

import errno
import sqlite3
from datetime import datetime, timedelta

from core.model.outcomes import Cause, RetryAt, Scope

PAUSE = timedelta(seconds=30)
"""Until a disk that refused is tried again."""


_SYSTEM = frozenset(
    {
        errno.EDQUOT,
        errno.EFBIG,
        errno.EIO,
        errno.ENODEV,
        errno.ENOSPC,
        errno.ENXIO,
        errno.EROFS,
        errno.ESTALE,
    }
)


_SQLITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY})


def is_refused_by_disk(error: BaseException | None) -> bool:
    """Whether the system or SQLite reports that the disk refuses to write."""
    if isinstance(error, OSError):
        return error.errno in _SYSTEM
    code = getattr(error, "sqlite_errorcode", None)
    # The low byte is the primary code: https://www.sqlite.org/rescode.html
    return isinstance(code, int) and code & 0xFF in _SQLITE


def refused_by_disk(error: Exception, now: datetime) -> RetryAt:
    """Return the outcome for an effect that the disk refused: it waits, however long it takes."""
    said = getattr(error, "strerror", None) or getattr(error, "sqlite_errorname", None)
    return RetryAt(now + PAUSE, f"{type(error).__name__}: {said}", Cause.DISK, Scope.DESTINATION)
