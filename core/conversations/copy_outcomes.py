"""Settlers of copies to the other side: delivered, delayed, or undeliverable.

A delivered answer of the staff gets a reaction as its mark, an undeliverable one a reply that says
so, with a button to send it again. Copies that Telegram delays for long are sent later, in order;
the author is notified once until when, and again on delivery. When a customer's message or edit
cannot be delivered to staff, they are notified of its content in words. Nothing else is held up by
any of it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.cards.lookup import is_shown, usable_place
from core.cards.send import show
from core.cards.ticket_card import copy_to_customer
from core.cards.views import group as desk_views
from core.conversations.copies import ARRIVED, answer_at
from core.conversations.held import decision
from core.conversations.withdraw import withdrawal_settled
from core.desks.desk import trace_own_messages
from core.model import texts
from core.model.audit import SENT
from core.model.cards import Card
from core.model.desk_effects import CopyMessage, DeleteCopy, EditCopy, React
from core.model.effects import Priority, ShowCard
from core.model.memos import Memo
from core.model.messages import Recorded, SenderRole, is_held
from core.model.outcomes import Cause, Refused, Rejected, RetryAt, Sent, Settled, Unreachable
from core.model.relay_text_keys import RelayKey
from core.model.rules import clock_time
from core.model.text_keys import Key
from core.model.texts import Shown
from core.model.tickets import Ticket, TicketEventKind
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.privacy.erasing import delete_late_copy
from core.staff.access import person_unreachable

QUIET = timedelta(minutes=10)
"""Of many waits in a row people are notified no more often than that."""


ARRIVED_LATE = "arrived"


@settles(CopyMessage)
async def copied(work: Work, row: OutboxEffect, effect: CopyMessage, outcome: Settled) -> None:
    """Record where the copy stands, so that answers, edits and reactions find it, and show staff
    whether their answer was delivered. What was not is recorded in the ticket's history."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    is_answer = effect.chat_id == ticket.customer_id
    if isinstance(outcome, Sent):
        if ticket.is_open and not row.attempts and not is_answer:
            await _keep_copies(work, row, effect, outcome.copies)
            return  # as usual: nothing else follows
        if await delete_late_copy(work, ticket, effect, outcome):
            return
        await _keep_copies(work, row, effect, outcome.copies)
        await _copy_arrived(work, ticket, row, effect)
        there = [message_id for message_id, _ in outcome.copies if message_id > 0]
        if is_answer and there:
            await _answer_arrived(work, ticket, effect, there)
        return
    await work.note(
        ticket.id,
        TicketEventKind.UNDELIVERED,
        chat=effect.from_chat_id,
        message=effect.message_id,
        reason=outcome.reason,
    )
    if is_answer:
        await _answer_failed(work, ticket, row, effect, outcome)
    else:
        await _tell_in_words(work, ticket, effect, outcome)


@settles(CopyMessage, on=RetryAt)
async def copy_waits(work: Work, row: OutboxEffect, effect: CopyMessage, outcome: RetryAt) -> None:
    """Record the parts that were delivered already, so that only the rest is sent again, and notify
    the author of a long delay."""
    await _keep_copies(work, row, effect, outcome.copies)
    if outcome.notify:
        await _copy_held_up(work, row, effect, outcome)


@settles(EditCopy, on=Refused)
async def copy_edited(work: Work, row: OutboxEffect, effect: EditCopy, outcome: Refused) -> None:
    """Notify the author that an edit was not delivered: the staff of an answer, once; of a
    customer's edit in words."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    if effect.chat_id != ticket.customer_id:
        await _tell_in_words(work, ticket, effect, outcome)
        return
    if isinstance(outcome, Unreachable):
        await person_unreachable(work, row, ticket.customer_id, outcome.reason)
    card = Card.UNEDITED.of(ticket.id, effect.from_chat_id, effect.message_id)
    await _tell_author(work, ticket, effect, card, RelayKey.ANSWER_UNEDITED, outcome.reason)


@settles(DeleteCopy)
async def copy_deleted(work: Work, row: OutboxEffect, effect: DeleteCopy, outcome: Settled) -> None:
    """Show the result of withdrawing an answer. Nothing follows for what was deleted from the
    staff's chat."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is not None and effect.chat_id == ticket.customer_id:
        await withdrawal_settled(work, ticket, effect, outcome)


