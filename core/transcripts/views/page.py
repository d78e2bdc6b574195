"""A customer's record as values for a page: what is shown is decided here, how it looks is not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import groupby
from typing import Any, Literal

from core.model.messages import MessageKind, Recorded, in_one_line, visible
from core.model.records import CustomerRecord, NotHad
from core.transcripts.journal import FIRST_WORDS
from core.transcripts.rules import (
    CopyIndex,
    Entry,
    content_words,
    entries,
    held_words,
    names_of,
    not_had_words,
    other_details,
)
from core.transcripts.views.text import event_words, local, speaker

Player = Literal["image", "video", "audio", "link"]


TitleOf = Callable[[str], str]
"""A topic's title by its key."""


@dataclass(frozen=True, slots=True)
class PageTime:
    """A moment: its day and its time of day in the owner's zone, and all of it in UTC."""

    day: str
    clock: str
    utc: str


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file; `path` None when there is none, and `note` says why. `label` is what the sender
    called it, or its kind."""

    player: Player
    path: str | None
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class PageFact:
    """Something that a message is or has beside its words, as a contact's number; `link` is where
    it leads, if anywhere."""

    label: str
    value: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A message or an event (`role` is then empty)."""

    at: PageTime
    role: str
    name: str
    text: str
    anchor: str = ""
    reply_text: str | None = None
    reply_anchor: str | None = None
    file: PageFile | None = None
    facts: tuple[PageFact, ...] = ()
    links: tuple[str, ...] = ()
    album: str | None = None
    before: tuple[tuple[PageTime, str], ...] = ()
    deleted: PageTime | None = None
    undelivered: str | None = None
    is_folded: bool = True


@dataclass(frozen=True, slots=True)
class PageStretch:
    """Entries that stand together: messages, or what is folded since nobody said it (events and
    service messages; these can be counted)."""

    is_folded: bool
    entries: Iterable[PageEntry]


@dataclass(frozen=True, slots=True)
class PageDay:
    """What happened on one day."""

    day: str
    stretches: Iterable[PageStretch]


@dataclass(frozen=True, slots=True)
class PageTicket:
    """A ticket with what happened in it. `topic` is its title."""

    id: int
    topic: str
    status: str
    opened: PageTime
    days: Iterable[PageDay]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    name: str
    customer_id: int
    phone: str | None
    tickets: tuple[PageTicket, ...]


def transcript_page(record: CustomerRecord, zone: tzinfo, title_of: TitleOf) -> Page:
    """Return the values of `index.html`, oldest ticket first.

    Entries are made while they are read, which is possible once and in their order: of a long talk
    there is one at a time, and between two of them others may go on.
    """
    names = names_of(record)
    by_ticket = groupby(entries(record), key=lambda entry: entry.ticket_id)
    copy_index = CopyIndex(record)

    def shown(entry: Entry) -> PageEntry:
        at, what = page_time(entry.at, zone), entry.what
        if isinstance(what, Recorded):
            return _message(what, at, copy_index, zone)
        if isinstance(what, NotHad):
            words = not_had_words(what.message_id)
        else:
            words = what if isinstance(what, str) else event_words(what, names)
        return PageEntry(at, "", "", in_one_line(words))

    def days() -> Iterator[PageDay]:
        _, theirs = next(by_ticket)  # each ticket has its beginning at least
        yield from _days(map(shown, theirs))

    return Page(
        speaker(record.customer.id, names),
        record.customer.id,
        record.customer.phone,
        tuple(
            PageTicket(
                ticket.id,
                in_one_line(title_of(ticket.topic)),
                ticket.status.value,
                page_time(ticket.opened_at, zone),
                days(),
            )
            for ticket in record.tickets
        ),
    )


def _days(shown: Iterable[PageEntry]) -> Iterator[PageDay]:
    for day, of_day in groupby(shown, key=lambda entry: entry.at.day):
        yield PageDay(day, _stretches(of_day))


def _stretches(of_day: Iterable[PageEntry]) -> Iterator[PageStretch]:
    for is_folded, part in groupby(of_day, key=lambda entry: entry.is_folded):
        yield PageStretch(is_folded, part)


def _message(row: Recorded, at: PageTime, copy_index: CopyIndex, zone: tzinfo) -> PageEntry:
    said = row.said
    reply, deleted_at = copy_index.answered(row), copy_index.deleted_at(row)
    undelivered = copy_index.undelivered(row)
    return PageEntry(
        at,
        row.role.value,
        in_one_line(said.sender_name) or "?",
        visible(said.text) if said.text else f"({in_one_line(content_words(said))})",
        anchor=_anchor(row),
        reply_text=_reply_text(said.reply_to, reply),
        reply_anchor=None if reply is None else _anchor(reply),
        file=_file(row),
        facts=_facts(row),
        links=tuple(
            in_one_line(str(entity.get("url", "")))
            for entity in said.entities
            if entity.get("type") == "text_link"
        ),
        album=said.album,
        before=tuple(
            (page_time(version.until, zone), visible(version.text)) for version in row.versions
        ),
        deleted=None if deleted_at is None else page_time(deleted_at, zone),
        undelivered=None if undelivered is None else in_one_line(undelivered),
        is_folded=said.kind is MessageKind.SERVICE,
    )


