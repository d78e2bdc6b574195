"""Tells the desk's time: the machine's, or that of a sandbox whose people move time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.settings import Settings

_NO_FILE = (0, 0)


def utc_now() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)


class SandboxClock:
    """Tells the machine's time, as many seconds ahead as a file of the sandbox says.

    The file has one number. Where it is missing, or holds no number, the last known one holds, at
    first none. A call costs one look at the file's entry, and a read when it has changed.
    """

    def __init__(self, file: Path, machine: Callable[[], datetime] = utc_now) -> None:
        self._file, self._machine = file, machine
        self._version = _NO_FILE
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the desk's time, UTC."""
        self._look()
        return self._machine() + self._ahead

    def _look(self) -> None:
        try:
            found = self._file.stat()
            version = (found.st_ino, found.st_mtime_ns)
            if version == self._version:
                return
            self._ahead = timedelta(seconds=float(self._file.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return
        self._version = version


def clock_of(settings: Settings) -> Callable[[], datetime]:
    """Return the clock that these settings name."""
    file = settings.sandbox_clock
    return utc_now if file is None else SandboxClock(file)
