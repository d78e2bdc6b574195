"""A customer's record as plain lines, to be read and searched with any tool.

    [#12 2026-11-20 10:31:05 +02:00] operator Anna (@anna): text
        its further lines
      ~ until 2026-11-20 10:33:00 +02:00: what stood there before an edit
      > in reply to [10:30:41] customer Ivan (@ivan): its first words
      + photo media/1003000000001-57.jpg, 48213 bytes
      x deleted 2026-11-20 10:40:12 +02:00
      ! not delivered: bot was blocked by the user
    [#12 2026-11-20 11:02:00 +02:00] -- ticket closed: solved, by Anna (@anna)

A message's own lines after the first have four spaces before them and notes have two and a sign,
so no text can pass for a header or a note. Times are the owner's local time with its distance to
UTC.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo

from core.model.messages import Media, MessageKind, Recorded, in_one_line, visible
from core.model.records import CustomerRecord, NotHad, TicketEvent
from core.model.tickets import TicketEventKind
from core.transcripts.journal import FIRST_WORDS
from core.transcripts.rules import (
    CopyIndex,
    content_words,
    entries,
    held_words,
    names_of,
    not_had_words,
    other_details,
)

Names = Mapping[int, tuple[str, str | None]]


_INDENT = "    "


def transcript_text(record: CustomerRecord, zone: tzinfo) -> str:
    """Return the whole transcript, oldest ticket first; it ends with a newline."""
    return "\n".join(_lines(record, zone)) + "\n"


def _lines(record: CustomerRecord, zone: tzinfo) -> Iterator[str]:
    customer = record.customer
    phone = f", {customer.phone}" if customer.phone else ""
    yield f"Customer {customer.id}: {named(customer.name, customer.username)}{phone}"
    names = names_of(record)
    copy_index = CopyIndex(record)
    for entry in entries(record):
        head = f"[#{entry.ticket_id} {local(entry.at, zone)}]"
        match entry.what:
            case Recorded():
                yield from _message(head, entry.what, names, copy_index, zone)
            case TicketEvent():
                yield f"{head} -- {event_words(entry.what, names)}"
            case NotHad():
                yield f"{head} -- {not_had_words(entry.what.message_id)}"
            case str():
                yield f"{head} -- {in_one_line(entry.what)}"


def event_words(event: TicketEvent, names: Names) -> str:
    """Say what happened, and to whom, with the note that staff left for each other, if there is
    one."""
    note = event.details.get("note")
    words = _happened(event, names)
    return f"{words}; note for staff: {in_one_line(str(note))}" if note else words


def _happened(event: TicketEvent, names: Names) -> str:
    if event.kind is TicketEventKind.TRANSFERRED:
        frm, to = event.details.get("from"), event.details.get("to")
        before = speaker(frm, names) if isinstance(frm, int) else "nobody"
        after = speaker(to, names) if isinstance(to, int) else "the queue"
        return f"transferred: from {before} to {after}"
    if event.kind is TicketEventKind.REOPENED:
        by = event.actor_id
        return "ticket reopened" if by is None else f"ticket reopened, by {speaker(by, names)}"
    if event.kind in (TicketEventKind.TAGGED, TicketEventKind.UNTAGGED):
        tag = in_one_line(str(event.details.get("tag", "?")))
        who = "nobody" if event.actor_id is None else speaker(event.actor_id, names)
        return f'{event.kind.value}: "{tag}", by {who}'
    special = _of_place(event) or _of_customer(event)
    if special is not None:
        return special
    words = event.kind.value.replace("_", " ")
    actor = event.details.get("operator", event.actor_id)
    return f"{words}: {speaker(actor, names)}" if isinstance(actor, int) else words


def _of_place(event: TicketEvent) -> str | None:
    title = in_one_line(str(event.details.get("title") or event.details.get("chat") or "?"))
    kind = in_one_line(str(event.details.get("kind", "place")))
    match event.kind:
        case TicketEventKind.PLACE_TAKEN:
            return f'place: {kind} "{title}"'
        case TicketEventKind.PLACE_LOST:
            return f'place lost: {kind} "{title}"'
        case _:
            return None


def _of_customer(event: TicketEvent) -> str | None:
    match event.kind:
        case TicketEventKind.UNDELIVERED:
            return f"not delivered: {in_one_line(str(event.details.get('reason', 'no reason')))}"
        case TicketEventKind.RESOLVED:
            return f"the customer says: {'solved' if event.details.get('solved') else 'not solved'}"
        case _:
            return None


def _message(
    head: str,
    row: Recorded,
    names: Names,
    copy_index: CopyIndex,
    zone: tzinfo,
) -> Iterator[str]:
    said = row.said
    name = _author(row, names)
    body = visible(said.text) if said.text else f"({in_one_line(content_words(said))})"
    yield from block(f"{head} {row.role.value} {name}: ", body)
    for version in row.versions:
        yield from block(f"  ~ until {local(version.until, zone)}: ", visible(version.text))
    if said.reply_to is not None:
        yield _reply(copy_index.answered(row), said.reply_to, names, zone)
    yield from _attached(row)
    if said.album is not None:
        yield f"  = album {in_one_line(said.album)}"
    held = held_words(said.details)
    if held is not None:
        yield f"  ! held back: {in_one_line(held)}"
    deleted_at = copy_index.deleted_at(row)
    if deleted_at is not None:
        yield f"  x deleted {local(deleted_at, zone)}"
    undelivered = copy_index.undelivered(row)
    if undelivered is not None:
        yield f"  ! not delivered: {in_one_line(undelivered)}"


def _reply(row: Recorded | None, message_id: int, names: Names, zone: tzinfo) -> str:
    if row is None:
        return f"  > in reply to message {message_id}"
    at = row.said.sent_at.astimezone(zone).strftime("%H:%M:%S")
    words = in_one_line(row.said.text) or f"({content_words(row.said)})"
    if len(words) > FIRST_WORDS:
        words = words[:FIRST_WORDS].rstrip() + "…"
    return f"  > in reply to [{at}] {row.role.value} {_author(row, names)}: {words}"


def _attached(row: Recorded) -> Iterator[str]:
    said = row.said
    if row.media_path is not None or row.media_lost is not None or said.media is not None:
        yield f"  + {said.kind.value.replace('_', ' ')}{media_words(said.media)} {_where(row)}"
    details = other_details(said.details)
    if details and said.kind is not MessageKind.SERVICE:
        facts = json.dumps(details, ensure_ascii=False, sort_keys=True, default=str)
        yield f"  + {said.kind.value.replace('_', ' ')} {in_one_line(facts)}"
    for entity in said.entities:
        if entity.get("type") == "text_link":
            yield f"  + link {in_one_line(str(entity.get('url', '')))}"


def media_words(media: Media | None) -> str:
    """Return what is known of a file, each with a comma behind it."""
    if media is None:
        return ""
    words = []
    if media.emoji:
        words.append(in_one_line(media.emoji))
    if media.file_name:
        words.append(f'"{in_one_line(media.file_name)}"')
    if media.duration is not None:
        words.append(f"{media.duration} s")
    if media.size is not None:
        words.append(f"{media.size} bytes")
    return "".join(f" {word}," for word in words)


def _where(row: Recorded) -> str:
    if row.media_path is not None:
        return in_one_line(row.media_path)
    if row.media_lost is not None:
        return f"lost: {in_one_line(row.media_lost)}"
    return "not saved yet"


def block(head: str, body: str) -> Iterator[str]:
    """Make the lines of a text behind its head."""
    first, *rest = body.split("\n")
    yield head + first
    for line in rest:
        yield _INDENT + line


def local(at: datetime, zone: tzinfo) -> str:
    """Format a moment, as `2026-11-20 10:31:05 +02:00`."""
    text = at.astimezone(zone).isoformat(sep=" ", timespec="seconds")
    return f"{text[:19]} {text[19:]}"


def speaker(person_id: int, names: Names) -> str:
    """Return a person's name and tag, or the id when nothing more is known."""
    known = names.get(person_id)
    return str(person_id) if known is None else named(*known)


def _author(row: Recorded, names: Names) -> str:
    """Return the name as it was when they spoke, with the tag that we know."""
    _, username = names.get(row.said.sender_id, ("", None))
    return named(row.said.sender_name, username)


def named(name: str, username: str | None) -> str:
    """Return a name that can do no harm, with its tag."""
    shown = in_one_line(name) or "?"
    return f"{shown} (@{in_one_line(username)})" if username else shown
