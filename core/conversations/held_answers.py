"""What becomes of answers of the staff that are held back: whoever sits there sends them all the
same, or does not; which is kept in the audit log."""

from dataclasses import replace

from core.cards.held import show_decided
from core.cards.lookup import usable_place
from core.cards.send import show_ticket
from core.cards.ticket_card import copy_to_customer
from core.conversations.copies import answer_at
from core.conversations.held import decide
from core.conversations.incoming import assign_to_author
from core.model.audit import DROPPED, SENT, AuditKind
from core.model.desk_effects import EditCopy
from core.model.effects import Priority
from core.model.memos import Memo
from core.model.messages import MessageKey, Recorded, is_held
from core.model.moderation_text_keys import HeldKey
from core.model.people import Person
from core.model.places import Place
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.staff.access import staff_member, ticket_of_staff
from core.tickets.marks import pressed_at
from core.tickets.presence import message_received

_DECIDED = {
    SENT: TicketEventKind.ANSWER_SENT_ANYWAY,
    DROPPED: TicketEventKind.ANSWER_NOT_SENT,
}


async def decide_on_answer(
    work: Work, person: Person, chat_id: int, ticket_id: int, message_id: int, word: str
) -> Key:
    """Send an answer that is held back, or let it be, because somebody there says so; what was
    decided before stays. Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError."""
    ticket, place = await pressed_at(work, chat_id, person.id, ticket_id)
    operator = await work.operator(person.id)
    name = person.name if operator is None else operator.name
    is_new = await _decide(work, ticket, place, (chat_id, message_id), person.id, name, word)
    return TextKey.DONE if is_new else HeldKey.DECIDED


async def decide_from_page(
    work: Work, actor_id: int, ticket_id: int, chat_id: int, message_id: int, word: str
) -> None:
    """The same by the ticket's operator or a supervisor on the page. Raises StaffOnly,
    NotYourTicket, TicketIsClosed, DeskError; DECIDED for what was decided before."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    name = (await staff_member(work, actor_id)).name
    place = await usable_place(work, ticket)
    if not await _decide(work, ticket, place, (chat_id, message_id), actor_id, name, word):
        raise DeskError(HeldKey.DECIDED)


async def _decide(
    work: Work,
    ticket: Ticket,
    place: Place | None,
    answer: MessageKey,
    actor_id: int,
    name: str,
    word: str,
) -> bool:
    """Returns False for what was decided before."""
    chat_id, message_id = answer
    recorded = await answer_at(work, chat_id, message_id)
    if place is None or recorded is None or not is_held(recorded.said):
        raise DeskError(RelayKey.NO_SUCH_ANSWER)
    if recorded.ticket_id != ticket.id or recorded.deleted_at is not None:
        raise DeskError(RelayKey.NO_SUCH_ANSWER)
    if not await decide(work, recorded.said, word):
        return False
    await show_decided(work, ticket, place, answer, name, is_sent=word == SENT)
    work.audit(actor_id, AuditKind.ANSWER, ticket.id, None, word)
    await work.note(ticket.id, _DECIDED[word], actor_id, chat=chat_id, message=message_id)
    if word == SENT:
        await send_held(work, ticket, place, recorded)
    return True


async def send_held(work: Work, ticket: Ticket, place: Place, recorded: Recorded) -> None:
    """Pass an answer on that was held back, or what it says since an edit that was."""
    said = replace(recorded.said, album=None)
    there = await work.uow.copies.counterpart(said.chat_id, said.message_id, ticket.customer_id)
    if there is not None:
        edit = EditCopy(ticket.customer_id, said.chat_id, said.message_id, even_held=True)
        await work.tell(edit, ticket.id)
        return
    await message_received(work, ticket, recorded.role, replace(said, sent_at=work.now))
    await copy_to_customer(work, ticket, said)
    if not ticket.is_answered:
        answered = await work.ticket(ticket.id)
        await show_ticket(work, answered or ticket, priority=Priority.NOTICE)
    await assign_to_author(work, ticket.id, place, said.sender_id)


async def send_mended(work: Work, ticket_id: int, chat_id: int, message_id: int) -> None:
    """Pass an answer on that was held back and was changed since, so that nothing is asked."""
    ticket = await work.ticket(ticket_id)
    recorded = await answer_at(work, chat_id, message_id)
    place = None if ticket is None else await usable_place(work, ticket)
    if ticket is None or not ticket.is_open or place is None or recorded is None:
        return
    await work.once(Memo.HELD, chat_id, message_id, word=SENT)
    kind = TicketEventKind.ANSWER_SENT_ONCE_CHANGED
    await work.note(ticket.id, kind, chat=chat_id, message=message_id)
    await show_decided(work, ticket, place, (chat_id, message_id), None, is_sent=True)
    await send_held(work, ticket, place, recorded)
