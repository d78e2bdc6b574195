"""Withdraws answers of the staff from the customer's chat.

The Bot API reports no deletions, so deleting one's own message in a staff group withdraws nothing:
staff chooses the answer from a list, or names it by a Reply.
"""

from core.cards.lookup import usable_place
from core.cards.send import show
from core.cards.views import group as desk_views
from core.cards.views.group import Answer
from core.conversations.copies import answer_at
from core.model.actions import clipped
from core.model.cards import Card, ticket_in_group
from core.model.desk_effects import DeleteCopy, React
from core.model.effects import DeleteMessage
from core.model.messages import Copy, Recorded
from core.model.outcomes import Cause, Refused, Sent, Settled
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key
from core.model.texts import DeskError, NotYourTicket, Text, TicketIsClosed, text
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.supervision.mirror import mirror_deletion


async def choose_answer(
    work: Work, chat_id: int, ticket_id: int, page: int, pressed: int | None = None
) -> None:
    """List the ticket's answers at the chat's end; when requested on the list itself (`pressed`),
    turn to that page. Raises NotYourTicket, TicketIsClosed."""
    ticket = await _ticket_there(work, chat_id, ticket_id)
    position = await work.uow.cards.find(Card.WITHDRAWING.of(ticket_id))
    fresh = pressed is None or position != (chat_id, pressed)
    await _show(work, ticket, chat_id, page, fresh=fresh)


async def withdraw(work: Work, actor_id: int, chat_id: int, ticket_id: int, message_id: int) -> Key:
    """Withdraw an answer that was given in that chat, of an album all parts, and return the reply
    to whoever asked. It works also when the staff's own message is gone. Repeats are harmless.

    Raises DeskError where there is no such answer, TicketIsClosed.
    """
    recorded = await answer_at(work, chat_id, message_id)
    ticket = await work.ticket(ticket_id)
    if recorded is None or ticket is None or recorded.ticket_id != ticket.id:
        raise DeskError(RelayKey.NO_SUCH_ANSWER)
    if not ticket.is_open:
        raise TicketIsClosed
    if recorded.deleted_at is not None:
        return RelayKey.WITHDRAWING
    for part in await _album_of(work, recorded):
        await work.tell(DeleteCopy(ticket.customer_id, chat_id, part, actor_id), ticket.id)
    return RelayKey.WITHDRAWING


async def withdraw_answered(
    work: Work, actor_id: int, chat_id: int, thread_id: int, message_id: int | None
) -> None:
    """Answer /withdraw: as a Reply to an answer it withdraws that one, else it lists the answers.
    Nothing happens where no ticket is meant."""
    recorded = None if message_id is None else await answer_at(work, chat_id, message_id)
    if recorded is not None:
        await withdraw(work, actor_id, chat_id, recorded.ticket_id, recorded.said.message_id)
        return
    ticket_id = await _meant(work, chat_id, thread_id, message_id)
    if ticket_id is not None:
        await choose_answer(work, chat_id, ticket_id, 0)


async def done_withdrawing(work: Work, chat_id: int, ticket_id: int, message_id: int) -> None:
    """Delete the list. A second press is harmless."""
    if await work.uow.cards.at(chat_id, message_id) != Card.WITHDRAWING.of(ticket_id):
        return
    await work.uow.cards.remember({Card.WITHDRAWING.of(ticket_id): "done"})
    await work.tell(DeleteMessage(chat_id, message_id), ticket_id)


