"""Keeps waiting effects in memory: a lane for each destination, and which lane may go next. No
I/O."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import islice

from core.delivery.marks import Answer
from core.delivery.rates import Rates
from core.model.effects import EffectState
from core.model.outcomes import (
    Migrated,
    Outcome,
    RetryAt,
    Scope,
    Sent,
    given_up,
    may_be_given_up,
    patience_with,
)
from core.model.rules import Budget
from core.ports import OutboxEffect

LENDING = 16
"""How many effects of a lane may lend it their priority."""

USUAL = Budget()

LOOK_AGAIN = timedelta(seconds=1)
"""How soon an effect that somebody waits for too long is checked again, while nothing holds it
up."""

DEPTH = 100
"""How many effects of one queue (`queue_of`) are in memory at once; the others stay in the outbox
until half of those are settled, so that one customer's thousands crowd out nobody."""


def queue_of(row: OutboxEffect) -> str:
    """Return the queue in whose turn an effect goes: in a group, which many tickets may share, the
    ticket's; else the destination's."""
    name = row.effect.destination
    return f"{name}#{row.ticket_id or 0}" if row.effect.is_shared else name


def is_overtaken(row: OutboxEffect, now: datetime) -> bool:
    """Tell whether an effect was tried and has to wait, while what is behind it goes on."""
    waits = row.not_before is not None and row.not_before > now
    was_tried = row.attempts > 0 or row.effect.was_tried
    return waits and was_tried and row.effect.may_be_overtaken


class _Lane:
    """The effects of one destination, in order. `turn` marks the lane's newest entry in a heap.

    In a group the turn goes round the tickets: each ticket's own effects stay in their order.
    """

    __slots__ = ("held_by", "is_shared", "rows", "sending", "served", "tickets", "turn")

    def __init__(self, *, is_shared: bool) -> None:
        self.rows: deque[OutboxEffect] = deque()
        self.sending: OutboxEffect | None = None
        self.held_by: RetryAt | None = None
        self.turn = 0
        self.is_shared = is_shared
        self.served: dict[int | None, int] = {}  # ticket → the turn at which it was served last
        self.tickets: Counter[int | None] = Counter()  # of which its effects are

    @property
    def in_flight(self) -> bool:
        return self.sending is not None

    def insert(self, row: OutboxEffect) -> None:
        """Insert an effect by its id: a transaction that committed late brings one that belongs
        further ahead, though never ahead of what is in flight."""
        self.rows.append(row)
        self.tickets[row.ticket_id] += 1
        if len(self.rows) > 1 and row.id < self.rows[-2].id:
            first = [] if self.sending is None or self.is_shared else [self.sending]
            others = [each for each in self.rows if each is not self.sending or self.is_shared]
            self.rows = deque([*first, *sorted(others, key=lambda each: each.id)])

    def remove(self, row: OutboxEffect) -> None:
        """Take an effect out."""
        self.rows.remove(row)
        self.tickets[row.ticket_id] -= 1
        if not self.tickets[row.ticket_id]:
            del self.tickets[row.ticket_id]

    def head(self, now: datetime) -> OutboxEffect:
        """Return what goes next: the first effect that is not overtaken; in a group the first one
        of the ticket that was served the longest ago, of those that need not wait for a time of
        their own."""
        in_order = (row for row in self.rows if not is_overtaken(row, now))
        if not self.is_shared or len(self.tickets) == 1:
            return next(in_order, None) or min(self.rows, key=_own_time)
        heads: dict[int | None, OutboxEffect] = {}
        for row in in_order:
            heads.setdefault(row.ticket_id, row)
        if not heads:
            return min(self.rows, key=_own_time)
        return min(
            heads.values(),
            key=lambda row: (
                row.not_before if row.not_before is not None and row.not_before > now else now,
                self.served.get(row.ticket_id, 0),
                row.id,
            ),
        )

    def start(self, row: OutboxEffect, turn: int) -> None:
        """Put an effect in flight."""
        self.sending = row
        if self.is_shared:
            waiting = {each.ticket_id for each in self.rows}
            self.served = {each: at for each, at in self.served.items() if each in waiting}
            self.served[row.ticket_id] = turn

    def find(self, id_: int) -> OutboxEffect | None:
        """Return the effect with that id."""
        return next((row for row in self.rows if row.id == id_), None)

    def again(self, row: OutboxEffect) -> None:
        """Put what is in flight back, where it was."""
        self.rows[self.rows.index(self.sending or row)] = row

    def due(self, now: datetime) -> datetime:
        """Return when the next one may go; `now` when it may already."""
        held_until = None if self.held_by is None else self.held_by.at
        return max(filter(None, (now, self.head(now).not_before, held_until)))

    def is_superseded(self, row: OutboxEffect) -> bool:
        """Tell whether an effect behind it makes it needless."""
        key = row.effect.supersedes
        return key is not None and any(
            each.effect.supersedes == key and each.id > row.id for each in self.rows
        )

    def before(self, row: OutboxEffect) -> list[OutboxEffect]:
        """Return the effects ahead of it that it makes needless: overtaken ones, and in a group
        those of other tickets."""
        keys = row.effect.outdates
        if not keys:
            return []
        return [each for each in self.rows if each.effect.supersedes in keys and each.id < row.id]

    def rank(self) -> tuple[int, int]:
        """Rank lanes by the most urgent effect that waits in them, then by age."""
        return min(row.priority for row in islice(self.rows, LENDING)), self.rows[0].id


