"""Cards that are pinned: an ornament, so a card counts as shown without it."""

from dataclasses import replace
from datetime import timedelta

from core.domain.effects import Priority, ShowCard
from core.domain.outcomes import Cause, Rejected
from core.domain.places import PlaceKind
from core.domain.relay_effects import PinCard
from core.ports import OutboxEffect, Work
from core.settling import settles
from core.usecases.failures import report_failure

AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""A pin that was refused is tried again so much later each time: who lacks a right may be given it,
and gets a card that is read without it meanwhile."""


async def pin(work: Work, row: OutboxEffect, effect: ShowCard, message_id: int) -> None:
    """Have a card pinned that was sent just now. A desk's group, or a room, has one at a time."""
    place = await work.uow.places.by_chat(effect.chat_id, effect.thread_id)
    alone = place is not None and place.kind is not PlaceKind.THREAD
    pinning = PinCard(effect.chat_id, effect.card, message_id, alone=alone)
    await work.tell(pinning, row.ticket_id, priority=Priority.NOTICE)


@settles(PinCard, on=Rejected)
async def not_pinned(work: Work, row: OutboxEffect, effect: PinCard, outcome: Rejected) -> None:
    """It is tried again as long as the card stands there; then the ticket's history has
    it."""
    if outcome.cause is Cause.MESSAGE_GONE:
        return
    if await work.uow.cards.find(effect.card) != (effect.chat_id, effect.message_id):
        return
    if effect.tries == len(AGAIN_AFTER):
        await report_failure(work, row, outcome.reason, tell=False)
        return
    again = replace(effect, tries=effect.tries + 1)
    wait = AGAIN_AFTER[effect.tries]
    await work.tell(
        again,
        row.ticket_id,
        priority=Priority.NOTICE,
        lasts=wait + timedelta(hours=1),
        not_before=work.now + wait,
    )
