"""An effect for many is told to the next few of them; what follows stands in the outbox with it."""

from dataclasses import replace

from core.domain import views
from core.domain.audience_effects import ForMany, ShowQueue, TellSupervisors
from core.domain.effects import Priority
from core.domain.views import Shown
from core.ports import OutboxEffect, Work
from core.usecases.queue_for_staff import show_to_next
from core.usecases.telling import say

AT_ONCE = 50
"""People told in one transaction."""


async def tell_next(work: Work, row: OutboxEffect, effect: ForMany) -> None:
    """Tell those behind `after`; the effect waits anew for whoever stands behind them."""
    match effect:
        case ShowQueue():
            last = await show_to_next(work, effect, AT_ONCE)
        case TellSupervisors():
            last = await _tell_supervisors(work, row, effect)
        case _:
            raise TypeError(f"no audience is known for {type(effect).__name__}")
    if last is not None:
        await work.tell(replace(effect, after=last), row.ticket_id, priority=row.priority)


async def _tell_supervisors(work: Work, row: OutboxEffect, effect: TellSupervisors) -> int | None:
    found = await work.uow.operators.next_supervisors(effect.after, AT_ONCE)
    for supervisor in found:
        if supervisor.started_bot:
            text = views.translated(effect.text, supervisor.language)
            shown = Shown(text, effect.buttons)
            await say(work, supervisor.id, shown, priority=Priority.NOTICE, ticket_id=row.ticket_id)
    return found[-1].id if len(found) == AT_ONCE else None
