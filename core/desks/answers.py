"""Which words of a staff group are an answer, and to which ticket."""

from dataclasses import dataclass

from core.model.cards import customer_in_group, ticket_in_group
from core.model.messages import MessageKind, Said
from core.ports import Work


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
        return Answered(customer_in_group(card), ticket_in_group(card))
    if of_bot is not None:
        return Answered(of_bot.marked, of_bot.marked)
    known = await work.uow.messages.get(chat_id, message_id)
    return Answered(None, None if known is None else known.ticket_id)


async def _of_album(work: Work, said: Said) -> Answered:
    if said.album is None:
        return Answered()
    part = await work.uow.messages.album_part(said.chat_id, said.album, said.message_id)
    return Answered() if part is None else Answered(part.ticket_id, part.ticket_id)
