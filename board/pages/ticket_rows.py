"""What a ticket's talk shows, in words: values that are equal when nothing that is seen differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from board import files, parts
from board.page import Page
from board.pages.ticket_events import event_words
from core.board.conversation import Began, Ended, Happened, Line, Message
from core.board.questions import TicketSeen
from core.model.messages import BY_PAGE, MessageKind, SenderRole, in_one_line, visible
from core.model.tickets import TicketEventKind

FIRST_WORDS = 80
"""Characters of a message, or a note, by which it is known."""
_SCHEMES = ("http://", "https://", "tg://", "mailto:", "tel:")
_OURS = frozenset({SenderRole.OPERATOR, SenderRole.SUPERVISOR})
_AUTOMATIC = frozenset({SenderRole.BOT, SenderRole.USERBOT})


@dataclass(frozen=True, slots=True)
class File:
    """What came with a message. `player` is image, video, audio, or empty for what is only saved;
    `href` None while there is none, and `note` says why."""

    player: str
    href: str | None
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """Something that was said. `side` is customer, staff, bot or stranger; `before` is what stood
    there until then; `answers` the row that it answers, and how that begins. `acts`: what may be
    done with it."""

    row: int
    side: str
    sender: str
    role: str
    clock: str
    text: str
    facts: str
    file: File | None
    links: tuple[str, ...]
    answers: tuple[int, str] | None
    edited: str
    before: tuple[tuple[str, str], ...]
    deleted: str
    undelivered: str
    where: tuple[int, int]  # chat and message
    acts: tuple[str, ...]


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
    for line in lines:
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
                yield f"message {line.row}", bubble(page, seen, line, answered)
            case Happened() if not is_service:
                yield f"note {line.at} {line.actor_id}", _note(page, line)
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
        case Began():
            return page.text("talk-began", topic=page.topic(line.topic))
        case Ended():
            reason = page.text(f"ended-{line.reason.value}") if line.reason else ""
            words = page.text("talk-ended", state=page.text(f"status-{line.status.value}"))
            about = ", ".join(word for word in (reason, line.by or "") if word)
            return f"{words} ({about})" if about else words
        case Happened():
            return event_words(page, line, seen.names)


def _note(page: Page, line: Happened) -> Note:
    text = visible(str(line.details.get("note", "")))
    head = page.text("talk-note", who=line.actor or "…", at=clock(page, line.at))
    return Note(head, first_words(text), text)


def first_words(text: str) -> str:
    """How a text begins, in one line."""
    line = in_one_line(text)
    return line if len(line) <= FIRST_WORDS else f"{line[:FIRST_WORDS]}…"


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


def clock(page: Page, at: datetime) -> str:
    """Hours and minutes in the desk's zone."""
    return f"{at.astimezone(page.zone):%H:%M}"


def bubble(page: Page, seen: TicketSeen, line: Message, answered: dict[int, Message]) -> Bubble:
    """A message as it is seen."""
    reply = None if line.answers is None else answered.get(line.answers)
    file = _file(page, seen.ticket.id, line)
    facts = _facts(page, line)
    text = visible(line.text)
    if not text and file is None and not facts:
        facts = page.text_of("kind", line.kind.value, line.words)
    return Bubble(
        row=line.row,
        side=_side(line.role),
        sender=line.sender or "…",
        role=_role(page, line),
        clock=clock(page, line.at),
        text=text,
        facts=facts,
        file=file,
        links=tuple(_links(line)),
        answers=None if reply is None else (reply.row, _quoted(page, reply)),
        edited=_told(page, "talk-edited", line.edited_at),
        before=tuple((_stamp(page, one.until), visible(one.text)) for one in line.versions),
        deleted=_told(page, "talk-deleted", line.deleted_at),
        undelivered=""
        if line.undelivered is None
        else page.text("talk-undelivered", reason=in_one_line(line.undelivered) or "–"),
        where=(line.chat_id, line.message_id),
        acts=tuple(_acts(page, seen, line)),
    )


