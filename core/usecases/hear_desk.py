"""What is said in a staff group: a Reply to what came from the customer goes to them, everything
else stays inside."""

from core.domain import cards
from core.domain.messages import MessageKind, Said, SenderRole
from core.domain.places import Place
from core.ports import Work
from core.usecases.relaying import staff_said


async def hear_desk(work: Work, said: Said, thread_id: int = 0) -> bool:
    """Carry an answer to its customer. False when it stays inside."""
    place = await _place_of(work, said, thread_id)
    if place is None or place.ticket_id is None:
        return False
    await work.uow.traces.leave(place.id, said.chat_id, [said.message_id], work.now)
    if said.kind is MessageKind.SERVICE or said.reply_to is None:
        return False
    ticket = await work.uow.tickets.get(place.ticket_id)
    if ticket is None or not ticket.is_open:
        return False
    return await staff_said(work, ticket, place, said, SenderRole.OPERATOR)


async def _place_of(work: Work, said: Said, thread_id: int) -> Place | None:
    """Where it was said; in the overflow group, the share of the ticket that it answers."""
    place = await work.uow.places.by_chat(said.chat_id, thread_id)
    if place is not None:
        return place if place.kind.is_relayed else None
    if said.reply_to is None:
        return None
    ticket_id = await _ticket_answered(work, said.chat_id, said.reply_to)
    shares = await work.uow.places.shares(said.chat_id)
    return next((share for share in shares if share.ticket_id == ticket_id), None)


async def _ticket_answered(work: Work, chat_id: int, message_id: int) -> int | None:
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is not None:
        return origin.ticket_id
    card = await work.uow.cards.at(chat_id, message_id)
    return None if card is None else cards.ticket_of_desk(card)
