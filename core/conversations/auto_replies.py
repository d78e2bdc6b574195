"""The desk answers by itself: the first words of a ticket, and what is written outside working
hours. Where staff was faster, or is there all the same, it says nothing. What it said is recorded
as the bot's."""

from core.cards.lookup import is_relayed
from core.cards.send import PROMPT_LASTS, forgotten
from core.cards.views.customer import opening_values
from core.conversations.record import record_for
from core.model.auto_replies import AutoReplyDue, SendAutoReply, closed_until, in_period
from core.model.auto_text_keys import AutoKey
from core.model.effects import DeleteMessage
from core.model.memos import Memo
from core.model.messages import SenderRole
from core.model.outcomes import Sent
from core.model.people import Customer
from core.model.rules import Topic, opening
from core.model.texts import Value, text
from core.model.tickets import Ticket
from core.ports import OutboxEffect, Work


async def answer_closed(work: Work, ticket_id: int) -> None:
    """Have a customer answered who opened a ticket outside working hours and has written nothing
    yet, since they are to come into a room."""
    if not any(topic.auto_closed for topic in work.rules.topics):
        return
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open or ticket.customer_spoke_at is not None:
        return
    topic = work.rules.topic(ticket.topic)
    if topic.auto_closed and closed_until(topic, work.now) and not await is_relayed(work, ticket):
        work.happened(AutoReplyDue(ticket.id, ticket.customer_id, AutoKey.CLOSED))


async def reply(work: Work, due: AutoReplyDue) -> None:
    """Answer it, once for each ticket, or for each customer and closed period; not where staff has
    answered."""
    ticket = await work.ticket(due.ticket_id)
    customer = None if ticket is None else await work.customer(ticket.customer_id)
    if ticket is None or customer is None or not ticket.is_open:
        return
    topic = work.rules.topic(ticket.topic)
    values = await _values(work, ticket, customer, topic, due.key)
    if values is not None:
        said = text(due.key, customer.language, name=customer.name, of=topic.key, **values)
        await work.tell(SendAutoReply(due.chat_id, said), ticket.id, lasts=PROMPT_LASTS)


async def keep_reply(work: Work, row: OutboxEffect, effect: SendAutoReply, sent: Sent) -> None:
    """Record what was said in the bot's chat, as it stands there; in a room the user account reads
    it."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None or effect.chat_id < 0:
        return
    for said in sent.posted:
        if await forgotten(work, ticket):
            await work.tell(DeleteMessage(effect.chat_id, said.message_id))
        else:
            await record_for(work, ticket, None, SenderRole.BOT, said)


async def _values(
    work: Work, ticket: Ticket, customer: Customer, topic: Topic, key: AutoKey
) -> dict[str, Value] | None:
    """Return what is put into it; None where nothing is to be said (any more)."""
    if key is AutoKey.FIRST:
        is_answered = ticket.answered_at is not None or ticket.staff_spoke_at is not None
        is_news = not is_answered and await work.once(Memo.AUTO_FIRST, ticket.id)
        return {} if is_news else None
    until = closed_until(topic, work.now)
    opens = None if topic.hours is None else opening(topic.hours, work.now)
    if until is None or opens is None or in_period(topic, ticket.staff_spoke_at, until):
        return None
    holder = await work.operator(ticket.operator_id)
    if holder is not None and holder.on_shift and not holder.on_break:
        return None
    if not await work.once(Memo.AUTO_CLOSED, customer.id, word=until.isoformat()):
        return None
    return opening_values(opens, customer.language)
