"""Who is told how the queue stands: each waiting customer their position, each operator on shift
who waits."""

from core.domain import queue
from core.domain.effects import Priority
from core.ports import Work
from core.usecases.live_boards import refresh_live_boards
from core.usecases.show_queue import refresh_boards
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
    await refresh_boards(work, waiting, newcomer)
    await refresh_live_boards(work)
