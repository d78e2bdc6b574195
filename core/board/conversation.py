"""A ticket's talk, as a page shows it, from the entries that its transcript is made of. And why it
went where it went, as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.model.messages import Media, MessageKind, Recorded, SenderRole, Version
from core.model.places import PlaceKind
from core.model.records import CustomerRecord, NotHad, TicketEvent
from core.model.tickets import CloseReason, TicketEventKind, TicketStatus
from core.routing.choose import NONE, Decision, Others, Reason, others_of, reason_of
from core.transcripts.rules import CopyIndex, content_words, entries, names_of


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said. Texts and names are data, and file names the sender's own words.

    `chat_id` and `message_id` say where it stands in Telegram. `row` is its number here, `answers`
    that of the message that it answers, if that is kept. `undelivered`: why it reached nobody on
    the other side; `relayed_at`: when it was said again there. `path` leads to its file in the
    customer's folder. `words` says what it is where there is no text.
    """

    row: int
    chat_id: int
    message_id: int
    at: datetime
    role: SenderRole
    sender_id: int
    sender: str
    kind: MessageKind
    text: str
    words: str
    entities: Sequence[Mapping[str, Any]] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    media: Media | None = None
    path: str | None = None
    lost: str | None = None
    awaits_file: bool = False
    album: str | None = None
    answers: int | None = None
    place: PlaceKind | None = None
    versions: tuple[Version, ...] = ()
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    undelivered: str | None = None
    relayed_at: datetime | None = None

    @property
    def is_service(self) -> bool:
        """Telegram's own line, such as that somebody joined."""
        return self.kind is MessageKind.SERVICE


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to the ticket; a note of the staff's is one too (`NOTED`)."""

    at: datetime
    kind: TicketEventKind
    actor_id: int | None
    actor: str | None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Missing:
    """A message that was deleted before it could be read, and when that was found."""

    at: datetime
    message_id: int


@dataclass(frozen=True, slots=True)
class Began:
    """The ticket was opened."""

    at: datetime
    topic: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The ticket ended."""

    at: datetime
    status: TicketStatus
    reason: CloseReason | None
    by: str | None


Line = Message | Happened | Missing | Began | Ended


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could have had the ticket, and what spoke for or against them; rows of the first
    versions have words for it."""

    operator_id: int
    operator: str
    reason: Reason | str


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what /why tells. `at` None: how it would be made now. `others` were candidates
    too, and are not named."""

    at: datetime | None
    kind: TicketEventKind | None
    operator_id: int | None
    operator: str | None
    candidates: tuple[Candidate, ...]
    others: Others = NONE


def conversation(record: CustomerRecord) -> tuple[Line, ...]:
    """The talk of the record's tickets, in the order of its transcript."""
    names = {person: name for person, (name, _) in names_of(record).items()}
    index = CopyIndex(record)
    tickets = {ticket.id: ticket for ticket in record.tickets}
    lines: list[Line] = []
    begun: set[int] = set()
    for entry in entries(record):
        ticket = tickets[entry.ticket_id]
        match entry.what:
            case Recorded():
                lines.append(_message(entry.what, index))
            case TicketEvent():
                lines.append(_happened(entry.what, names))
            case NotHad():
                lines.append(Missing(entry.at, entry.what.message_id))
            case _ if ticket.id not in begun:
                begun.add(ticket.id)
                lines.append(Began(entry.at, ticket.topic))
            case _:
                by = None if ticket.closed_by is None else _name(ticket.closed_by, names)
                lines.append(Ended(entry.at, ticket.status, ticket.close_reason, by))
    return tuple(lines)


def history(record: CustomerRecord) -> tuple[Happened, ...]:
    """All that happened to the record's tickets, told in a transcript or not."""
    names = {person: name for person, (name, _) in names_of(record).items()}
    return tuple(_happened(event, names) for event in record.events)


def choices(
    events: Sequence[TicketEvent], names: Mapping[int, str], now: Decision | None = None
) -> tuple[Choice, ...]:
    """Each choice that was made of the ticket, with all candidates, who was chosen first; of one
    that waits, `now` is what would be decided now."""
    found = list(_choices(events, names))
    if now is not None:
        candidates = _candidates(now.reasons, names)
        chosen = None if now.operator_id is None else _name(now.operator_id, names)
        found.append(Choice(None, None, now.operator_id, chosen, candidates, now.others))
    return tuple(found)


def _choices(events: Sequence[TicketEvent], names: Mapping[int, str]) -> Iterator[Choice]:
    for event in events:
        kept = event.details.get("reasons")
        if not isinstance(kept, Mapping) or not kept:
            continue
        reasons = {int(person): reason_of(why) for person, why in kept.items()}
        operator = event.details.get("operator")
        chosen = operator if isinstance(operator, int) else None
        yield Choice(
            event.at,
            event.kind,
            chosen,
            None if chosen is None else _name(chosen, names),
            _candidates(reasons, names),
            others_of(event.details.get("others")),
        )


def _candidates(
    reasons: Mapping[int, Reason | str] | Mapping[int, Reason], names: Mapping[int, str]
) -> tuple[Candidate, ...]:
    def is_behind(candidate: Candidate) -> tuple[bool, int]:
        reason = candidate.reason
        return not (isinstance(reason, Reason) and reason.chosen), candidate.operator_id

    found = (Candidate(person, _name(person, names), why) for person, why in reasons.items())
    return tuple(sorted(found, key=is_behind))


def _message(row: Recorded, index: CopyIndex) -> Message:
    said, answered, place = row.said, index.answered(row), index.place(row)
    copies = index.copies(row)
    return Message(
        row=row.id,
        chat_id=said.chat_id,
        message_id=said.message_id,
        at=said.sent_at,
        role=row.role,
        sender_id=said.sender_id,
        sender=said.sender_name,
        kind=said.kind,
        text=said.text,
        words=content_words(said),
        entities=said.entities,
        details=said.details,
        media=said.media,
        path=row.media_path,
        lost=row.media_lost,
        awaits_file=row.awaits_file,
        album=said.album,
        answers=None if answered is None else answered.id,
        place=None if place is None else place.kind,
        versions=row.versions,
        edited_at=said.edited_at,
        deleted_at=index.deleted_at(row),
        undelivered=index.undelivered(row),
        relayed_at=copies[0].copied_at if copies else None,
    )


def _happened(event: TicketEvent, names: Mapping[int, str]) -> Happened:
    actor = None if event.actor_id is None else _name(event.actor_id, names)
    return Happened(event.at, event.kind, event.actor_id, actor, event.details)


def _name(person: int, names: Mapping[int, str]) -> str:
    return names.get(person, str(person))
