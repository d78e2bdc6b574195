"""What was said with a customer before, for staff's eyes only."""

from datetime import timedelta

from core.domain import views
from core.domain.effects import SendTranscript
from core.domain.errors import DeskError
from core.domain.memos import Memo
from core.domain.people import Role
from core.domain.texts import TextKey
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.close_desk import ticket_here
from core.usecases.closing import ticket_of_staff
from core.usecases.repeats import is_repeat
from core.usecases.show_panel import staff_member
from core.usecases.telling import PROMPT_LASTS

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
    text = views.text(TextKey.HISTORY, language, customer=name)
    await work.tell(
        SendTranscript(chat_id, ticket.customer_id, text, with_phone), ticket.id, lasts=PROMPT_LASTS
    )
