"""How a ticket ends: by whoever serves it, by its customer, by time; and the question before that.

Who holds a ticket, or is a supervisor, may close it. Where it stands in a staff's group as a whole,
whoever sits there may, no operator of ours among them: Telegram brings a press only from the very
chat in which the button stands (https://core.telegram.org/bots/api#callbackquery), and only the
staff is in there.
"""

from collections.abc import Mapping

from core.cards.lookup import group_card_facts, is_relayed, usable_place
from core.cards.send import (
    PROMPT_LASTS,
    forget_question,
    operator_card_of,
    operator_name,
    say,
    show,
    show_desk,
    show_operator,
    show_ticket,
    take_out,
)
from core.cards.ticket_card import show_at, thread_card
from core.cards.views import customer as views
from core.cards.views import group as desk_views
from core.cards.views import staff as staff_views
from core.desks.answers import what_is_answered
from core.model import texts
from core.model.actions import Verb
from core.model.cards import Card
from core.model.effects import Priority, ShowCard
from core.model.events import CapacityFreed, QueueMoved, TicketClosed, WatchedTicketEnded
from core.model.messages import Said
from core.model.places import Place, PlaceKind
from core.model.relay_text_keys import RelayKey
from core.model.room_effects import SetRoomCommands
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, NotYourTicket, Shown, TicketIsClosed
from core.model.tickets import CloseReason, Ticket, TicketEventKind
from core.places.find import give_up_place
from core.ports import Work
from core.staff.access import staff_member, ticket_of_staff
from core.tickets.room_goes import room_goes


async def close_ticket(work: Work, actor_id: int, ticket_id: int) -> Ticket:
    """Close a ticket by whoever may: free the operator, clear the place, thank the customer. Raises
    NotYourTicket, TicketIsClosed."""
    await ticket_of_staff(work, actor_id, ticket_id)
    return await finish(work, ticket_id, actor_id, CloseReason.SOLVED)


async def cancel_ticket(work: Work, person_id: int, ticket_id: int) -> None:
    """Abandon a ticket that no operator has taken up. Raises NotYourTicket,
    DeskError(NOTHING_TO_CANCEL), or DeskError(TOO_LATE_TO_CANCEL) when the talk has begun in the
    bot's chat."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.customer_id != person_id:
        raise NotYourTicket
    if not await abandon(work, ticket_id, CloseReason.CANCELLED, person_id):
        talks = ticket.is_open and await is_relayed(work, ticket)
        raise DeskError(RelayKey.TOO_LATE_TO_CANCEL if talks else TextKey.NOTHING_TO_CANCEL)


async def finish(
    work: Work,
    ticket_id: int,
    actor_id: int | None,
    reason: CloseReason,
    place: Place | None = None,
) -> Ticket:
    """Close a ticket, whoever wants it; `actor_id` None: time did. `place`: where somebody of staff
    said yes. Raises TicketIsClosed, also when it is not served there any more."""
    closed_by = work.rules.bot_id if actor_id is None else actor_id
    there = None if place is None else place.id
    if not await work.uow.tickets.close(ticket_id, work.now, closed_by, reason, there):
        raise TicketIsClosed
    if place is not None and place.chat_id is not None:
        await remove_question(work, ticket_id, place.chat_id)
    ticket = await after_the_end(work, ticket_id, TicketEventKind.CLOSED, actor_id, reason)
    if ticket is None:
        raise TicketIsClosed
    work.happened(TicketClosed(ticket_id))
    return ticket


async def abandon(
    work: Work, ticket_id: int, reason: CloseReason, actor_id: int | None = None
) -> bool:
    """End a ticket that is queued or offered. False when it is neither."""
    if not await work.uow.tickets.abandon(ticket_id, work.now, reason):
        return False
    await after_the_end(work, ticket_id, TicketEventKind.ABANDONED, actor_id, reason)
    return True


async def after_the_end(
    work: Work, ticket_id: int, kind: TicketEventKind, actor_id: int | None, reason: CloseReason
) -> Ticket | None:
    """Do what each end of a ticket has in common, once its row says that it ended: free its
    operator, take the buttons off the cards, and start to clear the place.
    `kind`: CLOSED or ABANDONED. The ticket as it is then."""
    is_closed = kind is TicketEventKind.CLOSED
    why = "closed" if is_closed else reason.value
    holder = await work.uow.operators.release(ticket_id, work.now, why)
    details = {"holder": holder} if is_closed else {}
    await work.note(ticket_id, kind, actor_id, **details, reason=reason.value)
    work.happened(QueueMoved() if holder is None else CapacityFreed())
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        return None
    work.uow.journal.ended(ticket, work.now)
    if ticket.watched:
        work.happened(WatchedTicketEnded(ticket_id))
    await show_ticket(work, ticket)
    if ticket.joined_at is not None:
        place = await work.place(ticket.place_id)
        if place is not None and place.chat_id is not None and place.ticket_id == ticket.id:
            await show_at(work, ticket, place)
    await remove_question(work, ticket.id)
    operator = await work.operator(holder) if ticket.active_at is not None else None
    if operator is not None:
        await show_operator(work, ticket, operator)
        await hide_commands(work, ticket, operator.id)
    await forget_question(work, ticket.customer_id)
    await give_up_place(work, ticket)
    return ticket


async def hide_commands(work: Work, ticket: Ticket, operator_id: int) -> None:
    """Take the room's commands out of the menu of one who has no more to do there."""
    place = await work.place(ticket.place_id)
    if place is not None and place.kind is PlaceKind.ROOM and place.chat_id is not None:
        await work.tell(
            SetRoomCommands(place.chat_id, operator_id, None), ticket.id, priority=Priority.BOARD
        )


