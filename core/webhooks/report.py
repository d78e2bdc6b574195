"""Has posted what others' systems asked to be told of, in the transaction in which it happens."""

from core.model.effects import Priority
from core.model.messages import MessageKind, Said, SenderRole
from core.model.tickets import Ticket
from core.model.webhooks import HookEvent, PostEvent, Reported
from core.ports import Work
from core.webhooks.rules import KEPT_FOR, data_of, stamp

_PEOPLE = frozenset({SenderRole.CUSTOMER, SenderRole.OPERATOR, SenderRole.SUPERVISOR})


def report_said(work: Work, ticket: Ticket, role: SenderRole, said: Said) -> None:
    """Report a message that was said: somebody's, not what Telegram or the desk says there.
    Nothing is done while nobody wants it."""
    if HookEvent.MESSAGE not in work.rules.reports.wanted:
        return
    if role not in _PEOPLE or said.kind is MessageKind.SERVICE:
        return
    about: dict[str, str | int | bool] = {
        "chat_id": said.chat_id,
        "message_id": said.message_id,
        "sender_id": said.sender_id,
        "role": role.value,
        "kind": said.kind.value,
        "sent_at": stamp(said.sent_at),
    }
    key = said.chat_id, said.message_id
    work.happened(Reported(HookEvent.MESSAGE, ticket.id, about, key))


def report_answer(work: Work, ticket: Ticket) -> None:
    """Report staff's first word in a ticket; `ticket` as it was before."""
    if HookEvent.ANSWERED in work.rules.reports.wanted and ticket.answered_at is None:
        work.happened(Reported(HookEvent.ANSWERED, ticket.id))


async def post_reported(work: Work, event: Reported) -> None:
    """Write an effect for each webhook that wants the event."""
    ticket = await work.ticket(event.ticket_id)
    data = None if ticket is None else data_of(event.kind, ticket, event.about)
    if ticket is None or data is None:
        return
    event_id = f"evt_{work.new_marker()}"
    for one in work.rules.reports.each:
        if not one.wants(event.kind, ticket.topic):
            continue
        message = event.message if one.with_text else None
        post = PostEvent(one.webhook_id, event_id, event.kind, work.now, data, message)
        await work.tell(post, ticket.id, priority=Priority.BOARD, lasts=KEPT_FOR)
