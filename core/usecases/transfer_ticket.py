"""An operator gives a ticket to somebody else: whom, with which note, and then it goes.

All of it is chosen in the bot's private chat, since the customer reads what stands in the room.
"""

from core.domain import staff_views
from core.domain.errors import DeskError
from core.domain.events import CapacityFreed, TicketReturned
from core.domain.pages import clipped, part
from core.domain.people import Operator
from core.domain.staff_views import QUEUE_ID
from core.domain.texts import TextKey
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.closing import ticket_of_staff
from core.usecases.passing_on import back_to_queue, hand_over
from core.usecases.show_chats import able_to_take, put_dialog
from core.usecases.show_panel import staff_member
from core.usecases.telling import PROMPT_LASTS

_STEP = "transfer"
LONGEST_NOTE = 1000
"""Characters of a note: it must fit a card together with everything else."""


async def choose_whom(
    work: Work, actor_id: int, ticket_id: int, page: int | None = None, *, fresh: bool = False
) -> None:
    """Show who could take the ticket. Raises StaffOnly, NotYourTicket, TicketIsClosed,
    DeskError(NOBODY_HOLDS, START_BOT_FIRST)."""
    ticket, actor = await _held(work, actor_id, ticket_id)
    if not actor.started_bot:
        raise DeskError(TextKey.START_BOT_FIRST)
    await work.uow.steps.clear(actor_id)
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        raise DeskError(TextKey.NOBODY_HOLDS)
    able = await able_to_take(work, ticket.customer_id, ticket.operator_id)
    page = clipped(page or 0, len(able))
    shown = staff_views.whom(ticket, customer, actor.language, part(able, page), page, len(able))
    await put_dialog(work, actor_id, shown, fresh=fresh)


async def ask_note(work: Work, actor_id: int, ticket_id: int, target: int) -> None:
    """Ask for a note for the operator `target` (QUEUE_ID: for whoever is next); what they write
    then is it. Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError."""
    _, actor = await _held(work, actor_id, ticket_id)
    to = await _target(work, target)
    until = int((work.now + PROMPT_LASTS).timestamp())
    await work.uow.steps.set(actor_id, f"{_STEP}:{ticket_id}:{target}:{until}")
    await put_dialog(work, actor_id, staff_views.ask_note(ticket_id, actor.language, to))


async def take_note(work: Work, actor_id: int, words: str) -> bool:
    """The note that was asked for: the ticket goes with it. False when none was asked for. Raises
    as `transfer`."""
    step, *asked = (await work.uow.steps.get(actor_id) or "").split(":")
    if step != _STEP or len(asked) != 3 or not all(part.isdigit() for part in asked):
        return False
    ticket_id, target, until = map(int, asked)
    if work.now.timestamp() > until:
        return False
    await transfer(work, actor_id, ticket_id, target, words, fresh=True)
    return True


async def transfer(
    work: Work,
    actor_id: int,
    ticket_id: int,
    target: int,
    note: str | None = None,
    *,
    fresh: bool = False,
) -> None:
    """Give the ticket to the operator `target`, or back to the queue (QUEUE_ID).

    Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError(NOBODY_HOLDS, CANNOT_TAKE).
    """
    await work.uow.steps.clear(actor_id)
    ticket, actor = await _held(work, actor_id, ticket_id)
    to = await _target(work, target)
    words = (note or "").strip()[:LONGEST_NOTE] or None
    if to is None:
        gone = await back_to_queue(work, ticket, actor_id, words)
    else:
        gone = await hand_over(work, ticket, to, actor_id, words)
    if not gone:
        raise DeskError(TextKey.NOBODY_HOLDS if to is None else TextKey.CANNOT_TAKE)
    work.happened(CapacityFreed())
    work.happened(TicketReturned(ticket_id))
    shown = staff_views.given(ticket_id, actor.language, to)
    await put_dialog(work, actor_id, shown, fresh=fresh)


async def _held(work: Work, actor_id: int, ticket_id: int) -> tuple[Ticket, Operator]:
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    if ticket.operator_id is None:
        raise DeskError(TextKey.NOBODY_HOLDS)
    return ticket, await staff_member(work, actor_id)


async def _target(work: Work, target: int) -> Operator | None:
    """None for the queue."""
    if target == QUEUE_ID:
        return None
    operator = await work.operator(target)
    if operator is None:
        raise DeskError(TextKey.CANNOT_TAKE)
    return operator
