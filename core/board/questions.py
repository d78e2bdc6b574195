"""The questions of the supervisor's page, each answered from one reading, outside the bot's
transactions. Whoever asks is named in each: operators see their own tickets and the queue,
supervisors everything, anybody else gets StaffOnly."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from core.board.conversation import Choice, Happened, Line, choices, conversation, history
from core.board.now import Now, desk_now
from core.board.reports import Report, range_before, report, sheet
from core.board.viewers import Viewer, bound, looking, seeing_all, seen_by
from core.cards.lookup import is_relayed
from core.cards.marks import notes_shown
from core.cards.views.marks import ShownNote
from core.model.audit import OF_PAGE, AuditFilter, ListedAudit
from core.model.board import (
    MOST_COUNTED,
    PAGE,
    Cursor,
    CustomerCursor,
    CustomerFilter,
    CustomerPage,
    HitPage,
    Listed,
    MemberSeen,
    SearchFilter,
    TicketFilter,
    TicketOrder,
    TicketPage,
)
from core.model.configuration import Entry
from core.model.memos import Memo
from core.model.people import Block, Customer, Operator, Role
from core.model.records import Erasure, Feedback, Resolution
from core.model.reminders import Reminder
from core.model.replies import CannedReply
from core.model.retention import Hold
from core.model.rules import Rules
from core.model.search import read_wish
from core.model.sources import MOST_LISTED, Link
from core.model.texts import NotYourTicket, StaffOnly
from core.model.tickets import Ticket
from core.model.tokens import MOST_TOKENS, Token
from core.ports import Clock, Work
from core.ports.board import Board, BoardRows, Look
from core.simulation.days import Days, days
from core.staff.access import FINE, staff_member, supervisor
from core.statistics.kept import read
from core.statistics.rules.periods import Period
from core.statistics.sheets import Sheet, tickets_sheet
from core.supervision.rooms import decision_now
from core.supervision.views import people_in
from core.tickets.hand_over import takers

MOST_TICKETS = 1_000
"""Of one customer, newest first; nobody has so many."""
_SET_ON_PAGE = AuditFilter(frozenset(OF_PAGE.values()))


@dataclass(frozen=True, slots=True)
class TicketSeen:
    """One ticket with all that its page shows. `is_relayed`: whether its customer stays
    in the bot's chat; `revision`: what it was when this was read; `hold`: who has its words
    stay, and why; `names`: of everybody whom its history names, by id."""

    ticket: Ticket
    revision: int
    customer: Customer
    is_relayed: bool
    operator: str | None
    lines: tuple[Line, ...]
    events: tuple[Happened, ...]
    choices: tuple[Choice, ...]
    feedback: Feedback | None
    resolution: Resolution | None
    hold: Hold | None
    earlier: tuple[Listed, ...]
    names: Mapping[int, str]
    tags: tuple[str, ...] = ()
    notes: tuple[ShownNote, ...] = ()  # on its customer, the newest first
    reminders: tuple[Reminder, ...] = ()  # the first one first


@dataclass(frozen=True, slots=True)
class CustomerSeen:
    """One customer, and all tickets of theirs that whoever asks may see, the newest first.
    `blocks`: for supervisors, the newest first; `names`: of whoever made and lifted them, by id."""

    customer: Customer
    first_seen_at: datetime
    forgotten_at: datetime | None
    tickets: tuple[Listed, ...]
    feedback: tuple[Feedback, ...]
    erasure: Erasure | None  # a request that waits
    is_alone: bool  # whoever asks is the only supervisor
    blocks: tuple[Block, ...]
    names: Mapping[int, str]
    notes: tuple[ShownNote, ...] = ()  # of staff about them, the newest first


@dataclass(frozen=True, slots=True)
class ConfigurationSeen:
    """The page's entries, and the last changes of them, the newest first."""

    entries: tuple[Entry, ...]
    changes: tuple[ListedAudit, ...]


