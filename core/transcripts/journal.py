"""Makes the journal's entries of what happens: each says everything that a reader of the transcript
needs of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.model.journal import Draft, JournalKind
from core.model.messages import Media, MessageKey, MessageKind, Said, SenderRole, message_of, utc
from core.model.people import Person
from core.model.places import Place
from core.model.tickets import Ticket, TicketEventKind
from core.transcripts.rules import TOLD, kind_words

FIRST_WORDS = 60
"""Characters by which a message is known again where another one names it."""


def opened(ticket: Ticket) -> Draft:
    """Say that a ticket was opened."""
    body = {"status": "opened", "topic": ticket.topic}
    return Draft(JournalKind.TICKET, ticket.opened_at, ticket.id, body, ticket.customer_id)


def ended(ticket: Ticket, now: datetime) -> Draft:
    """Say that a ticket ended: how, why, and by whom."""
    body = {
        "status": ticket.status.value,
        "topic": ticket.topic,
        "reason": None if ticket.close_reason is None else ticket.close_reason.value,
        "closed_by": ticket.closed_by,
        "operator_id": ticket.operator_id,
        "joined_at": utc(ticket.joined_at),
        "active_at": utc(ticket.active_at),
    }
    people = frozenset() if ticket.closed_by is None else frozenset({ticket.closed_by})
    at = ticket.closed_at or now
    return Draft(
        JournalKind.TICKET, at, ticket.id, _filled(body), ticket.customer_id, people=people
    )


def said(
    ticket_id: int, customer_id: int, place_id: int | None, role: SenderRole, what: Said,
    now: datetime,
) -> Draft:  # fmt: skip
    """Say what somebody said."""
    reply_to = None if what.reply_to is None else (what.chat_id, what.reply_to)
    body = {
        "chat_id": what.chat_id,
        "message_id": what.message_id,
        "role": role.value,
        "sender_id": what.sender_id,
        "name": what.sender_name,
        "username": what.sender_username,
        "sent_at": utc(what.sent_at),
        **_content(what),
        "reply_to": what.reply_to,
        "album": what.album,
        "edited_at": utc(what.edited_at),
    }
    return Draft(
        JournalKind.MESSAGE, now, ticket_id, _filled(body), customer_id, place_id,
        reply_to=reply_to,
    )  # fmt: skip


def edited(ticket_id: int, before: Said, what: Said, now: datetime) -> Draft:
    """Say what a message says from now on, and what it said before."""
    content = _content(what)
    body = {**content, "before": before.text, "edited_at": utc(what.edited_at)}
    if what.media == before.media:
        del body["media"]
    key = (what.chat_id, what.message_id)
    return Draft(JournalKind.EDIT, now, ticket_id, _filled(body), about=key)


def deleted(ticket_id: int, key: MessageKey, now: datetime) -> Draft:
    """Say that a message was deleted, or taken back out of the customer's chat."""
    return Draft(JournalKind.DELETION, now, ticket_id, {}, about=key)


def missed(ticket_id: int, key: MessageKey, now: datetime) -> Draft:
    """Say that a message was deleted before it could be read, so that nobody knows what it was."""
    body = {"missed": {"chat_id": key[0], "message_id": key[1]}}
    return Draft(JournalKind.DELETION, now, ticket_id, body)


def file_kept(
    ticket_id: int, customer_id: int, key: MessageKey, path: str, size: int, now: datetime,
    digest: str | None = None,
) -> Draft:  # fmt: skip
    """Say where a message's file lies, in the customer's folder, and what is in it by its hash."""
    body = _filled({"path": path, "size": size, "digest": digest})
    return Draft(JournalKind.FILE, now, ticket_id, body, customer_id, about=key)


def file_lost(
    ticket_id: int, customer_id: int, key: MessageKey, reason: str, now: datetime
) -> Draft:
    """Say why a message's file cannot be had."""
    return Draft(JournalKind.FILE, now, ticket_id, {"lost": reason}, customer_id, about=key)


def delivered(
    ticket_id: int, from_chat_id: int, to_chat_id: int, pair: tuple[int, int], now: datetime
) -> Draft:
    """Say where the bot's copy of a message stands. One of the two chats is the customer's own,
    whose number is the customer's."""
    there, here = pair
    body = {
        "chat_id": from_chat_id,
        "message_id": message_of(there),
        "copy": {"chat_id": to_chat_id, "message_id": here},
    }
    customer_id = max(from_chat_id, to_chat_id)
    return Draft(JournalKind.DELIVERY, now, ticket_id, body, customer_id)


def happened(
    ticket_id: int,
    kind: TicketEventKind,
    now: datetime,
    actor_id: int | None,
    details: Mapping[str, Any],
) -> Draft | None:
    """Say what happened to a ticket; None for what readers of the talk are not told."""
    if kind not in TOLD:
        return None
    people = {actor_id, *(details.get(name) for name in ("operator", "from", "to"))}
    chat, message = details.get("chat"), details.get("message")
    key = (chat, message) if isinstance(chat, int) and isinstance(message, int) else None
    return Draft(
        JournalKind.EVENT,
        now,
        ticket_id,
        _filled({"event": kind.value, "actor_id": actor_id, "details": dict(details)}),
        people=frozenset(each for each in people if isinstance(each, int)),
        about=key,
    )


def named(
    key: MessageKey, role: SenderRole, name: str, sent_at: datetime, kind: MessageKind, text: str,
    details: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """Return how an entry names a message: where it stands, who said it when, and how it begins."""
    words = " ".join(text.split()) if text else f"({kind_words(kind, details)})"
    return {
        "chat_id": key[0],
        "message_id": key[1],
        "role": role.value,
        "name": name,
        "sent_at": utc(sent_at),
        "words": words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rstrip() + "…",
    }


def placed(place: Place) -> dict[str, str]:
    """Return how an entry names the place where something was said."""
    return {"kind": place.kind.value, "title": place.title}


def shown(people: Sequence[Person]) -> list[dict[str, Any]]:
    """Return how an entry names people."""
    found = sorted(people, key=lambda each: each.id)
    return [
        _filled({"id": each.id, "name": each.name, "username": each.username}) for each in found
    ]


def _content(what: Said) -> dict[str, Any]:
    return {
        "kind": what.kind.value,
        "text": what.text,
        "entities": [dict(entity) for entity in what.entities],
        "media": _media(what.media),
        "details": dict(what.details),
    }


def _media(media: Media | None) -> dict[str, Any] | None:
    if media is None:
        return None
    return {
        name: value
        for name, value in asdict(media).items()
        if value is not None and name != "file_id"
    }


def _filled(body: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what there is none of; a message without words has its text all the same."""
    return {
        name: value
        for name, value in body.items()
        if name in ("text", "before") or (value is not None and value not in ({}, [], ()))
    }
