"""The operator's panel."""

from core.ports import Work


async def show_panel(work: Work, operator_id: int, fresh: bool = False) -> None:
    """Show the panel, anew when `fresh`, else where it stands. Raises StaffOnly."""
    raise AssertionError(work, operator_id, fresh)
