"""Live boards: one message for each supervisor who asked for it, edited as things move.

A board is looked at when the queue moves, and by the scheduler for the ages; between two looks at
the same board at least `Rules.board_every` passes, and only what differs is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain import board_views, cards, queue, views
from core.domain.board_views import LISTED, Waiting
from core.domain.effects import Priority
from core.domain.errors import DeskError
from core.domain.people import Operator
from core.domain.rules import Rules
from core.domain.texts import TextKey
from core.domain.tickets import Ticket
from core.domain.views import Shown
from core.ports import Work
from core.usecases.supervising import supervisor
from core.usecases.telling import show
from core.usecases.waiting import LOOKED_AT


async def ask_board(work: Work, actor_id: int) -> None:
    """Show the board anew; the one before is emptied. The same again at once is one wish. Raises
    StaffOnly."""
    actor = await supervisor(work, actor_id)
    if not await work.uow.boards.ask(actor_id, work.now, work.now - work.rules.board_every):
        return
    await _empty_old(work, actor)
    shown = (await _look(work)).board(actor, work.rules)
    await _show(work, actor_id, shown, fresh=True)


async def stop_board(work: Work, actor_id: int) -> None:
    """Keep it up to date no more. Raises StaffOnly, DeskError(ALREADY_DONE)."""
    actor = await supervisor(work, actor_id)
    if not await work.uow.boards.stop(actor_id):
        raise DeskError(TextKey.ALREADY_DONE)
    await _show(work, actor_id, board_views.stopped_board(actor.language))


async def refresh_live_boards(work: Work) -> list[int]:
    """Look at the boards that were not looked at lately; returns whose."""
    due = await work.uow.boards.look(work.now, work.now - work.rules.board_every)
    if not due:
        return due
    supervisors = {one.id: one for one in await work.uow.operators.supervisors()}
    look = await _look(work)
    for number in due:
        actor = supervisors.get(number)
        if actor is not None and actor.started_bot:
            await _show(work, number, look.board(actor, work.rules))
        else:
            await _end(work, number)
    return due


async def _end(work: Work, number: int) -> None:
    """The board of somebody who is no supervisor any more, or who blocked the bot."""
    await work.uow.boards.stop(number)
    former = await work.operator(number)
    if former is not None and former.started_bot:
        await _show(work, number, board_views.stopped_board(former.language))


@dataclass(frozen=True, slots=True)
class _Look:
    """The desk as it is now, read once for all boards."""

    now: datetime
    waiting: Sequence[Ticket]  # the whole queue, as far as it is looked at
    count: int
    names: Mapping[int, str]  # of the first customers, by ticket
    staff: Sequence[Operator]
    active: int

    def board(self, actor: Operator, rules: Rules) -> Shown:
        """As that supervisor reads it."""
        lines = [
            Waiting(
                ticket.id,
                self.names[ticket.id],
                rules.topic(ticket.topic).titled(actor.language),
                self.now - ticket.opened_at,
            )
            for ticket in self.waiting[:LISTED]
        ]
        oldest = min((ticket.opened_at for ticket in self.waiting), default=self.now)
        return board_views.board_card(
            lines, self.count, self.now - oldest, self.staff, self.active, actor.language
        )


async def _look(work: Work) -> _Look:
    uow = work.uow
    waiting = queue.in_order(await uow.tickets.queue(LOOKED_AT))
    names = {}
    for ticket in waiting[:LISTED]:
        customer = await work.customer(ticket.customer_id)
        names[ticket.id] = "" if customer is None else views.customer_name(customer)
    return _Look(
        work.now,
        waiting,
        await uow.tickets.queue_length() if len(waiting) >= LOOKED_AT else len(waiting),
        names,
        await uow.operators.on_shift(),
        await uow.boards.active_tickets(),
    )


async def _show(work: Work, supervisor_id: int, shown: Shown, *, fresh: bool = False) -> None:
    card = cards.board(supervisor_id)
    await show(work, supervisor_id, card, shown, fresh=fresh, each=fresh, priority=Priority.BOARD)


async def _empty_old(work: Work, actor: Operator) -> None:
    """A bot may edit its own messages for ever, and delete them for two days only."""
    where = await work.uow.cards.find(cards.board(actor.id))
    if where is None:
        return
    old = cards.old_board(actor.id)
    await work.uow.cards.put(old, *where)
    await work.uow.cards.remember({old: str(where)})
    await show(
        work, actor.id, old, board_views.moved_board(actor.language), priority=Priority.BOARD
    )
