"""Somebody of staff wants a supervisor in their room."""

from datetime import timedelta

from core.domain import staff_views
from core.domain.effects import Priority
from core.domain.errors import DeskError
from core.domain.memos import Memo
from core.domain.texts import TextKey
from core.domain.tickets import TicketEventKind
from core.domain.views import customer_name
from core.ports import Work
from core.usecases.closing import ticket_of_staff
from core.usecases.repeats import is_repeat
from core.usecases.show_panel import staff_member
from core.usecases.telling import say

AGAIN_AFTER = timedelta(minutes=5)
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
    if await is_repeat(work, Memo.CALLED, ticket_id, within=AGAIN_AFTER):
        raise DeskError(TextKey.SUPERVISORS_TOLD_BEFORE)
    await work.note(ticket_id, TicketEventKind.SUPERVISOR_CALLED, actor_id)
    customer = await work.customer(ticket.customer_id)
    who = str(ticket.customer_id) if customer is None else customer_name(customer)
    for each in supervisors:
        shown = staff_views.wanted(ticket_id, each.language, who, actor.tag)
        await say(work, each.id, shown, priority=Priority.REPLY, ticket_id=ticket_id)
