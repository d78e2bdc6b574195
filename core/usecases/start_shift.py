"""An operator comes on shift."""

from core.domain.errors import DeskError, StaffOnly
from core.domain.events import CameToWork, PanelChanged
from core.domain.texts import TextKey
from core.ports import Work


async def start_shift(work: Work, operator_id: int) -> None:
    """Start the shift. Raises StaffOnly,
    DeskError(ALREADY_ON_SHIFT)."""
    if await work.operator(operator_id) is None:
        raise StaffOnly
    if not await work.uow.operators.start_shift(operator_id, work.now):
        raise DeskError(TextKey.ALREADY_ON_SHIFT)
    work.happened(CameToWork(operator_id))
    work.happened(PanelChanged(operator_id))
