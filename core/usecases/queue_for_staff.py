"""Who waits, told to the operators on shift: a few of them at a time.

Somebody new in the queue rings: the message is sent anew, at most once a minute to each operator,
and until then only edited; what had to wait for its minute rings when that is over. Everything else
edits the message that is there, and only where something changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.domain import cards
from core.domain.audience_effects import ShowQueue
from core.domain.effects import Priority
from core.domain.memos import Memo
from core.domain.outcomes import Settled
from core.domain.people import Operator
from core.domain.texts import TextKey
from core.ports import OutboxEffect, Work
from core.settling import settles
from core.usecases.audience import AT_ONCE, go_on
from core.usecases.show_panel import follow_panel
from core.usecases.show_queue import Board, look_at_queue

LATELY = timedelta(minutes=10)
"""For so long the panel of who has no ticket any more is looked at, however busy the relay is."""


@dataclass(frozen=True, slots=True)
class _Bell:
    """When it last rang, and for which arrival."""

    at: datetime
    arrival: str

    @classmethod
    def of(cls, word: str | None) -> "_Bell | None":
        moment, _, arrival = (word or "").partition(" ")
        return cls(datetime.fromtimestamp(float(moment), UTC), arrival) if moment else None


async def ask_to_show(work: Work, *, arrival: int | None = None) -> None:
    """Let the operators on shift see how the queue stands by now, and whoever else has tickets, how
    many. `arrival`: a ticket that came to
    wait."""
    if arrival is not None:
        await work.once(Memo.ARRIVAL, word=f"{work.now.timestamp():.3f}:{arrival}")
    await work.tell(ShowQueue(), priority=Priority.BOARD)


async def tell_status(work: Work) -> None:
    """Every few minutes: how long the first has waited by now, on the message that is there, and
    only where it differs from what it tells."""
    if await work.uow.tickets.queue(1):
        await work.tell(ShowQueue(status=True), priority=Priority.BOARD)


@settles(ShowQueue)
async def show_to_next(work: Work, row: OutboxEffect, effect: ShowQueue, _outcome: Settled) -> None:
    """Show it to the next few operators."""
    lately = work.now - LATELY
    found = await work.uow.operators.next_with_load(effect.after, AT_ONCE, lately)
    staff = [each for each in found if each.started_bot]
    names = [name for each in staff for name in _names(each.id)]
    told = await work.uow.cards.words([Memo.ARRIVAL.of(), *names])
    board = await look_at_queue(work)
    due: list[datetime] = []
    for operator in staff:
        await follow_panel(work, operator, board.count, told.get(cards.panel(operator.id)))
        # Whoever is on a break is left in peace; off shift they may hold tickets still.
        if operator.on_shift and not operator.on_break:
            due += await _show(work, board, operator, told, status=effect.status)
    if due:
        await _ring_later(work, min(due))
    await go_on(work, row, effect, found[-1].id if len(found) == AT_ONCE else None)


async def _show(
    work: Work, board: Board, operator: Operator, told: Mapping[str, str], *, status: bool
) -> list[datetime]:
    """Ring, edit, or leave it; when a bell that has to wait may ring."""
    before = told.get(cards.queue(operator.id))
    was_shown = before not in (None, TextKey.QUEUE_EMPTY.value)
    if not board.count and not was_shown:
        return []
    arrival, last = told.get(Memo.ARRIVAL.of(), ""), _Bell.of(told.get(Memo.BELL.of(operator.id)))
    is_news = board.count > 0 and (not was_shown or last is None or last.arrival != arrival)
    if is_news and (last is None or last.at + work.rules.bell_every <= work.now):
        await board.show(operator, before, fresh=True)
        return []
    is_changed = board.word_for(before) != before
    is_later = status and told.get(Memo.STATUS.of(operator.id)) != board.status
    if is_changed or is_later:
        await board.show(operator, before)
    return [last.at + work.rules.bell_every] if is_news and last is not None else []


async def _ring_later(work: Work, due: datetime) -> None:
    """Once, however many wait for it."""
    stands = await work.remembered(Memo.BELL_DUE)
    if stands is not None and work.now.timestamp() < float(stands) <= due.timestamp():
        return
    await work.once(Memo.BELL_DUE, word=f"{due.timestamp():.3f}")
    await work.tell(ShowQueue(later=True), priority=Priority.BOARD, not_before=due)


def _names(operator_id: int) -> tuple[str, ...]:
    return (
        cards.queue(operator_id),
        Memo.BELL.of(operator_id),
        Memo.STATUS.of(operator_id),
        cards.panel(operator_id),
    )