def _reply_text(message_id: int | None, reply: Recorded | None) -> str | None:
    if message_id is None:
        return None
    if reply is None:
        return f"message {message_id}"
    words = in_one_line(reply.said.text) or f"({content_words(reply.said)})"
    return f"{in_one_line(reply.said.sender_name)}: {words[:FIRST_WORDS]}"


def _anchor(row: Recorded) -> str:
    return f"m{abs(row.said.chat_id)}-{row.said.message_id}"


def _facts(row: Recorded) -> tuple[PageFact, ...]:
    said = row.said
    if said.kind is MessageKind.SERVICE:
        return ()
    of_kind = {
        MessageKind.CONTACT: _contact,
        MessageKind.LOCATION: _location,
        MessageKind.POLL: _poll,
    }.get(said.kind)
    left = other_details(said.details)
    facts = [] if of_kind is None else of_kind(left)
    facts += [(name.replace("_", " "), value, None) for name, value in sorted(left.items())]
    if (held := held_words(said.details)) is not None:
        facts.append(("held back", held, None))
    return tuple(
        PageFact(in_one_line(label), in_one_line(_words(value)), link)
        for label, value, link in facts
    )


Fact = tuple[str, Any, str | None]


def _contact(details: dict[str, Any]) -> list[Fact]:
    """Take out of the details what the card of a person has."""
    names = [details.pop(name, "") for name in ("first_name", "last_name", "name")]
    number = str(details.pop("phone_number", ""))
    name = " ".join(str(name) for name in names if name)
    link = f"tel:{number}" if number.lstrip("+").isdigit() else None
    return [("contact", name, None)] * bool(name) + [("phone", number, link)] * bool(number)


def _location(details: dict[str, Any]) -> list[Fact]:
    """Take out of the details what a place has; the link opens whatever the reader has for maps
    (RFC 5870)."""
    place = ", ".join(str(details.pop(name)) for name in ("title", "address") if details.get(name))
    facts: list[Fact] = [("place", place, None)] * bool(place)
    where = details.pop("latitude", None), details.pop("longitude", None)
    if all(isinstance(each, int | float) for each in where):
        at = f"{where[0]}, {where[1]}"
        facts.append(("coordinates", at, f"geo:{where[0]},{where[1]}"))
    return facts


def _poll(details: dict[str, Any]) -> list[Fact]:
    """Take out of the details what a poll asks."""
    options = details.pop("options", ())
    facts: list[Fact] = [("poll", details.pop("question", ""), None)]
    return facts + [(f"option {number}", each, None) for number, each in enumerate(options, 1)]


def _words(value: Any) -> str:
    """A plain value as people read it."""
    match value:
        case True:
            return "yes"
        case Mapping():
            return ", ".join(f"{name}: {_words(each)}" for name, each in value.items())
        case list() | tuple():
            return ", ".join(_words(each) for each in value)
        case _:
            return str(value)


def _file(row: Recorded) -> PageFile | None:
    media = row.said.media
    if row.media_path is None and row.media_lost is None and media is None:
        return None
    kind = row.said.kind.value.replace("_", " ")
    label = kind if media is None else in_one_line(media.file_name or media.emoji or kind)
    if row.media_path is None:
        note = "not saved yet" if row.media_lost is None else f"lost: {visible(row.media_lost)}"
        return PageFile("link", None, label, note)
    note = "" if media is None or media.size is None else f"{media.size} bytes"
    return PageFile(_player(row.said.kind, row.media_path), row.media_path, label, note)


def _player(kind: MessageKind, path: str) -> Player:
    extension = path.rpartition(".")[2]
    if kind is not MessageKind.DOCUMENT:
        if extension in {"jpg", "png", "webp", "gif"}:
            return "image"
        if extension in {"mp4", "webm", "mov"}:
            return "video"
        if extension in {"ogg", "mp3", "m4a", "wav"}:
            return "audio"
    return "link"


def page_time(at: datetime, zone: tzinfo) -> PageTime:
    """Return the moment as pages show it."""
    day, clock = at.astimezone(zone).isoformat(" ", "seconds")[:19].split()
    return PageTime(day, clock, local(at, UTC))
