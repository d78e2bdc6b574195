"""Canned replies that are said to a customer: by their shortcut in a staff group, or by a button
from the list under the ticket's card.

The shortcut goes, and the words stand in its place as said by whoever typed it: posted, recorded
and copied to the customer as an answer from the page is.
"""

from core.cards.lookup import is_ours, usable_place
from core.cards.send import name_of_customer, show
from core.conversations.incoming import name_in_group
from core.conversations.page_answers import answer_by_canned
from core.desks.answers import Answered, OfBot, what_is_answered
from core.desks.desk import trace_message
from core.model.actions import clipped
from core.model.cards import Card
from core.model.effects import DeleteMessage, SendText
from core.model.memos import Memo
from core.model.messages import MessageKind, Said
from core.model.people import Person
from core.model.places import Place, PlaceKind
from core.model.relay_text_keys import RelayKey
from core.model.replies import CannedReply
from core.model.reply_text_keys import ReplyKey
from core.model.text_keys import Key
from core.model.texts import DeskError, NotYourTicket, Text, TicketIsClosed
from core.model.tickets import Ticket
from core.ports import Work
from core.replies import rules, views
from core.threads.topics import notify_closed_thread


async def answer_by_shortcut(
    work: Work, said: Said, thread_id: int = 0, of_bot: OfBot | None = None
) -> bool:
    """Say the canned reply to the customer whose ticket is meant, if the message of a staff group
    is its shortcut and no more. Of one that nothing fits the author is told the nearest ones, and
    the customer nothing. Returns False for other messages, and while the desk has no canned
    replies."""
    shortcut = _typed(said)
    if shortcut is None or await work.group(said.chat_id) is None:
        return False
    known = await work.uow.replies.all()
    if not known or await is_ours(work, said.sender_id):
        return False
    place = await work.uow.places.by_chat(said.chat_id, thread_id)
    if place is not None and place.kind is PlaceKind.THREAD and place.ticket_id is None:
        await notify_closed_thread(work, place, said)
        return True
    if place is not None:
        await trace_message(work, place, said)
    answered = await what_is_answered(work, said, of_bot)
    try:
        ticket = await _meant(work, place, answered)
        reply = _chosen(known, shortcut, ticket.topic, await _languages(work, ticket))
        name = await name_in_group(work, said)
        to_words = said.reply_to if answered.customer == ticket.id else None
        author = said.sender_id, name
        await say_reply(
            work, ticket, reply, author, await _among_them(work, ticket, said, to_words)
        )
    except DeskError as refusal:
        shown = Text(refusal.key, work.rules.desk_language, refusal.values)
        await work.tell(
            SendText(said.chat_id, shown, reply_to=said.message_id, thread_id=thread_id)
        )
        return True
    await work.tell(DeleteMessage(said.chat_id, said.message_id), ticket.id)
    return True


async def show_replies(
    work: Work, chat_id: int, ticket_id: int, page: int, pressed: int | None = None
) -> None:
    """List what fits a ticket at the end of the staff group that serves it; when requested on the
    list itself (`pressed`), turn to that page. Raises NotYourTicket, TicketIsClosed."""
    ticket, place = await _served_there(work, chat_id, ticket_id)
    replies = await fitting_ticket(work, ticket)
    card = Card.REPLIES.of(ticket_id)
    fresh = pressed is None or await work.uow.cards.find(card) != (chat_id, pressed)
    shown = views.choice(ticket_id, replies, clipped(page, len(replies)), work.rules.desk_language)
    await show(
        work, chat_id, card, shown, fresh=fresh, ticket_id=ticket_id, thread_id=place.thread_id
    )


async def choose_reply(
    work: Work, person: Person, chat_id: int, message_id: int, ticket_id: int, reply_id: int
) -> Key:
    """Say a reply of that list to the ticket's customer, in the name of whoever pressed; pressed
    twice it is said once. Raises NotYourTicket, TicketIsClosed, DeskError(REPLY_GONE)."""
    ticket, _ = await _served_there(work, chat_id, ticket_id)
    reply = await work.uow.replies.get(reply_id)
    if reply is None:
        raise DeskError(ReplyKey.REPLY_GONE)
    if await work.once(Memo.REPLIED, ticket_id, message_id, word=str(reply_id)):
        operator = await work.operator(person.id)
        name = person.name if operator is None else operator.name
        await say_reply(work, ticket, reply, (person.id, name))
        await close_list(work, chat_id, ticket_id, message_id)
    return RelayKey.ANSWER_ON_ITS_WAY