async def send_again(work: Work, chat_id: int, message_id: int) -> Key:
    """Copy an undelivered answer once more, and return the reply to whoever asked. Repeats within a
    moment are copied once."""
    recorded = await answer_at(work, chat_id, message_id)
    ticket = None if recorded is None else await work.ticket(recorded.ticket_id)
    if recorded is None or ticket is None or not ticket.is_open:
        return RelayKey.ANSWER_TOO_LATE
    if recorded.deleted_at is not None or await _is_there(work, ticket, recorded):
        return RelayKey.ANSWER_NOT_WAITING
    if is_held(recorded.said) and await decision(work, recorded.said) != SENT:
        return RelayKey.ANSWER_NOT_WAITING
    customer = await work.customer(ticket.customer_id)
    if customer is None or not customer.reachable:
        return RelayKey.CUSTOMER_STILL_AWAY
    card = Card.UNDELIVERED.of(ticket.id, chat_id, message_id)
    shown = _notice(work, RelayKey.ANSWER_SENT_AGAIN)
    if not await _show(work, ticket, chat_id, message_id, card, shown):
        return RelayKey.ANSWER_ON_ITS_WAY
    await copy_to_customer(work, ticket, recorded.said)
    return RelayKey.ANSWER_ON_ITS_WAY


async def customer_returned(work: Work, customer_id: int) -> None:
    """Offer to send undelivered answers again, since the bot may write to the customer again."""
    ticket = await work.uow.tickets.open_of(customer_id)
    place = None if ticket is None else await usable_place(work, ticket)
    if ticket is None or place is None or place.chat_id is None or not place.kind.is_relayed:
        return
    for recorded in await work.uow.messages.of_ticket(ticket.id, place.chat_id):
        message_id = recorded.said.message_id
        card = Card.UNDELIVERED.of(ticket.id, place.chat_id, message_id)
        if recorded.role is SenderRole.CUSTOMER or not await is_shown(work, card):
            continue
        if recorded.deleted_at is None and not await _is_there(work, ticket, recorded):
            shown = _notice(work, RelayKey.CUSTOMER_IS_BACK, message_id)
            await _show(work, ticket, place.chat_id, message_id, card, shown)


async def _keep_copies(
    work: Work, row: OutboxEffect, effect: CopyMessage, copies: Sequence[tuple[int, int]]
) -> None:
    """Record the delivered copies: all of them, or those before the rest was delayed."""
    if not copies or row.ticket_id is None:
        return
    await work.uow.copies.add(row.ticket_id, effect.from_chat_id, effect.chat_id, copies, work.now)
    work.uow.journal.delivered(row.ticket_id, effect.from_chat_id, effect.chat_id, copies, work.now)
    if effect.chat_id < 0:
        await trace_own_messages(work, effect.chat_id, [message for _, message in copies])


async def _copy_held_up(
    work: Work, row: OutboxEffect, effect: CopyMessage, outcome: RetryAt
) -> None:
    """Tell the customer that their message is delayed, or the staff that an answer is, as a reply
    to the message."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None or not ticket.is_open:
        return
    last = await work.remembered(Memo.HELD_UP, ticket.id, effect.chat_id) or ARRIVED_LATE
    if last != ARRIVED_LATE and datetime.fromisoformat(last) >= work.now:
        return
    until = max(outcome.at, work.now + QUIET)
    if not await work.once(Memo.HELD_UP, ticket.id, effect.chat_id, word=until.isoformat()):
        return
    is_answer = effect.chat_id == ticket.customer_id
    key = RelayKey.ANSWER_HELD_UP if is_answer else RelayKey.WORDS_HELD_UP
    time = clock_time(outcome.at, work.now, work.rules.time_zone)
    shown = Shown(texts.text(key, await _language(work, ticket, effect), time=time))
    card = Card.HELD_UP.of(ticket.id, effect.chat_id)
    await _put(work, ticket, effect.from_chat_id, card, shown, effect.message_id, fresh=True)


async def _copy_arrived(work: Work, ticket: Ticket, row: OutboxEffect, effect: CopyMessage) -> None:
    """Remove the notice of a delay after delivery."""
    if not row.attempts:
        return
    held_up = Memo.HELD_UP, ticket.id, effect.chat_id
    if (await work.remembered(*held_up) or ARRIVED_LATE) == ARRIVED_LATE:
        return
    await work.once(*held_up, word=ARRIVED_LATE)
    text = texts.text(RelayKey.ANSWER_ARRIVED_LATE, await _language(work, ticket, effect))
    card = Card.HELD_UP.of(ticket.id, effect.chat_id)
    await _put(work, ticket, effect.from_chat_id, card, Shown(text))


async def _language(work: Work, ticket: Ticket, effect: CopyMessage) -> str | None:
    """Return the language of the message's author."""
    if effect.chat_id == ticket.customer_id:
        return work.rules.desk_language
    customer = await work.customer(ticket.customer_id)
    return None if customer is None else customer.language


