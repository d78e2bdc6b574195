"""Erases what is kept of a customer who was forgotten: rows a little at a time, each time in a
transaction of its own, so that nobody waits for it; then files; then what came meanwhile.

All of it is found by what is left. So whoever is killed in the middle begins anew, and does what is
still to be done. Until then nobody is shown any of it (`forgotten_at`), and none of it is written
again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from core.cards.send import forgotten, notify_supervisors, say, show, show_operator
from core.desks.clearing import messages_deleted
from core.model.audit import AuditKind, ErasureStep
from core.model.cards import Card
from core.model.desk_effects import CopyMessage, DeleteMessages
from core.model.effects import Priority
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Refused, Sent, Settled
from core.model.remains import Clues, Remains
from core.model.room_effects import EraseExpired, EraseTranscript
from core.model.tickets import Ticket
from core.ports import OutboxEffect, Remaining, Work
from core.ports.effects import settles
from core.privacy import views
from core.transcripts.archive import erase_late, overwrite
from core.transcripts.archive_chat import FOR_CUSTOMER, delete_there, list_left

AT_ONCE = 500
"""Rows that are erased in one transaction: ten milliseconds."""

CARDS_AT_ONCE = 10

LOOKS, PAUSE = 20, 0.1
"""How often, and after how many seconds, it is looked whether updates that name them are worked
through: the press by which it was granted, and the next one."""

AGAIN_AFTER = timedelta(hours=6)
"""Until what could not be done is tried again; supervisors hear of it each time."""

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


class Eraser:
    """Erases what is kept of customers who were forgotten."""

    def __init__(self, open_work: OpenWork, remaining: Remaining) -> None:
        self._open_work, self._remaining = open_work, remaining

    async def erase(
        self, effect: EraseTranscript, erase_files: Callable[[], Awaitable[None]]
    ) -> None:
        """Erase rows and files. Raises DatabaseBusyError, and what `erase_files` raises: the same
        again then."""
        customer_id, remaining = effect.customer_id, self._remaining
        clues = await remaining.clues(customer_id, effect.names)
        standing = await remaining.standing(customer_id)
        left = await remaining.left_of(customer_id, clues, await remaining.newest())
        await self._erase_rows(left, standing.in_groups)
        if effect.names:
            await self._take_name_off_cards(standing.operator_cards)
        await erase_files()
        await self._worked_through(clues)
        until, seen = await remaining.newest(), max(left.events, default=0)
        while left := await remaining.left_of(customer_id, clues, until, seen):
            await self._erase_rows(left)
            seen = max(left.events, default=seen)

    async def erase_expired(
        self, customer_id: int, erase_files: Callable[[], Awaitable[None]]
    ) -> None:
        """Erase what was said in tickets whose time is over; raises as `erase`. What came and went
        of them is gone by now, and what stands in staff groups is too old for a bot."""
        seen = 0
        while left := await self._remaining.left_of_tickets(customer_id, seen):
            for part in left.parts(AT_ONCE):
                async with self._open_work() as work:
                    await work.uow.erasures.erase(part, work.now)
            seen = max(left.events, default=seen)
        await erase_files()

    async def _erase_rows(
        self, left: Remains, in_groups: Mapping[int, Sequence[int]] | None = None
    ) -> None:
        """Erase them, and delete what stands of them in staff groups, with those messages there."""
        there = dict(in_groups or {})
        for part in [*left.parts(AT_ONCE)] or ([Remains()] if there else []):
            async with self._open_work() as work:
                erased = await work.uow.erasures.erase(part, work.now)
                for chat_id in sorted(erased.keys() | there.keys()):
                    numbers = {*erased.get(chat_id, ()), *there.get(chat_id, ())}
                    await delete_there(work, chat_id, sorted(numbers))
            there = {}

    async def _take_name_off_cards(self, tickets: Sequence[int]) -> None:
        """Bring operators' cards of these tickets up to date."""
        for begin in range(0, len(tickets), CARDS_AT_ONCE):
            async with self._open_work() as work:
                for ticket_id in tickets[begin : begin + CARDS_AT_ONCE]:
                    ticket = await work.ticket(ticket_id)
                    operator = await work.operator(None if ticket is None else ticket.operator_id)
                    if ticket is not None and operator is not None:
                        await show_operator(work, ticket, operator)

    async def _worked_through(self, clues: Clues) -> None:
        """Wait for updates that name them, for a while: only what is worked through is erased."""
        for _ in range(LOOKS):
            if not await self._remaining.awaits(clues):
                return
            await asyncio.sleep(PAUSE)


