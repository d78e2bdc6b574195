"""Words that Telegram holds up for long are carried later, in their order; whoever waits hears once
until when, and again when they arrived."""

from datetime import datetime, timedelta

from core.domain import cards, views
from core.domain.effects import ShowCard
from core.domain.hours import clock_time
from core.domain.memos import Memo
from core.domain.outcomes import RetryAt
from core.domain.relay_effects import CopyMessage
from core.domain.texts import RelayKey, Text
from core.domain.tickets import Ticket
from core.ports import OutboxEffect, Work
from core.usecases.whereabouts import usable_place

QUIET = timedelta(minutes=10)
"""Of many waits in a row it is told no more often than that."""

ARRIVED = "arrived"


async def copy_held_up(
    work: Work, row: OutboxEffect, effect: CopyMessage, outcome: RetryAt
) -> None:
    """Of a customer's words the customer hears, of an answer the staff, at the message itself."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None or not ticket.is_open:
        return
    told = await work.remembered(Memo.HELD_UP, ticket.id, effect.chat_id) or ARRIVED
    if told != ARRIVED and datetime.fromisoformat(told) >= work.now:
        return
    until = max(outcome.at, work.now + QUIET)
    if not await work.once(Memo.HELD_UP, ticket.id, effect.chat_id, word=until.isoformat()):
        return
    is_answer = effect.chat_id == ticket.customer_id
    key = RelayKey.ANSWER_HELD_UP if is_answer else RelayKey.WORDS_HELD_UP
    time = clock_time(outcome.at, work.now, work.rules.time_zone)
    text = views.text(key, await _language(work, ticket, effect), time=time)
    await _show(work, ticket, effect, text, reply_to=effect.message_id)


async def copy_arrived(work: Work, ticket: Ticket, row: OutboxEffect, effect: CopyMessage) -> None:
    """It is there at last: what was told of it is told no longer."""
    if not row.attempts:
        return
    held_up = Memo.HELD_UP, ticket.id, effect.chat_id
    if (await work.remembered(*held_up) or ARRIVED) == ARRIVED:
        return
    await work.once(*held_up, word=ARRIVED)
    text = views.text(RelayKey.ANSWER_ARRIVED_LATE, await _language(work, ticket, effect))
    await _show(work, ticket, effect, text)


async def _language(work: Work, ticket: Ticket, effect: CopyMessage) -> str | None:
    if effect.chat_id == ticket.customer_id:
        return work.rules.desk_language
    customer = await work.customer(ticket.customer_id)
    return None if customer is None else customer.language


async def _show(
    work: Work,
    ticket: Ticket,
    effect: CopyMessage,
    text: Text,
    reply_to: int | None = None,
) -> None:
    place = await usable_place(work, ticket)
    here = place is not None and place.chat_id == effect.from_chat_id
    await work.tell(
        ShowCard(
            effect.from_chat_id,
            cards.held_up(ticket.id, effect.chat_id),
            text,
            fresh=reply_to is not None,
            thread_id=place.thread_id if place is not None and here else 0,
            reply_to=reply_to,
        ),
        ticket.id,
    )