async def _tell_in_words(
    work: Work, ticket: Ticket, effect: CopyMessage | EditCopy, outcome: Refused
) -> None:
    """Tell the staff in words what a customer said or changed, once for each message and each
    version of it. A message that was deleted meanwhile is skipped."""
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
        Card.NOT_RELAYED.of(ticket.id, effect.message_id),
        desk_views.undelivered_words(key, work.rules.desk_language, recorded),
        each=True,
        ticket_id=ticket.id,
        thread_id=place.thread_id,
    )


async def _answer_arrived(
    work: Work, ticket: Ticket, effect: CopyMessage, there: list[int]
) -> None:
    """Mark an answer as delivered, and remove the notice that it was not."""
    chat_id = effect.from_chat_id
    for message_id in there:
        recorded = await work.uow.messages.get(chat_id, message_id)
        if recorded is not None and recorded.deleted_at is not None:  # taken back meanwhile
            await work.tell(DeleteCopy(effect.chat_id, chat_id, message_id), ticket.id)
        card = Card.UNDELIVERED.of(ticket.id, chat_id, message_id)
        if await is_shown(work, card):
            shown = _notice(work, RelayKey.ANSWER_ARRIVED_LATE)
            await _show(work, ticket, chat_id, message_id, card, shown)
    # Of an album Telegram shows the reactions at its first part.
    await work.tell(React(chat_id, min(there), ARRIVED), ticket.id, priority=Priority.NOTICE)


async def _answer_failed(
    work: Work,
    ticket: Ticket,
    row: OutboxEffect,
    effect: CopyMessage,
    outcome: Refused,
) -> None:
    """Tell the author why an answer was not delivered."""
    if isinstance(outcome, Unreachable):
        await person_unreachable(work, row, ticket.customer_id, outcome.reason)
    elif outcome.cause is Cause.MESSAGE_GONE:
        return  # whoever wrote it took it away before it went
    named = Card.UNDELIVERED if isinstance(outcome, Unreachable) else Card.REFUSED
    card = named.of(ticket.id, effect.from_chat_id, effect.message_id)
    await _tell_author(work, ticket, effect, card, _why(outcome), outcome.reason)


def _why(outcome: Refused) -> Key:
    """Return the words for why it was not delivered."""
    if isinstance(outcome, Rejected):
        no_voice = outcome.cause is Cause.NO_VOICE
        return RelayKey.UNDELIVERED_VOICE if no_voice else RelayKey.UNDELIVERED_REFUSED
    if outcome.cause is Cause.NOBODY:
        return RelayKey.UNDELIVERED_NOBODY
    return RelayKey.UNDELIVERED_BLOCKED


async def _tell_author(
    work: Work, ticket: Ticket, effect: CopyMessage | EditCopy, card: str, key: Key, reason: str
) -> None:
    again = effect.message_id if key is RelayKey.UNDELIVERED_BLOCKED else None
    shown = _notice(work, key, again, reason)
    await _show(work, ticket, effect.from_chat_id, effect.message_id, card, shown)


def _notice(work: Work, key: Key, again: int | None = None, reason: str = "") -> Shown:
    """Return a notice in the language of the staff's groups."""
    return desk_views.notice(key, work.rules.desk_language, again, reason)


async def _show(
    work: Work, ticket: Ticket, chat_id: int, message_id: int, card: str, shown: Shown
) -> bool:
    """Show a notice as a reply to its message, edited where it stands. Returns False when it shows
    the same already."""
    if not await work.uow.cards.remember({card: shown.word}):
        return False
    await _put(work, ticket, chat_id, card, shown, message_id)
    return True


async def _put(
    work: Work,
    ticket: Ticket,
    chat_id: int,
    card: str,
    shown: Shown,
    reply_to: int | None = None,
    *,
    fresh: bool = False,
) -> None:
    place = await work.place(ticket.place_id)
    thread_id = place.thread_id if place is not None and place.chat_id == chat_id else 0
    effect = ShowCard(
        chat_id,
        card,
        shown.text,
        shown.buttons,
        fresh,
        thread_id=thread_id,
        reply_to=reply_to,
    )
    await work.tell(effect, ticket.id)


async def _is_there(work: Work, ticket: Ticket, recorded: Recorded) -> bool:
    """Whether the copy stands in the customer's chat already."""
    copies = await work.uow.copies.of(recorded.said.chat_id, recorded.said.message_id)
    return any(copy.to_chat_id == ticket.customer_id for copy in copies)
