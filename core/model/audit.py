"""The audit log: who changed what about the desk, when, from what to what. An entry is never
changed. Of a customer it has the id alone: neither a name nor a word that anybody said or wrote of
them, so that an erasure leaves it as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.model.configuration import EntryKind


class AuditSubject(StrEnum):
    """What an entry is about; its key says which."""

    STAFF = "staff"  # somebody's id
    PAGE = "page"  # what is set on the page, by the entry's key
    FILE = "file"  # the same in the owner's files
    CUSTOMER = "customer"  # an id
    TICKET = "ticket"  # a number
    DAYS = "days"  # the first and the last, as ISO has an interval of dates
    LOG = "log"  # the audit log itself
    DESK = "desk"  # all of it


class AuditKind(StrEnum):
    """What was changed; beside it stands what `before` and `after` are. None: there is nothing."""

    STAFF = "staff"  # the role, None: not on staff
    ROLE = "role"  # a role
    CAPACITY = "capacity"  # a number
    SKILLS = "skills"  # a list in order
    TOPIC = "topic"  # what would stand in the file, as of all up to TEXT; None: the file's own
    ORDER = "order"
    HOURS = "hours"
    HOLIDAYS = "holidays"
    TAGS = "tags"
    WORDS = "words"
    FIELDS = "fields"
    TEXT = "text"
    REPLY = "reply"  # the words of a canned reply, None: there is none; the key names it
    API = "api"  # what a token of the API may do, None: it works no more; the key names it
    BLOCK = "block"  # BLOCKED
    ERASURE = "erasure"  # how far it is: `ErasureStep`
    EXPORT = "export"  # nothing, and what was handed out
    ANSWER = "answer"  # SENT or DROPPED: what was held back of the staff's words
    RETENTION = "retention"  # the terms that were agreed to (core.model.retention.Terms, as text)
    WEBHOOK = "webhook"  # what is posted there, whether it is on, or the mark of its secret
    HOLD = "hold"  # whether a ticket's words stay: HELD
    WATCH = "watch"  # whether a supervisor watches a ticket: WATCHED
    SESSION = "session"  # by which way somebody is signed in (core.model.access.Way)

    @property
    def subject(self) -> AuditSubject | None:
        """What entries of that kind are about; None: that differs."""
        return _SUBJECTS.get(self)


class ErasureStep(StrEnum):
    """How far a wish to be forgotten is."""

    ASKED = "asked"  # by the customer
    PROPOSED = "proposed"  # by a supervisor
    GRANTED = "granted"
    REFUSED = "refused"
    ERASED = "erased"  # nothing is left


BLOCKED = "blocked"
HELD = "held"
WATCHED = "watched"
SENT, DROPPED = "sent", "dropped"

OF_STAFF = frozenset({AuditKind.STAFF, AuditKind.ROLE, AuditKind.CAPACITY, AuditKind.SKILLS})
"""What is changed about a member of staff."""

OF_PAGE: Mapping[EntryKind, AuditKind] = {kind: AuditKind(kind.value) for kind in EntryKind}
"""What is set on the page."""

_SUBJECTS: Mapping[AuditKind, AuditSubject] = {
    **dict.fromkeys(OF_STAFF | {AuditKind.SESSION}, AuditSubject.STAFF),
    **dict.fromkeys(
        {*OF_PAGE.values(), AuditKind.REPLY, AuditKind.API, AuditKind.WEBHOOK}, AuditSubject.PAGE
    ),
    **dict.fromkeys((AuditKind.BLOCK, AuditKind.ERASURE), AuditSubject.CUSTOMER),
    AuditKind.RETENTION: AuditSubject.DESK,
    **dict.fromkeys((AuditKind.HOLD, AuditKind.ANSWER, AuditKind.WATCH), AuditSubject.TICKET),
}

OWNER = 0
"""Stands for the owner, at the command line, where entries are asked for by who made them."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change, and who made it (None: the owner, at the command line). `before` and `after` are
    plain JSON values."""

    at: datetime
    actor_id: int | None
    kind: AuditKind
    subject: AuditSubject
    key: str
    before: Any = None
    after: Any = None

    @property
    def number(self) -> int | None:
        """The subject's id or number; None where it has none."""
        is_number = self.subject in (
            AuditSubject.STAFF, AuditSubject.CUSTOMER, AuditSubject.TICKET
        )  # fmt: skip
        return int(self.key) if is_number else None


@dataclass(frozen=True, slots=True)
class UnsealedAudit:
    """An entry that is no link of the desk's own chain yet. `is_earlier`: it was made by a version
    that had no chains."""

    id: int
    entry: AuditEntry
    is_earlier: bool


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries: of these kinds (none: of all), by somebody (`OWNER`: by the owner), about one
    subject (with a key: that one), made since the one and before the other."""

    kinds: frozenset[AuditKind] = frozenset()
    by: int | None = None
    subject: AuditSubject | None = None
    key: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ListedAudit:
    """An entry as a list shows it, with the names of staff; `id` is what the next page goes on
    behind. `actor` is None for the owner, for a customer, and for somebody unknown."""

    id: int
    entry: AuditEntry
    actor: str | None
    member: str | None  # whom of staff it is about
