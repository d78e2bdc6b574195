"""/note in a desk, or in the overflow group as a Reply: kept with the ticket, for staff alone."""

from core.domain.messages import Said
from core.domain.relay_effects import React
from core.domain.texts import RelayKey, TextKey
from core.domain.tickets import TicketEventKind
from core.ports import Work
from core.usecases.close_desk import answer_command, ticket_meant
from core.usecases.transfer_ticket import LONGEST_NOTE

NOTED = "✍"
"""One of those that a bot may give (https://core.telegram.org/bots/api#reactiontypeemoji)."""


async def note_at_desk(work: Work, said: Said, words: str) -> None:
    """Keep a note by whoever sits there; the bot's reaction says that it is kept."""
    ticket = await ticket_meant(work, said, RelayKey.NOTE_BY_REPLY)
    if ticket is None:
        return
    note = words.strip()[:LONGEST_NOTE]
    if not note:
        await answer_command(work, said, TextKey.NOTE_EMPTY)
        return
    await work.note(ticket.id, TicketEventKind.NOTED, said.sender_id, note=note)
    mark = React(said.chat_id, said.message_id, NOTED)
    await work.tell(mark, ticket.id)
