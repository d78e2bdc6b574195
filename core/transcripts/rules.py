"""Turns a customer's record into entries: a message, an event, a copy; and says where files lie.
The archive writes the files."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from core.model.messages import HELD, Copy, MessageKey, MessageKind, Recorded, Said, message_of
from core.model.moderation import HELD_WORDS
from core.model.places import Place
from core.model.records import CustomerRecord, NotHad, TicketEvent, is_forgotten
from core.model.tickets import Ticket, TicketEventKind

T = TypeVar("T")


_EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "video/quicktime": ".mov",
    "audio/ogg": ".ogg",
    "audio/opus": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-tgsticker": ".tgs",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
"""What a file may be called by its type. Nothing that opens as a page or a program (HTML, SVG,
scripts) is among them."""


_BY_KIND = {
    MessageKind.PHOTO: ".jpg",
    MessageKind.VIDEO: ".mp4",
    MessageKind.VIDEO_NOTE: ".mp4",
    MessageKind.VOICE: ".ogg",
    MessageKind.ANIMATION: ".mp4",
    MessageKind.STICKER: ".webp",
    MessageKind.AUDIO: ".mp3",
}


def media_path(
    chat_id: int,
    message_id: int,
    kind: MessageKind,
    mime_type: str | None,
    edited_at: datetime | None = None,
) -> str:
    """Return where a message's file lies in its customer's folder: a name of ours, never the
    sender's.

    A file that came by an edit lies beside the one it replaced.
    """
    essence = (mime_type or "").partition(";")[0].strip().lower()
    extension = _EXTENSIONS.get(essence)
    if extension is None:
        extension = ".bin" if essence else _BY_KIND.get(kind, ".bin")
    edit = "" if edited_at is None else f"-e{int(edited_at.timestamp())}"
    return f"media/{file_stem(chat_id, message_id)}{edit}{extension}"


def part_of(record: CustomerRecord, ticket_ids: Collection[int]) -> CustomerRecord:
    """Return the record as if these had been all the tickets."""
    return replace(
        record,
        tickets=tuple(each for each in record.tickets if each.id in ticket_ids),
        messages=tuple(each for each in record.messages if each.ticket_id in ticket_ids),
        events=tuple(each for each in record.events if each.ticket_id in ticket_ids),
        copies=tuple(each for each in record.copies if each.ticket_id in ticket_ids),
        not_had=tuple(each for each in record.not_had if each.ticket_id in ticket_ids),
    )


def remembered(record: CustomerRecord, forgotten_at: datetime | None) -> CustomerRecord:
    """Return the record without the tickets that existed when the customer was forgotten, or whose
    words are kept no more."""
    if forgotten_at is None and not any(each.expired_at for each in record.tickets):
        return record
    ids = {each.id for each in record.tickets if not is_forgotten(each, forgotten_at)}
    return part_of(record, ids)


def file_stem(chat_id: int, message_id: int) -> str:
    """Return how the names of a message's files begin, before an edit's mark or an ending."""
    return f"{abs(chat_id)}-{message_id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a transcript: a message, one that is missing, an event of the ticket, or plain
    words about it."""

    ticket_id: int
    at: datetime
    what: Recorded | TicketEvent | NotHad | str


TOLD = frozenset(
    {
        TicketEventKind.CUSTOMER_JOINED,
        TicketEventKind.ASSIGNED,
        TicketEventKind.OPERATOR_JOINED,
        TicketEventKind.INTRUDER_REMOVED,
        TicketEventKind.REQUEUED,
        TicketEventKind.TRANSFERRED,
        TicketEventKind.NOTED,
        TicketEventKind.PLACE_TAKEN,
        TicketEventKind.PLACE_LOST,
        TicketEventKind.UNDELIVERED,
        TicketEventKind.WITHDRAWN,
        TicketEventKind.RESOLVED,
        TicketEventKind.REOPENED,
        TicketEventKind.ANSWER_SENT_ANYWAY,
        TicketEventKind.ANSWER_NOT_SENT,
        TicketEventKind.ANSWER_SENT_ONCE_CHANGED,
        TicketEventKind.TAGGED,
        TicketEventKind.UNTAGGED,
    }
)
"""Events that a reader of the talk wants to see; opening and closing come from the ticket
itself."""


def entries(record: CustomerRecord) -> Iterator[Entry]:
    """Tickets one after the other, oldest first, and in each what happened by time.

    Messages keep their order among themselves, whatever their clocks say. Telegram tells whole
    seconds only, so of one second our own events come first. What a customer says of a ticket that
    ended stands below its end.
    """
    messages = _grouped(record.messages, lambda row: row.ticket_id)
    events = _grouped(
        (event for event in record.events if event.kind in TOLD), lambda event: event.ticket_id
    )
    not_had = _grouped(record.not_had, lambda each: each.ticket_id)
    for ticket in record.tickets:
        yield Entry(ticket.id, ticket.opened_at, f"ticket opened: {ticket.topic}")
        told_events = [Entry(ticket.id, event.at, event) for event in events.get(ticket.id, [])]
        if missing := not_had.get(ticket.id):
            told_events += [Entry(ticket.id, each.at, each) for each in missing]
            told_events.sort(key=lambda entry: entry.at)
        ended = ticket.closed_at
        waiting = [entry for entry in told_events if ended is None or entry.at <= ended]
        waiting.reverse()
        for row in messages.get(ticket.id, []):
            while waiting and waiting[-1].at.replace(microsecond=0) <= row.said.sent_at:
                yield waiting.pop()
            yield Entry(ticket.id, row.said.sent_at, row)
        yield from reversed(waiting)
        if ticket.closed_at is not None:
            yield Entry(ticket.id, ticket.closed_at, _ending(ticket, record))
            yield from (entry for entry in told_events if entry.at > ticket.closed_at)


