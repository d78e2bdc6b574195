"""A customer's record as values for a page: what is shown is decided here, how it looks is not."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal

from core.model.messages import MessageKind, Recorded, in_one_line, visible
from core.model.records import CustomerRecord
from core.model.tickets import Ticket
from core.transcripts.rules import CopyIndex, content_words, entries, names_of
from core.transcripts.views.text import FIRST_WORDS, event_words, local, speaker

Player = Literal["image", "video", "audio", "link"]


@dataclass(frozen=True, slots=True)
class PageTime:
    """A moment, in the owner's zone and in UTC."""

    local: str
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
    facts: str | None = None
    links: tuple[str, ...] = ()
    album: str | None = None
    before: tuple[tuple[PageTime, str], ...] = ()
    deleted: PageTime | None = None
    undelivered: str | None = None


@dataclass(frozen=True, slots=True)
class PageTicket:
    """A ticket with what happened in it."""

    id: int
    topic: str
    status: str
    opened: PageTime
    entries: tuple[PageEntry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    name: str
    customer_id: int
    phone: str | None
    tickets: tuple[PageTicket, ...]


def transcript_page(record: CustomerRecord, zone: tzinfo) -> Page:
    """Return the values of `index.html`, oldest ticket first."""
    names = names_of(record)
    copy_index = CopyIndex(record)
    shown: dict[int, list[PageEntry]] = {ticket.id: [] for ticket in record.tickets}
    for entry in entries(record):
        at = _time(entry.at, zone)
        what = entry.what
        if isinstance(what, Recorded):
            shown[entry.ticket_id].append(_message(what, at, copy_index, zone))
        else:
            words = what if isinstance(what, str) else event_words(what, names)
            shown[entry.ticket_id].append(PageEntry(at, "", "", in_one_line(words)))
    return Page(
        speaker(record.customer.id, names),
        record.customer.id,
        record.customer.phone,
        tuple(_ticket(ticket, shown[ticket.id], zone) for ticket in record.tickets),
    )


def _ticket(ticket: Ticket, shown: list[PageEntry], zone: tzinfo) -> PageTicket:
    return PageTicket(
        ticket.id,
        in_one_line(ticket.topic),
        ticket.status.value,
        _time(ticket.opened_at, zone),
        tuple(shown),
    )


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
            (_time(version.until, zone), visible(version.text)) for version in row.versions
        ),
        deleted=None if deleted_at is None else _time(deleted_at, zone),
        undelivered=None if undelivered is None else in_one_line(undelivered),
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


def _facts(row: Recorded) -> str | None:
    if not row.said.details or row.said.kind is MessageKind.SERVICE:
        return None
    facts = dict(row.said.details)
    return visible(json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str))


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


def _time(at: datetime, zone: tzinfo) -> PageTime:
    return PageTime(local(at, zone), local(at, UTC))
