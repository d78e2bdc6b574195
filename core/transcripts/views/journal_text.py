"""Entries of the journal as plain lines, to be read and searched with any tool.

    [#12 2026-11-20 10:31:05 +02:00] operator Anna (@anna): text
        its further lines
      > in reply to [10:30:41] customer Ivan: its first words
      + photo 48213 bytes
    [#12 2026-11-20 10:31:07 +02:00] -- file saved: media/1003000000001-57.jpg, 48213 bytes
      ^ message 57, [2026-11-20 10:31:05 +02:00] operator Anna: (photo)
    [#12 2026-11-20 10:33:00 +02:00] -- edited: what it says now
      ~ before: what stood there
      ^ message 58, [2026-11-20 10:32:41 +02:00] customer Ivan
    [#12 2026-11-20 10:40:12 +02:00] -- deleted
      ^ message 58, [2026-11-20 10:32:41 +02:00] customer Ivan: what it says now
    [#12 2026-11-20 11:02:00 +02:00] -- ticket closed: solved, by Anna (@anna)

A message's own lines after the first have four spaces before them and notes have two and a sign,
so no text can pass for a header or a note. Times are the owner's local time with its distance to
UTC.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from core.model.journal import JournalEntry, JournalKind
from core.model.messages import Media, MessageKind, in_one_line, visible
from core.model.records import TicketEvent
from core.model.tickets import TicketEventKind
from core.transcripts.rules import held_words, kind_words, not_had_words, other_details
from core.transcripts.views.json_lines import happened_at
from core.transcripts.views.text import (
    Names,
    block,
    event_words,
    local,
    media_words,
    named,
    speaker,
)


def entry_text(entry: JournalEntry, zone: tzinfo) -> str:
    """Return the entry's lines, each with its end; none for what only machines are told: that a
    copy arrived."""
    return "".join(f"{line}\n" for line in _lines(entry, zone))


def _lines(entry: JournalEntry, zone: tzinfo) -> Iterator[str]:
    if entry.kind is JournalKind.CUSTOMER:
        yield _customer(entry.customer_id or 0, entry.body)
        return
    head = f"[#{entry.ticket_id} {local(happened_at(entry), zone)}]"
    match entry.kind:
        case JournalKind.MESSAGE:
            yield from _message(head, entry, zone)
        case JournalKind.EDIT:
            yield from _edit(head, entry.body)
        case JournalKind.DELETION:
            yield f"{head} -- {_deletion(entry.body)}"
        case JournalKind.FILE:
            yield f"{head} -- {_file(entry.body)}"
        case JournalKind.EVENT:
            yield f"{head} -- {_event(entry)}"
        case JournalKind.TICKET:
            yield f"{head} -- {_ticket(entry.body)}"
        case JournalKind.DELIVERY:
            return
    if about := entry.body.get("about"):
        words = "" if entry.kind is JournalKind.EDIT else f": {in_one_line(about['words'])}"
        at = local(datetime.fromisoformat(about["sent_at"]), zone)
        yield f"  ^ message {about['message_id']}, [{at}] {_author(about)}{words}"


def _customer(customer_id: int, body: Mapping[str, Any]) -> str:
    phone = f", {body['phone']}" if body.get("phone") else ""
    return f"Customer {customer_id}: {named(body['name'], body.get('username'))}{phone}"


def _ticket(body: Mapping[str, Any]) -> str:
    if body["status"] == "opened":
        return in_one_line(f"ticket opened: {body['topic']}")
    reason = str(body.get("reason", "no reason")).replace("_", " ")
    words = f"ticket {body['status']}: {reason}"
    if "closed_by" in body:
        words = f"{words}, by {speaker(body['closed_by'], _people(body))}"
    return in_one_line(words)


def _event(entry: JournalEntry) -> str:
    body = entry.body
    kind = TicketEventKind(body["event"])
    actor, details = body.get("actor_id"), body.get("details", {})
    event = TicketEvent(entry.ticket_id or 0, kind, entry.at, actor, details)
    return event_words(event, _people(body))


def _people(body: Mapping[str, Any]) -> Names:
    return {each["id"]: (each["name"], each.get("username")) for each in body.get("people", ())}


def _message(head: str, entry: JournalEntry, zone: tzinfo) -> Iterator[str]:
    body = entry.body
    name = named(body["name"], body.get("username"))
    yield from block(f"{head} {body['role']} {name}: ", _words(body))
    if entry.is_late:
        yield f"  < found late, {local(entry.at, zone)}"
    if "answers" in body:
        yield f"  > in reply to {_answered(body['answers'], zone)}"
    elif "reply_to" in body:
        yield f"  > in reply to message {body['reply_to']}"
    yield from _attached(body)
    if "album" in body:
        yield f"  = album {in_one_line(body['album'])}"
    yield from _held(body)


def _held(body: Mapping[str, Any]) -> Iterator[str]:
    held = held_words(body.get("details", {}))
    if held is not None:
        yield f"  ! held back: {in_one_line(held)}"


def _edit(head: str, body: Mapping[str, Any]) -> Iterator[str]:
    yield from block(f"{head} -- edited: ", _words(body))
    yield from block("  ~ before: ", visible(body["before"]))
    yield from _attached(body)
    yield from _held(body)


def _words(body: Mapping[str, Any]) -> str:
    if body["text"]:
        return visible(body["text"])
    return f"({in_one_line(kind_words(MessageKind(body['kind']), body.get('details', {})))})"


def _attached(body: Mapping[str, Any]) -> Iterator[str]:
    kind, details = MessageKind(body["kind"]), other_details(body.get("details", {}))
    if "media" in body:
        words = media_words(Media(**body["media"])).rstrip(",")
        yield f"  + {kind.value.replace('_', ' ')}{words}"
    if details and kind is not MessageKind.SERVICE:
        facts = json.dumps(details, ensure_ascii=False, sort_keys=True, default=str)
        yield f"  + {kind.value.replace('_', ' ')} {in_one_line(facts)}"
    for entity in body.get("entities", ()):
        if entity.get("type") == "text_link":
            yield f"  + link {in_one_line(str(entity.get('url', '')))}"


def _deletion(body: Mapping[str, Any]) -> str:
    if missed := body.get("missed"):
        return not_had_words(missed["message_id"])
    return "deleted"


def _file(body: Mapping[str, Any]) -> str:
    if "lost" in body:
        return f"file lost: {in_one_line(body['lost'])}"
    return f"file saved: {in_one_line(body['path'])}, {body['size']} bytes"


def _answered(message: Mapping[str, Any], zone: tzinfo) -> str:
    at = datetime.fromisoformat(message["sent_at"]).astimezone(zone).strftime("%H:%M:%S")
    return f"[{at}] {_author(message)}: {in_one_line(message['words'])}"


def _author(message: Mapping[str, Any]) -> str:
    return f"{message['role']} {in_one_line(message['name']) or '?'}"
