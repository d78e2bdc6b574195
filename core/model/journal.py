"""The journal: what a customer's transcript says, one entry after the other, in the order in which
it was recorded. An entry is never changed: what happens to a message later is an entry of its own
that names it."""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry. `at`: when it was recorded; `body` has plain JSON values, enough to be read by
    itself. `position`: its number among its customer's, None until the archive has given it one.
    `is_late`: it was said before a message that stands above it."""

    kind: JournalKind
    at: datetime
    customer_id: int
    ticket_id: int | None
    body: Mapping[str, Any]
    id: int = 0
    position: int | None = None
    is_late: bool = False


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