async def close_list(work: Work, chat_id: int, ticket_id: int, message_id: int) -> None:
    """Delete the list. A second press is harmless."""
    if await work.uow.cards.at(chat_id, message_id) != Card.REPLIES.of(ticket_id):
        return
    await work.uow.cards.remember({Card.REPLIES.of(ticket_id): "done"})
    await work.tell(DeleteMessage(chat_id, message_id), ticket_id)


async def fitting_ticket(work: Work, ticket: Ticket) -> list[CannedReply]:
    """Return the canned replies for the ticket's topic in its customer's language, by shortcut."""
    known = await work.uow.replies.all()
    return rules.offered(known, ticket.topic, await _languages(work, ticket))


async def words_for(work: Work, ticket: Ticket, reply: CannedReply, operator: str) -> str:
    """Return what it says to that customer, by that operator."""
    customer = await work.customer(ticket.customer_id)
    name = await name_of_customer(work, ticket) if customer is None else customer.name
    return rules.filled(reply.words, " ".join(name.split()), operator)


async def say_reply(
    work: Work,
    ticket: Ticket,
    reply: CannedReply,
    author: tuple[int, str],
    answers: int | None = None,
) -> None:
    """Say it to the ticket's customer in the author's name (their id and name), and count it.
    Raises as `answer_by_canned`."""
    words = await words_for(work, ticket, reply, author[1])
    await answer_by_canned(work, ticket, author, reply.shortcut, words, answers)
    await work.uow.replies.used(reply.id, work.now)


def _typed(said: Said) -> str | None:
    """Return the shortcut that it is; what is forwarded is somebody else's."""
    if said.kind is not MessageKind.TEXT or "forward" in said.details:
        return None
    return rules.typed(said.text)


async def _meant(work: Work, place: Place | None, answered: Answered) -> Ticket:
    """Return the ticket that a shortcut is for: the group's or topic's own, or, where several stand
    side by side, the one that it replies to. Raises DeskError."""
    refusal: Key = ReplyKey.REPLY_BY_REPLY
    ticket_id = answered.about
    if place is not None:
        refusal, ticket_id = RelayKey.DESK_NO_TICKET, place.ticket_id
        if answered.about not in (None, ticket_id):  # what is left there of another one
            raise DeskError(RelayKey.ANSWER_TO_WHOM)
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise DeskError(refusal)
    if not ticket.is_open:
        raise DeskError(RelayKey.DESK_IS_CLOSED)
    return ticket


def _chosen(
    known: list[CannedReply], shortcut: str, topic: str, languages: list[str]
) -> CannedReply:
    """Return what the shortcut stands for. Raises DeskError with the nearest ones."""
    found = rules.fitting(known, shortcut, topic, languages)
    if found is not None:
        return found
    able = [each.shortcut for each in rules.offered(known, topic, languages)]
    near = rules.nearest(shortcut, able)
    if near:
        marked = ", ".join(f"!{each}" for each in near)
        raise DeskError(ReplyKey.REPLY_UNKNOWN_NEAR, shortcut=shortcut, near=marked)
    raise DeskError(ReplyKey.REPLY_UNKNOWN, shortcut=shortcut)


async def _among_them(work: Work, ticket: Ticket, said: Said, answers: int | None) -> int | None:
    """Return the message that is answered, if the ticket is still served where that stands."""
    place = await usable_place(work, ticket)
    return answers if place is not None and place.chat_id == said.chat_id else None


async def _languages(work: Work, ticket: Ticket) -> list[str]:
    customer = await work.customer(ticket.customer_id)
    own = [] if customer is None else [customer.language]
    return [*own, work.rules.desk_language]


async def _served_there(work: Work, chat_id: int, ticket_id: int) -> tuple[Ticket, Place]:
    """Return the ticket that is served in that staff group, all members of which may answer it."""
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise NotYourTicket
    if not ticket.is_open:
        raise TicketIsClosed
    place = await usable_place(work, ticket)
    if place is None or not place.kind.is_relayed or place.chat_id != chat_id:
        raise NotYourTicket
    return ticket, place
