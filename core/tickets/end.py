"""What the ends of a ticket have in common: cards, the transcript, the place, and freed
capacity.

The ticket is done.

The customer gives up waiting.

The confirmation before closing.

A ticket is closed where staff serves it: by its card's button, or by /close.

Whoever sits in that group may, no operator of ours among them: Telegram brings a press only from
the very chat in which the button stands (https://core.telegram.org/bots/api#callbackquery), and
only the staff is in there.
"""

from core.cards.lookup import is_relayed, parts_of, usable_place
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
)
from core.cards.ticket_card import show_at, thread_card
from core.cards.views import customer as views
from core.cards.views import group as desk_views
from core.cards.views import staff as staff_views
from core.desks.desk import what_is_answered
from core.model import cards, texts
from core.model.actions import Verb
from core.model.effects import DeleteMessage, Priority, SetRoomCommands, ShowCard
from core.model.events import CapacityFreed, TicketClosed
from core.model.messages import Said
from core.model.notice_keys import RelayKey
from core.model.places import Place, PlaceKind
from core.model.room_effects import WriteTranscript
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, NotYourTicket, Shown, TicketIsClosed
from core.model.tickets import CloseReason, Ticket, TicketEventKind
from core.places.take import give_up_place
from core.ports import Work
from core.staff.access import ticket_of_staff


async def after_the_end(work: Work, ticket: Ticket, holder: int | None) -> None:
    """Take the buttons off the cards, write the transcript, and start to clear the place. `holder`
    held it to the end."""
    await show_ticket(work, ticket)
    if ticket.joined_at is not None and ticket.place_id is not None:
        place = await work.place(ticket.place_id)
        if place is not None and place.chat_id is not None and place.ticket_id == ticket.id:
            await show_at(work, ticket, place)
    await _take_question_away(work, ticket)
    operator = await work.operator(holder) if ticket.active_at is not None else None
    if operator is not None:
        await show_operator(work, ticket, operator)
        await hide_commands(work, ticket, operator.id)
    await work.tell(WriteTranscript(ticket.customer_id), ticket.id)
    await forget_question(work, ticket.customer_id)
    await give_up_place(work, ticket)


async def take_question(work: Work, chat_id: int, ticket_id: int) -> None:
    """The question whether to close, if it stands in that chat."""
    stands = await work.uow.cards.find(cards.closing(ticket_id))
    if stands is not None and stands[0] == chat_id:
        await work.tell(DeleteMessage(*stands), ticket_id)


async def _take_question_away(work: Work, ticket: Ticket) -> None:
    """The question whether to close, where it stands in the bot's chat with staff; a room is
    cleared as a whole."""
    stands = await work.uow.cards.find(cards.closing(ticket.id))
    if stands is not None and stands[0] > 0:
        await work.tell(DeleteMessage(*stands), ticket.id)


async def hide_commands(work: Work, ticket: Ticket, operator_id: int) -> None:
    """The room's commands are gone from the menu of one who has no more to do there."""
    place = await work.place(ticket.place_id)
    if place is not None and place.kind is PlaceKind.ROOM and place.chat_id is not None:
        await work.tell(
            SetRoomCommands(place.chat_id, operator_id, None), ticket.id, priority=Priority.BOARD
        )


async def close_ticket(work: Work, actor_id: int, ticket_id: int) -> Ticket:
    """Close, free the operator, clear the place, thank the customer.

    Raises NotYourTicket, TicketIsClosed.
    """
    await ticket_of_staff(work, actor_id, ticket_id)
    return await finish(work, ticket_id, actor_id, CloseReason.SOLVED)


async def finish(
    work: Work,
    ticket_id: int,
    actor_id: int | None,
    reason: CloseReason,
    place: Place | None = None,
) -> Ticket:
    """The same for whoever closes it; None: time did. `place`: where somebody of staff said yes.
    Raises TicketIsClosed, also when it is not served there any more."""
    closed_by = work.rules.bot_id if actor_id is None else actor_id
    there = None if place is None else place.id
    if not await work.uow.tickets.close(ticket_id, work.now, closed_by, reason, there):
        raise TicketIsClosed
    if place is not None and place.chat_id is not None:
        await take_question(work, place.chat_id, ticket_id)
    holder = await work.uow.operators.release(ticket_id, work.now, "closed")
    await work.note(ticket_id, TicketEventKind.CLOSED, actor_id, holder=holder, reason=reason.value)
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise TicketIsClosed
    await after_the_end(work, ticket, holder)
    work.happened(TicketClosed(ticket_id))
    work.happened(CapacityFreed())
    return ticket


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


async def abandon(
    work: Work, ticket_id: int, reason: CloseReason, actor_id: int | None = None
) -> bool:
    """End a ticket that is queued or offered. False when it is neither."""
    if not await work.uow.tickets.abandon(ticket_id, work.now, reason):
        return False
    holder = await work.uow.operators.release(ticket_id, work.now, reason.value)
    await work.note(ticket_id, TicketEventKind.ABANDONED, actor_id, reason=reason.value)
    ticket = await work.ticket(ticket_id)
    if ticket is not None:
        await after_the_end(work, ticket, holder)
    work.happened(CapacityFreed())
    return True


async def ask_to_close(work: Work, actor_id: int, ticket_id: int, card: str) -> None:
    """Put yes and no on the card that was pressed (`cards.pressed`). Raises NotYourTicket,
    TicketIsClosed."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    await _put(work, ticket, actor_id, card, confirm=True)


async def keep_open(work: Work, actor_id: int, ticket_id: int, card: str) -> None:
    """The card as it was. Raises NotYourTicket, TicketIsClosed."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    await _put(work, ticket, actor_id, card, confirm=False)


