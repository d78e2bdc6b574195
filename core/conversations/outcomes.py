"""What follows when something was carried between customer and staff, or is carried later."""

from collections.abc import Sequence

from core.conversations.answers import answer_settled, edit_settled, write_undelivered
from core.conversations.copies import copy_arrived, copy_held_up, tell_unseen
from core.conversations.withdraw import withdrawal_settled
from core.desks.desk import bot_wrote
from core.model.desk_effects import CopyMessage, DeleteCopy, EditCopy
from core.model.outcomes import Refused, RetryAt, Sent, Settled
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.privacy.requests import delete_late_copy


@settles(CopyMessage)
async def copied(work: Work, row: OutboxEffect, effect: CopyMessage, outcome: Settled) -> None:
    """Where the copy stands is kept, so that answers, edits and reactions find it; staff learns
    what became of its answer."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    if isinstance(outcome, Sent):
        if await delete_late_copy(work, ticket, effect, outcome):
            return
        await _keep_copies(work, row, effect, outcome.copies)
        await copy_arrived(work, ticket, row, effect)
    if effect.chat_id == ticket.customer_id:
        await answer_settled(work, ticket, row, effect, outcome)
    elif isinstance(outcome, Refused):
        await write_undelivered(work, ticket, effect, outcome.reason)
        await tell_unseen(work, ticket, effect, outcome)


@settles(CopyMessage, on=RetryAt)
async def copy_waits(work: Work, row: OutboxEffect, effect: CopyMessage, outcome: RetryAt) -> None:
    """What of it was said already is kept, so that only the rest is said again; whoever waits long
    is told."""
    await _keep_copies(work, row, effect, outcome.copies)
    if outcome.told:
        await copy_held_up(work, row, effect, outcome)


async def _keep_copies(
    work: Work, row: OutboxEffect, effect: CopyMessage, copies: Sequence[tuple[int, int]]
) -> None:
    """These stand there now: all of it, or what came before the rest had to wait."""
    if not copies or row.ticket_id is None:
        return
    await work.uow.copies.add(row.ticket_id, effect.from_chat_id, effect.chat_id, copies, work.now)
    if effect.chat_id < 0:
        await bot_wrote(work, effect.chat_id, [message for _, message in copies])


@settles(DeleteCopy)
async def copy_deleted(work: Work, row: OutboxEffect, effect: DeleteCopy, outcome: Settled) -> None:
    """An answer that staff takes back. What goes from the staff's chat is missed by nobody."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is not None and effect.chat_id == ticket.customer_id:
        await withdrawal_settled(work, ticket, effect, outcome)


@settles(EditCopy, on=Refused)
async def copy_edited(work: Work, row: OutboxEffect, effect: EditCopy, outcome: Refused) -> None:
    """What staff changed of an answer, or the customer of what they said, is not seen."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is not None and effect.chat_id == ticket.customer_id:
        await edit_settled(work, ticket, row, effect, outcome)
    elif ticket is not None:
        await tell_unseen(work, ticket, effect, outcome)
