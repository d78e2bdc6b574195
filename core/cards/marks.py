"""What staff has put on a ticket and written on its customer, on the cards that staff alone
sees."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from core.cards.targets import target_lines
from core.cards.views import marks as views
from core.cards.views.marks import ShownNote
from core.cards.views.reminders import reminders_button
from core.model.people import Customer
from core.model.texts import Shown
from core.model.tickets import Ticket
from core.ports import Work


async def marked(
    work: Work, ticket: Ticket, customer: Customer, shown: Shown, language: str
) -> Shown:
    """Return the card with the ticket's tags and the notes on its customer below it, and the
    buttons to both. A desk without tags asks for none, nor for notes on whom nobody wrote one."""
    lines, row = views.source_lines(ticket, customer, language), []
    if ticket.is_open and ticket.reopened_at is not None:
        again = ticket.reopened_at.astimezone(ZoneInfo(work.rules.time_zone))
        lines.append(views.reopened_line(f"{again:%d.%m %H:%M}", language))
    lines += await target_lines(work, ticket, language)
    if work.rules.fields:
        values = await work.uow.fields.of(customer.id)
        lines += views.field_lines(work.rules.fields, values, language)
    if work.rules.tags:
        tags = await work.uow.tags.of(ticket.id)
        lines += [views.tags_line(tags, language)] if tags else []
        row.append(views.tags_button(ticket.id))
    if ticket.is_open:
        row.append(views.notes_button(ticket.id))
        row.append(reminders_button(ticket.id))
        if customer.notes:
            lines += views.notes_lines(await notes_shown(work, customer.id), language)
    return views.marked(shown, lines, row, language)


async def notes_shown(work: Work, customer_id: int) -> Sequence[ShownNote]:
    """Return the notes on a customer, the newest first, with who wrote them and when."""
    notes = await work.uow.customer_notes.of(customer_id)
    names = await work.uow.oversight.names([note.written_by for note in notes]) if notes else {}
    zone = ZoneInfo(work.rules.time_zone)
    return [
        ShownNote(
            note.id,
            names.get(note.written_by, str(note.written_by)),
            f"{note.written_at.astimezone(zone):%d.%m.%Y}",
            note.words,
        )
        for note in notes
    ]
