"""An operator comes on shift."""

from core.ports import Work


async def start_shift(work: Work, operator_id: int) -> None:
    """Start the shift, show the panel, pull the queue. Raises StaffOnly, DeskError(ALREADY_ON_SHIFT)."""
    raise AssertionError(work, operator_id)