async def _put(work: Work, ticket: Ticket, actor_id: int, card: str, *, confirm: bool) -> None:
    """Whatever the card was last told: a press always gets its answer."""
    customer = await work.customer(ticket.customer_id)
    actor = await work.operator(actor_id)
    if customer is None:
        return
    place = await work.place(ticket.place_id)
    chat_id = None if place is None else place.chat_id
    thread_id = 0
    if card == cards.room(ticket.id) and place is not None and place.kind is PlaceKind.THREAD:
        at_topic = await thread_card(work, ticket)
        if at_topic is None:
            return
        card, thread_id, shown = cards.desk(ticket.id), place.thread_id, at_topic
        language = customer.language if actor is None else actor.language
    elif card == cards.room(ticket.id):
        language = customer.language
        topic = work.rules.topic(ticket.topic).titled(language)
        name = await operator_name(work, ticket)
        buttons = staff_views.ticket_buttons(ticket.id)
        shown = views.room_card(ticket, customer, topic, name, buttons)
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


async def ticket_here(work: Work, chat_id: int, ticket_id: int) -> tuple[Ticket, Place]:
    """The open ticket, if it is served in that staff group. Raises DeskError(DESK_IS_CLOSED,
    DESK_WENT_ELSEWHERE)."""
    ticket, place = await _seen_here(work, chat_id, ticket_id)
    # Holds the ticket's row: who moves it this very moment is waited for. What would be shown here
    # then would pass for the card where it is, and that one's buttons would do nothing.
    if not await work.uow.tickets.moves(ticket.id, place.id, place.id):
        raise DeskError(RelayKey.DESK_WENT_ELSEWHERE)
    return ticket, place


async def _seen_here(work: Work, chat_id: int, ticket_id: int) -> tuple[Ticket, Place]:
    """The same, unless it just goes elsewhere."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or not ticket.is_open:
        raise DeskError(RelayKey.DESK_IS_CLOSED)
    place = await usable_place(work, ticket)
    if place is None or place.kind is not PlaceKind.DESK or place.chat_id != chat_id:
        raise DeskError(RelayKey.DESK_WENT_ELSEWHERE)
    return ticket, place


async def ask_to_close_desk(work: Work, chat_id: int, ticket_id: int) -> None:
    """Put yes and no on the ticket's card. Raises as `ticket_here` does."""
    ticket, _ = await ticket_here(work, chat_id, ticket_id)
    shown = await _question(work, ticket, Verb.DESK_CLOSE_NO)
    if shown is not None:
        await show(work, chat_id, cards.desk(ticket_id), shown, ticket_id=ticket_id)


async def bring_card(work: Work, chat_id: int, ticket_id: int) -> None:
    """The ticket's card comes to the end of the overflow group. Raises as `ticket_here` does."""
    ticket, place = await ticket_here(work, chat_id, ticket_id)
    await show_desk(work, ticket, place, fresh=True)


async def keep_desk(work: Work, chat_id: int, ticket_id: int) -> None:
    """No: the card as it was. Raises as `ticket_here` does."""
    ticket, place = await ticket_here(work, chat_id, ticket_id)
    await show_desk(work, ticket, place)


async def close_desk(work: Work, chat_id: int, actor_id: int, ticket_id: int) -> None:
    """Yes: the ticket is closed, by whoever pressed. Raises DeskError(DESK_IS_CLOSED,
    DESK_WENT_ELSEWHERE), TicketIsClosed: it ended or went elsewhere this very moment."""
    _, place = await _seen_here(work, chat_id, ticket_id)
    await finish(work, ticket_id, actor_id, CloseReason.SOLVED, place)


async def close_by_command(work: Work, said: Said) -> None:
    """/close in a desk, or in the overflow group as a Reply: asks there, by one question however
    often one asks; a new one takes the old one's place."""
    ticket = await ticket_meant(work, said, RelayKey.DESK_CLOSE_BY_REPLY)
    shown = None if ticket is None else await _question(work, ticket, Verb.DESK_STAY)
    if ticket is not None and shown is not None:
        await take_question(work, said.chat_id, ticket.id)
        await work.tell(
            ShowCard(said.chat_id, cards.closing(ticket.id), shown.text, shown.buttons),
            ticket.id,
            lasts=PROMPT_LASTS,
        )


async def ticket_meant(work: Work, said: Said, by_reply: Key) -> Ticket | None:
    """About which ticket a command is: the desk's, or, where several stand side by side, the one
    that it answers. None when that is none, which the command's author is told; `by_reply`: that
    it has to be a Reply."""
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


async def desk_stays(work: Work, chat_id: int, ticket_id: int, message_id: int) -> None:
    """No to the question that /close asked: it goes. Nothing happens where no such question
    stands: whoever presses may make a press carry anything."""
    if await work.uow.cards.find(cards.closing(ticket_id)) != (chat_id, message_id):
        return
    taken = DeleteMessage(chat_id, message_id)
    await work.tell(taken, ticket_id)


async def _question(work: Work, ticket: Ticket, no: Verb) -> Shown | None:
    found = await parts_of(work, ticket)
    if found is None:
        return None
    return desk_views.sure_to_close(ticket, *found, work.rules.desk_language, no)


async def answer_command(work: Work, said: Said, key: Key) -> None:
    """In the group, below the command."""
    shown = Shown(texts.text(key, work.rules.desk_language))
    await say(work, said.chat_id, shown, reply_to=said.message_id, lasts=PROMPT_LASTS)
