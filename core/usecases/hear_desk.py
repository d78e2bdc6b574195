"""What is said in a staff group: in a desk a Reply to what the customer said, or to the ticket's
card, goes to the customer, and everything else stays inside; in a thread everything goes but what
is marked as internal."""

from dataclasses import dataclass, replace

from core.domain import cards
from core.domain.groups import GroupUse
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
from core.usecases.whereabouts import usable_place


@dataclass(frozen=True, slots=True)
class OfBot:
    """What a Reply shows of the bot's message that it answers.

    `marked`: the ticket that is named by a button below it, as they stand below a customer's words
    and on the card. `shown`: what it says; None for what stood in the group before that became a
    supergroup, of which Telegram tells only who wrote it.
    """

    marked: int | None = None
    shown: Said | None = None


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
    answered = await _customer_answered(work, said, of_bot)
    if place is not None:
        await saw(work, place, said)
    elif answered is not None:
        place = await _place_now(work, answered)
    if place is None:
        if by_staff and of_bot is not None and await _is_unclear(work, said, of_bot):
            await _ask_whose(work, said)
        return False
    if place.ticket_id is None:
        if by_staff and said.kind is not MessageKind.SERVICE and not is_internal(work, said):
            await hear_closed(work, place, said)
        return False
    if not by_staff or await is_ours(work, said.sender_id) or said.kind is MessageKind.SERVICE:
        return False
    ticket = await work.uow.tickets.get(place.ticket_id)
    if ticket is None or not ticket.is_open:
        return False
    if not await _is_answer(work, ticket, said, place, answered, of_bot):
        return False
    return await _answer(work, ticket, place, said)


async def _ask_whose(work: Work, said: Said) -> None:
    """A Reply to something of the bot's in the overflow group of which nobody knows to which ticket
    it belongs: better asked than lost, or given to the wrong one."""
    group = await work.uow.groups.get(said.chat_id)
    if group is None or group.use is not GroupUse.OVERFLOW or said.kind is MessageKind.SERVICE:
        return
    if await work.uow.cards.tell({cards.whose(said.chat_id, said.message_id): "asked"}):
        shown = Shown(text(RelayKey.ANSWER_TO_WHOM, work.rules.desk_language))
        await say(work, said.chat_id, shown, reply_to=said.message_id)


async def _place_now(work: Work, ticket_id: int) -> Place | None:
    """Of a ticket that has, or had, a share of the overflow group."""
    ticket = await work.uow.tickets.get(ticket_id)
    place = None if ticket is None else await usable_place(work, ticket)
    return place if place is not None and place.kind.is_relayed else None


async def _is_answer(
    work: Work, ticket: Ticket, said: Said, place: Place, answered: int | None, of_bot: OfBot | None
) -> bool:
    if place.kind is PlaceKind.THREAD:
        return not await _stays_inside(work, said)
    if is_command(said):
        return False
    if answered is not None:  # also what is left there of another ticket
        return answered == ticket.id
    if of_bot is None or place.is_shared or await ticket_answered(work, said) is not None:
        return False
    return of_bot.shown is None or await _repeats_customer(work, ticket, of_bot.shown)


async def _is_unclear(work: Work, said: Said, of_bot: OfBot) -> bool:
    """Whether the bot's message may have been a customer's words, and nobody knows whose. A notice
    or a question of the bot's is neither: what is said to those stays inside."""
    if is_command(said) or await ticket_answered(work, said) is not None:
        return False
    return of_bot.shown is None or of_bot.shown.kind is not MessageKind.TEXT


async def _repeats_customer(work: Work, ticket: Ticket, shown: Said) -> bool:
    """A Reply may be faster than the row that tells where a copy stands, and a kill may lose that
    row: in a desk the copy is known by what it says. By itself the bot says only texts and files
    there."""
    if shown.kind not in (MessageKind.TEXT, MessageKind.DOCUMENT):
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


async def _customer_answered(work: Work, said: Said, of_bot: OfBot | None) -> int | None:
    """Which ticket's customer it answers: it is a Reply to a copy of their words, to what was said
    instead of one, or to the card. Of an album one part that was carried makes the whole album an
    answer. Whatever else is about a ticket, a colleague's answer or the bot's question, is nothing
    that a customer said."""
    chat_id, message_id = said.chat_id, said.reply_to
    if message_id is None:
        return await _of_album(work, said)
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is not None:
        return origin.ticket_id
    card = await work.uow.cards.at(chat_id, message_id)
    if card is not None:
        return cards.customer_in_group(card)
    return None if of_bot is None else of_bot.marked


async def _of_album(work: Work, said: Said) -> int | None:
    if said.album is None:
        return None
    part = await work.uow.messages.album_part(said.chat_id, said.album, said.message_id)
    return None if part is None else part.ticket_id


async def ticket_answered(work: Work, said: Said) -> int | None:
    """About which ticket the message is that it answers: a copy, any card, or an answer that was
    carried."""
    chat_id, message_id = said.chat_id, said.reply_to
    if message_id is None:
        return await _of_album(work, said)
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is not None:
        return origin.ticket_id
    card = await work.uow.cards.at(chat_id, message_id)
    if card is not None:
        return cards.ticket_in_group(card)
    known = await work.uow.messages.get(chat_id, message_id)
    return None if known is None else known.ticket_id
