"""The tickets of a period as a file for spreadsheets, however many they are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from core.model.audit import AuditKind, AuditSubject
from core.ports import Work
from core.statistics.rules.periods import WEEK, Period
from core.statistics.views.spreadsheets import tickets_file


class Sheet(StrEnum):
    """What a file for spreadsheets is about."""

    DAYS = "days"
    HOURS = "hours"
    TOPICS = "topics"
    OPERATORS = "operators"
    TICKETS = "tickets"


def note_sheet(work: Work, actor_id: int, period: Period, which: Sheet) -> None:
    """Write into the audit log who has the file."""
    days = f"{period.first:%Y-%m-%d}/{period.last:%Y-%m-%d}"
    work.audit(actor_id, AuditKind.EXPORT, days, None, f"{which}.csv", AuditSubject.DAYS)


async def tickets_sheet(work: Work, period: Period) -> str:
    """Return a line for each ticket that entered in the period, the oldest first; read week by
    week, so that a year's rows are never all in memory. Not for a loop that others wait for."""
    statistics = work.uow.statistics
    staff, parts = await statistics.staff(), list[str]()
    for week in _weeks(period):
        rows = await statistics.entered(week.since, week.until)
        tags: dict[int, list[str]] = {}
        for ticket_id, tag in await work.uow.tags.of_opened(week.since, week.until):
            tags.setdefault(ticket_id, []).append(tag)
        rows = [replace(row, tags=tuple(tags.get(row.id, ()))) for row in rows] if tags else rows
        parts.append(tickets_file(rows, staff, period.zone, goes_on=bool(parts)))
    return "".join(parts)


def _weeks(period: Period) -> Iterator[Period]:
    first = period.first
    while first <= period.last:
        last = min(first + timedelta(days=WEEK - 1), period.last)
        yield replace(period, first=first, last=last)
        first = last + timedelta(days=1)
