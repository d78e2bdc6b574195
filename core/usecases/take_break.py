"""An operator on shift wants nothing new for a while. The tickets they hold are not touched."""

from core.domain.errors import DeskError
from core.domain.events import CameToWork, PanelChanged
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.show_panel import show_panel, staff_member


async def start_break(work: Work, operator_id: int, fresh: bool = False) -> None:
    """Nothing new from now on. Raises StaffOnly, DeskError(NOT_ON_SHIFT, ALREADY_ON_BREAK)."""
    operator = await staff_member(work, operator_id)
    if not await work.uow.operators.start_break(operator_id, work.now):
        raise DeskError(TextKey.ALREADY_ON_BREAK if operator.on_shift else TextKey.NOT_ON_SHIFT)
    await show_panel(work, operator_id, fresh)


async def end_break(work: Work, operator_id: int, fresh: bool = False) -> None:
    """Back at work. Raises StaffOnly, DeskError(NOT_ON_BREAK)."""
    await staff_member(work, operator_id)
    if not await work.uow.operators.end_break(operator_id, work.now):
        raise DeskError(TextKey.NOT_ON_BREAK)
    work.happened(CameToWork(operator_id))
    work.happened(PanelChanged(operator_id, fresh))


async def toggle_break(work: Work, operator_id: int) -> None:
    """The one or the other. Raises StaffOnly, DeskError(NOT_ON_SHIFT)."""
    operator = await staff_member(work, operator_id)
    change = end_break if operator.on_break else start_break
    await change(work, operator_id, fresh=True)
