"""The operator's panel."""

from core.domain import cards, staff_views
from core.domain.effects import Priority, ShowCard
from core.domain.errors import StaffOnly
from core.domain.people import Operator
from core.domain.texts import TextKey
from core.domain.views import Shown
from core.ports import Work
from core.usecases.telling import PROMPT_LASTS


async def show_panel(work: Work, operator_id: int, fresh: bool = False) -> None:
    """Show the panel, anew when `fresh`, else where it stands. Raises StaffOnly."""
    operator = await staff_member(work, operator_id)
    shown = staff_views.panel(operator, await work.uow.tickets.queue_length())
    await put_panel(work, operator_id, shown, fresh=fresh)


async def put_panel(work: Work, operator_id: int, shown: Shown, *, fresh: bool = False) -> None:
    """That instead of the panel."""
    await work.uow.cards.remember({cards.panel(operator_id): shown.word})
    await work.tell(
        ShowCard(operator_id, cards.panel(operator_id), shown.text, shown.buttons, fresh),
        lasts=PROMPT_LASTS,
    )


async def follow_panel(work: Work, operator: Operator, waiting: int, told: str | None) -> None:
    """Bring a panel that stands somewhere up to date, where it tells something else by now.
    `told`: what it tells; one that asks what becomes of the tickets is left alone."""
    if told is None or told.startswith(TextKey.PANEL_LEAVING.value):
        return
    shown = staff_views.panel(operator, waiting)
    if not await work.uow.cards.remember({cards.panel(operator.id): shown.word}):
        return
    await work.tell(
        ShowCard(operator.id, cards.panel(operator.id), shown.text, shown.buttons),
        priority=Priority.BOARD,
    )


async def staff_member(work: Work, operator_id: int) -> Operator:
    """Raises StaffOnly for everybody else."""
    operator = await work.operator(operator_id)
    if operator is None:
        raise StaffOnly
    return operator
