"""What a customer said or changed, and Telegram does not carry to the staff: it is told there in
words, since nobody would miss what they never saw."""

from core.domain import answer_views, cards
from core.domain.outcomes import Cause, Refused, Rejected
from core.domain.relay_effects import CopyMessage, EditCopy
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.telling import show
from core.usecases.whereabouts import usable_place


async def tell_unseen(
    work: Work, ticket: Ticket, effect: CopyMessage | EditCopy, outcome: Refused
) -> None:
    """Once for each message, and of edits for each state of it. What the customer or the staff has
    deleted is missed by nobody."""
    if not isinstance(outcome, Rejected) or outcome.cause is Cause.MESSAGE_GONE:
        return
    recorded = await work.uow.messages.get(effect.from_chat_id, effect.message_id)
    place = await usable_place(work, ticket)
    if recorded is None or place is None or place.chat_id != effect.chat_id:
        return
    is_edit = isinstance(effect, EditCopy)
    key = RelayKey.UNSEEN_EDIT if is_edit else RelayKey.UNSEEN_WORDS
    await show(
        work,
        effect.chat_id,
        cards.unseen(ticket.id, effect.message_id),
        answer_views.unseen(key, work.rules.desk_language, recorded),
        each=True,
        ticket_id=ticket.id,
        thread_id=place.thread_id,
    )
