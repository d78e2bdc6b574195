"""Settlers of effects on people: messages, invitations, links, admissions and removals."""

from core.cards.notices import report_failure
from core.cards.send import forgotten, name_of_customer, say
from core.conversations.auto_replies import keep_reply
from core.desks.desk import pin, trace_own_messages
from core.model import texts
from core.model.auto_replies import SendAutoReply
from core.model.cards import Card
from core.model.effects import (
    DeleteMessage,
    FetchFile,
    Priority,
    SendChart,
    SendText,
    SendTranscript,
    SetTitle,
    ShowCard,
)
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Refused, Rejected, Sent, Settled, Unreachable
from core.model.people import Operator
from core.model.room_effects import (
    ApproveJoin,
    CreatePersonalLink,
    DeclineJoin,
    InviteOperator,
    RemoveFromRoom,
    SaveMedia,
)
from core.model.sources import SendStartLink
from core.model.statistics_effects import SendSheet
from core.model.text_keys import TextKey
from core.model.texts import Shown, Text
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.places.find import admission_delayed, in_too_many_chats
from core.places.moving import keep_card_position
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.rooms.entry import personal_link_ready, send_personal_link
from core.staff.access import (
    bot_is_blocked,
    invitation_failed,
    invitation_worked,
    operator_unreachable,
    person_unreachable,
)
from core.tickets.end import remove_question
from core.tickets.reminding import reminder_unread
from core.transcripts.archive import erase_late, file_came_late

_HARMLESS = (Cause.SO_ALREADY, Cause.MESSAGE_GONE)


@settles(ShowCard, SendChart)
async def card_shown(
    work: Work, row: OutboxEffect, effect: ShowCard | SendChart, outcome: Settled
) -> None:
    """Record where the card stands now, or that the person cannot be reached. An edited card keeps
    its position."""
    if isinstance(outcome, Sent):
        if outcome.edited:
            return
        message_id = outcome.value.get("message_id")
        if message_id is not None:
            await trace_own_messages(work, effect.chat_id, [int(message_id)])
            is_new = await keep_card_position(work, effect.card, effect.chat_id, int(message_id))
            if is_new and isinstance(effect, ShowCard) and effect.pin:
                await pin(work, row, effect, int(message_id))
            if row.ticket_id is not None and effect.card == Card.CLOSING.of(row.ticket_id):
                await _remove_if_answered(work, row.ticket_id)
        return
    await text_sent(work, row, effect, outcome)


async def _remove_if_answered(work: Work, ticket_id: int) -> None:
    """Delete the question whether to close that came when it was answered by a yes already."""
    ticket = await work.ticket(ticket_id)
    if ticket is not None and not ticket.is_open:
        await remove_question(work, ticket_id)


@settles(SendText, SendTranscript, SendSheet, SendStartLink)
async def text_sent(
    work: Work,
    row: OutboxEffect,
    effect: (
        SendText | ShowCard | SendChart | SendTranscript | SendSheet | SendStartLink | SendAutoReply
    ),
    outcome: Settled,
) -> None:
    """Record that a person blocked the bot. Supervisors are notified of a link that did not reach
    its operator."""
    if isinstance(outcome, Sent) and "message_id" in outcome.value:
        await trace_own_messages(work, effect.chat_id, [int(outcome.value["message_id"])])
    if isinstance(outcome, Rejected):
        await report_failure(work, row, outcome.reason)
        return
    if not isinstance(outcome, Unreachable):
        return
    if effect.chat_id < 0:
        await report_failure(work, row, outcome.reason)
        return
    ticket = await work.ticket(row.ticket_id)
    await bot_is_blocked(work, effect.chat_id)
    if effect.text.key is TextKey.OPERATOR_TICKET_LINK:
        if ticket is not None:
            await _operator_unreachable(work, ticket, effect.chat_id, outcome.reason)
            if ticket.operator_id == effect.chat_id:
                await operator_unreachable(work, ticket, effect.chat_id, outcome.scope)
        return
    if isinstance(effect, SendText) and await reminder_unread(work, row, effect):
        return
    await person_unreachable(work, row, effect.chat_id, outcome.reason)


@settles(SendAutoReply)
async def auto_reply_sent(
    work: Work, row: OutboxEffect, effect: SendAutoReply, outcome: Settled
) -> None:
    """Record what the desk said by itself."""
    if isinstance(outcome, Sent):
        await keep_reply(work, row, effect, outcome)
    await text_sent(work, row, effect, outcome)


@settles(InviteOperator)
async def operator_invited(
    work: Work, row: OutboxEffect, effect: InviteOperator, outcome: Settled
) -> None:
    """Send a link in private to an operator who cannot be invited. When the bot may not write to
    them either, supervisors are notified."""
    ticket = await work.ticket(effect.ticket_id)
    if (
        ticket is None
        or ticket.status is not TicketStatus.ACTIVE
        or ticket.operator_id != effect.operator_id
    ):
        return
    if isinstance(outcome, Sent):
        await work.note(ticket.id, TicketEventKind.OPERATOR_INVITED, effect.operator_id)
        await invitation_worked(work, ticket, effect.operator_id)
        return
    reason = outcome.reason
    if isinstance(outcome, Rejected):
        await report_failure(work, row, reason, tell=False)
    operator = await work.operator(effect.operator_id)
    if operator is not None and isinstance(outcome, Unreachable):
        await invitation_failed(work, ticket, operator, outcome)
    if operator is None or not operator.started_bot:
        await _operator_unreachable(work, ticket, effect.operator_id, reason)
        if isinstance(outcome, Unreachable) and (operator is None or not operator.started_bot):
            await operator_unreachable(work, ticket, effect.operator_id, outcome.scope)
        return
    await _send_link(work, ticket, operator, reason)


