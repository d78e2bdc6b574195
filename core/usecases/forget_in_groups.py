"""What a customer who is forgotten leaves in the staff's groups. Their topics go, what stands in
the overflow group is deleted, and what was just on its way is taken away when it arrives. A desk is
cleared as at the end of every ticket."""

from collections.abc import Sequence

from core.domain.outcomes import Sent, Settled
from core.domain.relay_effects import CopyMessage, DeleteMessages
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket
from core.ports import OutboxEffect, Work
from core.settling import settles
from core.usecases.archiving import forgotten
from core.usecases.clear_desk import messages_deleted
from core.usecases.telling import tell_supervisors
from core.usecases.threads import forget_threads

MOST_DELETED = 100  # in a call (https://core.telegram.org/bots/api#deletemessages)
FOR_CUSTOMER = -1
"""Instead of a place: these messages go for their customer's sake, and no desk is cleared."""


async def forget_in_groups(work: Work, customer_id: int) -> None:
    """Before the rows go that tell what stands where."""
    await forget_threads(work, customer_id)
    for chat_id, numbers in (await work.uow.erasures.left_in_groups(customer_id)).items():
        await _delete(work, chat_id, numbers)


async def came_too_late(work: Work, ticket: Ticket, effect: CopyMessage, outcome: Sent) -> bool:
    """A copy arrived for a customer who was forgotten meanwhile: it goes again, and nothing is kept
    of it. False when they were not. What arrived in their own chat is theirs."""
    if not await forgotten(work, ticket):
        return False
    if effect.chat_id != ticket.customer_id:
        await _delete(work, effect.chat_id, [here for _, here in outcome.copies])
    await work.uow.erasures.forget_late(ticket.customer_id, work.now)
    return True


@settles(DeleteMessages)
async def taken_away(
    work: Work, row: OutboxEffect, effect: DeleteMessages, outcome: Settled
) -> None:
    """What Telegram will not delete any more (above 48 hours), a person must; of a desk's group
    the next hundred go."""
    if effect.place_id != FOR_CUSTOMER:
        await messages_deleted(work, row, effect, outcome)
        return
    left = len(effect.message_ids)
    if isinstance(outcome, Sent):
        left = int(outcome.value.get("left", 0))
    if not left:
        return
    groups = {group.chat_id: group.title for group in await work.uow.groups.all()}
    await tell_supervisors(
        work,
        RelayKey.SUPERVISOR_LEFT_IN_GROUP,
        group=groups.get(effect.chat_id, str(effect.chat_id)),
        count=left,
    )


async def _delete(work: Work, chat_id: int, numbers: Sequence[int]) -> None:
    for begin in range(0, len(numbers), MOST_DELETED):
        some = tuple(numbers[begin : begin + MOST_DELETED])
        await work.tell(DeleteMessages(chat_id, message_ids=some, place_id=FOR_CUSTOMER))
