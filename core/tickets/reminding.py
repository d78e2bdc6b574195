"""Reminds of a ticket when the time has come: whoever holds it then, the group in which nobody in
particular does, or else supervisors; of one that ended, who held it last.

The row goes in the transaction that asks for the message, so that whoever is killed before says it
later, and nobody says it twice.
"""

from collections.abc import Mapping

from core.cards.reminders import author_of
from core.cards.send import chat_of, forgotten, name_of_customer, notify_supervisors, say
from core.cards.ticket_card import notify_staff
from core.cards.views.customer import enter_buttons
from core.cards.views.reminders import DUE, ENDED, UNHELD, reminders_button, said_by
from core.model.actions import Verb, button
from core.model.effects import SendText
from core.model.people import Operator, Role
from core.model.records import may_be_reopened
from core.model.reminders import Reminder
from core.model.reopen_text_keys import ReopenKey
from core.model.text_keys import TextKey
from core.model.texts import Rows, Shown, Value, text
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import OutboxEffect, Work

_AT_ONCE = 100


async def reminders_due(work: Work) -> list[int]:
    """Find reminders whose time has come."""
    return list(await work.uow.reminders.due(work.now, _AT_ONCE))


async def remind(work: Work, reminder_id: int) -> bool:
    """Remind of its ticket. Returns False when that is done already, or there is nobody any more to
    be reminded of."""
    reminder = await work.uow.reminders.take(reminder_id)
    ticket = None if reminder is None else await work.ticket(reminder.ticket_id)
    if reminder is None or ticket is None or await forgotten(work, ticket):
        return False
    to = await (_of_open if ticket.is_open else _of_ended)(work, ticket, reminder)
    words = {"note": reminder.words} if reminder.words else {}
    await work.note(ticket.id, TicketEventKind.REMINDED, to=to, **words)
    return True


async def reminder_unread(work: Work, row: OutboxEffect, effect: SendText) -> bool:
    """Tell supervisors of a reminder that did not reach who holds the ticket. Returns False for all
    else that is sent."""
    ticket = await work.ticket(row.ticket_id)
    if effect.text.key not in (*DUE, *ENDED) or ticket is None:
        return False
    operator = await work.operator(effect.chat_id)
    who = "–" if operator is None else operator.tag
    values = {"words": "", **effect.text.values, "operator": who}
    del values["ticket"]
    await _tell_supervisors(work, ticket, values)
    return True


async def _of_open(work: Work, ticket: Ticket, reminder: Reminder) -> int | None:
    """Return who of staff is told; None: a group, or supervisors."""
    holder = await work.operator(ticket.operator_id)
    if holder is not None and holder.started_bot:
        await _tell(work, ticket, reminder, holder)
        return holder.id
    language = work.rules.desk_language if holder is None else holder.language
    values = await _values(work, reminder, language)
    key, said = said_by(DUE, values)
    if not await notify_staff(work, ticket, key, **said):
        who = "–" if holder is None else holder.tag
        await _tell_supervisors(work, ticket, {**values, "operator": who})
    return None


async def _of_ended(work: Work, ticket: Ticket, reminder: Reminder) -> int | None:
    """The same of one that ended: who held it last, or wanted to be reminded."""
    for person_id in (ticket.operator_id, reminder.set_by):
        reader = await work.operator(person_id)
        if reader is not None and reader.started_bot:
            await _tell(work, ticket, reminder, reader)
            return reader.id
    values = await _values(work, reminder, work.rules.desk_language)
    await _tell_supervisors(work, ticket, {**values, "operator": "–"})
    return None


async def _tell(work: Work, ticket: Ticket, reminder: Reminder, reader: Operator) -> None:
    values = await _values(work, reminder, reader.language)
    values["customer"] = await name_of_customer(work, ticket)
    key, said = said_by(DUE if ticket.is_open else ENDED, values)
    may_act = reader.id == ticket.operator_id or reader.role is Role.SUPERVISOR
    buttons = await _buttons(work, ticket) if may_act else ()
    shown = Shown(text(key, reader.language, ticket=ticket.id, **said), buttons)
    await say(work, reader.id, shown, ticket_id=ticket.id)


async def _tell_supervisors(work: Work, ticket: Ticket, values: Mapping[str, Value]) -> None:
    key, said = said_by(UNHELD, {"customer": await name_of_customer(work, ticket), **values})
    await notify_supervisors(work, key, ticket.id, await _buttons(work, ticket), **said)


async def _values(work: Work, reminder: Reminder, language: str) -> dict[str, Value]:
    author = await author_of(work, reminder.set_by, language)
    return {"author": author, "words": reminder.words}


async def _buttons(work: Work, ticket: Ticket) -> Rows:
    """Return what leads on: to where it is served, to take it, or to open it again."""
    if ticket.is_open:
        again = ((reminders_button(ticket.id),),)
        if ticket.status is TicketStatus.QUEUED:
            take = button(TextKey.BUTTON_TAKE, Verb.TAKE, ticket.id, ticket=ticket.id)
            return ((take,), *again)
        return (*enter_buttons(await chat_of(work, ticket)), *again)
    if may_be_reopened(ticket, work.now, work.rules.reopen_within):
        return ((button(ReopenKey.BUTTON_STAFF, Verb.REOPEN_TICKET, ticket.id),),)
    return ()