async def _send_link(work: Work, ticket: Ticket, operator: Operator, reason: str) -> None:
    name = await name_of_customer(work, ticket)
    text = texts.text(
        TextKey.OPERATOR_TICKET_LINK, operator.language, ticket=ticket.id, customer=name
    )
    if not await send_personal_link(work, ticket, operator.id, text):
        await _operator_unreachable(work, ticket, operator.id, reason)
        return
    await work.note(ticket.id, TicketEventKind.OPERATOR_SENT_LINK, operator.id, reason=reason)


async def _operator_unreachable(work: Work, ticket: Ticket, operator_id: int, reason: str) -> None:
    await work.note(ticket.id, TicketEventKind.OPERATOR_UNREACHABLE, operator_id, reason=reason)
    people = await work.uow.oversight.people([operator_id])
    tag = people[0].tag if people else str(operator_id)
    for supervisor in await work.uow.operators.supervisors():
        if not supervisor.started_bot:
            continue
        text = texts.text(
            NoticeKey.OPERATOR_UNREACHABLE,
            supervisor.language,
            ticket=ticket.id,
            operator=tag,
        )
        if not await send_personal_link(work, ticket, supervisor.id, text):
            await _notice(work, supervisor.id, text, ticket.id)


@settles(CreatePersonalLink)
async def personal_link_made(
    work: Work, row: OutboxEffect, effect: CreatePersonalLink, outcome: Settled
) -> None:
    """Send the new link to its member of staff. Without a link, an operator counts as unreachable,
    and a supervisor is notified without one."""
    ticket = await work.ticket(row.ticket_id)
    if isinstance(outcome, Sent):
        await personal_link_ready(work, ticket, effect, outcome)
    elif ticket is None:
        return
    elif effect.text.key is TextKey.OPERATOR_TICKET_LINK:
        await report_failure(work, row, outcome.reason, tell=False)
        await _operator_unreachable(work, ticket, effect.person_id, outcome.reason)
    elif effect.text.key is TextKey.ENTER_LINK:
        failed = texts.text(TextKey.ENTER_FAILED, effect.text.language, ticket=ticket.id)
        await _notice(work, effect.person_id, failed, ticket.id)
    else:
        await _notice(work, effect.person_id, effect.text, ticket.id)


async def _notice(work: Work, person_id: int, text: Text, ticket_id: int) -> None:
    await say(work, person_id, Shown(text), priority=Priority.NOTICE, ticket_id=ticket_id)


@settles(SaveMedia, FetchFile)
async def media_settled(
    work: Work, row: OutboxEffect, effect: SaveMedia | FetchFile, outcome: Settled
) -> None:
    """Record where the file lies, or why there is none."""
    customer, _, path = effect.path.partition("/")
    messages, journal = work.uow.messages, work.uow.journal
    key = effect.chat_id, effect.message_id
    ticket = await work.ticket(row.ticket_id)
    if ticket is not None and await forgotten(work, ticket):
        # It came after all was taken away.
        await erase_late(work, ticket.customer_id)
        return
    if isinstance(outcome, Sent):
        size = int(outcome.value.get("size", 0))
        await messages.media_saved(*key, path, size)
        if ticket is not None:
            digest = outcome.value.get("digest")
            known = None if digest is None else str(digest)
            journal.file_kept(ticket.id, int(customer), key, path, size, work.now, known)
    else:
        await messages.media_lost(*key, outcome.reason)
        if ticket is not None:
            journal.file_lost(ticket.id, int(customer), key, outcome.reason, work.now)
    if ticket is not None:
        await file_came_late(work, ticket)


@settles(ApproveJoin, on=Refused)
async def not_let_in(work: Work, row: OutboxEffect, effect: ApproveJoin, outcome: Refused) -> None:
    """Serve elsewhere, if possible, a customer who is in too many chats or is delayed by Telegram.
    Otherwise supervisors are notified, unless the request was answered before."""
    is_full = outcome.cause is Cause.PERSON_FULL
    ticket = await work.ticket(row.ticket_id) if is_full else None
    if ticket is not None:
        await report_failure(work, row, "too many chats", tell=False)
        await in_too_many_chats(work, ticket, effect.user_id)
    elif isinstance(outcome, Rejected) and outcome.until:
        await admission_delayed(work, row, effect, outcome.until)
    elif outcome.cause not in _HARMLESS:
        await report_failure(work, row, outcome.reason)


@settles(DeclineJoin, RemoveFromRoom, SetTitle, DeleteMessage, on=Refused)
async def refused(
    work: Work,
    row: OutboxEffect,
    effect: DeclineJoin | RemoveFromRoom | SetTitle | DeleteMessage,
    outcome: Refused,
) -> None:
    """Record the refusal in the ticket's history, unless it is harmless. Supervisors are notified
    of somebody who could not be removed from a room."""
    if outcome.cause not in _HARMLESS:
        tell = isinstance(effect, RemoveFromRoom)
        await report_failure(work, row, outcome.reason, tell=tell)
