"""A ticket is closed where staff serves it: by its card's button, or by /close.

Whoever sits in that group may, no operator of ours among them: Telegram brings a press only from
the very chat in which the button stands (https://core.telegram.org/bots/api#callbackquery), and
only the staff is in there.
"""

from core.domain import cards, desk_views, views
from core.domain.actions import Verb
from core.domain.effects import DeleteMessage, ShowCard
from core.domain.errors import DeskError
from core.domain.messages import Said
from core.domain.places import Place, PlaceKind
from core.domain.texts import Key, RelayKey
from core.domain.tickets import CloseReason, Ticket
from core.domain.views import Shown
from core.ports import Work
from core.usecases.close_ticket import finish
from core.usecases.closing import take_question
from core.usecases.desk_cards import parts_of
from core.usecases.hear_desk import what_is_answered
from core.usecases.telling import PROMPT_LASTS, say, show, show_desk
from core.usecases.whereabouts import usable_place


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
    shown = Shown(views.text(key, work.rules.desk_language))
    await say(work, said.chat_id, shown, reply_to=said.message_id, lasts=PROMPT_LASTS)
