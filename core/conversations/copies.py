"""What staff writes among the words of a talk, and means for staff only.

Carrying what is said between the customer's private chat and the staff: it is kept first, and
the copy follows from that.

Words that Telegram holds up for long are carried later, in their order; whoever waits hears once
until when, and again when they arrived.

What a customer said or changed, and Telegram does not carry to the staff: it is told there in
words, since nobody would miss what they never saw.

An edit of what was carried between the customer's private chat and the staff follows to the
other side.

Reactions go to the other side, as far as Telegram tells of them.
"""

from datetime import datetime, timedelta

from core.cards.lookup import room_by_chat, talk_chat, usable_place
from core.cards.send import forgotten, show, show_ticket
from core.cards.ticket_card import copy_to_customer, copy_to_place, whose
from core.cards.views import group as desk_views
from core.conversations.answers import ARRIVED
from core.conversations.record import keep_edit, record_for
from core.model import cards, texts
from core.model.desk_effects import CopyMessage, EditCopy, ReactToCounterpart
from core.model.effects import Priority, ShowCard
from core.model.memos import Memo
from core.model.messages import Said, SenderRole
from core.model.notice_keys import RelayKey
from core.model.outcomes import Cause, Refused, Rejected, RetryAt
from core.model.places import Place
from core.model.rules import clock_time
from core.model.texts import Text
from core.model.tickets import Ticket
from core.ports import OutboxEffect, Work
from core.staff.views import looks_like_command


def is_command(said: Said) -> bool:
    """It is meant for a bot, whether ours knows that command or not."""
    return looks_like_command(said.text)


def is_internal(work: Work, said: Said) -> bool:
    """It begins as the owner's rules say, or it is a command, `/note` among them."""
    prefix = work.rules.internal_prefix
    return is_command(said) or (bool(prefix) and said.text.startswith(prefix))


async def customer_said(work: Work, ticket: Ticket, said: Said, place: Place | None) -> bool:
    """Keep a customer's message, and carry it to the ticket's place if it has one. False when it is
    known already. `place`: the one that it is known to have, if it can be used."""
    place_id = None if place is None else place.id
    if not await record_for(work, ticket, place_id, SenderRole.CUSTOMER, said):
        return False
    # Keeping it held the ticket's row. Where it was served before is not where it is now, if it
    # moved meanwhile; whoever moves it from now on sees the message, and brings it up.
    there = await work.uow.places.serving(ticket.id)
    if there is not None:
        await copy_to_place(work, ticket, there, said)
    return True


async def staff_said(
    work: Work, ticket: Ticket, place: Place, said: Said, role: SenderRole
) -> bool:
    """Keep an answer of the staff, and carry it to the customer. False when it is known already."""
    if not await record_for(work, ticket, place.id, role, said):
        return False
    await copy_to_customer(work, ticket, said)
    if ticket.answered_at is None:  # the customer's card says so
        answered = await work.ticket(ticket.id)
        await show_ticket(work, answered or ticket, priority=Priority.NOTICE)
    return True


QUIET = timedelta(minutes=10)
"""Of many waits in a row it is told no more often than that."""


ARRIVED_LATE = "arrived"


async def copy_held_up(
    work: Work, row: OutboxEffect, effect: CopyMessage, outcome: RetryAt
) -> None:
    """Of a customer's words the customer hears, of an answer the staff, at the message itself."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None or not ticket.is_open:
        return
    told = await work.remembered(Memo.HELD_UP, ticket.id, effect.chat_id) or ARRIVED_LATE
    if told != ARRIVED_LATE and datetime.fromisoformat(told) >= work.now:
        return
    until = max(outcome.at, work.now + QUIET)
    if not await work.once(Memo.HELD_UP, ticket.id, effect.chat_id, word=until.isoformat()):
        return
    is_answer = effect.chat_id == ticket.customer_id
    key = RelayKey.ANSWER_HELD_UP if is_answer else RelayKey.WORDS_HELD_UP
    time = clock_time(outcome.at, work.now, work.rules.time_zone)
    text = texts.text(key, await _language(work, ticket, effect), time=time)
    await _show(work, ticket, effect, text, reply_to=effect.message_id)


async def copy_arrived(work: Work, ticket: Ticket, row: OutboxEffect, effect: CopyMessage) -> None:
    """It is there at last: what was told of it is told no longer."""
    if not row.attempts:
        return
    held_up = Memo.HELD_UP, ticket.id, effect.chat_id
    if (await work.remembered(*held_up) or ARRIVED_LATE) == ARRIVED_LATE:
        return
    await work.once(*held_up, word=ARRIVED_LATE)
    text = texts.text(RelayKey.ANSWER_ARRIVED_LATE, await _language(work, ticket, effect))
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
        desk_views.unseen(key, work.rules.desk_language, recorded),
        each=True,
        ticket_id=ticket.id,
        thread_id=place.thread_id,
    )


async def edit_said(work: Work, said: Said) -> bool:
    """Keep an edit beside what stood before, and change the copy, if there is one on the other
    side; also after the ticket ended, as long as the copy stands.

    False when nothing is new, and for what stays inside: a message that was never carried, and an
    answer that has become internal (it then stands there as it did before).
    """
    known = await work.uow.messages.get(said.chat_id, said.message_id)
    ticket = None if known is None else await work.ticket(known.ticket_id)
    if known is None or ticket is None or await forgotten(work, ticket):
        return False
    if await room_by_chat(work, said.chat_id) is not None:
        return (
            False  # there customer and operator see the edit itself, and the user account hears it
        )
    by_customer = known.role is SenderRole.CUSTOMER
    if not by_customer and is_internal(work, said) and not is_internal(work, known.said):
        return False
    if not await keep_edit(work, said, None):
        return False
    other_side = await talk_chat(work, ticket) if by_customer else ticket.customer_id
    if other_side is not None:
        place = await usable_place(work, ticket) if by_customer else None
        edit = EditCopy(
            other_side,
            said.chat_id,
            said.message_id,
            () if place is None else whose(ticket, place),
            work.rules.desk_language,
        )
        await work.tell(edit, ticket.id)
    return True


async def reacted(work: Work, chat_id: int, message_id: int, emoji: str) -> bool:
    """Somebody reacted to a copy, or took it back (""): the bot reacts so to what it is a copy of.

    A bot has one reaction to a message, so of several people's the last one shows. What the staff
    thinks of its own words stays inside. False when nothing follows.
    """
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is None or origin.withdrawn_at is not None:
        return False
    ticket = await work.ticket(origin.ticket_id)
    if ticket is None:
        return False
    if origin.from_chat_id != ticket.customer_id:
        if origin.from_chat_id != await talk_chat(work, ticket):
            return False
        emoji = emoji or ARRIVED  # the mark of an answer that arrived comes back
    await work.tell(
        ReactToCounterpart(origin.from_chat_id, chat_id, message_id, emoji),
        ticket.id,
        priority=Priority.NOTICE,
    )
    return True
