"""What follows from how a receiver took an event: it is tried again, ever more slowly, and whoever
fails for days, or says that it is gone, is switched off."""

from dataclasses import replace

from core.cards.send import notify_supervisors
from core.model import effect_rows
from core.model.effects import Priority
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Rejected, Sent, Settled, Unreachable
from core.model.webhooks import FailedPost, HookEvent, PostEvent, Webhook
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.webhooks.manage import switch_off
from core.webhooks.rules import KEPT_FOR, PAUSES, pause_after, shown_address

MOST_TRIES = len(PAUSES) + 1


@settles(PostEvent)
async def event_posted(work: Work, row: OutboxEffect, effect: PostEvent, outcome: Settled) -> None:
    """Note that the receiver works; or have it tried again; or keep what cannot be posted by a
    fault of ours, for a person to look at."""
    match outcome:
        case Sent():
            await work.uow.webhooks.worked(effect.webhook_id, effect.event_id, work.now)
        case Unreachable():
            await _try_again(work, row, effect, outcome)
        case Rejected() if outcome.cause is not Cause.SO_ALREADY:
            if await work.uow.webhooks.get(effect.webhook_id) is not None:
                await _keep(work, row, effect, outcome.reason)


async def _try_again(
    work: Work, row: OutboxEffect, effect: PostEvent, outcome: Unreachable
) -> None:
    """Try it again after a pause. Nothing else is posted there before a shorter one is over, so
    that a receiver that is down gets as few calls as if one event waited for it."""
    webhook = await work.uow.webhooks.get(effect.webhook_id)
    if webhook is None or (not webhook.is_on and effect.kind is not HookEvent.TEST):
        return
    if effect.kind is HookEvent.TEST:
        await _keep(work, row, effect, outcome.reason)
        return
    if outcome.cause is Cause.RECEIVER_GONE:
        await _switch_off(work, webhook, outcome.reason)
        return
    since = webhook.failing_since or work.now
    if work.now - since >= KEPT_FOR:
        await _switch_off(work, webhook, outcome.reason)
        return
    marker = work.new_marker()
    until = work.now + pause_after(webhook.failures, marker)
    await work.uow.webhooks.failed(webhook.id, work.now, until)
    next_at = max(until, work.now + pause_after(effect.tries, marker))
    again = replace(effect, tries=effect.tries + 1)
    ends_at = effect.at + KEPT_FOR
    if again.tries >= MOST_TRIES or next_at >= ends_at:
        await _keep(work, row, again, outcome.reason)
        return
    failed = _failed(work, row, again, outcome.reason)
    await work.uow.webhooks.keep_failed(replace(failed, next_at=next_at))
    lasts = ends_at - work.now
    await work.tell(again, row.ticket_id, priority=Priority.BOARD, lasts=lasts, not_before=next_at)


async def _keep(work: Work, row: OutboxEffect, effect: PostEvent, reason: str) -> None:
    await work.uow.webhooks.keep_failed(_failed(work, row, effect, reason))


def _failed(work: Work, row: OutboxEffect, effect: PostEvent, reason: str) -> FailedPost:
    fields = effect_rows.to_json(replace(effect, tries=0))
    kind, ticket_id = effect.kind.value, row.ticket_id
    return FailedPost(
        effect.webhook_id, effect.event_id, kind, ticket_id, max(effect.tries, 1), work.now, None,
        reason, fields,
    )  # fmt: skip


async def _switch_off(work: Work, webhook: Webhook, reason: str) -> None:
    await switch_off(work, webhook, reason)
    await notify_supervisors(
        work,
        NoticeKey.WEBHOOK_OFF,
        address=shown_address(webhook.address),
        reason=reason,
    )
