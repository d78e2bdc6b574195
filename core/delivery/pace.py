"""Small parts that the worker and the relay share: points to cut them at, and growing pauses."""

from collections.abc import Callable

Trace = Callable[[str], None]
"""Told the name of each point that is passed. A test that raises there sees what a crash at that
point leaves behind."""


def no_trace(_point: str) -> None:
    """Nobody looks."""


BUSY_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)


def busy_pause(failures: int) -> float:
    """Seconds until a busy database is asked again, after so many failures in a row (from 1)."""
    return BUSY_PAUSES[min(failures, len(BUSY_PAUSES)) - 1]


def is_told(failures: int) -> bool:
    """Whether the log tells of so many failures in a row (from 1): ever more seldom, so that a disk
    that is full for hours is not filled with that."""
    return failures & (failures - 1) == 0
