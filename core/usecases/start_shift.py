"""An operator comes on shift."""

from core.domain.errors import DeskError, StaffOnly
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.eligible_again import eligible_again
from core.usecases.pull_queue import pull_queue
from core.usecases.show_panel import show_panel


async def start_shift(work: Work, operator_id: int) -> None:
    """Start the shift, pull the queue, show the panel. Raises StaffOnly,
    DeskError(ALREADY_ON_SHIFT)."""
    if await work.operator(operator_id) is None:
        raise StaffOnly
    if not await work.uow.operators.start_shift(operator_id, work.now):
        raise DeskError(TextKey.ALREADY_ON_SHIFT)
    await eligible_again(work, operator_id)
    await pull_queue(work, newcomer=operator_id)
    await show_panel(work, operator_id)
