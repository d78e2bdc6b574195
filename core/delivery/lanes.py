"""What waits in memory: a lane for each destination, and which lane may go next. No I/O."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import islice

from core.delivery.marks import EXPIRED, SUPERSEDED, Answer
from core.delivery.rates import Rates
from core.domain.outcomes import Migrated, Outcome, RetryAt, Scope, Sent
from core.ports import OutboxEffect

LOOKED_AT = 16
"""Effects of a lane that may lend it their priority."""


class _Lane:
    """The effects of one destination, in order; `turn` tells the newest entry in a heap."""

    __slots__ = ("blocked_until", "in_flight", "rows", "turn")

    def __init__(self) -> None:
        self.rows: deque[OutboxEffect] = deque()
        self.in_flight = False
        self.blocked_until: datetime | None = None
        self.turn = 0

    def insert(self, row: OutboxEffect) -> None:
        """In order of ids: a transaction that committed late brings one that belongs further
        ahead, though never ahead of what is in flight."""
        self.rows.append(row)
        if len(self.rows) > 1 and row.id < self.rows[-2].id:
            first = [self.rows.popleft()] if self.in_flight else []
            self.rows = deque([*first, *sorted(self.rows, key=lambda each: each.id)])

    def due(self, now: datetime) -> datetime:
        """When the first one may go; `now` when it may already."""
        return max(filter(None, (now, self.rows[0].not_before, self.blocked_until)))

    def is_superseded(self) -> bool:
        """Whether the first one is made needless by one behind it."""
        key = self.rows[0].effect.supersedes
        return key is not None and any(
            row.effect.supersedes == key for row in islice(self.rows, 1, None)
        )

    def rank(self) -> tuple[int, int]:
        """Lanes go by the most urgent effect that waits in them, then by age."""
        return min(row.priority for row in islice(self.rows, LOOKED_AT)), self.rows[0].id


class Lanes:
    """All that is loaded. A lane is in flight, ready, or due later."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._lanes: dict[str, _Lane] = {}
        self._ids: set[int] = set()
        self._ready: list[tuple[int, int, int, str]] = []
        self._later: list[tuple[datetime, int, str]] = []
        self._dropped: list[Answer] = []
        self._paused_until: datetime | None = None

    @property
    def loaded(self) -> int:
        """How many effects are in memory."""
        return len(self._ids)

    def ids(self) -> Sequence[int]:
        """Of all in memory."""
        return tuple(self._ids)

    def add(self, rows: Iterable[OutboxEffect], now: datetime) -> None:
        """Put loaded effects into their lanes."""
        touched: set[str] = set()
        for row in rows:
            if row.id in self._ids:
                continue
            self._ids.add(row.id)
            name = row.effect.destination
            self._lanes.setdefault(name, _Lane()).insert(row)
            touched.add(name)
        for name in touched:
            self._queue_up(name, now)

    def start(self, now: datetime, slots: int) -> list[OutboxEffect]:
        """At most `slots` effects to carry out now, the most urgent first; they are in flight
        then."""
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
        """Effects that `start` found to be superseded or expired; each is told once."""
        dropped, self._dropped = self._dropped, []
        return dropped

    def next_due(self) -> datetime | None:
        """When the next lane that waits for a time may go."""
        while self._later and not self._is_current(self._later[0][2], self._later[0][1]):
            heappop(self._later)
        return self._later[0][0] if self._later else None

    def settled(self, row: OutboxEffect, outcome: Outcome | str, now: datetime) -> bool:
        """Take in what came of an effect, once that is committed. True when the outbox has to be
        looked at again."""
        if isinstance(outcome, str):  # dropped, and no part of a lane any more
            self._ids.discard(row.id)
            return False
        name = row.effect.destination
        lane = self._lanes[name]
        lane.in_flight = False
        if isinstance(outcome, Migrated):
            # All that waits for the old id has got another destination, in the outbox too.
            self._ids.difference_update(waiting.id for waiting in lane.rows)
            del self._lanes[name]
            return True
        if isinstance(outcome, RetryAt):
            lane.rows[0] = replace(row, not_before=outcome.at, attempts=row.attempts + 1)
            lane.blocked_until = outcome.at
            if outcome.scope in (Scope.ACCOUNT, Scope.GATEWAY):
                self._paused_until = max(filter(None, (self._paused_until, outcome.at)))
        else:
            lane.rows.popleft()
            self._ids.discard(row.id)
            if isinstance(outcome, Sent):
                for _ in outcome.copies[1:]:  # an album is as many messages as it has parts
                    self._rates.take(row.effect, now)
        self._queue_up(name, now)
        return False

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
        if self._paused_until is not None:
            due = max(due, self._paused_until)
        if due > now:
            self._put_off(name, lane, due)
        else:
            lane.turn += 1
            heappush(self._ready, (*lane.rank(), lane.turn, name))

    def _put_off(self, name: str, lane: _Lane, due: datetime) -> None:
        lane.turn += 1
        heappush(self._later, (due, lane.turn, name))

    def _start(self, name: str, now: datetime) -> OutboxEffect | None:
        """The lane's first effect, unless it has to wait or is not wanted any more."""
        lane = self._lanes[name]
        if self._drop_unwanted(lane, now) or self._is_paused(now):
            self._queue_up(name, now)  # what stands first now may have a time of its own
            return None
        row = lane.rows[0]
        seconds = self._rates.wait(row.effect, now)
        if seconds > 0:
            self._put_off(name, lane, now + timedelta(seconds=seconds))
            return None
        self._rates.take(row.effect, now)
        lane.in_flight = True
        return row

    def _is_paused(self, now: datetime) -> bool:
        if self._paused_until is not None and self._paused_until <= now:
            self._paused_until = None
        return self._paused_until is not None

    def _drop_unwanted(self, lane: _Lane, now: datetime) -> bool:
        count = len(self._dropped)
        while lane.rows:
            row = lane.rows[0]
            if row.expires_at is not None and row.expires_at <= now:
                self._dropped.append(Answer(row, EXPIRED))
            elif lane.is_superseded():
                self._dropped.append(Answer(row, SUPERSEDED))
            else:
                break
            lane.rows.popleft()
        return len(self._dropped) > count
