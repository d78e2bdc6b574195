"""What time does by itself, ticked by the scheduler. Safe to repeat."""

from datetime import timedelta

from core.ports import Work


async def sweep(work: Work) -> list[int]:
    """Abandon offers whose customer never came, pull the queue. Returns the ids of tickets abandoned."""
    raise AssertionError(work)


async def prune(
    work: Work, inbox_for: timedelta = timedelta(days=2), outbox_for: timedelta = timedelta(days=7)
) -> int:
    """Forget updates and effects that were done with that long ago. Returns how many."""
    raise AssertionError(work, inbox_for, outbox_for)
