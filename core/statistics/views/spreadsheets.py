"""Figures as CSV files, for spreadsheets: RFC 4180, one line for each ticket or operator.

The first line names the columns by words that never change with the language, so that a program
can read them too. What people wrote is data: a cell that a spreadsheet would take for a formula
begins with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from core.model.figures import Facts
from core.model.messages import visible
from core.statistics.rules.figures import OperatorFigures

Cell = str | int | float | datetime | timedelta | None


TICKET_COLUMNS = (
    "ticket",
    "opened_at",
    "joined_at",
    "active_at",
    "answered_at",
    "closed_at",
    "status",
    "close_reason",
    "topic",
    "customer_id",
    "customer",
    "operator_id",
    "operator",
    "wait_seconds",
    "first_response_seconds",
    "handling_seconds",
    "stars",
    "comment",
    "place",
    "solved",
)


OPERATOR_COLUMNS = (
    "operator_id",
    "operator",
    "handled",
    "load",
    "capacity",
    "handling_seconds",
    "first_response_seconds",
    "rating",
    "ratings",
    "available_seconds",
    "busy_seconds",
    "occupancy",
    "occupancy_by_load",
    "solved",
    "resolutions",
)


BYTE_ORDER_MARK = "\ufeff"
"""By it at the beginning spreadsheets know the file for UTF-8."""


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def tickets_file(facts: Facts, zone: str) -> str:
    """The tickets that entered in the period, oldest first; times are local, with their offset."""
    names = {person.id: person.name for person in facts.staff}
    return _file(
        TICKET_COLUMNS,
        (
            (
                one.id,
                one.opened_at,
                one.joined_at,
                one.active_at,
                one.answered_at,
                one.closed_at,
                one.status.value,
                one.close_reason.value if one.close_reason is not None else None,
                one.topic,
                one.customer_id,
                one.customer,
                one.operator_id,
                _name(names, one.operator_id),
                one.wait,
                one.first_response,
                one.handling,
                one.stars,
                one.comment,
                None if one.place is None else one.place.value,
                None if one.solved is None else int(one.solved),
            )
            for one in facts.entered
        ),
        zone,
    )


def operators_file(figures: Iterable[OperatorFigures], zone: str) -> str:
    """A line for each operator."""
    return _file(
        OPERATOR_COLUMNS,
        (
            (
                one.id,
                one.name,
                one.handled,
                one.load,
                one.capacity,
                one.aht,
                one.frt,
                one.rating.mean,
                one.rating.count,
                one.available,
                one.busy,
                one.occupancy,
                one.fullness,
                one.solved.share,
                one.solved.count,
            )
            for one in figures
        ),
        zone,
    )


def _file(columns: Sequence[str], rows: Iterable[Sequence[Cell]], zone: str) -> str:
    local = ZoneInfo(zone)
    out = StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell, local) for cell in row] for row in rows)
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


def _name(names: Mapping[int, str], operator_id: int | None) -> str | None:
    return None if operator_id is None else names.get(operator_id)
