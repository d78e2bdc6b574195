"""An effect for many is told to the next few of them; what follows stands in the outbox with it."""

from dataclasses import replace

from core.domain import views
from core.domain.audience_effects import ForMany, TellSupervisors
from core.domain.effects import Priority
from core.domain.outcomes import Settled
from core.domain.views import Shown
from core.ports import OutboxEffect, Work
from core.settling import settles
from core.usecases.telling import say

AT_ONCE = 50
"""People told in one transaction."""


async def go_on(work: Work, row: OutboxEffect, effect: ForMany, last: int | None) -> None:
    """The effect waits anew for whoever stands behind the last one (None: nobody does)."""
    if last is not None:
        await work.tell(replace(effect, after=last), row.ticket_id, priority=row.priority)


@settles(TellSupervisors)
async def tell_next_supervisors(
    work: Work, row: OutboxEffect, effect: TellSupervisors, _outcome: Settled
) -> None:
    """Tell those behind `after`."""
    found = await work.uow.operators.next_supervisors(effect.after, AT_ONCE)
    for supervisor in found:
        if supervisor.started_bot:
            text = views.translated(effect.text, supervisor.language)
            shown = Shown(text, effect.buttons)
            await say(work, supervisor.id, shown, priority=Priority.NOTICE, ticket_id=row.ticket_id)
    await go_on(work, row, effect, found[-1].id if len(found) == AT_ONCE else None)
