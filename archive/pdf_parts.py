"""What a PDF is made of, in the order in which it is printed: values that go to the process that
prints (`archive.press`). A customer's talk is written as plain lines from the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from core.transcripts.views.page import PageEntry, PageTime


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a PDF that are not the talk's, in one language."""

    page: str = "Page {page} of {pages}"
    ticket: str = "Ticket #{ticket}: {topic}"
    opened: str = "opened {day} {clock} ({utc}), {status}"
    reply: str = "in reply to {words}"
    before: str = "until {day} {clock} it said: {words}"
    deleted: str = "deleted {day} {clock}"
    undelivered: str = "not delivered: {reason}"
    too_many: str = "not shown here, where pictures take too much room"
    unpictured: str = "cannot be shown as a picture"
    missing: str = "the file is not there"
    title: str = ""
    made: str = "Made"
    times: str = "Times are those of"
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """How a PDF begins: its title, and lines of a label and a value."""

    title: str
    lines: tuple[tuple[str, str], ...]
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class CustomerPart:
    """What follows is of this customer, whose files are in that folder."""

    name: str
    folder: Path


@dataclass(frozen=True, slots=True)
class TicketPart:
    """What follows is of this ticket."""

    id: int
    topic: str
    status: str
    opened: PageTime


@dataclass(frozen=True, slots=True)
class Foot:
    """How a PDF ends."""

    title: str
    lines: tuple[tuple[str, str], ...]


Part = Head | CustomerPart | TicketPart | PageEntry | Foot


def distance(at: PageTime) -> str:
    """Say how far the local time is from UTC."""
    local = datetime.fromisoformat(f"{at.day} {at.clock}")
    universal = datetime.fromisoformat(at.utc).replace(tzinfo=None)
    minutes = round((local - universal).total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
