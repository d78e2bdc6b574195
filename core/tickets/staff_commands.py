"""An operator's own open tickets, and closing one from there.

What was said with a customer before, for staff's eyes only.

/note in a desk, or in the overflow group as a Reply: kept with the ticket, for staff alone.

What the bot answers in a room, or in a forum topic: /close and /note of staff, and nothing
else.

Somebody of staff wants a supervisor in their room.
"""

from datetime import timedelta

from core.cards.send import PROMPT_LASTS, chat_of, is_repeat, put_dialog, say
from core.cards.views import customer as views
from core.cards.views import staff as staff_views
from core.cards.views.customer import customer_name
from core.cards.views.staff import Line
from core.model import cards, texts
from core.model.actions import LONGEST_NOTE, Doing, clipped, part
from core.model.desk_effects import React
from core.model.effects import DeleteMessage, Priority, SendTranscript, ShowCard
from core.model.memos import Memo
from core.model.messages import Said
from core.model.notice_keys import RelayKey
from core.model.people import Operator, Role
from core.model.places import Place, PlaceKind
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.staff.access import staff_member, ticket_of_staff
from core.tickets.end import answer_command, close_ticket, ticket_here, ticket_meant


async def show_chats(
    work: Work, operator_id: int, doing: Doing = Doing.ALL, page: int = 0, fresh: bool = False
) -> None:
    """The list, anew when `fresh`; whatever was to be written by and by is forgotten. Raises
    StaffOnly."""
    operator = await staff_member(work, operator_id)
    await work.uow.steps.clear(operator_id)
    held = await work.uow.tickets.held_by(operator_id)
    page = clipped(page, len(held))
    lines = []
    for ticket in part(held, page):
        customer = await work.customer(ticket.customer_id)
        name = str(ticket.customer_id) if customer is None else customer_name(customer)
        topic = work.rules.topic(ticket.topic).titled(operator.language)
        lines.append(Line(ticket.id, name, topic, link=await chat_of(work, ticket)))
    shown = staff_views.chats(operator.language, lines, len(held), doing, page)
    await put_dialog(work, operator_id, shown, fresh=fresh)


async def ask_to_end(work: Work, operator_id: int, ticket_id: int) -> None:
    """Whether to close a ticket of the list. Raises StaffOnly, NotYourTicket, TicketIsClosed."""
    await ticket_of_staff(work, operator_id, ticket_id)
    operator = await staff_member(work, operator_id)
    await put_dialog(work, operator_id, staff_views.sure_to_end(ticket_id, operator.language))


async def end_ticket(work: Work, operator_id: int, ticket_id: int) -> None:
    """Close it, and show what is left. Raises NotYourTicket, TicketIsClosed."""
    await close_ticket(work, operator_id, ticket_id)
    await show_chats(work, operator_id, Doing.CLOSE)


async def able_to_take(work: Work, ticket_customer: int, holder: int | None) -> list[Operator]:
    """Who could be given such a ticket now, the least loaded first."""
    able = [
        each
        for each in await work.uow.operators.on_shift()
        if each.headroom and not each.on_break and each.id not in (ticket_customer, holder)
    ]
    return sorted(able, key=lambda each: (each.load, each.name.casefold(), each.id))


AGAIN_AFTER = timedelta(seconds=10)


async def send_history(work: Work, actor_id: int, ticket_id: int) -> None:
    """The customer's transcript goes to the bot's private chat with whoever asks, since the
    customer reads what stands in the room.

    Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError(START_BOT_FIRST).
    """
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    actor = await staff_member(work, actor_id)
    if not actor.started_bot:
        raise DeskError(TextKey.START_BOT_FIRST)
    if await is_repeat(work, Memo.HISTORY, ticket_id, actor_id, within=AGAIN_AFTER):
        return
    sees_phone = actor.role is Role.SUPERVISOR or work.rules.phone_to_operators
    await _send(work, ticket, actor_id, actor.language, with_phone=sees_phone)


async def history_for_desk(work: Work, chat_id: int, actor_id: int, ticket_id: int) -> bool:
    """The same from a ticket's card in a staff group, for whoever sits there: in private for staff
    that has started the bot, else into the group, where it goes with the ticket's end. True when it
    went to their private chat. Raises DeskError(DESK_IS_CLOSED, DESK_WENT_ELSEWHERE)."""
    ticket, _ = await ticket_here(work, chat_id, ticket_id)
    actor = await work.operator(actor_id)
    if actor is not None and actor.started_bot:
        sees_phone = actor.role is Role.SUPERVISOR or work.rules.phone_to_operators
        if not await is_repeat(work, Memo.HISTORY, ticket_id, actor_id, within=AGAIN_AFTER):
            await _send(work, ticket, actor_id, actor.language, with_phone=sees_phone)
        return True
    if not await is_repeat(work, Memo.HISTORY, ticket_id, chat_id, within=AGAIN_AFTER):
        sees_phone = work.rules.phone_to_operators
        await _send(work, ticket, chat_id, work.rules.desk_language, with_phone=sees_phone)
    return False


