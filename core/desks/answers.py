"""Which messages of a staff group are answers, and to which ticket."""

from dataclasses import dataclass

from core.model.cards import customer_in_group, ticket_in_group
from core.model.messages import MessageKind, Said
from core.ports import Work


@dataclass(frozen=True, slots=True)
class OfBot:
    """The bot's message to which a Reply answers.

    `marked`: the ticket named by a button below it, as buttons stand below copies of a customer's
    words and on the card. `shown`: its text; None for messages from before the group became a
    supergroup, of which Telegram tells only the author.
    """

    marked: int | None = None
    shown: Said | None = None

    @property
    def is_bots_own(self) -> bool:
        """Whether the message may be the bot's own: the bot writes texts and sends transcripts, and
        forwards nothing but what customers said."""
        if self.shown is None or "forward" in self.shown.details:
            return False
        return self.shown.kind in (MessageKind.TEXT, MessageKind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a Reply answers, as far as rows tell: the ticket that the message is `about`, and the
    ticket whose `customer` the answer goes to, when it is their words or the card.

    It is read once for each message. Copies are recorded by another transaction, and on PostgreSQL
    each read may see more than the one before: a copy that is unknown to the first read and known
    to the second would pass for a colleague's words.
    """

    customer: int | None = None
    about: int | None = None


async def what_is_answered(work: Work, said: Said, of_bot: OfBot | None = None) -> Answered:
    """Find what a Reply answers. It is meant for a customer when it answers a copy of their words,
    a text that stands for one, or the card. One copied part of an album makes the whole album an
    answer. Anything else about a ticket, a colleague's answer (also one from the page) or the bot's
    question, is internal."""
    chat_id, message_id = said.chat_id, said.reply_to
    if message_id is None:
        return await _of_album(work, said)
    origin = await work.uow.copies.origin(chat_id, message_id)
    if origin is not None:
        return Answered(origin.ticket_id, origin.ticket_id)
    card = await work.uow.cards.at(chat_id, message_id)
    if card is not None:
        return Answered(customer_in_group(card), ticket_in_group(card))
    if of_bot is not None and of_bot.marked is not None:
        return Answered(of_bot.marked, of_bot.marked)
    known = await work.uow.messages.get(chat_id, message_id)
    return Answered(None, None if known is None else known.ticket_id)


async def _of_album(work: Work, said: Said) -> Answered:
    if said.album is None:
        return Answered()
    part = await work.uow.messages.album_part(said.chat_id, said.album, said.message_id)
    return Answered() if part is None else Answered(part.ticket_id, part.ticket_id)
