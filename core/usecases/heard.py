"""Somebody said something in a ticket's room: whose turn it is now, and which clocks stop."""

from datetime import datetime, timedelta

from core.domain.messages import Said, SenderRole
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.eligible_again import showed_up
from core.usecases.presence import customer_is_back
from core.usecases.silence import settle_question

_STAFF = frozenset({SenderRole.OPERATOR, SenderRole.SUPERVISOR})
_AFTER = timedelta(microseconds=1)


async def heard(work: Work, ticket: Ticket, role: SenderRole, said: Said) -> None:
    """Take in that a new message was said. Its holder's word is the answer that was due.

    A word of other staff is an answer to the customer, and the holder is still to come: they have
    the whole time anew, so that no ticket is taken away while a colleague talks in it.
    """
    if not ticket.is_open:
        return
    deadlines = work.uow.deadlines
    if role is SenderRole.CUSTOMER:
        at = _moment(work, said, ticket, ticket.staff_spoke_at)
        await deadlines.customer_spoke(ticket.id, at)
        if ticket.is_away:
            in_bot = said.chat_id == ticket.customer_id
            await customer_is_back(work, ticket, work.now if in_bot else said.sent_at)
    elif role in _STAFF:
        at = _moment(work, said, ticket, ticket.customer_spoke_at)
        await deadlines.staff_spoke(ticket.id, at)
        if said.sender_id == ticket.operator_id:
            await deadlines.answered_by_holder(ticket.id)
        elif ticket.answer_due is not None:
            await deadlines.expect_answer(ticket.id, work.now + work.rules.answer_within)
        await showed_up(work, said.sender_id)
    else:
        return
    await settle_question(work, ticket)


def _moment(work: Work, said: Said, ticket: Ticket, other: datetime | None) -> datetime:
    """When it was said, and later than what it follows: Telegram tells whole seconds."""
    at = min(work.now, max(said.sent_at, ticket.joined_at or ticket.opened_at))
    return at if other is None else max(at, other + _AFTER)
