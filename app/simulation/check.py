"""Compares the simulation with theory, where that has an answer: Erlang C and Erlang A."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

from app.simulation.runs import Each, Scenario, play
from core.simulation.rules.chance import Demand, Spans
from core.simulation.rules.erlang import Line, erlang_a
from core.simulation.rules.figures import Outcome, Run, outcome
from core.simulation.rules.plan import Member, Plan
from core.simulation.rules.spread import Interval

TOLERANCE = 0.03
NARROW = 0.02
"""Runs are added until each interval is narrower, as a share of its mean: what differs by more than
`TOLERANCE` then does not do so by chance."""

A_RUN = 8_000
"""Tickets of a run, beside those of its beginning that do not count."""

WARM_UP = 0.05
AT_ONCE = 10
"""Runs between two looks at how sure it is."""

WITHIN = timedelta(minutes=1)
NAMES = {
    "delayed": "delayed",
    "abandonment": "abandonment",
    "asa": "asa",
    "service_level": "service_level",
    "fullness": "occupancy",
}
"""A figure of a run, and what theory calls it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Operators alike, who handle tickets for ten minutes; `load`: Erlang a slot."""

    name: str
    operators: int
    capacity: int
    load: float
    patience: float

    @property
    def line(self) -> Line:
        """The queue as theory sees it: the slots of all are one another's equals."""
        handle, slots = 600.0, self.operators * self.capacity
        return Line(self.load * slots / handle, handle, slots, self.patience)


FOREVER = float("inf")
TRIALS = (
    Trial("Erlang C", 1, 2, 0.5, FOREVER),
    Trial("Erlang C", 2, 2, 0.6, FOREVER),
    Trial("Erlang A", 3, 2, 0.9, 600.0),
    Trial("Erlang A", 3, 2, 1.2, 600.0),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure: as simulated, and as expected."""

    name: str
    simulated: Interval
    expected: float

    @property
    def difference(self) -> float:
        """As a share of what is expected."""
        return self.simulated.mean / self.expected - 1

    @property
    def is_within(self) -> bool:
        """Whether it differs by less than tolerated."""
        return abs(self.difference) <= TOLERANCE


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a trial."""

    trial: Trial
    runs: int
    figures: tuple[Compared, ...]

    @property
    def is_within(self) -> bool:
        """Whether all of it is."""
        return all(one.is_within for one in self.figures)


def check(
    each: Each,
    seed: int,
    most_runs: int,
    trials: Sequence[Trial] = TRIALS,
    a_run: int = A_RUN,
) -> Iterator[Verdict]:
    """Try them one after the other, with at most so many runs for each, of so many tickets."""
    for trial in trials:
        yield _tried(trial, each, partial(play, _scenario(trial, a_run), seed), most_runs)


def _scenario(trial: Trial, a_run: int) -> Scenario:
    lasts = a_run * (1 + WARM_UP) / trial.line.arrivals
    members = [Member(one, str(one), trial.capacity) for one in range(1, trial.operators + 1)]
    begin = datetime(2026, 1, 5, tzinfo=UTC)
    plan = Plan(begin, lasts, members, warm_up=lasts * WARM_UP / (1 + WARM_UP))
    demand = Demand((3600 * trial.line.arrivals,), Spans(600.0), Spans(trial.patience))
    return Scenario(plan, demand, WITHIN)


def _tried(trial: Trial, each: Each, play_one: Callable[[int], Run], most_runs: int) -> Verdict:
    runs: list[Run] = []
    figures: tuple[Compared, ...] = ()
    for begin in count(0, AT_ONCE):
        runs += each(play_one, range(begin, min(begin + AT_ONCE, most_runs)))
        figures = _compare(trial, outcome(runs))
        if len(runs) >= most_runs or all((one.simulated.relative or 0) < NARROW for one in figures):
            break
    return Verdict(trial, len(runs), figures)


def _compare(trial: Trial, found: Outcome) -> tuple[Compared, ...]:
    expected = erlang_a(trial.line, WITHIN.total_seconds())
    compared = []
    for name, theirs in NAMES.items():
        simulated, wanted = found.figures[name], getattr(expected, theirs)
        if simulated is not None and wanted:
            compared.append(Compared(name, simulated, wanted))
    return tuple(compared)
