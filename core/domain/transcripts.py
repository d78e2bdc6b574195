"""A customer's record: what is written about it, where its files lie. Pure; the files themselves
are `archive`'s."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from core.domain.copies import Copy
from core.domain.erasure import is_forgotten
from core.domain.messages import MessageKind, Recorded, Said
from core.domain.people import Customer, Operator, Person
from core.domain.places import Place
from core.domain.tickets import Ticket, TicketEventKind

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
    """Where a message's file lies in its customer's folder: a name of ours, never the sender's.

    A file that came by an edit lies beside the one it replaced.
    """
    essence = (mime_type or "").partition(";")[0].strip().lower()
    extension = _EXTENSIONS.get(essence)
    if extension is None:
        extension = ".bin" if essence else _BY_KIND.get(kind, ".bin")
    edit = "" if edited_at is None else f"-e{int(edited_at.timestamp())}"
    return f"media/{file_stem(chat_id, message_id)}{edit}{extension}"


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One line of a ticket's history."""

    ticket_id: int
    kind: TicketEventKind
    at: datetime
    actor_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """Everything that a transcript is made of: rows of one customer.

    `tickets` oldest first; `messages` by ticket, then as they were said (`messages.in_order`);
    `events` by ticket, then time; `staff` are all who had to do with a ticket, also those removed
    since, and `others` who else had, being on no list; `places` are where the messages were said,
    and `copies` what the bot carried, oldest first.
    """

    customer: Customer
    tickets: tuple[Ticket, ...] = ()
    messages: tuple[Recorded, ...] = ()
    events: tuple[TicketEvent, ...] = ()
    staff: tuple[Operator, ...] = ()
    others: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    copies: tuple[Copy, ...] = ()


def part_of(record: CustomerRecord, ticket_ids: Collection[int]) -> CustomerRecord:
    """The record as if these had been all the tickets."""
    return replace(
        record,
        tickets=tuple(each for each in record.tickets if each.id in ticket_ids),
        messages=tuple(each for each in record.messages if each.ticket_id in ticket_ids),
        events=tuple(each for each in record.events if each.ticket_id in ticket_ids),
        copies=tuple(each for each in record.copies if each.ticket_id in ticket_ids),
    )


def remembered(record: CustomerRecord, forgotten_at: datetime | None) -> CustomerRecord:
    """The record without the tickets that were there when the customer was forgotten."""
    if forgotten_at is None:
        return record
    ids = {each.id for each in record.tickets if not is_forgotten(each, forgotten_at)}
    return part_of(record, ids)


def file_stem(chat_id: int, message_id: int) -> str:
    """How the names of a message's files begin, with an edit's mark or an ending behind it."""
    return f"{abs(chat_id)}-{message_id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a transcript: a message, an event of the ticket, or plain words about it."""

    ticket_id: int
    at: datetime
    what: Recorded | TicketEvent | str


_TOLD = frozenset(
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
        (event for event in record.events if event.kind in _TOLD), lambda event: event.ticket_id
    )
    for ticket in record.tickets:
        yield Entry(ticket.id, ticket.opened_at, f"ticket opened: {ticket.topic}")
        told = [Entry(ticket.id, event.at, event) for event in events.get(ticket.id, [])]
        ended = ticket.closed_at
        waiting = [entry for entry in told if ended is None or entry.at <= ended]
        waiting.reverse()
        for row in messages.get(ticket.id, []):
            while waiting and waiting[-1].at.replace(microsecond=0) <= row.said.sent_at:
                yield waiting.pop()
            yield Entry(ticket.id, row.said.sent_at, row)
        yield from reversed(waiting)
        if ticket.closed_at is not None:
            yield Entry(ticket.id, ticket.closed_at, _ending(ticket, record))
            yield from (entry for entry in told if entry.at > ticket.closed_at)


def content_words(said: Said) -> str:
    """What a message without text is, in a word or two; of a service message, what it tells."""
    if said.kind is not MessageKind.SERVICE:
        return said.kind.value.replace("_", " ")
    words = str(said.details.get("event", "service")).replace("_", " ")
    people = said.details.get("people")
    about = [str(said.details["title"])] if "title" in said.details else []
    if isinstance(people, list):
        about += [str(person.get("name") or person.get("id")) for person in people]
    return f"{words}: {', '.join(about)}" if about else words


def names_of(record: CustomerRecord) -> dict[int, tuple[str, str | None]]:
    """Person id → name and username, of everybody whom we know."""
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
