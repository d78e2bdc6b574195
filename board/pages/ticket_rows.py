"""What a ticket's talk shows, in words: values that are equal when nothing that is seen differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from board.page import Page
from board.pages.ticket_bubbles import Bubble, bubble, clock, first_words, together
from board.pages.ticket_events import event_words
from core.board.conversation import Began, Ended, Happened, Line, Message, Missing
from core.board.questions import TicketSeen
from core.model.messages import in_one_line, visible
from core.model.tickets import TicketEventKind


@dataclass(frozen=True, slots=True)
class Note:
    """What staff noted for each other."""

    head: str
    first_words: str
    text: str


@dataclass(frozen=True, slots=True)
class Services:
    """Lines about the ticket itself, between two things that were said."""

    head: str
    lines: tuple[tuple[str, str], ...]  # when, and what


@dataclass(frozen=True, slots=True)
class Day:
    """Another day begins."""

    words: str


Row = Bubble | Note | Services | Day


@dataclass(frozen=True, slots=True)
class Talk:
    """The end of a talk, by keys that a row keeps for good. `hidden`: how many lines came before
    it."""

    rows: tuple[tuple[str, Row], ...]
    hidden: int


def talk(page: Page, seen: TicketSeen, window: int) -> Talk:
    """The last `window` lines."""
    hidden = max(0, len(seen.lines) - window)
    answered = {line.row: line for line in seen.lines if isinstance(line, Message)}
    rows = tuple(told_apart(_rows(page, seen, seen.lines[hidden:], answered)))
    return Talk(rows, hidden)


def told_apart(rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    """Number keys that come again: two groups of service lines may begin in the same second, which
    is as exact as Telegram tells times."""
    came = Counter[str]()
    for key, row in rows:
        came[key] += 1
        yield (key if came[key] == 1 else f"{key} {came[key]}"), row


def window_for(seen: TicketSeen, row: int, window: int) -> int:
    """How many lines there are from a little above that message on; at least `window`."""
    for number, line in enumerate(seen.lines):
        if isinstance(line, Message) and line.row == row:
            return max(window, len(seen.lines) - number + 10)
    return window


def _rows(
    page: Page, seen: TicketSeen, lines: Sequence[Line], answered: dict[int, Message]
) -> Iterator[tuple[str, Row]]:
    day: date | None = None
    services: list[Line] = []
    said = together(line for line in lines if isinstance(line, Message))
    for line in lines:
        if isinstance(line, Message) and line.row not in said:
            continue  # it stands with the first of its album
        here = line.at.astimezone(page.zone).date()
        is_service = _is_service(line)
        if services and (here != day or not is_service):
            yield _services(page, seen, services)
            services = []
        if here != day:
            day = here
            yield f"day {day}", Day(day_words(page, line.at))
        match line:
            case Message() if not line.is_service:
                yield f"message {line.row}", bubble(page, seen, said[line.row], answered)
            case Happened() if not is_service:
                yield f"note {line.at} {line.actor_id}", _note(page, seen, line)
            case _:
                services.append(line)
    if services:
        yield _services(page, seen, services)


def _is_service(line: Line) -> bool:
    match line:
        case Message():
            return line.is_service
        case Happened():
            return line.kind is not TicketEventKind.NOTED
        case _:
            return True


def _services(page: Page, seen: TicketSeen, lines: Sequence[Line]) -> tuple[str, Services]:
    first = lines[0]
    told = tuple((clock(page, line.at), _service_words(page, seen, line)) for line in lines)
    head = told[0][1] if len(told) == 1 else page.text("talk-services", count=len(told))
    return f"services {first.at} {type(first).__name__}", Services(head, told)


def _service_words(page: Page, seen: TicketSeen, line: Line) -> str:
    match line:
        case Message():
            return in_one_line(line.words)
        case Missing():
            return page.text("talk-not-had", message=line.message_id)
        case Began():
            return page.text("talk-began", topic=page.topic(line.topic))
        case Ended():
            reason = page.text(f"ended-{line.reason.value}") if line.reason else ""
            words = page.text("talk-ended", state=page.text(f"status-{line.status.value}"))
            about = ", ".join(word for word in (reason, line.by or "") if word)
            return f"{words} ({about})" if about else words
        case Happened():
            return event_words(page, line, seen.names)


def _note(page: Page, seen: TicketSeen, line: Happened) -> Note:
    text = visible(str(line.details.get("note", "")))
    who, at, to = line.actor or "…", clock(page, line.at), line.details.get("to")
    if isinstance(to, int):
        head = page.text("talk-whisper", who=who, to=seen.names.get(to, str(to)), at=at)
    else:
        head = page.text("talk-note", who=who, at=at)
    return Note(head, first_words(text), text)


def day_words(page: Page, at: datetime) -> str:
    """A day for a person."""
    day, today = (moment.astimezone(page.zone).date() for moment in (at, page.now()))
    match (today - day).days:
        case 0:
            return page.text("talk-today")
        case 1:
            return page.text("talk-yesterday")
        case _:
            return day.isoformat()
