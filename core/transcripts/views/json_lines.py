"""A customer's record for machines: one JSON object a line, everything exactly as it was said."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from core.model.messages import Recorded, utc
from core.model.places import Place
from core.model.records import CustomerRecord, TicketEvent
from core.model.tickets import Ticket
from core.transcripts.rules import CopyIndex, entries, names_of

_BREAKS = re.compile("[\u0080-\u009f\u2028\u2029\ud800-\udfff]")
"""What some readers take for the end of a line, and what UTF-8 cannot carry: written as escapes."""


def transcript_lines(record: CustomerRecord, zone: tzinfo) -> str:
    """Return the record, one JSON object a line. `type` is customer, ticket, event or message;
    times are UTC, `local` is the same in the owner's zone."""
    return "".join(f"{_dump(item)}\n" for item in _objects(record, zone))


def _objects(record: CustomerRecord, zone: tzinfo) -> Iterator[dict[str, Any]]:
    customer = record.customer
    yield {
        "type": "customer",
        "id": customer.id,
        "name": customer.name,
        "username": customer.username,
        "phone": customer.phone,
        "language": customer.language,
    }
    tickets = {ticket.id: ticket for ticket in record.tickets}
    names, copy_index = names_of(record), CopyIndex(record)
    written: set[int] = set()
    for entry in entries(record):
        if entry.ticket_id not in written:
            written.add(entry.ticket_id)
            yield _ticket(tickets[entry.ticket_id])
        match entry.what:
            case Recorded():
                yield _message(entry.what, names, copy_index, zone)
            case TicketEvent():
                yield _event(entry.what, zone)
            case _:
                pass


def _ticket(ticket: Ticket) -> dict[str, Any]:
    return {
        "type": "ticket",
        "id": ticket.id,
        "topic": ticket.topic,
        "status": ticket.status.value,
        "operator_id": ticket.operator_id,
        "opened_at": utc(ticket.opened_at),
        "joined_at": utc(ticket.joined_at),
        "active_at": utc(ticket.active_at),
        "closed_at": utc(ticket.closed_at),
        "closed_by": ticket.closed_by,
        "close_reason": ticket.close_reason.value if ticket.close_reason else None,
    }


def _event(event: TicketEvent, zone: tzinfo) -> dict[str, Any]:
    return {
        "type": "event",
        "ticket": event.ticket_id,
        "kind": event.kind.value,
        "at": utc(event.at),
        "local": event.at.astimezone(zone).isoformat(),
        "actor_id": event.actor_id,
        "details": dict(event.details),
    }


def _message(
    row: Recorded, names: Mapping[int, tuple[str, str | None]], copy_index: CopyIndex, zone: tzinfo
) -> dict[str, Any]:
    said = row.said
    answered = copy_index.answered(row)
    return {
        "type": "message",
        "ticket": row.ticket_id,
        "chat_id": said.chat_id,
        "message_id": said.message_id,
        "role": row.role.value,
        "sender_id": said.sender_id,
        "name": said.sender_name,
        "username": names.get(said.sender_id, ("", None))[1],
        "sent_at": utc(said.sent_at),
        "local": said.sent_at.astimezone(zone).isoformat(),
        "kind": said.kind.value,
        "text": said.text,
        "entities": [dict(entity) for entity in said.entities],
        "reply_to": said.reply_to,
        "answers": None if answered is None else _named(answered),
        "album": said.album,
        "media": _media(row),
        "details": dict(said.details),
        "edited_at": utc(said.edited_at),
        "versions": [
            {"text": version.text, "until": utc(version.until)} for version in row.versions
        ],
        "deleted_at": utc(copy_index.deleted_at(row)),
        "place": _place(copy_index.place(row)),
        "copies": [
            {"chat_id": copy.to_chat_id, "message_id": copy.to_message_id}
            for copy in copy_index.copies(row)
        ],
        "undelivered": copy_index.undelivered(row),
    }


def _named(row: Recorded) -> dict[str, int]:
    return {"chat_id": row.said.chat_id, "message_id": row.said.message_id}


def _place(place: Place | None) -> dict[str, str] | None:
    return None if place is None else {"kind": place.kind.value, "title": place.title}


def _media(row: Recorded) -> dict[str, Any] | None:
    media = row.said.media
    if media is None and row.media_path is None and row.media_lost is None:
        return None
    return {
        "mime_type": media.mime_type if media else None,
        "size": media.size if media else None,
        "duration": media.duration if media else None,
        "file_name": media.file_name if media else None,
        "emoji": media.emoji if media else None,
        "path": row.media_path,
        "lost": row.media_lost,
    }


def _dump(item: Mapping[str, Any]) -> str:
    text = json.dumps(item, ensure_ascii=False, separators=(",", ":"), default=str)
    return _BREAKS.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
