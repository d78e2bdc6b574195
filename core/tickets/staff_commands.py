"""What staff do with tickets that they serve, apart from closing them: list their own, read what
was said before, keep a note, call a supervisor."""

from datetime import timedelta

from core.cards.send import (
    PROMPT_LASTS,
    chat_of,
    is_repeat,
    name_of_customer,
    say,
    show_dialog,
    take_out,
)
from core.cards.views import staff as staff_views
from core.cards.views.staff import Line
from core.model import texts
from core.model.actions import LONGEST_NOTE, Doing, clipped, part
from core.model.desk_effects import React
from core.model.effects import Priority, SendTranscript
from core.model.find_text_keys import FindKey
from core.model.memos import Memo
from core.model.messages import Said
from core.model.people import Operator, Role
from core.model.places import PlaceKind
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, Shown
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.staff.access import staff_member, ticket_of_staff
from core.tickets.customer_notes import about_customer, keep
from core.tickets.end import _ticket_in, answer_command, close_ticket, ticket_here, ticket_meant
from core.tickets.room_goes import room_goes

AGAIN_AFTER = timedelta(seconds=10)

CALL_AGAIN_AFTER = timedelta(minutes=5)
"""A call within that time of the last one is the same call."""

NOTED = "✍"
"""One of those that a bot may give (https://core.telegram.org/bots/api#reactiontypeemoji)."""


async def show_chats(
    work: Work, operator_id: int, doing: Doing = Doing.ALL, page: int = 0, fresh: bool = False
) -> None:
    """List the open tickets of an operator, anew when `fresh`. A text that the operator was asked
    for is awaited no longer. Raises StaffOnly."""
    operator = await staff_member(work, operator_id)
    await work.uow.steps.clear(operator_id)
    held = await work.uow.tickets.held_by(operator_id)
    page = clipped(page, len(held))
    lines = []
    for ticket in part(held, page):
        name = await name_of_customer(work, ticket)
        topic = work.rules.topic(ticket.topic).titled(operator.language)
        lines.append(Line(ticket.id, name, topic, link=await chat_of(work, ticket)))
    shown = staff_views.chats(operator.language, lines, len(held), doing, page)
    await show_dialog(work, operator_id, shown, fresh=fresh)


async def ask_to_end(work: Work, operator_id: int, ticket_id: int) -> None:
    """Ask whether to close a ticket of the list. Raises StaffOnly, NotYourTicket,
    TicketIsClosed."""
    await room_goes(work, await ticket_of_staff(work, operator_id, ticket_id))
    operator = await staff_member(work, operator_id)
    await show_dialog(work, operator_id, staff_views.sure_to_end(ticket_id, operator.language))


async def end_ticket(work: Work, operator_id: int, ticket_id: int) -> None:
    """Close a ticket of the list, and show what is left. Raises NotYourTicket, TicketIsClosed."""
    await close_ticket(work, operator_id, ticket_id)
    await show_chats(work, operator_id, Doing.CLOSE)


async def send_history(work: Work, actor_id: int, ticket_id: int) -> None:
    """Send the customer's transcript to the bot's private chat with whoever asks, since the
    customer reads what stands in the room.

    Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError(START_BOT_FIRST).
    """
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    actor = await staff_member(work, actor_id)
    if not actor.started_bot:
        raise DeskError(TextKey.START_BOT_FIRST)
    await _send(work, ticket, actor_id, actor)


async def history_for_desk(work: Work, chat_id: int, actor_id: int, ticket_id: int) -> bool:
    """Send the transcript to whoever pressed the button of a card in a staff group: in private to
    staff that has started the bot, else into the group, where it is deleted at the ticket's end.
    Returns True when it went to their private chat. Raises DeskError(DESK_IS_CLOSED,
    DESK_WENT_ELSEWHERE)."""
    ticket, _ = await ticket_here(work, chat_id, ticket_id)
    actor = await work.operator(actor_id)
    if actor is None or not actor.started_bot:
        await _send(work, ticket, chat_id, None)
        return False
    await _send(work, ticket, actor_id, actor)
    return True


