"""Checks who may do what: staff, supervisors, a ticket's operator. Also keeps whom of staff the
desk can reach: supervisors are notified once for each cause, until it works again."""

from core.cards.send import notify_supervisors
from core.model.events import CustomerUnreachable, OperatorUnreachable
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Scope, Unreachable
from core.model.people import Operator, Role
from core.model.texts import NotYourTicket, StaffOnly, TicketIsClosed
from core.model.tickets import Ticket
from core.ports import OutboxEffect, Work


async def supervisor(work: Work, actor_id: int) -> Operator:
    """Return the actor, if they are a supervisor. Raises StaffOnly."""
    actor = await work.operator(actor_id)
    if actor is None or actor.role is not Role.SUPERVISOR:
        raise StaffOnly
    return actor


async def staff_member(work: Work, operator_id: int) -> Operator:
    """Return the actor, if they are on staff. Raises StaffOnly."""
    operator = await work.operator(operator_id)
    if operator is None:
        raise StaffOnly
    return operator


async def ticket_of_staff(work: Work, actor_id: int, ticket_id: int) -> Ticket:
    """Return the open ticket, if the actor is its operator or a supervisor. Raises StaffOnly,
    NotYourTicket, TicketIsClosed."""
    ticket = await work.ticket(ticket_id)
    if ticket is None:
        raise NotYourTicket
    if ticket.operator_id != actor_id:
        actor = await work.operator(actor_id)
        if actor is None:
            raise StaffOnly
        if actor.role is not Role.SUPERVISOR:
            raise NotYourTicket
    if not ticket.is_open:
        raise TicketIsClosed
    return ticket


FINE = "fine"


_TEXTS = {
    Cause.BLOCKED: NoticeKey.MEND_BOT,
    Cause.PRIVACY: NoticeKey.MEND_PRIVACY,
    Cause.PERSON_FULL: NoticeKey.MEND_CHATS,
    Cause.NO_ADDRESS: NoticeKey.MEND_ADDRESS,
}
"""What somebody can mend."""


async def invitation_worked(work: Work, ticket: Ticket, operator_id: int) -> None:
    """Take in that an operator could be added. One who never started the bot is still asked to."""
    await _count_from_now(work, ticket)
    await work.once(Memo.REACH, "invite", operator_id, word=FINE)
    operator = await work.operator(operator_id)
    if operator is not None and not operator.started_bot:
        await _tell(work, operator, Cause.BLOCKED, "")


async def invitation_failed(
    work: Work, ticket: Ticket, operator: Operator, outcome: Unreachable
) -> None:
    """Notify supervisors what has to be mended, since an operator cannot be added to rooms."""
    await _count_from_now(work, ticket)
    if outcome.scope is Scope.EFFECT:  # else it is about the room, or our own account
        await _tell(work, operator, outcome.cause, outcome.reason)


async def bot_is_blocked(work: Work, operator_id: int) -> None:
    """Take in that the bot cannot write to an operator any more. Does nothing for others."""
    operator = await work.operator(operator_id)
    if operator is None:
        return
    await work.uow.operators.set_started(operator_id, False)
    if operator.on_shift:
        await _tell(work, operator, Cause.BLOCKED, "")


async def bot_is_reachable(work: Work, operator_id: int) -> None:
    """Take in that the bot may write to an operator. Does nothing for others."""
    await work.uow.operators.set_started(operator_id, True)
    await work.once(Memo.REACH, "bot", operator_id, word=FINE)


async def operator_unreachable(work: Work, ticket: Ticket, operator_id: int, scope: Scope) -> None:
    """Take the ticket from an operator who can neither be added nor be written to.

    Their shift ends with it: two such operators would else hand a ticket to and fro without end.
    Nothing follows when it is about the room, which nobody else could enter either.
    """
    if scope is not Scope.EFFECT:
        return
    operator = await work.operator(operator_id)
    if operator is not None:
        await _tell(work, operator, Cause.BLOCKED, "")
        await work.uow.operators.end_shift(operator_id, work.now)
        await notify_supervisors(work, NoticeKey.OFF_SHIFT, ticket.id, operator=operator.tag)
    work.happened(OperatorUnreachable(ticket.id))


async def _count_from_now(work: Work, ticket: Ticket) -> None:
    """Count the holder's time to answer from when they could come in."""
    if ticket.answer_due is not None:
        await work.uow.deadlines.expect_answer(ticket.id, work.now + work.rules.answer_within)


async def _tell(work: Work, operator: Operator, cause: Cause, reason: str) -> None:
    way = "bot" if cause is Cause.BLOCKED else "invite"
    word = cause.value if cause in _TEXTS else f"{cause.value}:{reason}"
    if not await work.once(Memo.REACH, way, operator.id, word=word[:100]):
        return
    key = _TEXTS.get(cause, NoticeKey.MEND_OTHER)
    await notify_supervisors(work, key, operator=operator.tag, reason=reason)


async def person_unreachable(work: Work, row: OutboxEffect, chat_id: int, reason: str) -> None:
    """Mark a customer who blocked the bot, and write it into the ticket's history."""
    if await work.customer(chat_id) is None:
        return
    work.happened(CustomerUnreachable(chat_id, reason, row.ticket_id))