async def ask_to_close(work: Work, actor_id: int, ticket_id: int, card: str) -> None:
    """Put yes and no on the card that was pressed (`pressed`). Raises NotYourTicket,
    TicketIsClosed."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    await room_goes(work, ticket)
    await _put(work, ticket, actor_id, card, confirm=True)


async def keep_open(work: Work, actor_id: int, ticket_id: int, card: str) -> None:
    """Put the card back as it was. Raises NotYourTicket, TicketIsClosed."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    await _put(work, ticket, actor_id, card, confirm=False)


async def _put(work: Work, ticket: Ticket, actor_id: int, card: str, *, confirm: bool) -> None:
    """Edit the pressed card, whatever it showed last: a press always gets its answer."""
    customer = await work.customer(ticket.customer_id)
    actor = await work.operator(actor_id)
    if customer is None:
        return
    place = await work.place(ticket.place_id)
    chat_id = None if place is None else place.chat_id
    thread_id = 0
    if card == Card.ROOM.of(ticket.id) and place is not None and place.kind is PlaceKind.THREAD:
        at_topic = await thread_card(work, ticket)
        if at_topic is None:
            return
        card, thread_id, shown = Card.DESK.of(ticket.id), place.thread_id, at_topic
        language = customer.language if actor is None else actor.language
    elif card == Card.ROOM.of(ticket.id):
        language = customer.language
        topic = work.rules.topic(ticket.topic).titled(language)
        name = await operator_name(work, ticket)
        buttons = staff_views.ticket_buttons(ticket.id)
        is_sent = work.rules.conversation_to_customers
        shown = views.room_card(ticket, customer, topic, name, buttons, is_sent=is_sent)
    elif actor is not None:
        chat_id, language = actor_id, actor.language
        shown = await operator_card_of(work, ticket, customer, actor)
    else:
        return
    if confirm:
        shown = views.confirm_close(ticket.id, language)
    if chat_id is None:
        return
    await work.uow.cards.remember({card: shown.word})
    await work.tell(
        ShowCard(chat_id, card, shown.text, shown.buttons, thread_id=thread_id), ticket.id
    )


