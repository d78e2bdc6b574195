"""A clock that the sandbox's people move ahead, so that deadlines come due at once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path


def utc_now() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)


class MovedClock:
    """The machine's clock, moved ahead.

    Args:
        file: where it writes how many seconds it is ahead, for a desk in other processes
            (`SANDBOX_CLOCK`); replaced as a whole at each move. Raises OSError when it cannot.
        machine: gives UTC now.
    """

    def __init__(self, file: Path | None = None, machine: Callable[[], datetime] = utc_now) -> None:
        self._file, self._machine = file, machine
        self._ahead = timedelta()
        self._write()

    def now(self) -> datetime:
        """The sandbox's time, UTC."""
        return self._machine() + self._ahead

    def advance(self, by: timedelta) -> None:
        """Move the clock ahead. Raises ValueError for a step back: no clock of Telegram's goes
        back, and messages would be in the wrong order."""
        if by < timedelta():
            raise ValueError("the clock goes ahead only")
        self._ahead += by
        self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        beside = self._file.with_suffix(".new")
        beside.write_text(f"{self._ahead.total_seconds()}\n", encoding="ascii")
        beside.replace(self._file)
