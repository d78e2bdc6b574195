"""An operator goes off shift."""

from core.domain.errors import DeskError, StaffOnly
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.show_panel import show_panel


async def end_shift(work: Work, operator_id: int) -> None:
    """No new tickets; those held stay to the end. Raises StaffOnly, DeskError(NOT_ON_SHIFT).

    An offer whose customer has not come yet is not lost: the choice is made again when they come.
    """
    if await work.uow.operators.get(operator_id) is None:
        raise StaffOnly
    if not await work.uow.operators.end_shift(operator_id, work.now):
        raise DeskError(TextKey.NOT_ON_SHIFT)
    await show_panel(work, operator_id)