async def _send(
    work: Work, ticket: Ticket, chat_id: int, language: str, *, with_phone: bool
) -> None:
    customer = await work.customer(ticket.customer_id)
    name = str(ticket.customer_id) if customer is None else views.customer_name(customer)
    text = texts.text(TextKey.HISTORY, language, customer=name)
    await work.tell(
        SendTranscript(chat_id, ticket.customer_id, text, with_phone), ticket.id, lasts=PROMPT_LASTS
    )


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


async def close_in_room(work: Work, chat_id: int, actor_id: int, thread_id: int = 0) -> None:
    """Ask whether to close, by one question however often one asks: a new one takes the old one's
    place. Of a room it is asked in the bot's chat with whoever wants to close, out of the
    customer's sight; in the room if the bot may not write to them. Raises DeskError for
    everybody but the ticket's staff, to whom nothing is said."""
    place, ticket = await _ticket_in(work, chat_id, thread_id, actor_id)
    customer = await work.customer(ticket.customer_id)
    language = "en" if customer is None else customer.language
    actor = await staff_member(work, actor_id)
    if place.kind is PlaceKind.ROOM and actor.started_bot:
        chat_id, language = actor_id, actor.language
    card = cards.closing(ticket.id)
    stands = await work.uow.cards.find(card)
    if stands is not None:
        await work.tell(DeleteMessage(*stands), ticket.id)
    shown = staff_views.sure_to_close(ticket.id, language)
    await work.tell(
        ShowCard(chat_id, card, shown.text, shown.buttons, thread_id=thread_id),
        ticket.id,
        lasts=PROMPT_LASTS,
    )


async def stay_open(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, message_id: int
) -> None:
    """No: the question goes, if it is there. Raises NotYourTicket, TicketIsClosed, StaffOnly."""
    await ticket_of_staff(work, actor_id, ticket_id)
    if await work.uow.cards.find(cards.closing(ticket_id)) != (chat_id, message_id):
        return
    await work.tell(DeleteMessage(chat_id, message_id), ticket_id)


async def note_in_room(
    work: Work, chat_id: int, actor_id: int, words: str, message_id: int, thread_id: int = 0
) -> None:
    """Keep a note for staff, and take it out of the customer's sight at once (who sees no topic).
    Raises DeskError for everybody but the ticket's staff, to whom nothing is said."""
    place, ticket = await _ticket_in(work, chat_id, thread_id, actor_id)
    actor = await staff_member(work, actor_id)
    if place.kind is PlaceKind.ROOM:
        taken = DeleteMessage(chat_id, message_id)
        await work.tell(taken, ticket.id)
    note = words.strip()[:LONGEST_NOTE]
    if note:
        await work.note(ticket.id, TicketEventKind.NOTED, actor_id, note=note)
    if actor.started_bot:
        key = TextKey.NOTE_KEPT if note else TextKey.NOTE_EMPTY
        values: dict[str, str | int] = {"ticket": ticket.id} if note else {}
        told = Shown(texts.text(key, actor.language, **values))
        await say(work, actor_id, told, ticket_id=ticket.id, lasts=PROMPT_LASTS)


async def _ticket_in(
    work: Work, chat_id: int, thread_id: int, actor_id: int
) -> tuple[Place, Ticket]:
    place = await work.uow.places.by_chat(chat_id, thread_id)
    if place is None or place.kind is PlaceKind.DESK or place.ticket_id is None:
        raise DeskError(TextKey.TICKET_IS_CLOSED)
    return place, await ticket_of_staff(work, actor_id, place.ticket_id)


CALL_AGAIN_AFTER = timedelta(minutes=5)
"""A call within that time of the last one is the same call."""


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
    customer = await work.customer(ticket.customer_id)
    who = str(ticket.customer_id) if customer is None else customer_name(customer)
    for each in supervisors:
        shown = staff_views.wanted(ticket_id, each.language, who, actor.tag)
        await say(work, each.id, shown, priority=Priority.REPLY, ticket_id=ticket_id)