async def delete_late_copy(work: Work, ticket: Ticket, effect: CopyMessage, outcome: Sent) -> bool:
    """Delete a copy that arrived for a customer who was forgotten meanwhile; nothing is kept of it.
    False when they were not forgotten. What arrived in their own chat is theirs."""
    if not await forgotten(work, ticket):
        return False
    if effect.chat_id != ticket.customer_id:
        await delete_there(work, effect.chat_id, [here for _, here in outcome.copies])
    await erase_late(work, ticket.customer_id)
    return True


@settles(DeleteMessages)
async def deletion_settled(
    work: Work, row: OutboxEffect, effect: DeleteMessages, outcome: Settled
) -> None:
    """Tell supervisors how many messages Telegram does not delete any more (they are older than 48
    hours), so that a person does it: in the archive's chat which ones. In a desk's group the next
    hundred are deleted."""
    if effect.place_id != FOR_CUSTOMER:
        await messages_deleted(work, row, effect, outcome)
        return
    left = set(effect.message_ids)
    if isinstance(outcome, Sent):
        left = set(outcome.stay)
    if not left:
        return
    groups = {group.chat_id: group.title for group in await work.uow.groups.all()}
    if effect.chat_id not in groups:
        await list_left(work, effect.chat_id, left)
        return
    await notify_supervisors(
        work,
        NoticeKey.LEFT_IN_GROUP,
        group=groups[effect.chat_id],
        count=len(left),
    )


@settles(EraseExpired)
async def expired_erased(
    work: Work, row: OutboxEffect, effect: EraseExpired, outcome: Settled
) -> None:
    """Have the files of what is left written again. What could not be done is tried again later."""
    await _is_all_gone(work, row, effect, outcome)


@settles(EraseTranscript)
async def customer_erased(
    work: Work, row: OutboxEffect, effect: EraseTranscript, outcome: Settled
) -> None:
    """Tell the customer and the supervisors that all is erased. What could not be done is tried
    again later: until then files that cannot be deleted are a person's to delete."""
    if await _is_all_gone(work, row, effect, outcome) and effect.request:
        await _tell_who_asked(work, effect)


async def _is_all_gone(
    work: Work, row: OutboxEffect, effect: EraseExpired | EraseTranscript, outcome: Settled
) -> bool:
    """Have what is left written again; what could not be done is tried again later, and told of."""
    await work.uow.erasures.erased(effect.customer_id, row.id)
    await overwrite(work)
    if not isinstance(outcome, Refused):
        return True
    await notify_supervisors(
        work,
        NoticeKey.FILES_LEFT,
        customer=str(effect.customer_id),
        reason=outcome.reason,
    )
    await work.tell(effect, not_before=work.now + AGAIN_AFTER)
    return False


async def _tell_who_asked(work: Work, effect: EraseTranscript) -> None:
    customer = await work.customer(effect.customer_id)
    erasure = await work.uow.erasures.get(effect.request)
    if customer is None or erasure is None or erasure.decided_by is None:
        return
    of, before, after = effect.customer_id, ErasureStep.GRANTED, ErasureStep.ERASED
    work.audit(erasure.decided_by, AuditKind.ERASURE, of, before.value, after.value)
    # Whoever began afresh meanwhile may be using the keyboard.
    shown = views.forgotten(effect.language)
    await say(work, customer.id, shown, remove_keyboard=customer.is_forgotten)
    names = await work.uow.oversight.names([erasure.decided_by])
    decider = names.get(erasure.decided_by, str(erasure.decided_by))
    for each in await work.uow.operators.supervisors():
        if each.started_bot:
            card = Card.ERASURE.of(erasure.id, each.id)
            granted = views.erasure_granted(erasure, decider, effect.sent, each.language)
            await show(work, each.id, card, granted, priority=Priority.NOTICE)