async def ask_to_close_desk(work: Work, chat_id: int, ticket_id: int) -> None:
    """Put yes and no on the ticket's card. Raises as `ticket_here` does."""
    ticket, _ = await ticket_here(work, chat_id, ticket_id)
    shown = await _question(work, ticket, Verb.DESK_CLOSE_NO)
    if shown is not None:
        await show(work, chat_id, Card.DESK.of(ticket_id), shown, ticket_id=ticket_id)


async def show_card_here(work: Work, chat_id: int, ticket_id: int, *, fresh: bool = False) -> None:
    """Show the ticket's card as it is, or bring it to the end of the overflow group (`fresh`).
    Raises as `ticket_here` does."""
    ticket, place = await ticket_here(work, chat_id, ticket_id)
    await show_desk(work, ticket, place, fresh=fresh)


async def close_desk(work: Work, chat_id: int, actor_id: int, ticket_id: int) -> None:
    """Close the ticket, by whoever pressed yes. Raises DeskError(DESK_IS_CLOSED,
    DESK_WENT_ELSEWHERE), TicketIsClosed: it ended or went elsewhere this very moment."""
    _, place = await _seen_here(work, chat_id, ticket_id)
    await finish(work, ticket_id, actor_id, CloseReason.SOLVED, place)


async def close_by_command(work: Work, said: Said) -> None:
    """Answer /close in a desk, or in the overflow group as a Reply: ask there, by one question
    however often one asks; a new one takes the old one's place."""
    ticket = await ticket_meant(work, said, RelayKey.DESK_CLOSE_BY_REPLY)
    shown = None if ticket is None else await _question(work, ticket, Verb.DESK_STAY)
    if ticket is not None and shown is not None:
        await remove_question(work, ticket.id, said.chat_id)
        await _put_question(work, ticket, said.chat_id, shown)


async def desk_stays(work: Work, chat_id: int, ticket_id: int, message_id: int) -> None:
    """Delete the question that /close asked, after a no. Nothing happens where no such question
    stands: whoever presses may make a press carry anything."""
    if await _asks_there(work, ticket_id, chat_id, message_id):
        await take_out(work, ticket_id, chat_id, message_id)


async def close_in_room(work: Work, chat_id: int, actor_id: int, thread_id: int = 0) -> None:
    """Answer /close in a room or a topic by one question however often one asks: a new one takes
    the old one's place. Of a room it is asked in the bot's chat with whoever wants to close, out of
    the customer's sight; in the room if the bot may not write to them. Raises DeskError for
    everybody but the ticket's staff, to whom nothing is said."""
    place, ticket = await _ticket_in(work, chat_id, thread_id, actor_id)
    await room_goes(work, ticket)
    customer = await work.customer(ticket.customer_id)
    language = "en" if customer is None else customer.language
    actor = await staff_member(work, actor_id)
    if place.kind is PlaceKind.ROOM and actor.started_bot:
        chat_id, language = actor_id, actor.language
    position = await work.uow.cards.find(Card.CLOSING.of(ticket.id))
    if position is not None:
        await take_out(work, ticket.id, *position)
    shown = staff_views.sure_to_close(ticket.id, language)
    await _put_question(work, ticket, chat_id, shown, thread_id)


async def stay_open(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, message_id: int
) -> None:
    """Delete that question, after a no. Raises NotYourTicket, TicketIsClosed, StaffOnly."""
    await ticket_of_staff(work, actor_id, ticket_id)
    await desk_stays(work, chat_id, ticket_id, message_id)


async def ticket_here(work: Work, chat_id: int, ticket_id: int) -> tuple[Ticket, Place]:
    """Find the open ticket that is served in that staff group. Raises DeskError(DESK_IS_CLOSED,
    DESK_WENT_ELSEWHERE)."""
    ticket, place = await _seen_here(work, chat_id, ticket_id)
    # Holds the ticket's row: who moves it this very moment is waited for. What would be shown here
    # then would pass for the card where it is, and that one's buttons would do nothing.
    if not await work.uow.tickets.moves(ticket.id, place.id, place.id):
        raise DeskError(RelayKey.DESK_WENT_ELSEWHERE)
    return ticket, place


