"""Whoever answers a customer from a staff group: who they are, and whose the ticket is then.

Whether an answer of the staff arrived: a mark at their message when it did, and plain words as
an answer to it when it did not. Nothing else is held up by it.
"""

from core.cards.lookup import room_by_chat, usable_place
from core.cards.send import show_operator
from core.cards.ticket_card import copy_to_customer, show_at
from core.cards.views import group as desk_views
from core.model import cards
from core.model.desk_effects import CopyMessage, DeleteCopy, EditCopy, React
from core.model.effects import Priority, ShowCard
from core.model.messages import Recorded, Said, SenderRole
from core.model.notice_keys import RelayKey
from core.model.outcomes import Cause, Refused, Rejected, Sent, Settled, Unreachable
from core.model.people import Role
from core.model.places import Place
from core.model.text_keys import Key
from core.model.texts import Shown
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import OutboxEffect, Work
from core.queue.board import refresh_queue
from core.staff.access import person_unreachable
from core.tickets.assign import start_offer


async def role_in_group(work: Work, ticket: Ticket, said: Said) -> SenderRole:
    """By the table of staff; whoever else sits in a staff group is an operator there, also without
    a name of their own."""
    operator = await work.operator(said.sender_id)
    if operator is None or operator.role is not Role.SUPERVISOR:
        return SenderRole.OPERATOR
    return SenderRole.OPERATOR if ticket.operator_id == operator.id else SenderRole.SUPERVISOR


async def name_in_group(work: Work, said: Said) -> str:
    """Under which the transcript has them. Who writes in the group's name has its own title, not
    the one that it bears for the ticket's time."""
    if said.sender_id != said.chat_id:
        return said.sender_name
    group = await work.group(said.chat_id)
    return said.sender_name if group is None else group.title


async def answer_at(work: Work, chat_id: int, message_id: int) -> Recorded | None:
    """The answer that was given there; None for everything else, above all for words of customers
    and of rooms: whoever presses a button may make it carry any number."""
    recorded = await work.uow.messages.get(chat_id, message_id)
    if recorded is None or recorded.role is SenderRole.CUSTOMER:
        return None
    return None if await room_by_chat(work, chat_id) is not None else recorded


async def hold_by_answer(work: Work, ticket_id: int, place: Place, sender_id: int) -> bool:
    """The first operator on shift with headroom who answers a ticket that nobody holds is its
    holder from then on. False when they are none, or somebody holds it: they answered all the
    same."""
    uow = work.uow
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.operator_id is not None or ticket.customer_id == sender_id:
        return False
    operator = await work.operator(sender_id)
    if operator is None or not await uow.operators.reserve(sender_id, ticket_id, work.now):
        return False
    if ticket.status is TicketStatus.ACTIVE:
        held = await uow.tickets.hold(ticket_id, sender_id)
    else:
        held = await start_offer(work, ticket, operator)
        if held:
            await uow.deadlines.answered_by_holder(ticket_id)
    if not held:
        await uow.operators.release(ticket_id, work.now, "somebody else was faster")
        return False
    await work.note(ticket_id, TicketEventKind.TAKEN, sender_id, operator=sender_id)
    current = await work.ticket(ticket_id) or ticket
    # Its row is held by now: it may have moved while this waited for whoever moved it.
    await show_at(work, current, await uow.places.serving(ticket_id) or place)
    await show_operator(work, current, operator)
    await refresh_queue(work)
    return True


ARRIVED = "👍"
"""The bot's reaction to an answer that arrived. A group that forbids reactions has no mark: there
only what did not arrive is said."""


async def answer_settled(
    work: Work, ticket: Ticket, row: OutboxEffect, effect: CopyMessage, outcome: Settled
) -> None:
    """What came of carrying an answer to its customer."""
    match outcome:
        case Sent():
            await _arrived(
                work, ticket, effect, [there for there, _ in outcome.copies if there > 0]
            )
        case Unreachable() | Rejected():
            await _failed(work, ticket, row, effect, outcome)


async def edit_settled(
    work: Work, ticket: Ticket, row: OutboxEffect, effect: EditCopy, outcome: Refused
) -> None:
    """An edit that the customer does not see is said to who made it, once."""
    if isinstance(outcome, Unreachable):
        await person_unreachable(work, row, ticket.customer_id, outcome.reason)
    card = cards.unedited(ticket.id, effect.from_chat_id, effect.message_id)
    await _tell(work, ticket, effect, card, RelayKey.ANSWER_UNEDITED, outcome.reason)


async def send_again(work: Work, chat_id: int, message_id: int) -> Key:
    """Carry an answer once more that did not arrive; what to say to who asked for it. Asked for
    many times in a moment, it is carried once."""
    recorded = await answer_at(work, chat_id, message_id)
    ticket = None if recorded is None else await work.ticket(recorded.ticket_id)
    if recorded is None or ticket is None or not ticket.is_open:
        return RelayKey.ANSWER_TOO_LATE
    if recorded.deleted_at is not None or await _is_there(work, ticket, recorded):
        return RelayKey.ANSWER_NOT_WAITING
    customer = await work.customer(ticket.customer_id)
    if customer is None or not customer.reachable:
        return RelayKey.CUSTOMER_STILL_AWAY
    card = cards.undelivered(ticket.id, chat_id, message_id)
    shown = _notice(work, RelayKey.ANSWER_SENT_AGAIN)
    if not await _show(work, ticket, chat_id, message_id, card, shown):
        return RelayKey.ANSWER_ON_ITS_WAY
    await copy_to_customer(work, ticket, recorded.said)
    return RelayKey.ANSWER_ON_ITS_WAY


