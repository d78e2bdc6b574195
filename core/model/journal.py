"""The journal: what a customer's transcript says, one entry after the other, in the order in which
it was recorded. An entry is never changed: what happens to a message later is an entry of its own
that names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.model.messages import MessageKey

JOURNAL = "journal"
"""The topic of `core.ports.Wakeup` by which new entries are told."""


class JournalKind(StrEnum):
    """What an entry says."""

    CUSTOMER = "customer"  # who it is, at first and whenever that changes
    TICKET = "ticket"  # opened, or ended
    MESSAGE = "message"
    EDIT = "edit"
    DELETION = "deletion"  # also out of the customer's chat, by staff
    FILE = "file"  # kept, or lost
    DELIVERY = "delivery"  # the bot's copy stands on the other side
    EVENT = "event"
    ERASED = "erased"  # what was said is gone, by whose will; stands in no transcript
    AUDIT = "audit"  # of the desk itself, and no ticket; stands in no transcript


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry. `at`: when it was recorded; `body` has plain JSON values, enough to be read by
    itself. `customer_id` None: it is of the desk itself. `position`: its number among its
    customer's, None until the archive has given it one; of the audit log's entries their id there.
    `is_late`: it was said before a message that stands above it. `chain`: the ticket in whose chain
    it is sealed, also where it is about none; None until then."""

    kind: JournalKind
    at: datetime
    customer_id: int | None
    ticket_id: int | None
    body: Mapping[str, Any]
    id: int = 0
    position: int | None = None
    is_late: bool = False
    chain: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before the commit, at which all that is wanted for its body is looked up at once:
    the ticket's customer (None), the place, names of `people`, the message that it is `about`, and
    the one that `reply_to` means."""

    kind: JournalKind
    at: datetime
    ticket_id: int
    body: Mapping[str, Any]
    customer_id: int | None = None
    place_id: int | None = None
    people: frozenset[int] = frozenset()
    about: MessageKey | None = None
    reply_to: MessageKey | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """How far a customer's transcript has come: the last position given, until when what stands was
    said, and who it says the customer is; the last position in the files, and how many bytes they
    have up to there (`lines_size` of transcript.jsonl, `text_size` of transcript.txt). `is_whole`:
    what was recorded before there was a journal is in it."""

    customer_id: int
    position: int = 0
    said_until: datetime | None = None
    customer: Mapping[str, Any] | None = None
    written: int = 0
    lines_size: int = 0
    text_size: int = 0
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Arrived:
    """A new entry, its customer's transcript, and who that customer is now. `is_forgotten`: it is
    of a ticket that was forgotten, and belongs in no transcript."""

    entry: JournalEntry
    transcript: Transcript
    customer: Mapping[str, Any]
    is_forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was recorded of a customer before there was a journal, as entries in order; the new
    entries `ids` that say some of it again; and when the customer was forgotten, as it was read."""

    customer_id: int
    entries: Sequence[JournalEntry]
    ids: Sequence[int]
    forgotten_at: datetime | None
