"""The operator's panel."""

from core.domain import cards, views
from core.domain.effects import ShowCard
from core.domain.errors import StaffOnly
from core.ports import Work
from core.usecases.telling import PROMPT_LASTS


async def show_panel(work: Work, operator_id: int, fresh: bool = False) -> None:
    """Show the panel, anew when `fresh`, else where it stands. Raises StaffOnly."""
    operator = await work.uow.operators.get(operator_id)
    if operator is None:
        raise StaffOnly
    shown = views.panel(operator, await work.uow.tickets.queue_length())
    await work.uow.outbox.add(
        ShowCard(operator_id, cards.panel(operator_id), shown.text, shown.buttons, fresh),
        now=work.now,
        expires_at=work.now + PROMPT_LASTS,
    )