def _role(page: Page, line: Message) -> str:
    role = page.text(f"sender-{line.role.value}")
    return page.text("talk-by-page", role=role) if BY_PAGE in line.details else role


def _acts(page: Page, seen: TicketSeen, line: Message) -> Iterator[str]:
    """What makes sense to offer. Whether it may be done is for the use case to say."""
    if answer_state(page, seen) != "open" or line.role not in _OURS or line.deleted_at is not None:
        return
    if BY_PAGE in line.details and line.sender_id == page.who.person_id:
        yield "edit"
    if line.relayed_at is not None:
        yield "withdraw"


def answer_state(page: Page, seen: TicketSeen) -> str:
    """Whether the customer may be answered from here: `open`, `room` (they talk elsewhere), or
    empty for whoever only reads."""
    ticket = seen.ticket
    is_mine = ticket.operator_id == page.who.person_id
    if not ticket.is_open or not (is_mine or page.who.is_supervisor):
        return ""
    return "open" if seen.is_relayed else "room"


def _side(role: SenderRole) -> str:
    if role in _OURS:
        return "staff"
    if role in _AUTOMATIC:
        return "bot"
    return "customer" if role is SenderRole.CUSTOMER else "stranger"


def _stamp(page: Page, at: datetime) -> str:
    return parts.stamp(at, page.zone, page.now())


def _told(page: Page, name: str, at: datetime | None) -> str:
    return "" if at is None else page.text(name, at=_stamp(page, at))


def _quoted(page: Page, reply: Message) -> str:
    words = first_words(reply.text) or page.text_of("kind", reply.kind.value, reply.words)
    return f"{reply.sender}: {words}"


def _links(line: Message) -> Iterator[str]:
    """Where words of the message lead that do not say so."""
    for entity in line.entities:
        url = str(entity.get("url", ""))
        if entity.get("type") == "text_link" and url.lower().startswith(_SCHEMES):
            yield in_one_line(url)


def _file(page: Page, ticket_id: int, line: Message) -> File | None:
    if line.media is None and line.path is None and line.lost is None:
        return None
    kind = page.text_of("kind", line.kind.value, line.words)
    named = None if line.media is None else line.media.file_name or line.media.emoji
    name = in_one_line(named) if named else kind
    if line.path is None:
        key = "talk-file-awaited" if line.lost is None else "talk-file-lost"
        return File("", None, name, page.text(key, reason=in_one_line(line.lost or "")))
    shown = files.shown_as(line)
    is_document = line.kind is MessageKind.DOCUMENT
    player = "" if shown is None or is_document else shown.partition("/")[0]
    size = None if line.media is None else line.media.size
    return File(player, files.address_of(ticket_id, line), name, size_words(page, size))


def size_words(page: Page, size: int | None) -> str:
    """How large a file is, in bytes, for a person."""
    if size is None:
        return ""
    kilobytes = max(1, round(size / 1024))
    if kilobytes < 1024:
        return page.text("size-kilobytes", size=kilobytes)
    return page.text("size-megabytes", size=f"{kilobytes / 1024:.1f}")


def _facts(page: Page, line: Message) -> str:
    """What a message without text says: a contact, a place, a poll."""
    details = line.details
    match line.kind:
        case MessageKind.CONTACT:
            names = (details.get("first_name"), details.get("last_name"), details.get("name"))
            name = " ".join(str(part) for part in names if part)
            number = str(details.get("phone_number") or details.get("phone") or "")
            about = ", ".join(part for part in (name, number) if part)
        case MessageKind.LOCATION:
            told = (details.get("title"), details.get("address"))
            place = ", ".join(str(part) for part in told if part)
            there = f"{details.get('latitude', '?')}, {details.get('longitude', '?')}"
            about = f"{place} ({there})" if place else there
        case MessageKind.POLL:
            options = details.get("options")
            listed = options if isinstance(options, list | tuple) else ()
            about = "\n".join([str(details.get("question", "")), *(f"– {one}" for one in listed)])
        case _:
            return ""
    kind = page.text_of("kind", line.kind.value, line.words)
    return f"{kind}: {visible(about)}"
