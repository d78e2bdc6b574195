"""What somebody said, as a ticket's talk shows it: values that are equal when nothing that is seen
differs. The parts of an album are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from board import files, parts
from board.page import Page
from board.pages.marked import Body, address, marked
from core.board.conversation import Message
from core.board.questions import TicketSeen
from core.model.messages import (
    BY_PAGE,
    HELD,
    MessageKind,
    SenderRole,
    in_one_line,
    is_posted,
    visible,
)
from core.model.tickets import TicketEventKind

FIRST_WORDS = 80
"""Characters of a message, or a note, by which it is known."""
_OURS = frozenset({SenderRole.OPERATOR, SenderRole.SUPERVISOR})
_DECIDED = frozenset({TicketEventKind.ANSWER_SENT_ANYWAY, TicketEventKind.ANSWER_NOT_SENT})
_AUTOMATIC = frozenset({SenderRole.BOT, SenderRole.USERBOT})


@dataclass(frozen=True, slots=True)
class File:
    """What came with the message of that row. `player` is image, video, audio, or empty for what is
    only saved; `href` None while there is none, and `note` says why."""

    row: int
    player: str
    href: str | None
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """Something that was said. `side` is customer, staff, bot or stranger; `body` shows the `text`;
    `links` are where its words lead that do not say so; `before` is what stood there until then;
    `answers` the row that it answers, and how that begins. `acts`: what may be done with the
    message that `where` names, in its chat."""

    row: int
    side: str
    sender: str
    role: str
    clock: str
    text: str
    body: Body
    facts: str
    files: tuple[File, ...]
    links: tuple[str, ...]
    answers: tuple[int, str] | None
    edited: str
    before: tuple[tuple[str, str], ...]
    deleted: str
    undelivered: str
    where: tuple[int, int]
    acts: tuple[str, ...]


def first_words(text: str) -> str:
    """How a text begins, in one line."""
    line = in_one_line(text)
    return line if len(line) <= FIRST_WORDS else f"{line[:FIRST_WORDS]}…"


def clock(page: Page, at: datetime) -> str:
    """Hours and minutes in the desk's zone."""
    return f"{at.astimezone(page.zone):%H:%M}"


def together(lines: Iterable[Message]) -> dict[int, list[Message]]:
    """The messages, each under its own row; the parts of an album under that of its first. What was
    taken out of an album stands by itself."""
    found: dict[int, list[Message]] = {}
    albums: dict[tuple[object, ...], int] = {}
    for line in lines:
        first = line.row
        if line.album is not None:
            part_of = (line.album, line.chat_id, line.sender_id, line.deleted_at is None)
            first = albums.setdefault(part_of, line.row)
        found.setdefault(first, []).append(line)
    return found


def bubble(
    page: Page, seen: TicketSeen, lines: Sequence[Message], answered: Mapping[int, Message]
) -> Bubble:
    """A message, or the parts of an album, as it is seen. What stands below an album stands at one
    of its parts."""
    said = next((line for line in lines if line.text), lines[0])
    replies = (answered.get(line.answers) for line in lines if line.answers is not None)
    reply = next((each for each in replies if each is not None), None)
    shown = tuple(file for line in lines if (file := _file(page, seen.ticket.id, line)))
    facts = _facts(page, said)
    if not said.text and not shown and not facts:
        facts = page.text_of("kind", said.kind.value, said.words)
    undelivered = next((line.undelivered for line in lines if line.undelivered is not None), None)
    return Bubble(
        row=lines[0].row,
        side=_side(said.role),
        sender=said.sender or "…",
        role=_role(page, seen, said),
        clock=clock(page, said.at),
        text=visible(said.text),
        body=_body(lines),
        facts=facts,
        files=shown,
        links=tuple(link for line in lines for link in _links(line)),
        answers=None if reply is None else (reply.row, _quoted(page, reply)),
        edited=_told(page, "talk-edited", _last(line.edited_at for line in lines)),
        before=tuple(
            (_stamp(page, one.until), visible(one.text)) for line in lines for one in line.versions
        ),
        deleted=_told(page, "talk-deleted", said.deleted_at),
        undelivered=""
        if undelivered is None
        else page.text("talk-undelivered", reason=in_one_line(undelivered) or "–"),
        where=(said.chat_id, said.message_id),
        acts=tuple(_acts(page, seen, said)),
    )


def _body(lines: Sequence[Message]) -> Body:
    """Where several parts have words, each begins a line."""
    told = [marked(line.text, line.entities) for line in lines if line.text]
    return tuple(
        piece for number, body in enumerate(told) for piece in (("\n", *body) if number else body)
    )


def _last(moments: Iterable[datetime | None]) -> datetime | None:
    return max((at for at in moments if at is not None), default=None)


def _decision(seen: TicketSeen, line: Message) -> TicketEventKind | None:
    """What became of an answer that was held back; None: that is asked."""
    about = {"chat": line.chat_id, "message": line.message_id}
    since = line.edited_at or line.at
    return next(
        (
            event.kind
            for event in reversed(seen.events)
            if event.kind in _DECIDED and event.at >= since and event.details == about
        ),
        None,
    )


def _role(page: Page, seen: TicketSeen, line: Message) -> str:
    role = page.text(f"sender-{line.role.value}")
    if HELD in line.details and _decision(seen, line) is not TicketEventKind.ANSWER_SENT_ANYWAY:
        return page.text("talk-held", role=role)
    return page.text("talk-by-page", role=role) if BY_PAGE in line.details else role


def _acts(page: Page, seen: TicketSeen, line: Message) -> Iterator[str]:
    """What makes sense to offer. Whether it may be done is for the use case to say."""
    if answer_state(page, seen) != "open" or line.role not in _OURS or line.deleted_at is not None:
        return
    if is_posted(line.details) and line.sender_id == page.who.person_id:
        yield "edit"
    if line.relayed_at is not None:
        yield "withdraw"
    if HELD in line.details and _decision(seen, line) is None:
        yield from ("anyway", "drop")


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
    for entity in line.entities:
        url = str(entity.get("url", ""))
        if entity.get("type") == "text_link" and address(url):
            yield in_one_line(url)


def _file(page: Page, ticket_id: int, line: Message) -> File | None:
    if line.media is None and line.path is None and line.lost is None:
        return None
    kind = page.text_of("kind", line.kind.value, line.words)
    named = None if line.media is None else line.media.file_name or line.media.emoji
    name = in_one_line(named) if named else kind
    if line.path is None:
        key = "talk-file-awaited" if line.lost is None else "talk-file-lost"
        return File(line.row, "", None, name, page.text(key, reason=in_one_line(line.lost or "")))
    shown = files.shown_as(line)
    is_document = line.kind is MessageKind.DOCUMENT
    player = "" if shown is None or is_document else shown.partition("/")[0]
    size = None if line.media is None else line.media.size
    return File(line.row, player, files.address_of(ticket_id, line), name, size_words(page, size))


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
