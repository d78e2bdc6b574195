"""Canned replies in the bot's private chat with whoever holds a ticket. To a customer who stays in
the bot's chat one is said from there; for a room it is shown, filled in, to be copied there."""

from core.cards.lookup import is_relayed, usable_place
from core.cards.send import is_repeat, show_dialog
from core.model.actions import clipped
from core.model.memos import Memo
from core.model.relay_text_keys import RelayKey
from core.model.replies import CannedReply
from core.model.reply_text_keys import ReplyKey
from core.model.text_keys import Key
from core.model.texts import DeskError
from core.model.tickets import Ticket
from core.ports import Work
from core.replies import views
from core.replies.answers import fitting_ticket, say_reply, words_for
from core.staff.access import staff_member, ticket_of_staff


async def show_replies_to_holder(work: Work, actor_id: int, ticket_id: int, page: int) -> None:
    """List what fits a ticket. Raises StaffOnly, NotYourTicket, TicketIsClosed."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    actor = await staff_member(work, actor_id)
    replies = await fitting_ticket(work, ticket)
    shown = views.choice_in_private(ticket_id, replies, clipped(page, len(replies)), actor.language)
    await show_dialog(work, actor_id, shown)


async def choose_reply_in_private(
    work: Work, actor_id: int, ticket_id: int, reply_id: int
) -> Key | None:
    """Say a reply of that list, or show it filled in where the customer is in a room. Returns what
    to answer. Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError(REPLY_GONE)."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    actor = await staff_member(work, actor_id)
    reply = await work.uow.replies.get(reply_id)
    if reply is None:
        raise DeskError(ReplyKey.REPLY_GONE)
    if await _is_in_room(work, ticket):
        await _show_words(work, actor_id, ticket, reply)
        return None
    if not await is_repeat(work, Memo.ASKED, f"reply:{ticket_id}:{reply_id}:{actor_id}"):
        await say_reply(work, ticket, reply, (actor.id, actor.name))
    return RelayKey.ANSWER_ON_ITS_WAY


async def _is_in_room(work: Work, ticket: Ticket) -> bool:
    place = await usable_place(work, ticket)
    return not (await is_relayed(work, ticket) if place is None else place.kind.is_relayed)


async def _show_words(work: Work, actor_id: int, ticket: Ticket, reply: CannedReply) -> None:
    actor = await staff_member(work, actor_id)
    words = await words_for(work, ticket, reply, actor.name)
    await show_dialog(work, actor_id, views.to_copy(ticket.id, reply, words, actor.language))
