"""Reminders as staff reads them: the desk's time, and names."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from core.cards.send import name_of_customer
from core.cards.targets import local_moment
from core.cards.views.reminders import ShownReminder, short
from core.model.reminder_text_keys import ReminderKey
from core.model.reminders import Reminder
from core.model.texts import Text, text
from core.ports import Work


def desk_zone(work: Work) -> ZoneInfo:
    """Return the desk's time zone."""
    return ZoneInfo(work.rules.time_zone)


async def author_of(work: Work, set_by: int | None, language: str) -> str | Text:
    """Return who wanted to be reminded."""
    if set_by is None:
        return text(ReminderKey.BY_OWNER, language)
    names = await work.uow.oversight.names([set_by])
    return names.get(set_by, str(set_by))


async def reminders_shown(
    work: Work, reminders: Sequence[Reminder], language: str, *, with_ticket: bool = False
) -> list[ShownReminder]:
    """Return them as they are read; `with_ticket`: with whose ticket each is about."""
    authors = [each.set_by for each in reminders if each.set_by is not None]
    names = await work.uow.oversight.names(authors) if authors else {}
    owner = text(ReminderKey.BY_OWNER, language)
    shown = []
    for each in reminders:
        by = owner if each.set_by is None else names.get(each.set_by, str(each.set_by))
        ticket = await work.ticket(each.ticket_id) if with_ticket else None
        customer = "" if ticket is None else await name_of_customer(work, ticket)
        time = local_moment(work, each.due_at)
        shown.append(ShownReminder(each.id, time, by, short(each.words), each.ticket_id, customer))
    return shown