def _own_time(row: OutboxEffect) -> tuple[datetime, int]:
    """Return when an effect may go by itself; only for those that have to wait."""
    if row.not_before is None:
        raise ValueError(f"effect {row.id} waits for no time")
    return row.not_before, row.id


class Lanes:
    """Keeps all loaded effects. A lane is in flight, ready, or due later."""

    def __init__(self, rates: Rates, budget: Budget = USUAL) -> None:
        self._rates, self._budget = rates, budget
        self._lanes: dict[str, _Lane] = {}
        self._ids: set[int] = set()
        self._ready: list[tuple[int, int, int, str]] = []
        self._later: list[tuple[datetime, int, str]] = []
        self._dropped: list[Answer] = []
        self._paused_by: RetryAt | None = None
        self._patient: list[tuple[datetime, int, str]] = []  # until when somebody waits for whom
        self._counts: Counter[str] = Counter()  # of effects in memory, by queue
        self._full: set[str] = set()
        self._turns = 0

    @property
    def loaded(self) -> int:
        """How many effects are in memory."""
        return len(self._ids)

    def ids(self, after: int = 0) -> Sequence[int]:
        """The ids of all in memory that are above one."""
        return [id_ for id_ in self._ids if id_ > after] if after else tuple(self._ids)

    def full(self) -> Sequence[str]:
        """The queues of which no more is to be loaded now."""
        return tuple(self._full)

    def add(self, rows: Iterable[OutboxEffect], now: datetime) -> None:
        """Put loaded effects into their lanes; of a queue that is full no more than fits."""
        touched: set[str] = set()
        for row in rows:
            queue = queue_of(row)
            if row.id in self._ids or queue in self._full:
                continue
            self._ids.add(row.id)
            self._counts[queue] += 1
            if self._counts[queue] >= DEPTH:
                self._full.add(queue)
            name = row.effect.destination
            if name not in self._lanes:
                self._lanes[name] = _Lane(is_shared=row.effect.is_shared)
            self._lanes[name].insert(row)
            touched.add(name)
            patience = patience_with(type(row.effect), self._budget)
            if patience is not None:
                heappush(self._patient, ((row.waits_since or now) + patience, row.id, name))
        for name in touched:
            self._queue_up(name, now)

    def start(self, now: datetime, slots: int) -> list[OutboxEffect]:
        """Put at most `slots` effects in flight, the most urgent first, and return them."""
        while self._later and self._later[0][0] <= now:
            _, turn, name = heappop(self._later)
            if self._is_current(name, turn):
                self._queue_up(name, now)
        started: list[OutboxEffect] = []
        while self._ready and len(started) < slots:
            _, _, turn, name = heappop(self._ready)
            if self._is_current(name, turn):
                row = self._start(name, now)
                if row is not None:
                    started.append(row)
        return started

    def dropped(self) -> list[Answer]:
        """Return effects that `start` found to be superseded or expired, each once."""
        dropped, self._dropped = self._dropped, []
        return dropped

    def has_more(self, row: OutboxEffect) -> bool:
        """Tell whether others wait in the lane of an effect that is in flight."""
        return len(self._lanes[row.effect.destination].rows) > 1

    def next_due(self) -> datetime | None:
        """Return when the next lane that waits for a time may go."""
        while self._later and not self._is_current(self._later[0][2], self._later[0][1]):
            heappop(self._later)
        while self._patient and self._patient[0][1] not in self._ids:
            heappop(self._patient)
        return min((heap[0][0] for heap in (self._later, self._patient) if heap), default=None)

    def overdue(self, now: datetime) -> list[Answer]:
        """Return effects that somebody waits for too long, behind what Telegram holds up, each
        once. They are given up without a try, which would fail alike."""
        found: list[Answer] = []
        while self._patient and self._patient[0][0] <= now:
            _, id_, name = heappop(self._patient)
            lane = self._lanes.get(name)
            row = None if lane is None else lane.find(id_)
            if lane is None or row is None:
                continue
            wait = self._holding(lane, now)
            if wait is None or row is lane.sending or not may_be_given_up(row.effect, wait.cause):
                heappush(self._patient, (now + LOOK_AGAIN, id_, name))
                continue
            lane.remove(row)
            found.append(Answer(row, given_up(row.effect, wait), was_begun=False))
            self._queue_up(name, now)
        return found

    def _holding(self, lane: _Lane, now: datetime) -> RetryAt | None:
        """Return what keeps a lane from going on."""
        waits = (lane.held_by, self._paused_by)
        return next((wait for wait in waits if wait is not None and wait.at > now), None)

    def settled(self, row: OutboxEffect, outcome: Outcome, now: datetime) -> bool:
        """Take in what came of an effect, once that is committed. Returns True when the outbox has
        to be read again."""
        name = row.effect.destination
        lane = self._lanes[name]
        if isinstance(outcome, Migrated):
            # All that waits for the old id has got another destination, in the outbox too.
            for waiting in lane.rows:
                self.forget(waiting)
            del self._lanes[name]
            return True
        wanted = False
        if isinstance(outcome, RetryAt):
            lane.again(replace(row, not_before=outcome.at, attempts=row.attempts + 1))
            if outcome.scope is not Scope.EFFECT or not row.effect.may_be_overtaken:
                lane.held_by = outcome
            if outcome.scope in (Scope.ACCOUNT, Scope.GATEWAY):
                waits = filter(None, (self._paused_by, outcome))
                self._paused_by = max(waits, key=lambda wait: wait.at)
        else:
            lane.remove(lane.sending or row)
            wanted = self.forget(row)
            if isinstance(outcome, Sent):
                for _ in outcome.copies[1:]:  # an album is as many messages as it has parts
                    self._rates.take(row.effect, now)
        lane.sending = None
        self._queue_up(name, now)
        return wanted

    def forget(self, row: OutboxEffect) -> bool:
        """Forget an effect. Returns True when its queue was full and may be loaded again."""
        queue = queue_of(row)
        if row.id in self._ids:
            self._ids.discard(row.id)
            self._counts[queue] -= 1
        is_wanted = queue in self._full and self._counts[queue] <= DEPTH // 2
        if is_wanted:
            self._full.discard(queue)
        if not self._counts[queue]:
            del self._counts[queue]
        return is_wanted

    def _is_current(self, name: str, turn: int) -> bool:
        lane = self._lanes.get(name)
        return lane is not None and lane.turn == turn and not lane.in_flight

    def _queue_up(self, name: str, now: datetime) -> None:
        lane = self._lanes[name]
        if lane.in_flight:
            return
        if not lane.rows:
            del self._lanes[name]
            return
        due = lane.due(now)
        if self._paused_by is not None:
            due = max(due, self._paused_by.at)
        if due > now:
            self._put_off(name, lane, due)
        else:
            lane.turn += 1
            heappush(self._ready, (*lane.rank(), lane.turn, name))

    def _put_off(self, name: str, lane: _Lane, due: datetime) -> None:
        lane.turn += 1
        heappush(self._later, (due, lane.turn, name))

    def _start(self, name: str, now: datetime) -> OutboxEffect | None:
        """Return the lane's next effect, unless it has to wait or is not wanted any more."""
        lane = self._lanes[name]
        if self._drop_unwanted(lane, now) or self._is_paused(now):
            self._queue_up(name, now)  # what stands first now may have a time of its own
            return None
        row = lane.head(now)
        seconds = self._rates.wait(row.effect, now)
        if seconds > 0:
            self._put_off(name, lane, now + timedelta(seconds=seconds))
            return None
        self._rates.take(row.effect, now)
        for needless in lane.before(row):
            lane.remove(needless)
            self._dropped.append(Answer(needless, EffectState.SUPERSEDED))
        self._turns += 1
        lane.start(row, self._turns)
        return row

    def _is_paused(self, now: datetime) -> bool:
        if self._paused_by is not None and self._paused_by.at <= now:
            self._paused_by = None
        return self._paused_by is not None

    def _drop_unwanted(self, lane: _Lane, now: datetime) -> bool:
        count = len(self._dropped)
        while lane.rows:
            row = lane.head(now)
            if row.expires_at is not None and row.expires_at <= now:
                self._dropped.append(Answer(row, EffectState.EXPIRED))
            elif lane.is_superseded(row):
                self._dropped.append(Answer(row, EffectState.SUPERSEDED))
            else:
                break
            lane.remove(row)
        return len(self._dropped) > count
