"""Who is told how the queue stands: each waiting customer their position, each operator on shift
who waits."""

from core.domain import queue
from core.domain.effects import Priority
from core.domain.memos import Memo
from core.ports import Work
from core.usecases.queue_for_staff import ask_to_show
from core.usecases.telling import show_ticket
from core.usecases.waiting import LOOKED_AT, outlooks_of

_AWAY = "-"
"""What is known of the position of a ticket that waits no more."""


async def refresh_queue(work: Work) -> None:
    """Tell those who wait, and ring for who is new; what did not change is not told."""
    waiting = queue.in_order(await work.uow.tickets.queue(LOOKED_AT))
    outlooks = await outlooks_of(work, waiting)
    words = {Memo.POSITION.of(number): outlook.word for number, outlook in outlooks.items()}
    changed = await work.uow.cards.remember(words) if words else {}
    arrival = None
    for ticket in waiting:
        name = Memo.POSITION.of(ticket.id)
        if name in changed:
            await show_ticket(work, ticket, outlook=outlooks[ticket.id], priority=Priority.NOTICE)
            if changed[name] in (None, _AWAY):
                arrival = ticket.id
    await ask_to_show(work, arrival=arrival)


async def waits_no_more(work: Work, ticket_id: int) -> None:
    """Somebody has it: if it comes back to the queue, that is news again."""
    if await work.remembered(Memo.POSITION, ticket_id):
        await work.once(Memo.POSITION, ticket_id, word=_AWAY)
