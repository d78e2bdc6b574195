"""What is said in a staff group: in a desk a Reply to what is about the ticket goes to its customer
and everything else stays inside; in a thread everything goes but what is marked as internal."""

from dataclasses import replace

from core.domain import cards
from core.domain.groups import GroupUse
from core.domain.messages import MessageKind, Said
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


async def hear_desk(
    work: Work,
    said: Said,
    thread_id: int = 0,
    *,
    by_staff: bool = True,
    to_bot: bool = False,
    marked: int | None = None,
) -> bool:
    """Carry an answer to its customer, also one to what stands where the ticket was before. False
    when it stays inside.

    `by_staff`: a person wrote it, perhaps in a group's or channel's name, and no other bot.
    `to_bot`: it is a Reply to a message of our bot. `marked`: of that ticket, by the button below
    that message.
    """
    place = await work.uow.places.by_chat(said.chat_id, thread_id)
    if place is not None and not place.kind.is_relayed:
        return False
    answered = await ticket_answered(work, said) or marked
    if place is not None:
        await saw(work, place, said)
    elif answered is not None:
        place = await _place_now(work, answered)
    if place is None:
        if by_staff and to_bot and answered is None and not is_command(said):
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
    if not await _is_answer(work, said, place, answered, to_bot=to_bot):
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
    work: Work, said: Said, place: Place, answered: int | None, *, to_bot: bool
) -> bool:
    if place.kind is PlaceKind.THREAD:
        return not await _stays_inside(work, said)
    if is_command(said):
        return False
    if answered is not None:  # also what is left there of another ticket
        return answered == place.ticket_id
    return to_bot and not place.is_shared


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


async def ticket_answered(work: Work, said: Said) -> int | None:
    """About which ticket the message is that it answers: a copy, a card, or an answer that was
    carried. Of an album one part that was carried makes the whole album an answer."""
    chat_id, message_id = said.chat_id, said.reply_to
    if message_id is None:
        if said.album is None:
            return None
        part = await work.uow.messages.album_part(chat_id, said.album, said.message_id)
        return None if part is None else part.ticket_id
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is not None:
        return origin.ticket_id
    card = await work.uow.cards.at(chat_id, message_id)
    if card is not None:
        return cards.ticket_in_group(card)
    known = await work.uow.messages.get(chat_id, message_id)
    return None if known is None else known.ticket_id
