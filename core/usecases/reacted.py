"""Reactions go to the other side, as far as Telegram tells of them."""

from core.domain.effects import Priority
from core.domain.relay_effects import ReactToCounterpart
from core.ports import Work
from core.usecases.delivered import ARRIVED
from core.usecases.whereabouts import talk_chat


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
