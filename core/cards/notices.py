"""Sends notices to supervisors a few people at a time, and records in a ticket's history what
Telegram refused, which is reported to supervisors once."""

from dataclasses import replace

from core.cards.send import notify_supervisors, say
from core.cards.views import customer as views
from core.model import texts
from core.model.audience_effects import ForMany, TellSupervisors
from core.model.effects import Effect, Priority
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Settled
from core.model.texts import Shown
from core.model.tickets import TicketEventKind
from core.ports import OutboxEffect, Work
from core.ports.effects import settles

AT_ONCE = 50
"""How many people are notified in one transaction."""


async def go_on(work: Work, row: OutboxEffect, effect: ForMany, last: int | None) -> None:
    """Queue the effect again for the recipients after the last one (None: there are none)."""
    if last is not None:
        await work.tell(replace(effect, after=last), row.ticket_id, priority=row.priority)


@settles(TellSupervisors)
async def notify_next_supervisors(
    work: Work, row: OutboxEffect, effect: TellSupervisors, _outcome: Settled
) -> None:
    """Notify the supervisors whose ids come after `after`."""
    found = await work.uow.audiences.supervisors(effect.after, AT_ONCE)
    for supervisor in found:
        if supervisor.started_bot:
            text = views.translated(effect.text, supervisor.language)
            shown = Shown(text, effect.buttons)
            await say(work, supervisor.id, shown, priority=Priority.NOTICE, ticket_id=row.ticket_id)
    await go_on(work, row, effect, found[-1].id if len(found) == AT_ONCE else None)


async def report_failure(work: Work, row: OutboxEffect, reason: str, *, tell: bool = True) -> None:
    """Record a failed effect in its ticket's history. With `tell`, notify supervisors once for each
    ticket and kind of effect."""
    if row.ticket_id is None:
        return
    name = type(row.effect).__name__
    await work.note(row.ticket_id, TicketEventKind.EFFECT_FAILED, effect=name, reason=reason)
    if not tell or _is_notice(row.effect):
        return
    if await work.once(Memo.FAILED, row.ticket_id, name):
        await notify_supervisors(
            work,
            NoticeKey.EFFECT_FAILED,
            row.ticket_id,
            reason=texts.text(row.effect.failed, None, reason=reason),
        )


def _is_notice(effect: Effect) -> bool:
    """Whether the effect is itself a notice: one that fails must not cause another."""
    text = getattr(effect, "text", None)
    return text is not None and isinstance(text.key, NoticeKey)
