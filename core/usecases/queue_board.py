"""Who is told how the queue stands: each waiting customer their position, each operator on shift
who waits."""

from collections.abc import Sequence
from hashlib import sha256

from core.domain import cards, queue, views
from core.domain.effects import Priority, ShowCard
from core.domain.people import Operator
from core.domain.texts import TextKey
from core.domain.tickets import Ticket
from core.domain.views import Waiter
from core.ports import Work
from core.usecases.telling import show_ticket
from core.usecases.waiting import LOOKED_AT, outlooks_of


async def refresh_queue(work: Work, newcomer: int | None = None) -> None:
    """Tell what changed and nothing else. An operator who just came on shift (`newcomer`) sees the
    queue anew."""
    waiting = queue.in_order(await work.uow.tickets.queue(LOOKED_AT))
    outlooks = await outlooks_of(work, waiting)
    words = {f"position:{number}": outlook.word for number, outlook in outlooks.items()}
    changed = await work.uow.cards.tell(words) if words else {}
    for ticket in waiting:
        if f"position:{ticket.id}" in changed:
            await show_ticket(work, ticket, outlook=outlooks[ticket.id], priority=Priority.NOTICE)
    await _refresh_boards(work, waiting, newcomer)


async def _refresh_boards(work: Work, waiting: Sequence[Ticket], newcomer: int | None) -> None:
    staff = [operator for operator in await work.uow.operators.on_shift() if operator.started_bot]
    if not staff:
        return
    count = await work.uow.tickets.queue_length() if len(waiting) >= LOOKED_AT else len(waiting)
    word = _word(waiting, count)
    changed = await work.uow.cards.tell({cards.queue(operator.id): word for operator in staff})
    lines: list[Waiter] | None = None
    for operator in staff:
        card = cards.queue(operator.id)
        new = operator.id == newcomer and count > 0
        if card not in changed and not new:
            continue
        before = changed.get(card)
        shown_before = before is not None and before != TextKey.QUEUE_EMPTY.value
        if count == 0 and not shown_before:
            continue
        if lines is None:
            lines = await _lines(work, waiting[: views.LISTED])
        await _show(work, operator, lines, count, fresh=new or not shown_before)


async def _show(
    work: Work, operator: Operator, lines: Sequence[Waiter], count: int, *, fresh: bool
) -> None:
    shown = views.queue_card(operator.language, lines, count)
    await work.uow.outbox.add(
        ShowCard(operator.id, cards.queue(operator.id), shown.text, shown.buttons, fresh),
        now=work.now,
        priority=Priority.BOARD,
    )


async def _lines(work: Work, waiting: Sequence[Ticket]) -> list[Waiter]:
    lines = []
    for ticket in waiting:
        customer = await work.uow.customers.get(ticket.customer_id)
        if customer is not None:
            phone = customer.phone if work.rules.phone_to_operators else None
            topic = work.rules.topic(ticket.topic).title
            lines.append(Waiter(ticket.id, views.customer_name(customer), topic, phone))
    return lines


def _word(waiting: Sequence[Ticket], count: int) -> str:
    if count == 0:
        return TextKey.QUEUE_EMPTY.value
    listed = ",".join(str(ticket.id) for ticket in waiting[: views.LISTED])
    return f"{count}:{sha256(listed.encode()).hexdigest()[:16]}"