async def note_in_room(
    work: Work, chat_id: int, actor_id: int, words: str, message_id: int, thread_id: int = 0
) -> None:
    """Keep a note for staff, and delete it at once where the customer would see it (they see no
    topic). Raises DeskError for everybody but the ticket's staff, to whom nothing is said."""
    place, ticket = await _ticket_in(work, chat_id, thread_id, actor_id)
    actor = await staff_member(work, actor_id)
    if place.kind is PlaceKind.ROOM:
        await take_out(work, ticket.id, chat_id, message_id)
    try:
        kept = await _keep(work, ticket, actor_id, words)
        answer = texts.text(kept, actor.language, ticket=ticket.id)
    except DeskError as refusal:
        answer = texts.text(refusal.key, actor.language, **refusal.values)
    if actor.started_bot:
        await say(work, actor_id, Shown(answer), ticket_id=ticket.id, lasts=PROMPT_LASTS)


async def keep_note(work: Work, actor_id: int, ticket_id: int, words: str) -> None:
    """Keep a note for staff that was written elsewhere than where the customer reads. Raises
    StaffOnly, NotYourTicket, TicketIsClosed, DeskError(NOTE_EMPTY)."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    note = words.strip()[:LONGEST_NOTE]
    if not note:
        raise DeskError(TextKey.NOTE_EMPTY)
    await work.note(ticket.id, TicketEventKind.NOTED, actor_id, note=note)


async def note_at_desk(work: Work, said: Said, words: str) -> None:
    """Keep a note by whoever answers there; the bot's reaction confirms it, or it says why not."""
    ticket = await ticket_meant(work, said, RelayKey.NOTE_BY_REPLY)
    if ticket is None:
        return
    try:
        await _keep(work, ticket, said.sender_id, words)
    except DeskError as refusal:
        await answer_command(work, said, refusal.key, refusal.values)
        return
    mark = React(said.chat_id, said.message_id, NOTED)
    await work.tell(mark, ticket.id)


async def _keep(work: Work, ticket: Ticket, author_id: int, words: str) -> Key:
    """Keep what stands behind /note: on the ticket, or on its customer if it begins so. Returns
    what is said of it. Raises DeskError(NOTE_EMPTY, NOTES_FULL)."""
    theirs = about_customer(words)
    note = (words if theirs is None else theirs).strip()[:LONGEST_NOTE]
    if not note:
        raise DeskError(TextKey.NOTE_EMPTY)
    if theirs is not None:
        await keep(work, ticket, author_id, note)
        return FindKey.NOTE_ON_CUSTOMER
    await work.note(ticket.id, TicketEventKind.NOTED, author_id, note=note)
    return TextKey.NOTE_KEPT


async def call_supervisor(work: Work, actor_id: int, ticket_id: int) -> None:
    """Tell every other supervisor whom the bot may write to, with a button to enter.

    Raises NotYourTicket, TicketIsClosed, StaffOnly,
    DeskError(NO_SUPERVISOR, SUPERVISORS_TOLD_BEFORE).
    """
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    actor = await staff_member(work, actor_id)
    supervisors = [
        each
        for each in await work.uow.operators.supervisors()
        if each.started_bot and each.id != actor_id
    ]
    if not supervisors:
        raise DeskError(TextKey.NO_SUPERVISOR)
    if await is_repeat(work, Memo.CALLED, ticket_id, within=CALL_AGAIN_AFTER):
        raise DeskError(TextKey.SUPERVISORS_TOLD_BEFORE)
    await work.note(ticket_id, TicketEventKind.SUPERVISOR_CALLED, actor_id)
    who = await name_of_customer(work, ticket)
    for each in supervisors:
        shown = staff_views.wanted(ticket_id, each.language, who, actor.tag)
        await say(work, each.id, shown, priority=Priority.REPLY, ticket_id=ticket_id)


async def _send(work: Work, ticket: Ticket, chat_id: int, reader: Operator | None) -> None:
    """Send the transcript there, once in a moment. Without a `reader` it is for a whole group."""
    if await is_repeat(work, Memo.HISTORY, ticket.id, chat_id, within=AGAIN_AFTER):
        return
    is_supervisor = reader is not None and reader.role is Role.SUPERVISOR
    with_phone = is_supervisor or work.rules.phone_to_operators
    language = work.rules.desk_language if reader is None else reader.language
    text = texts.text(TextKey.HISTORY, language, customer=await name_of_customer(work, ticket))
    await work.tell(
        SendTranscript(chat_id, ticket.customer_id, text, with_phone), ticket.id, lasts=PROMPT_LASTS
    )
    await work.uow.transcripts.show(ticket.customer_id)
