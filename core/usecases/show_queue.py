"""Who waits, as staff see it: one live message for each operator, with buttons to take, edited
only when something changed."""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from core.domain import cards, queue, staff_views, views
from core.domain.effects import Priority, ShowCard
from core.domain.pages import clipped, part
from core.domain.people import Operator
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
    waiting = queue.in_order(await work.uow.tickets.queue(MOST_SHOWN))
    count = await _count(work, waiting)
    at = clipped(page or 0, len(waiting))
    await work.uow.cards.tell({cards.queue(operator_id): _word(waiting, count, at)})
    await _show(work, operator, waiting, count, at, fresh=page is None, priority=Priority.REPLY)


async def refresh_boards(work: Work, waiting: Sequence[Ticket], newcomer: int | None) -> None:
    """Bring the message of everybody on shift up to date; `newcomer` sees it anew. Whoever is on a
    break is left in peace."""
    listeners = await _listeners(work)
    staff = {cards.queue(number): operator for number, operator in listeners.items()}
    if not staff:
        return
    count = await _count(work, waiting)
    first = _word(waiting, count, 0)
    changed = await work.uow.cards.tell(dict.fromkeys(staff, first))
    for card, operator in staff.items():
        before = changed.get(card)
        new = operator.id == newcomer and count > 0
        if card not in changed and not new:
            continue
        page = clipped(_page_in(before), len(waiting))
        if page:
            word = _word(waiting, count, page)
            await work.uow.cards.tell({card: word})
            if word == before and not new:
                continue
        shown_before = before is not None and before != TextKey.QUEUE_EMPTY.value
        if count == 0 and not shown_before:
            continue
        await _show(work, operator, waiting, count, page, fresh=new or not shown_before)


async def tell_status(work: Work) -> list[int]:
    """Every few minutes: how long the first has waited by now, on the message that is there, and
    only where it differs from what it tells. Returns whose was changed."""
    waiting = queue.in_order(await work.uow.tickets.queue(MOST_SHOWN))
    if not waiting:
        return []
    count, listeners = await _count(work, waiting), await _listeners(work)
    status = _status(work, waiting)
    told = await work.uow.cards.tell({cards.status(number): status for number in listeners})
    changed = [each for each in listeners.values() if cards.status(each.id) in told]
    for operator in changed:
        card = cards.queue(operator.id)
        before = (await work.uow.cards.tell({card: "status"})).get(card)
        page = clipped(_page_in(before), len(waiting))
        await work.uow.cards.tell({card: _word(waiting, count, page)})
        fresh = before is None or before == TextKey.QUEUE_EMPTY.value
        await _show(work, operator, waiting, count, page, fresh=fresh)
    return [operator.id for operator in changed]


async def _listeners(work: Work) -> dict[int, Operator]:
    """On shift, not on a break, and the bot may write to them."""
    return {
        each.id: each
        for each in await work.uow.operators.on_shift()
        if each.started_bot and not each.on_break
    }


async def _show(
    work: Work,
    operator: Operator,
    waiting: Sequence[Ticket],
    count: int,
    page: int,
    *,
    fresh: bool,
    priority: Priority = Priority.BOARD,
) -> None:
    lines = []
    for ticket in part(waiting, page):
        customer = await work.uow.customers.get(ticket.customer_id)
        if customer is not None:
            phone = customer.phone if work.rules.phone_to_operators else None
            topic = work.rules.topic(ticket.topic).titled(operator.language)
            lines.append(Line(ticket.id, views.customer_name(customer), topic, phone))
    await work.uow.cards.tell({cards.status(operator.id): _status(work, waiting)})
    shown = staff_views.queue_card(operator.language, lines, count, page, _minutes(work, waiting))
    await work.uow.outbox.add(
        ShowCard(operator.id, cards.queue(operator.id), shown.text, shown.buttons, fresh),
        now=work.now,
        priority=priority,
    )


async def _count(work: Work, waiting: Sequence[Ticket]) -> int:
    if len(waiting) < MOST_SHOWN:
        return len(waiting)
    return await work.uow.tickets.queue_length()


def _minutes(work: Work, waiting: Sequence[Ticket]) -> int:
    """Whole minutes that the one who came first has waited."""
    first = min((ticket.opened_at for ticket in waiting), default=work.now)
    return max(0, (work.now - first) // timedelta(minutes=1))


def _status(work: Work, waiting: Sequence[Ticket]) -> str:
    return str(_minutes(work, waiting))


def _word(waiting: Sequence[Ticket], count: int, page: int) -> str:
    """What tells one state of the message from another; has the page, to be found again."""
    if count == 0:
        return TextKey.QUEUE_EMPTY.value
    listed = ",".join(str(ticket.id) for ticket in part(waiting, page))
    return f"{count}:{page}:{sha256(listed.encode()).hexdigest()[:16]}"


def _page_in(word: str | None) -> int:
    parts = (word or "").split(":")
    return int(parts[1]) if len(parts) == 3 else 0
