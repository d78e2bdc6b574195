"""Who waits, as staff see it: one live message for each operator, with buttons to take."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from core.domain import cards, queue, staff_views, views
from core.domain.effects import Priority, ShowCard
from core.domain.memos import Memo
from core.domain.pages import clipped, part
from core.domain.people import Customer, Operator
from core.domain.staff_views import Line
from core.domain.texts import TextKey
from core.domain.tickets import Ticket
from core.ports import Work
from core.usecases.show_panel import staff_member

MOST_SHOWN = 500
"""Tickets that one can turn to; those behind are counted."""


async def show_queue(work: Work, operator_id: int, page: int | None = None) -> None:
    """Show that page where the queue stands; anew, from its head, without a page. Raises
    StaffOnly."""
    operator = await staff_member(work, operator_id)
    board = await look_at_queue(work)
    await board.put(operator, page or 0, fresh=page is None, priority=Priority.REPLY)


async def show_to_newcomer(work: Work, operator_id: int) -> None:
    """Whoever just came on shift sees at once who waits, if anybody does."""
    operator = await work.operator(operator_id)
    if operator is None or not operator.started_bot:
        return
    board = await look_at_queue(work)
    if board.count:
        await board.put(operator, 0, fresh=True, priority=Priority.BOARD)


async def look_at_queue(work: Work) -> "Board":
    """The queue as it is now, read once for however many are shown it."""
    waiting = queue.in_order(await work.uow.tickets.queue(MOST_SHOWN))
    count = len(waiting)
    if count >= MOST_SHOWN:
        count = await work.uow.tickets.queue_length()
    return Board(work, waiting, count)


@dataclass(frozen=True, slots=True)
class Board:
    """What the message about the queue shows."""

    work: Work
    waiting: Sequence[Ticket]
    count: int
    _customers: dict[int, Customer | None] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """Whole minutes that the one who came first has waited."""
        first = min((ticket.opened_at for ticket in self.waiting), default=self.work.now)
        return max(0, (self.work.now - first) // timedelta(minutes=1))

    @property
    def status(self) -> str:
        """What tells one state of the wait from another."""
        return str(self.minutes)

    def word(self, page: int) -> str:
        """What tells one state of the message from another; has the page, to be found again."""
        if self.count == 0:
            return TextKey.QUEUE_EMPTY.value
        listed = ",".join(str(ticket.id) for ticket in part(self.waiting, page))
        return f"{self.count}:{page}:{sha256(listed.encode()).hexdigest()[:16]}"

    def word_for(self, before: str | None) -> str:
        """The same for somebody who was shown `before`: whoever turned the page keeps it."""
        return self.word(self._page(before))

    async def show(self, operator: Operator, before: str | None, *, fresh: bool = False) -> None:
        """On the page that they turned to."""
        await self.put(operator, self._page(before), fresh=fresh, priority=Priority.BOARD)

    async def put(self, operator: Operator, page: int, *, fresh: bool, priority: Priority) -> None:
        """Ask for the message, and remember what it shows. One sent anew has rung."""
        page = clipped(page, len(self.waiting))
        told = {
            cards.queue(operator.id): self.word(page),
            Memo.STATUS.of(operator.id): self.status,
        }
        if fresh:
            arrival = await self.work.remembered(Memo.ARRIVAL) or ""
            told[Memo.BELL.of(operator.id)] = f"{self.work.now.timestamp():.3f} {arrival}"
        await self.work.uow.cards.remember(told)
        lines = await self._lines(operator, page)
        shown = staff_views.queue_card(operator.language, lines, self.count, page, self.minutes)
        await self.work.tell(
            ShowCard(operator.id, cards.queue(operator.id), shown.text, shown.buttons, fresh),
            priority=priority,
        )

    async def _lines(self, operator: Operator, page: int) -> list[Line]:
        lines = []
        for ticket in part(self.waiting, page):
            customer = await self._customer(ticket.customer_id)
            if customer is not None:
                phone = customer.phone if self.work.rules.phone_to_operators else None
                topic = self.work.rules.topic(ticket.topic).titled(operator.language)
                lines.append(Line(ticket.id, views.customer_name(customer), topic, phone))
        return lines

    async def _customer(self, customer_id: int) -> Customer | None:
        if customer_id not in self._customers:
            self._customers[customer_id] = await self.work.customer(customer_id)
        return self._customers[customer_id]

    def _page(self, before: str | None) -> int:
        parts = (before or "").split(":")
        return clipped(int(parts[1]) if len(parts) == 3 else 0, len(self.waiting))
