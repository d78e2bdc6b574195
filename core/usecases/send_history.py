"""What was said with a customer before, for staff's eyes only."""

from datetime import timedelta

from core.domain import views
from core.domain.effects import SendTranscript
from core.domain.errors import DeskError
from core.domain.people import Role
from core.domain.texts import TextKey
from core.ports import Work
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
    if await is_repeat(work, f"history:{ticket_id}:{actor_id}", AGAIN_AFTER):
        return
    customer = await work.uow.customers.get(ticket.customer_id)
    name = str(ticket.customer_id) if customer is None else views.customer_name(customer)
    text = views.text(TextKey.HISTORY, actor.language, customer=name)
    sees_phone = actor.role is Role.SUPERVISOR or work.rules.phone_to_operators
    await work.uow.outbox.add(
        SendTranscript(actor_id, ticket.customer_id, text, sees_phone),
        now=work.now,
        ticket_id=ticket_id,
        expires_at=work.now + PROMPT_LASTS,
    )