class Questions:
    """Asks and answers. Each may raise DatabaseBusyError: the same again will do."""

    def __init__(self, board: Board, rules: Callable[[], Rules], clock: Clock) -> None:
        self._board = board
        self._rules = rules
        self._clock = clock

    async def uploads(self) -> set[str]:
        """What waits to be sent of the folder of uploads."""
        async with self._looking() as (work, _):
            return await work.uow.outbox.uploads()

    async def viewer(self, viewer_id: int) -> Operator:
        """Who they are. Raises StaffOnly."""
        async with self._looking() as (work, _):
            return await staff_member(work, viewer_id)

    async def now(self, viewer: Viewer) -> Now:
        """The desk at this moment. Raises StaffOnly."""
        async with self._looking() as (work, rows):
            return await desk_now(work, rows, await looking(work, viewer))

    async def tickets(
        self,
        viewer: Viewer,
        where: TicketFilter = TicketFilter(),  # noqa: B008 - a frozen value
        order: TicketOrder = TicketOrder(),  # noqa: B008 - a frozen value
        after: Cursor | None = None,
        limit: int = PAGE,
    ) -> TicketPage:
        """A page of tickets, behind the cursor of the page before. Raises StaffOnly."""
        async with self._looking() as (work, rows):
            where = replace(where, only_of=bound(await looking(work, viewer)))
            found = await rows.tickets(where, order, after, limit + 1, work.now)
            shown = found[:limit]
            cursor = shown[-1][1] if len(found) > limit else None
            return TicketPage(tuple(ticket for ticket, _ in shown), await rows.count(where), cursor)

    async def behind(self, viewer: Viewer, ticket_id: int) -> Cursor:
        """Where a page begins that goes on behind that ticket, the newest first. Raises StaffOnly,
        NotYourTicket."""
        async with self._looking() as (work, _):
            ticket = await seen_by(work, await looking(work, viewer), ticket_id)
            return Cursor(ticket.id, ticket.opened_at, work.now)

    async def search(
        self,
        viewer_id: int,
        words: str,
        where: SearchFilter = SearchFilter(),  # noqa: B008 - a frozen value
        before: int | None = None,
        limit: int = PAGE,
    ) -> HitPage:
        """Messages in which the words stand, the newest first; nothing for no word. Raises
        StaffOnly."""
        wish = read_wish(words)
        async with self._looking() as (work, rows):
            where = replace(where, only_of=bound(await staff_member(work, viewer_id)))
            if wish is None:
                return HitPage()
            found, count = await rows.search(wish, where, before, limit + 1)
        hits = tuple(found[:limit])
        behind = hits[-1].message_row if len(found) > limit else None
        return HitPage(hits, min(count, MOST_COUNTED), count > MOST_COUNTED, behind)

    async def ticket(self, viewer: Viewer, ticket_id: int) -> TicketSeen:
        """One ticket. Raises StaffOnly, NotYourTicket (also for one that is unknown, or was
        forgotten)."""
        async with self._looking() as (work, rows):
            who = await looking(work, viewer)
            ticket = await seen_by(work, who, ticket_id)
            record = await rows.ticket_record(ticket_id)
            revision = await rows.revision(ticket_id)
            if record is None or revision is None:
                raise NotYourTicket
            now = await decision_now(work, ticket)
            people = people_in(record.events) | set(() if now is None else now.reasons)
            hold = await work.uow.retention.hold_of(ticket_id)
            acted = (ticket.operator_id, None if hold is None else hold.held_by)
            people |= {one for one in acted if one is not None}
            names = {one.id: one.name for one in await rows.people(people)}
            theirs = TicketFilter(customer_id=ticket.customer_id, only_of=bound(who))
            listed = await rows.tickets(theirs, TicketOrder(), None, MOST_TICKETS, work.now)
            return TicketSeen(
                ticket=ticket,
                revision=revision,
                customer=record.customer,
                is_relayed=await is_relayed(work, ticket),
                operator=names.get(ticket.operator_id or 0),
                lines=conversation(record),
                events=history(record),
                choices=choices(record.events, names, now),
                feedback=await work.uow.feedback.get(ticket_id),
                resolution=await work.uow.feedback.resolution(ticket_id),
                hold=hold,
                earlier=tuple(one for one, _ in listed if one.id < ticket_id),
                names=names,
                tags=tuple(await work.uow.tags.of(ticket_id)),
                notes=tuple(await notes_shown(work, ticket.customer_id)),
                reminders=tuple(await work.uow.reminders.of(ticket_id)),
            )

    async def revision(self, viewer_id: int, ticket_id: int) -> int:
        """A number that grows with whatever `ticket` shows of it: whoever has that page reads anew
        when it is another. Raises StaffOnly, NotYourTicket."""
        async with self._looking() as (work, rows):
            await seen_by(work, await staff_member(work, viewer_id), ticket_id)
            found = await rows.revision(ticket_id)
            if found is None:
                raise NotYourTicket
            return found

    async def takers(self, viewer_id: int, ticket_id: int) -> tuple[Operator, ...]:
        """Who could take the ticket from its holder, the least loaded first. Raises StaffOnly,
        NotYourTicket, TicketIsClosed, DeskError(NOBODY_HOLDS)."""
        async with self._looking() as (work, _):
            return tuple(await takers(work, viewer_id, ticket_id))

    async def customers(
        self,
        viewer: Viewer,
        where: CustomerFilter = CustomerFilter(),  # noqa: B008 - a frozen value
        after: CustomerCursor | None = None,
        limit: int = PAGE,
    ) -> CustomerPage:
        """Customers by name, number, id or @name. Raises StaffOnly for all but supervisors."""
        async with self._looking() as (work, rows):
            await seeing_all(work, viewer)
            found = await rows.customers(where, after, limit + 1)
            shown = tuple(found[:limit])
            cursor = shown[-1].cursor if len(found) > limit else None
            return CustomerPage(shown, await rows.count_customers(where), cursor)

    async def behind_customer(self, viewer: Viewer, customer_id: int) -> CustomerCursor:
        """The same of customers. Raises StaffOnly, also for one who is unknown."""
        async with self._looking() as (work, rows):
            await seeing_all(work, viewer)
            first_seen_at = await rows.first_seen(customer_id)
            if first_seen_at is None:
                raise StaffOnly
            return CustomerCursor(customer_id, first_seen_at)

    async def customer(self, viewer: Viewer, customer_id: int) -> CustomerSeen:
        """One customer. Raises StaffOnly, also for one who is unknown, and to an operator for one
        of whom they may see no ticket."""
        async with self._looking() as (work, rows):
            who = await looking(work, viewer)
            customer = await work.customer(customer_id)
            first_seen_at = await rows.first_seen(customer_id)
            theirs = TicketFilter(customer_id=customer_id, only_of=bound(who))
            listed = await rows.tickets(theirs, TicketOrder(), None, MOST_TICKETS, work.now)
            if customer is None or first_seen_at is None or (bound(who) and not listed):
                raise StaffOnly
            shown = {ticket.id for ticket, _ in listed}
            given = await work.uow.feedback.of_customer(customer_id)
            erasure = await work.uow.erasures.waiting_of(customer_id)
            blocks = await work.uow.customers.blocks_of(customer_id)
            if bound(who) is not None:
                blocks = []
            acted = {one.blocked_by for one in blocks} | {one.lifted_by for one in blocks}
            acted |= set() if erasure is None else {erasure.asked_by}
            people = await rows.people({one for one in acted if one is not None})
            others = {one.id for one in await work.uow.operators.supervisors()} - {viewer}
            return CustomerSeen(
                customer,
                first_seen_at,
                await work.uow.erasures.forgotten_at(customer_id),
                tuple(ticket for ticket, _ in listed),
                tuple(one for one in given if one.ticket_id in shown),
                erasure,
                not others,
                tuple(blocks),
                {one.id: one.name for one in people},
                tuple(await notes_shown(work, customer_id)),
            )

    async def staff(self, viewer: Viewer) -> tuple[MemberSeen, ...]:
        """Everybody on staff, supervisors first, by name. Raises StaffOnly for all but
        supervisors."""
        async with self._looking() as (work, rows):
            await seeing_all(work, viewer)
            presences = await rows.presences()
            members = await work.uow.operators.all()
            ways = [Memo.REACH.of(way, one.id) for one in members for way in ("bot", "invite")]
            words = await work.uow.cards.words(ways) if ways else {}
        members.sort(key=lambda one: (one.role is not Role.SUPERVISOR, one.name.casefold(), one.id))

        def trouble(way: str, member: Operator) -> str | None:
            word = words.get(Memo.REACH.of(way, member.id), FINE)
            return None if word == FINE else word

        return tuple(
            MemberSeen(one, presences.get(one.id), trouble("bot", one), trouble("invite", one))
            for one in members
        )

    async def audit(
        self, viewer_id: int, where: AuditFilter, before: int | None = None, limit: int = PAGE
    ) -> tuple[ListedAudit, ...]:
        """Who changed what, the newest first, behind that `id`. Raises StaffOnly for all but
        supervisors."""
        async with self._looking() as (work, _):
            await supervisor(work, viewer_id)
            return tuple(await work.uow.audit.newest(where, limit, before=before))

    async def count_audit(self, viewer_id: int, where: AuditFilter) -> int:
        """How many of these there are. Raises StaffOnly for all but supervisors."""
        async with self._looking() as (work, _):
            await supervisor(work, viewer_id)
            return await work.uow.audit.count(where)

    async def configuration(self, viewer_id: int, most: int = PAGE) -> ConfigurationSeen:
        """What is set on the page, and at most so many of its last changes. Raises StaffOnly for
        all but supervisors."""
        async with self._looking() as (work, _):
            await supervisor(work, viewer_id)
            entries = await work.uow.configuration.entries()
            changes = await work.uow.audit.newest(_SET_ON_PAGE, most)
            return ConfigurationSeen(tuple(entries), tuple(changes))

    async def replies(self, viewer_id: int) -> tuple[CannedReply, ...]:
        """The staff's canned replies, by shortcut. Raises StaffOnly for all but supervisors."""
        async with self._looking() as (work, _):
            await supervisor(work, viewer_id)
            return tuple(await work.uow.replies.all())

    async def links(self, viewer_id: int) -> tuple[Link, ...]:
        """Links that tell where customers came from. Raises StaffOnly for all but supervisors."""
        async with self._looking() as (work, _):
            await supervisor(work, viewer_id)
            return tuple(await work.uow.links.all(MOST_LISTED))

    async def tokens(self, viewer_id: int) -> tuple[Token, ...]:
        """Tokens of the API that were not revoked. Raises StaffOnly for all but supervisors."""
        async with self._looking() as (work, _):
            await supervisor(work, viewer_id)
            found = await work.uow.tokens.all(MOST_TOKENS)
            return tuple(one for one in found if one.revoked_at is None)

    async def report(self, viewer: Viewer, period: Period) -> Report:
        """The figures of those days. Raises StaffOnly for all but supervisors."""

        async def made(look: Look) -> Report:
            work = self._work(look)
            await seeing_all(work, viewer)
            tags = await work.uow.tags.counts(period.since, period.until)
            sources = await work.uow.links.counts(period.since, period.until)
            replies = await work.uow.replies.counts(period.since, period.until)
            before = await read(work, range_before(period))
            return report(await read(work, period), before, tags, sources, replies)

        return await self._board.apart(made)

    async def days(self, viewer_id: int, period: Period) -> Days:
        """Those days, to be played again. Raises StaffOnly for all but supervisors."""
        async with self._looking() as (work, _):
            await supervisor(work, viewer_id)
            return await days(work, period)

    async def sheet(self, viewer_id: int, period: Period, which: Sheet) -> str:
        """The same, or its tickets, as CSV. Raises StaffOnly for all but supervisors."""
        if which is not Sheet.TICKETS:
            return sheet(await self.report(viewer_id, period), which)

        async def made(look: Look) -> str:
            work = self._work(look)
            await supervisor(work, viewer_id)
            return await tickets_sheet(work, period)

        return await self._board.apart(made)

    @asynccontextmanager
    async def _looking(self) -> AsyncIterator[tuple[Work, BoardRows]]:
        async with self._board.looking() as look:
            yield self._work(look), look.rows

    def _work(self, look: Look) -> Work:
        return Work(look.uow, self._clock(), self._rules(), _no_marker)


def _no_marker() -> str:
    """Nothing is made while one looks."""
    raise RuntimeError("a reading makes nothing")
