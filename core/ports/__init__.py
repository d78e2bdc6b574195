"""What use cases and the durable way need from outside. `db` and the gateways implement these;
tests hold them to contracts.

A unit of work is one transaction. Claims are conditional updates that return whether they took
effect: two callers can never both be told yes. No method raises for "somebody else was faster".
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from core.model.audit import AuditEntry, AuditKind, AuditSubject
from core.model.effects import Effect, Priority
from core.model.events import Event
from core.model.journal import Earlier
from core.model.memos import Changed, Memo, Word
from core.model.outcomes import Outcome
from core.model.people import Customer, Operator
from core.model.places import Place, StaffGroup
from core.model.records import CustomerContact, CustomerRecord, Overwritten, OwnData
from core.model.rules import Rules
from core.model.tickets import Ticket, TicketEventKind
from core.model.webhooks import OF_HISTORY, HookEvent, Reported
from core.ports.access import Access
from core.ports.audit import Audit
from core.ports.configuration import Configuration
from core.ports.conversations import Cards, Copies, Messages, Rest, Traces
from core.ports.delivery import (
    UNDISPUTED,
    FilesFolder,
    Inbox,
    InboxUpdate,
    Outbox,
    OutboxEffect,
    Parts,
    Right,
)
from core.ports.fields import CustomerFields
from core.ports.journal import Journal, Transcripts
from core.ports.people import Audiences, Candidates, Customers, Operators, Steps
from core.ports.places import AccountStates, Budgets, Places, StaffGroups, UnreadBox
from core.ports.records import (
    Announcements,
    Archived,
    Archives,
    Boards,
    Erasures,
    Feedbacks,
    KeptFigures,
    Oversight,
    Remaining,
    Statistics,
)
from core.ports.reminders import Reminders
from core.ports.replies import Replies
from core.ports.retention import Retention
from core.ports.sources import Links
from core.ports.tags import CustomerNotes, Tags
from core.ports.targets import Targets
from core.ports.tickets import Deadlines, Line, Tickets
from core.ports.tokens import Tokens
from core.ports.watches import Watches
from core.ports.webhooks import Webhooks

__all__ = [
    "UNDISPUTED",
    "Archived",
    "Clock",
    "Copies",
    "Database",
    "DatabaseBusyError",
    "DatabaseRefusesError",
    "EffectGateway",
    "FilesFolder",
    "Handler",
    "InboxUpdate",
    "OutboxEffect",
    "Records",
    "Remaining",
    "Rest",
    "Right",
    "UnitOfWork",
    "UnreadBox",
    "Wakeup",
    "Work",
]

Clock = Callable[[], datetime]
"""UTC now, with a time zone."""


class DatabaseBusyError(Exception):
    """The transaction could not be done just now (a deadlock, a lock, a lost connection) and
    changed nothing. Whoever opened the unit of work tries it again."""


class DatabaseRefusesError(DatabaseBusyError):
    """The database can be read and not be written: its disk is full or read-only, or another server
    took over. Only a person can mend that; then the same transaction is tried again."""


class HandledElsewhereError(Exception):
    """Another process has handled these updates meanwhile: it has taken the part over, and nothing
    of this transaction may be kept."""


@dataclass(slots=True, kw_only=True)
class UnitOfWork:
    """One transaction over all repositories."""

    customers: Customers
    operators: Operators
    candidates: Candidates
    audiences: Audiences
    tickets: Tickets
    line: Line
    deadlines: Deadlines
    places: Places
    messages: Messages
    journal: Journal
    transcripts: Transcripts
    feedback: Feedbacks
    erasures: Erasures
    archives: Archives
    retention: Retention
    cards: Cards
    steps: Steps
    inbox: Inbox
    outbox: Outbox
    accounts: AccountStates
    oversight: Oversight
    announcements: Announcements
    budgets: Budgets
    boards: Boards
    statistics: Statistics
    figures: KeptFigures
    copies: Copies
    traces: Traces
    groups: StaffGroups
    parts: Parts
    access: Access
    configuration: Configuration
    reminders: Reminders
    replies: Replies
    audit: Audit
    tags: Tags
    targets: Targets
    customer_notes: CustomerNotes
    links: Links
    watches: Watches
    tokens: Tokens
    webhooks: Webhooks
    fields: CustomerFields
    events: list[Event] = field(default_factory=list)
    """What happened, and was not reacted to yet; with any of that nothing is committed."""


class Database(Protocol):
    """Opens units of work: committed at the end, rolled back on an exception.

    After a commit that stored updates or effects, whoever works them through is woken (in this
    process at once, in others by the database's notices or, on SQLite, by looking often).
    """

    def unit_of_work(self) -> AbstractAsyncContextManager[UnitOfWork]: ...

    def single_statement(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open one for a single statement. On PostgreSQL that is a transaction of its own then, so
        that beginning and committing cost nothing."""


class Wakeup(Protocol):
    """Tells that something new may be there. Topics: `inbox:<source>`, `outbox:<gateway>`."""

    async def wait(self, topic: str, timeout: float) -> bool:
        """Return at once if woken since the last wait, else when woken or after `timeout`
        seconds. Tells whether it was woken."""

    def wake(self, topic: str) -> None:
        """Notify that something new may be there."""

    def is_awake(self, topic: str) -> bool:
        """Tell whether a wait would return at once."""

    def stored(self, topic: str) -> Sequence[OutboxEffect] | None:
        """Return the effects of that topic, served here, that were committed in this process since
        the last time; None where there may be others: they have to be looked for."""

    def served_here(self, topic: str) -> AbstractContextManager[None]:
        """Say, for the length of a `with`, that nobody waits for that topic in other processes."""


@dataclass(frozen=True, slots=True)
class Work:
    """What every use case is given first: the open transaction, the time, the owner's rules and
    fresh markers, with short forms for what nearly all of them need. A look-up without an id, or of
    something unknown, returns None."""

    uow: UnitOfWork
    now: datetime
    rules: Rules
    new_marker: Callable[[], str]

    def happened(self, event: Event) -> None:
        """Raise an event. The reactions to it run before the next update is handled, once for equal
        events."""
        if event not in self.uow.events:
            self.uow.events.append(event)

    async def tell(
        self,
        effect: Effect,
        ticket_id: int | None = None,
        *,
        priority: Priority = Priority.REPLY,
        lasts: timedelta | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Have an effect carried out after the commit; it is dropped once `lasts` is over."""
        await self.uow.outbox.add(
            effect,
            now=self.now,
            priority=priority,
            ticket_id=ticket_id,
            expires_at=None if lasts is None else self.now + lasts,
            not_before=not_before,
        )

    async def tell_by(
        self,
        words: Sequence[Word],
        effect_of: Callable[[Changed], Effect | None],
        ticket_id: int | None = None,
        *,
        priority: Priority = Priority.REPLY,
    ) -> None:
        """Remember what is shown from now on, and have the effect carried out that `effect_of`
        makes of the words that changed; None: nothing is told."""
        await self.uow.outbox.add_by(
            words, effect_of, now=self.now, priority=priority, ticket_id=ticket_id
        )

    async def note(
        self,
        ticket_id: int,
        kind: TicketEventKind,
        actor_id: int | None = None,
        /,
        **details: Any,
    ) -> None:
        """Write into the ticket's history what happened to it."""
        await self.uow.tickets.add_event(ticket_id, kind, self.now, actor_id, details or None)
        self.uow.journal.happened(ticket_id, kind, self.now, actor_id, details)
        reported = OF_HISTORY.get(kind)
        if reported in self.rules.reports.wanted:
            about = details if reported is HookEvent.RATED else {}
            self.happened(Reported(reported, ticket_id, about))

    def audit(
        self,
        actor_id: int | None,
        kind: AuditKind,
        key: int | str,
        before: Any = None,
        after: Any = None,
        subject: AuditSubject | None = None,
    ) -> None:
        """Write into the audit log who changed what, if anything was; None: the owner, at the
        command line. `subject`: of a kind that has none of its own, or of another."""
        about = subject or kind.subject
        if about is None:
            raise ValueError(f"{kind}: of what?")
        if before != after:
            entry = AuditEntry(self.now, actor_id, kind, about, str(key), before, after)
            self.uow.audit.add(entry)

    async def once(self, memo: Memo, *key: int | str, word: str = "told") -> bool:
        """Remember that word. Returns whether it differs from the one before."""
        return bool(await self.uow.cards.remember({memo.of(*key): word}))

    async def remembered(self, memo: Memo, *key: int | str) -> str | None:
        """Return the word remembered last."""
        return (await self.uow.cards.words([memo.of(*key)])).get(memo.of(*key))

    async def ticket(self, ticket_id: int | None) -> Ticket | None:
        """Return the ticket as this transaction sees it."""
        return None if ticket_id is None else await self.uow.tickets.get(ticket_id)

    async def place(self, place_id: int | None) -> Place | None:
        """Return the place where a ticket is talked about."""
        return None if place_id is None else await self.uow.places.get(place_id)

    async def customer(self, customer_id: int | None) -> Customer | None:
        """Return a customer: anybody who ever wrote to the bot."""
        return None if customer_id is None else await self.uow.customers.get(customer_id)

    async def operator(self, operator_id: int | None) -> Operator | None:
        """Return a member of staff. One who was removed is not found."""
        return None if operator_id is None else await self.uow.operators.get(operator_id)

    async def group(self, chat_id: int | None) -> StaffGroup | None:
        """Return a staff group."""
        return None if chat_id is None else await self.uow.groups.get(chat_id)


class Records(Protocol):
    """Reads a customer's rows for transcripts, all from one consistent state."""

    async def customer_record(
        self, customer_id: int, rest: Rest | None = None
    ) -> CustomerRecord | None:
        """Return a customer's record without what was forgotten; None for somebody unknown. `rest`
        is awaited every hundred rows, so that others go on while there are many."""

    async def earlier(self, customer_id: int) -> Earlier:
        """Return what was recorded of a customer before there was a journal."""

    async def own_data(self, customer_id: int) -> OwnData | None:
        """Return what is kept about a customer, as they may have it; None for somebody unknown."""

    async def newest_contacts(self, most: int) -> tuple[list[CustomerContact], int]:
        """Customers by their last contact, whoever has an open ticket first; at most `most` of
        them, and how many there are."""

    async def overwrite_erased(self) -> Overwritten:
        """Take what was erased out of the database's own files, outside of any transaction, as far
        as nobody has to wait for it. A server keeps house by itself."""

    async def make_file_anew(self) -> Overwritten:
        """Take out of them what is left. Writers may wait meanwhile."""


class EffectGateway(Protocol):
    """Carries effects out. Never raises for what Telegram answers: that is an outcome."""

    async def carry_out(self, effect: Effect) -> Outcome: ...


Handler = Callable[[Work, InboxUpdate], Awaitable[None]]
"""Works one stored update through, inside the transaction that `Work` holds."""
