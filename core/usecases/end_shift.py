"""An operator goes off shift."""

from core.ports import Work


async def end_shift(work: Work, operator_id: int) -> None:
    """No new tickets; those held stay to the end. Raises StaffOnly, DeskError(NOT_ON_SHIFT)."""
    raise AssertionError(work, operator_id)