def not_had_words(message_id: int) -> str:
    """Say that a message is known to be missing."""
    return f"not had: message {message_id}, deleted before it could be read"


def content_words(said: Said) -> str:
    """Say in a word or two what a message without text is; for a service message, what it tells."""
    return kind_words(said.kind, said.details)


def held_words(details: Mapping[str, Any]) -> str | None:
    """Say why a message was recorded and not passed on; None: it was."""
    why = details.get(HELD)
    return None if why is None else HELD_WORDS.get(why, str(why))


def other_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a message has beside its text, without what is said in words of its own."""
    return {name: value for name, value in details.items() if name != HELD}


def kind_words(kind: MessageKind, details: Mapping[str, Any]) -> str:
    """As `content_words`, of the kind and the details."""
    if kind is not MessageKind.SERVICE:
        return kind.value.replace("_", " ")
    words = str(details.get("event", "service")).replace("_", " ")
    people = details.get("people")
    about = [str(details["title"])] if "title" in details else []
    if isinstance(people, list):
        about += [str(person.get("name") or person.get("id")) for person in people]
    return f"{words}: {', '.join(about)}" if about else words


def names_of(record: CustomerRecord) -> dict[int, tuple[str, str | None]]:
    """Return person id → name and username, of everybody whom we know."""
    known = {each.id: (each.name, each.username) for each in record.others}
    known |= {operator.id: (operator.name, operator.username) for operator in record.staff}
    known[record.customer.id] = (record.customer.name, record.customer.username)
    return known


def _ending(ticket: Ticket, record: CustomerRecord) -> str:
    reason = ticket.close_reason.value.replace("_", " ") if ticket.close_reason else "no reason"
    words = f"ticket {ticket.status.value}: {reason}"
    if ticket.closed_by is None:
        return words
    name, username = names_of(record).get(ticket.closed_by, (str(ticket.closed_by), None))
    return f"{words}, by {name} (@{username})" if username else f"{words}, by {name}"


def _grouped(items: Iterable[T], key: Callable[[T], int]) -> dict[int, list[T]]:
    groups: dict[int, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


class CopyIndex:
    """Tells where messages of a record were copied, and what they answer in the chat that they came
    from."""

    def __init__(self, record: CustomerRecord) -> None:
        self._customer = record.customer.id
        self._rows = {(row.said.chat_id, row.said.message_id): row for row in record.messages}
        self._places = {place.id: place for place in record.places}
        self._origins: dict[MessageKey, MessageKey] = {}
        self._copies: dict[MessageKey, list[Copy]] = {}
        for copy in record.copies:
            source = (copy.from_chat_id, copy.from_message_id)
            origin = (copy.from_chat_id, message_of(copy.from_message_id))
            self._origins[copy.to_chat_id, copy.to_message_id] = origin
            self._copies.setdefault(source, []).append(copy)
        self._failed: dict[MessageKey, str] = {}
        for event in record.events:
            if event.kind is TicketEventKind.UNDELIVERED:
                chat, message = event.details.get("chat"), event.details.get("message")
                if isinstance(chat, int) and isinstance(message, int):
                    self._failed[chat, message] = str(event.details.get("reason", ""))

    def origin(self, key: MessageKey) -> MessageKey:
        """Return the message that this one is a copy of; itself when it is none."""
        return self._origins.get(key, key)

    def answered(self, row: Recorded) -> Recorded | None:
        """Return the message that it answers: whoever answers a copy means what it is a copy of."""
        if row.said.reply_to is None:
            return None
        there = (row.said.chat_id, row.said.reply_to)
        return self._rows.get(there) or self._rows.get(self.origin(there))

    def place(self, row: Recorded) -> Place | None:
        """Return where the ticket was talked about when it was said."""
        return None if row.place_id is None else self._places.get(row.place_id)

    def copies(self, row: Recorded) -> Sequence[Copy]:
        """Return its copies, oldest first."""
        return self._copies.get((row.said.chat_id, row.said.message_id), ())

    def deleted_at(self, row: Recorded) -> datetime | None:
        """Return since when it is deleted; an answer also when it was withdrawn from the customer's
        chat."""
        if row.deleted_at is not None or row.said.chat_id == self._customer:
            return row.deleted_at
        shown = [copy for copy in self.copies(row) if copy.to_chat_id == self._customer]
        taken_back = [copy.withdrawn_at for copy in shown if copy.withdrawn_at is not None]
        return max(taken_back) if taken_back and len(taken_back) == len(shown) else None

    def undelivered(self, row: Recorded) -> str | None:
        """Return why it reached nobody on the other side; None when it did, or is still on its
        way."""
        if self.copies(row):
            return None
        return self._failed.get((row.said.chat_id, row.said.message_id))