async def _seen_here(work: Work, chat_id: int, ticket_id: int) -> tuple[Ticket, Place]:
    """Find the ticket as `ticket_here` does, unless it just goes elsewhere."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open:
        raise DeskError(RelayKey.DESK_IS_CLOSED)
    place = await usable_place(work, ticket)
    if place is None or place.kind is not PlaceKind.DESK or place.chat_id != chat_id:
        raise DeskError(RelayKey.DESK_WENT_ELSEWHERE)
    return ticket, place


async def ticket_meant(work: Work, said: Said, by_reply: Key) -> Ticket | None:
    """Find the ticket that a command is about: the desk's, or, where several stand side by side,
    the one that it answers. None when that is none, which the command's author is told; `by_reply`:
    that it has to be a Reply."""
    place = await work.uow.places.by_chat(said.chat_id)
    answered = await what_is_answered(work, said)
    ticket_id = answered.about if place is None else place.ticket_id
    if ticket_id is None:
        await answer_command(work, said, by_reply if place is None else RelayKey.DESK_NO_TICKET)
        return None
    try:
        ticket, _ = await ticket_here(work, said.chat_id, ticket_id)
    except DeskError as refusal:
        await answer_command(work, said, refusal.key)
        return None
    return ticket


async def answer_command(
    work: Work, said: Said, key: Key, values: Mapping[str, str | int] | None = None
) -> None:
    """Answer a command in the group, below it."""
    shown = Shown(texts.text(key, work.rules.desk_language, **(values or {})))
    await say(work, said.chat_id, shown, reply_to=said.message_id, lasts=PROMPT_LASTS)


async def _ticket_in(
    work: Work, chat_id: int, thread_id: int, actor_id: int
) -> tuple[Place, Ticket]:
    """Find what is served in that room or topic, if it is theirs to close."""
    place = await work.uow.places.by_chat(chat_id, thread_id)
    if place is None or place.kind is PlaceKind.DESK or place.ticket_id is None:
        raise DeskError(TextKey.TICKET_IS_CLOSED)
    return place, await ticket_of_staff(work, actor_id, place.ticket_id)


async def _question(work: Work, ticket: Ticket, no: Verb) -> Shown | None:
    """The question whether to close, as a staff group is asked."""
    found = await group_card_facts(work, ticket)
    if found is None:
        return None
    return desk_views.sure_to_close(ticket, *found, work.rules.desk_language, no)


async def _put_question(
    work: Work, ticket: Ticket, chat_id: int, shown: Shown, thread_id: int = 0
) -> None:
    """Ask at the chat's end whether to close."""
    await work.tell(
        ShowCard(
            chat_id, Card.CLOSING.of(ticket.id), shown.text, shown.buttons, thread_id=thread_id
        ),
        ticket.id,
        lasts=PROMPT_LASTS,
    )


async def _asks_there(work: Work, ticket_id: int, chat_id: int, message_id: int) -> bool:
    """Whether that message is the question. One that was sent this very moment may be answered
    before it is written down where it stands."""
    card = Card.CLOSING.of(ticket_id)
    if await work.uow.cards.find(card) == (chat_id, message_id):
        return True
    shown = await work.uow.outbox.overdue(ShowCard, work.now)
    under_way = (row.effect for row in shown if isinstance(row.effect, ShowCard))
    return any((each.chat_id, each.card) == (chat_id, card) for each in under_way)


async def remove_question(work: Work, ticket_id: int, chat_id: int | None = None) -> None:
    """Delete the question whether to close, if it stands in that chat, or, without one, in the
    bot's chat with staff: a room is cleared as a whole."""
    position = await work.uow.cards.find(Card.CLOSING.of(ticket_id))
    if position is not None and (position[0] > 0 if chat_id is None else position[0] == chat_id):
        await take_out(work, ticket_id, *position)
