"""What may be asked, checked to the letter: what is no such thing is refused, not guessed at."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.model.people import LARGEST_ID
from core.model.tickets import TicketStatus

MOST_ROWS = 100
LARGEST_NUMBER = (1 << 53) - 1
"""Which every reader of JSON keeps exactly (RFC 8259, 6)."""
_DIGITS = re.compile(r"\d{1,20}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIRST, _LAST = date(2013, 1, 1), date(2200, 1, 1)
"""No ticket was opened before Telegram was there."""


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("not a whole number")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("not a day as 2026-05-04")
    return value


Whole = BeforeValidator(_whole)
Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER), Whole]
Day = Annotated[date, BeforeValidator(_day)]
Plain = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""A line of text."""
PathNumber = Annotated[int, Path(ge=1, le=LARGEST_NUMBER), Whole]
PathId = Annotated[int, Path(ge=1, le=LARGEST_ID), Whole]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Page(_Asked):
    """A page of a list."""

    after: Number | None = Field(None, description="`next` of the page before.")
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS), Whole] = 50


class TicketsAsked(Page):
    """Which tickets."""

    state: list[TicketStatus] = Field(
        default=[], max_length=len(TicketStatus), description="Any of these; all unless given."
    )
    topic: Plain | None = Field(None, description="A topic's key.")
    operator: Annotated[int, Field(ge=1, le=LARGEST_ID), Whole] | None = None
    customer: Annotated[int, Field(ge=1, le=LARGEST_ID), Whole] | None = None
    tag: Plain | None = None
    opened_from: Day | None = Field(
        None, alias="from", description="Opened on that day of the desk's zone, or later."
    )
    opened_to: Day | None = Field(None, alias="to", description="Opened on that day, or earlier.")


class CustomersAsked(Page):
    """Which customers."""

    name: Plain | None = Field(
        None, description="Beginnings of a name, @username, id, or digits of a number."
    )


class DaysAsked(_Asked):
    """Which days of the statistics."""

    first: Day | None = Field(
        None, alias="from", description="The first day; so many days up to today unless given."
    )
    days: Annotated[int, Field(ge=1, le=31), Whole] = 7


def begins(day: date, zone: str) -> datetime:
    """When a day begins in that zone."""
    kept = min(max(day, _FIRST), _LAST)
    return datetime.combine(kept, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)


def ends(day: date, zone: str) -> datetime:
    """When the next day begins in that zone."""
    return begins(min(day, _LAST) + timedelta(days=1), zone)


def first_of(day: date) -> date:
    """A day that the desk may have figures of."""
    return min(max(day, _FIRST), _LAST)
