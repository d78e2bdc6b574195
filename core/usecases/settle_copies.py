"""What follows when something was carried between customer and staff, or done in a staff group
(the table is in `settle_effect`)."""

from collections.abc import Sequence

from core.domain.effects import Effect
from core.domain.outcomes import Outcome, Rejected, Sent, Unreachable
from core.domain.relay_effects import (
    ClearGroup,
    CopyMessage,
    CreateTopic,
    DeleteCopy,
    DeleteMessages,
    DeleteTopic,
    EditCopy,
    LookAtGroup,
    PinCard,
    RestoreTitle,
    ShapeTopic,
)
from core.domain.tickets import Ticket
from core.ports import OutboxEffect, Work
from core.usecases.clear_desk import all_is_said, group_cleared, messages_deleted
from core.usecases.delivered import answer_settled, edit_settled, write_undelivered
from core.usecases.desk_traces import bot_wrote
from core.usecases.forget_in_groups import FOR_CUSTOMER, came_too_late, taken_away
from core.usecases.held_up import copy_arrived
from core.usecases.pins import pinned
from core.usecases.settle_topics import topic_created, topic_deleted, topic_shaped
from core.usecases.staff_groups import group_looked_at
from core.usecases.unseen import tell_unseen
from core.usecases.withdraw import withdrawal_settled


async def settle_relay(work: Work, row: OutboxEffect, effect: Effect, outcome: Outcome) -> None:
    """Take in what came of one of `RELAY_EFFECTS`."""
    match effect:
        case CopyMessage():
            await copied(work, row, effect, outcome)
        case EditCopy() | DeleteCopy():
            await copy_changed(work, row, effect, outcome)
        case CreateTopic():
            await topic_created(work, row, effect, outcome)
        case ShapeTopic():
            await topic_shaped(work, row, effect, outcome)
        case DeleteTopic():
            await topic_deleted(work, row, effect, outcome)
        case RestoreTitle():
            await all_is_said(work, row, effect)
        case PinCard():
            await pinned(work, row, effect, outcome)
        case ClearGroup():
            await group_cleared(work, row, effect, outcome)
        case LookAtGroup():
            await group_looked_at(work, effect, outcome)
        case DeleteMessages() if effect.place_id == FOR_CUSTOMER:
            await taken_away(work, effect, outcome)
        case DeleteMessages():
            await messages_deleted(work, row, effect, outcome)
        case _:
            pass


async def copied(work: Work, row: OutboxEffect, effect: CopyMessage, outcome: Outcome) -> None:
    """Where the copy stands is kept, so that answers, edits and reactions find it; staff learns
    what became of its answer."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    if isinstance(outcome, Sent):
        if await came_too_late(work, ticket, effect, outcome):
            return
        await keep_copies(work, row, effect, outcome.copies)
        await copy_arrived(work, ticket, row, effect)
    if effect.chat_id == ticket.customer_id:
        await answer_settled(work, ticket, row, effect, outcome)
    else:
        await _question_settled(work, ticket, effect, outcome)


async def keep_copies(
    work: Work, row: OutboxEffect, effect: CopyMessage, copies: Sequence[tuple[int, int]]
) -> None:
    """These stand there now: all of it, or what came before the rest had to wait."""
    if not copies or row.ticket_id is None:
        return
    await work.uow.copies.add(row.ticket_id, effect.from_chat_id, effect.chat_id, copies, work.now)
    if effect.chat_id < 0:
        await bot_wrote(work, effect.chat_id, [message for _, message in copies])


async def _question_settled(
    work: Work, ticket: Ticket, effect: CopyMessage, outcome: Outcome
) -> None:
    """What the customer said cannot stand in the staff's chat."""
    if isinstance(outcome, Unreachable | Rejected):
        await write_undelivered(work, ticket, effect, outcome.reason)
        await tell_unseen(work, ticket, effect, outcome)


async def copy_changed(
    work: Work, row: OutboxEffect, effect: EditCopy | DeleteCopy, outcome: Outcome
) -> None:
    """What staff changed of an answer, or the customer of what they said."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    to_customer = effect.chat_id == ticket.customer_id
    match effect:
        case DeleteCopy() if to_customer:
            await withdrawal_settled(work, ticket, effect, outcome)
        case EditCopy() if to_customer:
            await edit_settled(work, ticket, row, effect, outcome)
        case EditCopy():
            await tell_unseen(work, ticket, effect, outcome)