async def withdrawal_settled(
    work: Work, ticket: Ticket, effect: DeleteCopy, outcome: Settled
) -> None:
    """Show on the list whether the answer was withdrawn, or Telegram refused."""
    uow = work.uow
    chat_id, message_id = effect.from_chat_id, effect.message_id
    recorded = await uow.messages.get(chat_id, message_id)
    if recorded is None:
        return
    answer = desk_views.answer_of(recorded)
    language = work.rules.desk_language
    if isinstance(outcome, Sent):
        await uow.copies.withdrawn(chat_id, message_id, effect.chat_id, work.now)
        if not await uow.messages.delete(chat_id, [message_id], work.now):
            return
        uow.journal.deleted(ticket.id, chat_id, [message_id], work.now)
        await mirror_deletion(work, ticket, recorded)
        if not await _is_first_of_album(work, recorded):
            return
        await work.note(
            ticket.id, TicketEventKind.WITHDRAWN, effect.asked_by, chat=chat_id, message=message_id
        )
        await work.tell(React(chat_id, message_id, ""), ticket.id)
        said = text(RelayKey.WITHDRAWN, language, answer=desk_views.what(answer, language))
    else:
        said = _refusal(answer, language, outcome)
    if await _stands_there(work, ticket, chat_id):
        await _show(work, ticket, chat_id, 0, said)


def _refusal(answer: Answer, language: str, outcome: Refused) -> Text:
    which = desk_views.what(answer, language)
    if outcome.cause is Cause.TOO_OLD:
        return text(RelayKey.WITHDRAW_TOO_OLD, language, answer=which)
    return text(RelayKey.WITHDRAW_REFUSED, language, answer=which, reason=outcome.reason)


async def _show(
    work: Work,
    ticket: Ticket,
    chat_id: int,
    page: int,
    outcome: Text | None = None,
    *,
    fresh: bool = False,
) -> None:
    answers = await _answers(work, ticket, chat_id)
    page = clipped(page, len(answers))
    language = work.rules.desk_language
    place = await usable_place(work, ticket)
    await show(
        work,
        chat_id,
        Card.WITHDRAWING.of(ticket.id),
        desk_views.withdrawing(ticket.id, answers, page, language, outcome),
        fresh=fresh,
        ticket_id=ticket.id,
        thread_id=0 if place is None else place.thread_id,
    )


async def _answers(work: Work, ticket: Ticket, chat_id: int) -> list[Answer]:
    """Return the answers from that chat that stand in the customer's chat, newest first; an album
    is one answer."""
    copies: dict[int, Copy] = {
        copy.from_message_id: copy
        for copy in await work.uow.copies.of_ticket(ticket.id, ticket.customer_id)
        if copy.withdrawn_at is None and copy.from_chat_id == chat_id
    }
    found: dict[str | int, Answer] = {}
    for recorded in await work.uow.messages.of_ticket(ticket.id, chat_id):
        said = recorded.said
        if said.message_id in copies and recorded.deleted_at is None:
            found.setdefault(said.album or said.message_id, desk_views.answer_of(recorded))
    return list(reversed(found.values()))


async def _ticket_there(work: Work, chat_id: int, ticket_id: int) -> Ticket:
    """Return the ticket that is served in a staff group. All members of the group may withdraw its
    answers."""
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise NotYourTicket
    if not ticket.is_open:
        raise TicketIsClosed
    if not await _stands_there(work, ticket, chat_id):
        raise NotYourTicket
    return ticket


async def _stands_there(work: Work, ticket: Ticket, chat_id: int) -> bool:
    place = await usable_place(work, ticket)
    return place is not None and place.kind.is_relayed and place.chat_id == chat_id


async def _meant(work: Work, chat_id: int, thread_id: int, message_id: int | None) -> int | None:
    place = await work.uow.places.by_chat(chat_id, thread_id)
    if place is not None:
        return place.ticket_id if place.kind.is_relayed else None
    if message_id is None:
        return None
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is not None:
        return origin.ticket_id
    card = await work.uow.cards.at(chat_id, message_id)
    return None if card is None else ticket_in_group(card)


async def _album_of(work: Work, recorded: Recorded) -> list[int]:
    said = recorded.said
    if said.album is None:
        return [said.message_id]
    return [
        part.said.message_id
        for part in await work.uow.messages.of_ticket(recorded.ticket_id, said.chat_id)
        if part.said.album == said.album
    ]


async def _is_first_of_album(work: Work, recorded: Recorded) -> bool:
    """Whether the message stands for its album, which is reported once for all its parts."""
    return recorded.said.message_id == min(await _album_of(work, recorded))
