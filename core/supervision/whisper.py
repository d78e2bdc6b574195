"""A supervisor whispers to a ticket's operator, and the operator answers, in the bot's private
chats with them alone: from there no way leads to a customer. Both are kept in the ticket's history
as what staff noted."""

from core.cards.notices import report_failure
from core.cards.send import name_of_customer, say
from core.model.desk_effects import React
from core.model.messages import Said
from core.model.outcomes import Sent, Settled, Unreachable
from core.model.people import Operator
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown, TicketIsClosed, text
from core.model.tickets import Ticket, TicketEventKind
from core.model.watch_effects import SendWhisper
from core.model.watch_text_keys import WatchKey
from core.model.watching import LONGEST_WHISPER, Mirrored
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import bot_is_blocked, staff_member, supervisor

ARRIVED = "👍"


async def whisper(
    work: Work, actor_id: int, ticket_id: int, words: str, asked: int = 0
) -> Operator:
    """Whisper to the ticket's operator. `asked`: the message by which the supervisor did, which is
    marked once it arrived. Returns the operator.

    Raises StaffOnly, TicketIsClosed, DeskError(NO_TICKET, ALREADY_YOURS, WHISPER_EMPTY,
    WHISPER_TOO_LONG, WHISPER_NOBODY, WHISPER_NOT_STARTED).
    """
    actor = await supervisor(work, actor_id)
    ticket = await _open_ticket(work, ticket_id)
    said = _checked(words)
    operator = await work.operator(ticket.operator_id)
    if operator is None:
        raise DeskError(WatchKey.WHISPER_NOBODY, ticket=ticket.id)
    if operator.id == actor.id:
        raise DeskError(TextKey.ALREADY_YOURS)
    if not operator.started_bot:
        raise DeskError(WatchKey.WHISPER_NOT_STARTED, operator=operator.name)
    shown = text(
        WatchKey.WHISPER,
        operator.language,
        who=actor.name,
        ticket=ticket.id,
        customer=await name_of_customer(work, ticket),
        words=said,
    )
    await work.note(ticket.id, TicketEventKind.NOTED, actor.id, note=said, to=operator.id)
    await work.tell(SendWhisper(operator.id, actor.id, actor.id, shown, asked), ticket.id)
    return operator


async def reply_in_mirror(work: Work, said: Said, at: Mirrored) -> None:
    """Take a Reply to what mirrors a ticket: the supervisor's is whispered to the operator; an
    operator's, to a whisper, is the answer to it. Raises as `whisper`."""
    if said.sender_id == at.supervisor_id:
        await whisper(work, said.sender_id, at.ticket_id, said.text, said.message_id)
        return
    author = await staff_member(work, said.sender_id)
    ticket = await _open_ticket(work, at.ticket_id)
    words = _checked(said.text)
    asker = await work.operator(at.supervisor_id)
    if asker is None or not asker.started_bot:
        raise DeskError(WatchKey.WHISPER_NOBODY, ticket=ticket.id)
    shown = text(WatchKey.ANSWER, asker.language, who=author.name, ticket=ticket.id, words=words)
    await work.note(ticket.id, TicketEventKind.NOTED, author.id, note=words, to=asker.id)
    answer = SendWhisper(asker.id, asker.id, author.id, shown, said.message_id)
    await work.tell(answer, ticket.id)


async def _open_ticket(work: Work, ticket_id: int) -> Ticket:
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise DeskError(WatchKey.NO_TICKET, ticket=ticket_id)
    if not ticket.is_open:
        raise TicketIsClosed
    return ticket


def _checked(words: str) -> str:
    """Return the words as they are sent, none of them left out."""
    said = words.strip()
    if not said:
        raise DeskError(WatchKey.WHISPER_EMPTY)
    if len(said) > LONGEST_WHISPER:
        raise DeskError(WatchKey.WHISPER_TOO_LONG, most=LONGEST_WHISPER)
    return said


@settles(SendWhisper)
async def whispered(work: Work, row: OutboxEffect, effect: SendWhisper, outcome: Settled) -> None:
    """Mark a whisper that arrived; tell its author of one that did not."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    if isinstance(outcome, Sent):
        if ticket.is_open:
            number = int(outcome.value["message_id"])
            await work.uow.watches.mirrored(
                Mirrored(effect.chat_id, number, ticket.id, effect.supervisor_id)
            )
        if effect.asked:
            await work.tell(React(effect.from_id, effect.asked, ARRIVED), ticket.id)
        return
    await report_failure(work, row, outcome.reason, tell=False)
    if isinstance(outcome, Unreachable):
        await bot_is_blocked(work, effect.chat_id)
    author, receiver = await work.operator(effect.from_id), await work.operator(effect.chat_id)
    if author is None or not author.started_bot:
        return
    lost = text(
        WatchKey.WHISPER_LOST,
        author.language,
        operator="…" if receiver is None else receiver.name,
        ticket=ticket.id,
        reason=outcome.reason,
        words=effect.text.values["words"],
    )
    await say(work, author.id, Shown(lost), ticket_id=ticket.id)
