"""/note in a desk, or in the overflow group as a Reply: kept with the ticket, for staff alone."""

from core.domain import views
from core.domain.errors import DeskError
from core.domain.messages import Said
from core.domain.relay_effects import React
from core.domain.texts import Key, RelayKey, TextKey
from core.domain.tickets import TicketEventKind
from core.domain.views import Shown
from core.ports import Work
from core.usecases.close_desk import ticket_here
from core.usecases.hear_desk import ticket_answered
from core.usecases.telling import PROMPT_LASTS, say
from core.usecases.transfer_ticket import LONGEST_NOTE

NOTED = "✍"
"""One of those that a bot may give (https://core.telegram.org/bots/api#reactiontypeemoji)."""


async def note_at_desk(work: Work, said: Said, words: str) -> None:
    """Keep a note by whoever sits there; the bot's reaction says that it is kept."""
    place = await work.uow.places.by_chat(said.chat_id)
    ticket_id = await ticket_answered(work, said) if place is None else place.ticket_id
    if ticket_id is None:
        key = RelayKey.NOTE_BY_REPLY if place is None else RelayKey.DESK_NO_TICKET
        await _answer(work, said, key)
        return
    try:
        await ticket_here(work, said.chat_id, ticket_id)
    except DeskError as refusal:
        await _answer(work, said, refusal.key)
        return
    note = words.strip()[:LONGEST_NOTE]
    if not note:
        await _answer(work, said, TextKey.NOTE_EMPTY)
        return
    await work.uow.tickets.add_event(
        ticket_id,
        TicketEventKind.NOTED,
        work.now,
        actor_id=said.sender_id,
        details={"note": note},
    )
    mark = React(said.chat_id, said.message_id, NOTED)
    await work.uow.outbox.add(mark, now=work.now, ticket_id=ticket_id)


async def _answer(work: Work, said: Said, key: Key) -> None:
    shown = Shown(views.text(key, work.rules.desk_language))
    await say(work, said.chat_id, shown, reply_to=said.message_id, lasts=PROMPT_LASTS)