async def customer_returned(work: Work, customer_id: int) -> None:
    """The bot may write to the customer again: what did not arrive may be sent once more."""
    ticket = await work.uow.tickets.open_of(customer_id)
    place = None if ticket is None else await usable_place(work, ticket)
    if ticket is None or place is None or place.chat_id is None or not place.kind.is_relayed:
        return
    for recorded in await work.uow.messages.of_ticket(ticket.id, place.chat_id):
        message_id = recorded.said.message_id
        card = cards.undelivered(ticket.id, place.chat_id, message_id)
        if recorded.role is SenderRole.CUSTOMER or await work.uow.cards.find(card) is None:
            continue
        if recorded.deleted_at is None and not await _is_there(work, ticket, recorded):
            shown = _notice(work, RelayKey.CUSTOMER_IS_BACK, message_id)
            await _show(work, ticket, place.chat_id, message_id, card, shown)


async def _arrived(work: Work, ticket: Ticket, effect: CopyMessage, there: list[int]) -> None:
    if not there:
        return
    chat_id = effect.from_chat_id
    for message_id in there:
        recorded = await work.uow.messages.get(chat_id, message_id)
        if recorded is not None and recorded.deleted_at is not None:  # taken back meanwhile
            await work.tell(DeleteCopy(effect.chat_id, chat_id, message_id), ticket.id)
        card = cards.undelivered(ticket.id, chat_id, message_id)
        if await work.uow.cards.find(card) is not None:
            shown = _notice(work, RelayKey.ANSWER_ARRIVED_LATE)
            await _show(work, ticket, chat_id, message_id, card, shown)
    # Of an album Telegram shows the reactions at its first part.
    await work.tell(React(chat_id, min(there), ARRIVED), ticket.id, priority=Priority.NOTICE)


async def write_undelivered(work: Work, ticket: Ticket, effect: CopyMessage, reason: str) -> None:
    """Into the ticket's history: this was said, and did not arrive on the other side."""
    await work.note(
        ticket.id,
        TicketEventKind.UNDELIVERED,
        chat=effect.from_chat_id,
        message=effect.message_id,
        reason=reason,
    )


async def _failed(
    work: Work,
    ticket: Ticket,
    row: OutboxEffect,
    effect: CopyMessage,
    outcome: Refused,
) -> None:
    await write_undelivered(work, ticket, effect, outcome.reason)
    if isinstance(outcome, Unreachable):
        await person_unreachable(work, row, ticket.customer_id, outcome.reason)
    elif outcome.cause is Cause.MESSAGE_GONE:
        return  # whoever wrote it took it away before it went
    named = cards.undelivered if isinstance(outcome, Unreachable) else cards.refused
    card = named(ticket.id, effect.from_chat_id, effect.message_id)
    await _tell(work, ticket, effect, card, _why(outcome), outcome.reason)


def _why(outcome: Refused) -> Key:
    if isinstance(outcome, Rejected):
        no_voice = outcome.cause is Cause.NO_VOICE
        return RelayKey.UNDELIVERED_VOICE if no_voice else RelayKey.UNDELIVERED_REFUSED
    if outcome.cause is Cause.NOBODY:
        return RelayKey.UNDELIVERED_NOBODY
    return RelayKey.UNDELIVERED_BLOCKED


async def _tell(
    work: Work, ticket: Ticket, effect: CopyMessage | EditCopy, card: str, key: Key, reason: str
) -> None:
    again = effect.message_id if key is RelayKey.UNDELIVERED_BLOCKED else None
    shown = _notice(work, key, again, reason)
    await _show(work, ticket, effect.from_chat_id, effect.message_id, card, shown)


def _notice(work: Work, key: Key, again: int | None = None, reason: str = "") -> Shown:
    return desk_views.notice(key, work.rules.desk_language, again, reason)


async def _show(
    work: Work, ticket: Ticket, chat_id: int, message_id: int, card: str, shown: Shown
) -> bool:
    """As an answer to the message it is about, edited where it stands. False when it shows just
    that."""
    if not await work.uow.cards.remember({card: shown.word}):
        return False
    await work.tell(
        ShowCard(
            chat_id,
            card,
            shown.text,
            shown.buttons,
            thread_id=await _thread(work, ticket, chat_id),
            reply_to=message_id,
        ),
        ticket.id,
    )
    return True


async def _thread(work: Work, ticket: Ticket, chat_id: int) -> int:
    place: Place | None = await work.place(ticket.place_id)
    return place.thread_id if place is not None and place.chat_id == chat_id else 0


async def _is_there(work: Work, ticket: Ticket, recorded: Recorded) -> bool:
    """It stands in the customer's chat already."""
    copies = await work.uow.copies.of(recorded.said.chat_id, recorded.said.message_id)
    return any(copy.to_chat_id == ticket.customer_id for copy in copies)
