"""Shows how the queue stands to those whom it concerns: each waiting customer their position, each
operator on shift one live message of who waits, with buttons to take.

Somebody new in the queue rings: the message is sent anew, at most once in `Rules.bell_every` to
each operator, and until then only edited; what had to wait rings when that is over. Everything else
edits the message that is there, and only where something changed. A few operators are served at a
time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from core.cards.lookup import outlooks_of
from core.cards.notices import AT_ONCE, go_on
from core.cards.send import NO_POSITION, show_ticket
from core.cards.targets import pending_of, urgent_first
from core.cards.views import customer as views
from core.cards.views import staff as staff_views
from core.cards.views.staff import Line
from core.model import tickets
from core.model.actions import clipped, part
from core.model.audience_effects import ShowQueue
from core.model.cards import Card
from core.model.effects import Priority, ShowCard
from core.model.events import BoardsDue
from core.model.memos import Memo
from core.model.outcomes import Settled
from core.model.people import Operator
from core.model.text_keys import TextKey
from core.model.tickets import NEAR, Ticket
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import staff_member
from core.staff.shifts import refresh_panel

LATELY = timedelta(minutes=10)
"""For so long the panel of who has no ticket any more is kept up to date."""


async def refresh_queue(work: Work) -> None:
    """Tell the first `NEAR` who wait their position, and ring for new arrivals. Nobody is told what
    did not change; those behind are told more when they come nearer."""
    waiting = tickets.in_order(await work.uow.tickets.queue(NEAR))
    outlooks = await outlooks_of(work, waiting)
    words = {Memo.POSITION.of(number): outlook.word for number, outlook in outlooks.items()}
    changed = await work.uow.cards.remember(words) if words else {}
    arrival = None
    moved = [ticket for ticket in waiting if Memo.POSITION.of(ticket.id) in changed]
    await work.uow.customers.read([ticket.customer_id for ticket in moved])
    for ticket in moved:
        await show_ticket(work, ticket, outlook=outlooks[ticket.id], priority=Priority.NOTICE)
        if changed[Memo.POSITION.of(ticket.id)] in (None, NO_POSITION):
            arrival = ticket.id
    await _announce(work, arrival=arrival)


async def refresh_status(work: Work) -> None:
    """Show every few minutes how long the first one has waited, on the existing message, and only
    where that differs."""
    if await work.uow.tickets.queue(1):
        await work.tell(ShowQueue(status=True), priority=Priority.BOARD)


async def show_queue(work: Work, operator_id: int, page: int | None = None) -> None:
    """Show a page of the queue on the existing message; without a page, a new message with the
    first one. Raises StaffOnly."""
    operator = await staff_member(work, operator_id)
    board = await read_queue(work)
    await board.put(operator, page or 0, fresh=page is None, priority=Priority.REPLY)


async def show_to_newcomer(work: Work, operator_id: int) -> None:
    """Show an operator who just came on shift who waits, if anybody does."""
    operator = await work.operator(operator_id)
    if operator is None or not operator.started_bot:
        return
    board = await read_queue(work)
    if board.count:
        await board.put(operator, 0, fresh=True, priority=Priority.BOARD)


@settles(ShowQueue)
async def queue_shown(work: Work, row: OutboxEffect, effect: ShowQueue, _outcome: Settled) -> None:
    """Show the queue to the next few operators of the audience."""
    lately, looked_before = work.now - LATELY, work.now - work.rules.board_every
    found = await work.uow.audiences.of_queue(effect.after, AT_ONCE, lately, looked_before)
    if found.is_board_due:
        work.happened(BoardsDue())
    board = await read_queue(work) if found.waiting else Board(work, (), 0)
    due: list[datetime] = []
    for operator in found.operators:
        if not operator.started_bot:
            continue
        panel = found.words.get(Card.PANEL.of(operator.id))
        await refresh_panel(work, operator, board.count, panel)
        # Whoever is on a break is left in peace; off shift they may hold tickets still.
        if operator.on_shift and not operator.on_break:
            due += await _show(work, board, operator, found.words, status=effect.status)
    if due:
        await _ring_later(work, min(due))
    is_full = len(found.operators) == AT_ONCE
    await go_on(work, row, effect, found.operators[-1].id if is_full else None)


@dataclass(frozen=True, slots=True)
class Board:
    """What the message about the queue shows: one can turn to those of `waiting`; those behind are
    counted."""

    work: Work
    waiting: Sequence[Ticket]
    count: int
    late: frozenset[int] = frozenset()  # of which a target is missed

    @property
    def minutes(self) -> int:
        """Whole minutes that the one who came first has waited."""
        first = min((ticket.waits_since for ticket in self.waiting), default=self.work.now)
        return max(0, (self.work.now - first) // timedelta(minutes=1))

    def word(self, page: int) -> str:
        """A key that differs when the message differs. It contains the page, so that this can be
        found again."""
        if self.count == 0:
            return TextKey.QUEUE_EMPTY.value
        shown = part(self.waiting, page)
        listed = ",".join(f"{one.id}!" if one.id in self.late else str(one.id) for one in shown)
        return f"{self.count}:{page}:{sha256(listed.encode()).hexdigest()[:16]}"

    async def put(self, operator: Operator, page: int, *, fresh: bool, priority: Priority) -> None:
        """Send or edit the message, and remember what it shows. A new message rings."""
        page = clipped(page, len(self.waiting))
        words = {
            Card.QUEUE.of(operator.id): self.word(page),
            Memo.STATUS.of(operator.id): str(self.minutes),
        }
        if fresh:
            arrival = await self.work.remembered(Memo.ARRIVAL) or ""
            words[Memo.BELL.of(operator.id)] = f"{self.work.now.timestamp():.3f} {arrival}"
        await self.work.uow.cards.remember_later(words)
        lines = await self._lines(operator, page)
        shown = staff_views.queue_card(operator.language, lines, self.count, page, self.minutes)
        await self.work.tell(
            ShowCard(operator.id, Card.QUEUE.of(operator.id), shown.text, shown.buttons, fresh),
            priority=priority,
        )

    async def _lines(self, operator: Operator, page: int) -> list[Line]:
        lines = []
        shown = part(self.waiting, page)
        await self.work.uow.customers.read([ticket.customer_id for ticket in shown])
        for ticket in shown:
            customer = await self.work.customer(ticket.customer_id)
            if customer is not None:
                phone = customer.phone if self.work.rules.phone_to_operators else None
                topic = self.work.rules.topic(ticket.topic).titled(operator.language)
                name, late = views.customer_name(customer), ticket.id in self.late
                lines.append(Line(ticket.id, name, topic, phone, is_late=late))
        return lines

    def page_of(self, before: str | None) -> int:
        """Return the page that an operator last chose, from the key of what they were shown."""
        parts = (before or "").split(":")
        return clipped(int(parts[1]) if len(parts) == 3 else 0, len(self.waiting))


@dataclass(frozen=True, slots=True)
class _Bell:
    """When the bell last rang for an operator, and for which arrival."""

    at: datetime
    arrival: str

    @classmethod
    def of(cls, word: str | None) -> "_Bell | None":
        moment, _, arrival = (word or "").partition(" ")
        return cls(datetime.fromtimestamp(float(moment), UTC), arrival) if moment else None


async def _show(
    work: Work, board: Board, operator: Operator, words: Mapping[str, str], *, status: bool
) -> list[datetime]:
    """Ring, edit, or leave the message alone. Returns the moments when bells that have to wait may
    ring."""
    before = words.get(Card.QUEUE.of(operator.id))
    was_shown = before not in (None, TextKey.QUEUE_EMPTY.value)
    if not board.count and not was_shown:
        return []
    page = board.page_of(before)
    arrival, last = words.get(Memo.ARRIVAL.of(), ""), _Bell.of(words.get(Memo.BELL.of(operator.id)))
    is_news = board.count > 0 and (not was_shown or last is None or last.arrival != arrival)
    if is_news and (last is None or last.at + work.rules.bell_every <= work.now):
        await board.put(operator, page, fresh=True, priority=Priority.BOARD)
        return []
    is_changed = board.word(page) != before
    is_later = status and words.get(Memo.STATUS.of(operator.id)) != str(board.minutes)
    if is_changed or is_later:
        await board.put(operator, page, fresh=False, priority=Priority.BOARD)
    return [last.at + work.rules.bell_every] if is_news and last is not None else []


async def _ring_later(work: Work, due: datetime) -> None:
    """Ring once at that time, however many wait for it."""
    due_at = await work.remembered(Memo.BELL_DUE)
    if due_at is not None and work.now.timestamp() < float(due_at) <= due.timestamp():
        return
    await work.once(Memo.BELL_DUE, word=f"{due.timestamp():.3f}")
    await work.tell(ShowQueue(later=True), priority=Priority.BOARD, not_before=due)


async def _announce(work: Work, *, arrival: int | None = None) -> None:
    """Show the queue to the operators on shift, and their load to all others who have tickets.
    `arrival`: a ticket that came to wait."""
    if arrival is not None:
        await work.once(Memo.ARRIVAL, word=f"{work.now.timestamp():.3f}:{arrival}")
    await work.tell(ShowQueue(), priority=Priority.BOARD)


async def read_queue(work: Work) -> Board:
    """Read the queue as it is now, once for all who see it."""
    waiting = tickets.in_order(await work.uow.tickets.queue(NEAR))
    count = len(waiting)
    if count >= NEAR:
        count = await work.uow.line.length()
    targets = await pending_of(work, waiting)
    late = frozenset(each.ticket_id for each in targets if each.is_missed(work.now))
    return Board(work, urgent_first(waiting, targets, work.now), count, late)
