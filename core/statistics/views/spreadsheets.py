"""What /stats sends as files: figures as CSV for spreadsheets, one line a ticket or an operator.

The form is RFC 4180's. The first line names the columns by words that never change with the
language, so that a program can read them too. What people wrote is data: a cell that a spreadsheet
would take for a formula begins with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from io import StringIO
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from core.model.facts import Staff, TicketLine
from core.model.messages import visible
from core.statistics.rules.course import QueueHour
from core.statistics.rules.figures import OperatorFigures, Summary

Cell = str | int | float | datetime | timedelta | None


BYTE_ORDER_MARK = "\ufeff"
"""By it at the beginning spreadsheets know the file for UTF-8."""


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


Row = TypeVar("Row")

OPERATOR_COLUMNS: Mapping[str, Callable[[OperatorFigures], Cell]] = {
    "operator_id": lambda one: one.id,
    "operator": lambda one: one.name,
    "handled": lambda one: one.handled,
    "load": lambda one: one.load,
    "capacity": lambda one: one.capacity,
    "handling_seconds": lambda one: one.aht,
    "first_response_seconds": lambda one: one.frt,
    "rating": lambda one: one.rating.mean,
    "ratings": lambda one: one.rating.count,
    "available_seconds": lambda one: one.available,
    "busy_seconds": lambda one: one.busy,
    "occupancy": lambda one: one.occupancy,
    "occupancy_by_load": lambda one: one.fullness,
    "solved": lambda one: one.solved.share,
    "resolutions": lambda one: one.solved.count,
}


def tickets_file(
    tickets: Iterable[TicketLine], staff: Iterable[Staff], zone: str, *, goes_on: bool = False
) -> str:
    """A line for each ticket; times are local, with their offset. One that `goes_on` is to stand
    behind another one's lines."""
    names = {person.id: person.name for person in staff}
    columns: Mapping[str, Callable[[TicketLine], Cell]] = {
        "ticket": lambda one: one.id,
        "opened_at": lambda one: one.opened_at,
        "joined_at": lambda one: one.joined_at,
        "active_at": lambda one: one.active_at,
        "answered_at": lambda one: one.answered_at,
        "closed_at": lambda one: one.closed_at,
        "status": lambda one: one.status,
        "close_reason": lambda one: one.close_reason,
        "topic": lambda one: one.topic,
        "customer_id": lambda one: one.customer_id,
        "customer": lambda one: one.customer,
        "operator_id": lambda one: one.operator_id,
        "operator": lambda one: names.get(one.operator_id or 0),
        "wait_seconds": lambda one: one.wait,
        "first_response_seconds": lambda one: one.first_response,
        "handling_seconds": lambda one: one.handling,
        "stars": lambda one: one.stars,
        "comment": lambda one: one.comment,
        "place": lambda one: one.place,
        "solved": lambda one: None if one.solved is None else int(one.solved),
        "tags": lambda one: ", ".join(one.tags),
        "source": lambda one: one.source,
        "reopened_at": lambda one: one.reopened_at,
        "answer_target": lambda one: one.answer_target,
        "resolution_target": lambda one: one.resolution_target,
    }
    return sheet_of(columns, tickets, zone, goes_on=goes_on)


def operators_file(figures: Iterable[OperatorFigures], zone: str) -> str:
    """A line for each operator."""
    return sheet_of(OPERATOR_COLUMNS, figures, zone)


SUMMARY_COLUMNS: Mapping[str, Callable[[Summary], Cell]] = {
    "entered": lambda one: one.entered,
    "answered": lambda one: one.answered,
    "abandoned": lambda one: one.abandoned,
    "abandonment": lambda one: one.abandonment,
    "waiting": lambda one: one.waiting,
    "asa_seconds": lambda one: one.asa,
    "first_response_seconds": lambda one: one.frt,
    "handling_seconds": lambda one: one.aht,
    "service_level": lambda one: one.service_level,
    "rating": lambda one: one.rating.mean,
    "ratings": lambda one: one.rating.count,
    "solved": lambda one: one.solved.share,
    "resolutions": lambda one: one.solved.count,
    "reopened": lambda one: one.reopened,
    "first_answer_target": lambda one: one.first_answers.share,
    "resolution_target": lambda one: one.resolutions.share,
}


def hours_file(rows: Iterable[tuple[str, Summary]], queue: Iterable[QueueHour], zone: str) -> str:
    """A line for each hour of the day, with who waited in it."""
    lines = [(label, figures, hour) for (label, figures), hour in zip(rows, queue, strict=True)]
    columns: dict[str, Callable[[tuple[str, Summary, QueueHour]], Cell]] = {
        "hour": lambda line: line[0],
        "queue_most": lambda line: line[2].most,
        "queue_mean": lambda line: line[2].mean,
    }
    columns |= {column: _of_second(of) for column, of in SUMMARY_COLUMNS.items()}
    return sheet_of(columns, lines, zone)


def summaries_file(name: str, rows: Iterable[tuple[str, Summary]], zone: str) -> str:
    """A line for each day or topic, whose label stands in the column of that name."""
    columns: dict[str, Callable[[tuple[str, Summary]], Cell]] = {name: lambda row: row[0]}
    columns |= {column: _of_second(of) for column, of in SUMMARY_COLUMNS.items()}
    return sheet_of(columns, rows, zone)


def _of_second(of: Callable[[Summary], Cell]) -> Callable[[Any], Cell]:
    return lambda row: of(row[1])


def sheet_of(
    columns: Mapping[str, Callable[[Row], Cell]],
    rows: Iterable[Row],
    zone: str,
    *,
    goes_on: bool = False,
) -> str:
    """Return a line for each row, below the columns' names; times are local, in `zone`. One that
    `goes_on` is to stand behind another one's lines."""
    local = ZoneInfo(zone)
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if not goes_on:
        out.write(BYTE_ORDER_MARK)
        writer.writerow(columns)
    writer.writerows([_cell(of(row), local) for of in columns.values()] for row in rows)
    return out.getvalue()


def _cell(cell: Cell, zone: ZoneInfo) -> str | int:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.astimezone(zone).isoformat(timespec="seconds")
        case timedelta():
            return round(cell.total_seconds())
        case float():
            return f"{cell:.3f}"
        case str():
            return _harmless(visible(cell))
        case _:
            return cell


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
