"""Keeps the relay's outcomes: each as soon as it is answered, those answered together in one
transaction. An outcome that nobody waits for, and whose loss would do no harm, waits a moment for
others."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from core.consequences.reactions import OpenWork, react
from core.delivery.trouble import Trace, no_trace, patiently
from core.model.effects import EffectState
from core.model.outcomes import Cause, Migrated, Outcome, Rejected, RetryAt, Sent, Unreachable
from core.ports import UNDISPUTED, OutboxEffect, Right, UnitOfWork, Work

NOTE_LENGTH = 500
COMPANY = 0.03
"""In seconds. The effects of one update are answered within about as much of each other."""

TURNS = 8
"""Turns of the event loop in which answers that lie in sockets by then are read: they are written
down with the one that came before."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """An effect and what came of it: an outcome, or the state of one that is not sent. `was_begun`:
    whether it was in flight."""

    row: OutboxEffect
    outcome: Outcome | EffectState
    was_begun: bool = True

    @property
    def may_wait(self) -> bool:
        """Whether it may be written down a moment later without harm: a crash in between at most
        repeats what changes nothing when it is done again."""
        effect, outcome = self.row.effect, self.outcome
        if isinstance(outcome, EffectState):
            return True
        if not isinstance(outcome, Sent):
            return False
        return outcome.edited or effect.is_idempotent or not effect.calls_telegram


class Marker:
    """Writes answers down, with what follows from them.

    Args:
        settle: what follows from an outcome.
        prepare: is called before, with the effects whose outcomes are settled together.
        company: seconds for which an answer that may wait is kept back for others.
        right: while it does not hold, nothing is written: another process may have said the same,
            and written down what follows.
    """

    def __init__(
        self,
        open_work: OpenWork,
        settle: Callable[[Work, OutboxEffect, Outcome], Awaitable[None]],
        prepare: Callable[[Work, Sequence[OutboxEffect]], Awaitable[None]],
        trace: Trace = no_trace,
        company: float = COMPANY,
        right: Right = UNDISPUTED,
    ) -> None:
        self._open_work = open_work
        self._settle = settle
        self._prepare = prepare
        self._trace = trace
        self._company = company
        self._right = right
        self._answers: list[Answer] = []
        self._some = asyncio.Event()
        self._patience: asyncio.TimerHandle | None = None
        self._added = self._kept = 0
        self._some_kept = asyncio.Condition()

    def add(self, answers: Sequence[Answer], *, at_once: bool = True) -> None:
        """Have answers written down after what is being written is committed; or else together with
        the next one, within a moment."""
        self._answers += answers
        self._added += _lasting(answers)
        if not answers:
            return
        if at_once:
            self._some.set()
        elif self._patience is None:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(self._company, self._some.set)

    def hurry(self, destinations: Collection[str]) -> None:
        """Write at once, since somebody waits behind what was answered there."""
        if any(answer.row.effect.destination in destinations for answer in self._answers):
            self._some.set()

    async def caught_up(self) -> None:
        """Wait until all that was answered by now is written down, but for what may wait."""
        await _read_what_came()
        wanted = self._added
        async with self._some_kept:
            await self._some_kept.wait_for(lambda: self._kept >= wanted)

    async def mark_next(self) -> list[Answer]:
        """Write down what is to be written down next, and return it; waits until there is some."""
        answers = await self._next()
        await self.mark(answers)
        async with self._some_kept:
            self._kept += _lasting(answers)
            self._some_kept.notify_all()
        return answers

    async def _next(self) -> list[Answer]:
        await self._some.wait()
        await _read_what_came()
        self._some.clear()
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        answers, self._answers = self._answers, []
        return answers

    async def mark(self, answers: list[Answer]) -> None:
        """Write them down in one transaction; one by one when what follows from one of them
        fails. Returns only when all is committed."""
        together = partial(self._mark_together, answers, follow=True)
        try:
            await patiently(together, answers=len(answers))
        except Exception as error:  # noqa: BLE001 - logged once, below
            # The guard: what was sent is sent, and must be marked whatever follows from it.
            if len(answers) == 1:
                await self._mark_without_consequence(answers[0], error)
                return
            for answer in answers:
                await self.mark([answer])

    async def _mark_without_consequence(self, answer: Answer, error: Exception) -> None:
        row = answer.row
        _log.error(
            "nothing follows from an outcome",
            effect=row.id,
            kind=type(row.effect).__name__,
            ticket=row.ticket_id,
            outcome=str(answer.outcome),
            exc_info=error,
        )
        await patiently(partial(self._mark_together, [answer], follow=False))

    async def _mark_together(self, answers: list[Answer], *, follow: bool) -> None:
        await self._right.held()
        async with self._open_work() as work:
            await self._mark_rows(work, answers)
            if follow:
                await self._follow(work, answers)
            self._trace("marking")

    async def _follow(self, work: Work, answers: list[Answer]) -> None:
        """Have follow what follows from outcomes."""
        followed = [
            (answer.row, answer.outcome)
            for answer in answers
            if not isinstance(answer.outcome, EffectState) and not _is_mere_wait(answer.outcome)
        ]
        await self._prepare(work, [row for row, _ in followed])
        for row, outcome in followed:
            await self._settle(work, row, outcome)
            await react(work)

    async def _mark_rows(self, work: Work, answers: list[Answer]) -> None:
        alike: dict[tuple[EffectState, str | None], list[int]] = {}
        for answer in answers:
            row, outcome = answer.row, answer.outcome
            if isinstance(outcome, RetryAt):
                since, why = row.waits_since or work.now, outcome.reason[:NOTE_LENGTH]
                await work.uow.outbox.retry(row.id, outcome.at, why, since)
            elif isinstance(outcome, Migrated):
                await _readdress(work.uow, row, outcome)
            else:
                alike.setdefault(_state(outcome), []).append(row.id)
        for (state, note), ids in alike.items():
            await work.uow.outbox.settle(ids, state, work.now, note)


async def _read_what_came() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


def _lasting(answers: Sequence[Answer]) -> int:
    """Count those that have to be written at once."""
    return sum(not answer.may_wait for answer in answers)


def _is_mere_wait(outcome: Outcome) -> bool:
    """Tell whether nothing follows from a wait: no person has to end it or is to be notified, and
    nothing of it was done."""
    if not isinstance(outcome, RetryAt):
        return False
    return outcome.cause is not Cause.DISK and not outcome.notify and not outcome.copies


def _state(
    outcome: Sent | Unreachable | Rejected | EffectState,
) -> tuple[EffectState, str | None]:
    """Return a row's state and its note."""
    match outcome:
        case EffectState():
            return outcome, None
        case Sent():
            return EffectState.SENT, None
        case Unreachable(reason=reason):
            return EffectState.UNREACHABLE, reason[:NOTE_LENGTH]
        case Rejected(reason=reason):
            return EffectState.REJECTED, reason[:NOTE_LENGTH]


async def _readdress(uow: UnitOfWork, row: OutboxEffect, outcome: Migrated) -> None:
    old: int | None = getattr(row.effect, "chat_id", None)
    if old is not None:
        await uow.outbox.migrated(old, outcome.chat_id)
