"""What is said in a staff group: in a desk a Reply to what the customer said, or to the ticket's
card, goes to the customer, and everything else stays inside; in a thread everything goes but what
is marked as internal."""

from dataclasses import dataclass, replace

from core.domain import cards
from core.domain.groups import GroupUse
from core.domain.memos import Memo
from core.domain.messages import MessageKind, Said, SenderRole
from core.domain.places import Place, PlaceKind
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket
from core.domain.views import Shown, text
from core.ports import Work
from core.usecases.accounts import is_ours
from core.usecases.answering import hold_by_answer, name_in_group, role_in_group
from core.usecases.desk_traces import saw
from core.usecases.internal import is_command, is_internal
from core.usecases.relaying import staff_said
from core.usecases.telling import say
from core.usecases.threads import hear_closed


@dataclass(frozen=True, slots=True)
class OfBot:
    """What a Reply shows of the bot's message that it answers.

    `marked`: the ticket that is named by a button below it, as they stand below a customer's words
    and on the card. `shown`: what it says; None for what stood in the group before that became a
    supergroup, of which Telegram tells only who wrote it.
    """

    marked: int | None = None
    shown: Said | None = None

    @property
    def is_bots_own(self) -> bool:
        """Whether the bot may have said it by itself: it says texts and sends transcripts, and
        forwards nothing but what customers said."""
        if self.shown is None or "forward" in self.shown.details:
            return False
        return self.shown.kind in (MessageKind.TEXT, MessageKind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a Reply answers, as far as rows tell: `about` which ticket it is at all, and of what its
    `customer` said, or the card, for which ticket's customer it is.

    Looked up once for each message. What is sent is committed by another transaction, and on
    PostgreSQL every look sees more than the one before: a copy that was unknown when its customer
    was asked for, and known a moment later, would pass for a colleague's words.
    """

    customer: int | None = None
    about: int | None = None


async def hear_desk(
    work: Work,
    said: Said,
    thread_id: int = 0,
    *,
    by_staff: bool = True,
    of_bot: OfBot | None = None,
) -> bool:
    """Carry an answer to its customer, also one to what stands where the ticket was before. False
    when it stays inside.

    `by_staff`: a person wrote it, perhaps in a group's or channel's name, and no other bot.
    `of_bot`: it is a Reply to that message of our bot.
    """
    place = await work.uow.places.by_chat(said.chat_id, thread_id)
    if place is not None and not place.kind.is_relayed:
        return False
    answered = await what_is_answered(work, said, of_bot)
    if place is not None:
        await saw(work, place, said)
    elif answered.customer is not None:
        place = await _place_now(work, answered.customer)
    if place is None:
        if by_staff and of_bot is not None and _is_unclear(said, answered, of_bot):
            await _ask_whose(work, said)
        return False
    if place.ticket_id is None:
        if by_staff and said.kind is not MessageKind.SERVICE and not is_internal(work, said):
            await hear_closed(work, place, said)
        return False
    if not by_staff or await is_ours(work, said.sender_id) or said.kind is MessageKind.SERVICE:
        return False
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or not ticket.is_open:
        return False
    if not await _is_answer(work, ticket, said, place, answered, of_bot):
        if of_bot is not None and await _is_lost(work, said, place, answered):
            await _tell_author(work, said)
        return False
    return await _answer(work, ticket, place, said)


async def _ask_whose(work: Work, said: Said) -> None:
    """A Reply to something of the bot's in the overflow group of which nobody knows to which ticket
    it belongs: better asked than lost, or given to the wrong one."""
    group = await work.group(said.chat_id)
    if group is not None and group.use is GroupUse.OVERFLOW:
        await _tell_author(work, said)


async def _tell_author(work: Work, said: Said) -> None:
    """Once: it went to nobody, and how it does."""
    if said.kind is MessageKind.SERVICE:
        return
    if await work.once(Memo.WHOSE, said.chat_id, said.message_id, word="asked"):
        shown = Shown(text(RelayKey.ANSWER_TO_WHOM, work.rules.desk_language))
        await say(work, said.chat_id, shown, reply_to=said.message_id)


async def _place_now(work: Work, ticket_id: int) -> Place | None:
    """Of a ticket that has, or had, a share of the overflow group. By one question: it may move
    between two."""
    place = await work.uow.places.serving(ticket_id)
    return place if place is not None and place.kind.is_relayed else None


async def _is_answer(
    work: Work, ticket: Ticket, said: Said, place: Place, answered: Answered, of_bot: OfBot | None
) -> bool:
    if place.kind is PlaceKind.THREAD:
        return not await _stays_inside(work, said)
    if is_command(said):
        return False
    if answered.customer is not None:  # also what is left there of another ticket
        return answered.customer == ticket.id
    if of_bot is None or place.is_shared or answered.about is not None:
        return False
    return not of_bot.is_bots_own or await _repeats_customer(work, ticket, of_bot.shown)


def _is_unclear(said: Said, answered: Answered, of_bot: OfBot) -> bool:
    """Whether the bot's message may have been a customer's words, and nobody knows whose. A notice
    or a question of the bot's is neither: what is said to those stays inside."""
    if is_command(said) or answered.about is not None:
        return False
    shown = of_bot.shown
    return shown is None or shown.kind is not MessageKind.TEXT or "forward" in shown.details


async def _is_lost(work: Work, said: Said, place: Place, answered: Answered) -> bool:
    """At a desk: a Reply to a text of the bot's of which nothing is kept, so that it may have stood
    for the customer's words. Of notices and questions it is kept that they are the bot's."""
    if place.kind is not PlaceKind.DESK or place.is_shared or is_command(said):
        return False
    if answered.about is not None:
        return False
    traces = await work.uow.traces.of_place(place.id)
    return all(each.message_id != said.reply_to for each in traces)


async def _repeats_customer(work: Work, ticket: Ticket, shown: Said | None) -> bool:
    """A Reply may be faster than the row that tells where a copy stands, and a kill may lose that
    row: in a desk the copy is known by what it says."""
    if shown is None:
        return True
    said_before = await work.uow.messages.of_ticket(ticket.id, ticket.customer_id)
    return any(
        # A caption that was too long for a bot stands there as a text of its own.
        (each.said.kind is shown.kind or shown.kind is MessageKind.TEXT)
        and shown.text in (each.said.text, *(version.text for version in each.versions))
        for each in said_before
        if each.role is SenderRole.CUSTOMER
    )


async def _stays_inside(work: Work, said: Said) -> bool:
    """In a thread. An album's mark stands at one of its parts, the first as a rule, and is meant
    for all of it."""
    if said.album is None:
        return is_internal(work, said)
    album = cards.inside(said.chat_id, said.album)
    if await work.uow.cards.find(album) is not None:
        return True
    if not is_internal(work, said):
        return False
    await work.uow.cards.put(album, said.chat_id, said.message_id)
    return True


async def _answer(work: Work, ticket: Ticket, place: Place, said: Said) -> bool:
    role = await role_in_group(work, ticket, said)
    named = replace(said, sender_name=await name_in_group(work, said))
    if not await staff_said(work, ticket, place, named, role):
        return False
    await hold_by_answer(work, ticket.id, place, said.sender_id)
    return True


async def what_is_answered(work: Work, said: Said, of_bot: OfBot | None = None) -> Answered:
    """It is for a customer if it is a Reply to a copy of their words, to what was said instead of
    one, or to the card. Of an album one part that was carried makes the whole album an answer.
    Whatever else is about a ticket, a colleague's answer or the bot's question, is nothing that a
    customer said."""
    chat_id, message_id = said.chat_id, said.reply_to
    if message_id is None:
        return await _of_album(work, said)
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is not None:
        return Answered(origin.ticket_id, origin.ticket_id)
    card = await work.uow.cards.at(chat_id, message_id)
    if card is not None:
        return Answered(cards.customer_in_group(card), cards.ticket_in_group(card))
    if of_bot is not None:
        return Answered(of_bot.marked, of_bot.marked)
    known = await work.uow.messages.get(chat_id, message_id)
    return Answered(None, None if known is None else known.ticket_id)


async def _of_album(work: Work, said: Said) -> Answered:
    if said.album is None:
        return Answered()
    part = await work.uow.messages.album_part(said.chat_id, said.album, said.message_id)
    return Answered() if part is None else Answered(part.ticket_id, part.ticket_id)
