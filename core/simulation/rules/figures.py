"""What a run came to, by the definitions of /stats (`core.statistics.rules.figures`), and what many
runs say together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from core.model.facts import Facts, TicketLine
from core.simulation.rules.spread import Interval, interval, jain, quantile
from core.statistics.rules.figures import OperatorFigures, by_operator, service_level, summary

HALF, NINE_TENTHS = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Figures:
    """Spans in seconds, shares 0 … 1; None where there is nothing to take a figure of.

    `delayed`: of those who were answered or gave up, who waited at all. `asa`, `p50`, `p90`: the
    wait of those who were answered. `occupancy`: of the operators' time on shift and not on a
    break, with at least one ticket; `fullness`: the same weighted by load. `even_work`: Jain's
    index of tickets handled in an hour available; `even_load`: of load. `most_handled`,
    `least_handled`: tickets in an hour available, of the operator with the most and with the least.
    """

    entered: float | None = None
    answered: float | None = None
    abandoned: float | None = None
    waiting: float | None = None
    delayed: float | None = None
    asa: float | None = None
    p50: float | None = None
    p90: float | None = None
    service_level: float | None = None
    abandonment: float | None = None
    aht: float | None = None
    occupancy: float | None = None
    fullness: float | None = None
    even_work: float | None = None
    even_load: float | None = None
    most_handled: float | None = None
    least_handled: float | None = None


NAMES = tuple(field.name for field in fields(Figures))


@dataclass(frozen=True, slots=True)
class Share:
    """What one operator had of it: tickets handled, occupancy and load (0 … 1), seconds
    available."""

    id: int
    name: str
    handled: float
    occupancy: float | None
    fullness: float | None
    available: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run, or what really was."""

    figures: Figures
    shares: tuple[Share, ...]


def run_of(facts: Facts, within: timedelta, now: datetime) -> Run:
    """What came of these rows; an answer after at most `within` is in time."""
    whole = summary(facts, within, now)
    staff = [one for one in by_operator(facts, now) if one.available]
    waits = sorted(_waits(facts.entered))
    rates = [one.handled / (one.available / _HOUR) for one in staff]
    return Run(
        Figures(
            whole.entered,
            whole.answered,
            whole.abandoned,
            whole.waiting,
            _delayed(waits, whole.abandoned),
            _seconds(whole.asa),
            quantile(waits, HALF),
            quantile(waits, NINE_TENTHS),
            service_level(facts.entered, within, now),
            whole.abandonment,
            _seconds(whole.aht),
            _ratio(staff, lambda one: (one.busy, one.available)),
            _ratio(staff, lambda one: (one.workload, one.available * one.capacity)),
            jain(rates),
            jain([one.fullness or 0.0 for one in staff]),
            max(rates, default=None),
            min(rates, default=None),
        ),
        tuple(_share(one) for one in staff),
    )


_HOUR = timedelta(hours=1)


def _waits(entered: Iterable[TicketLine]) -> Iterable[float]:
    return (one.wait.total_seconds() for one in entered if one.wait is not None)


def _delayed(waits: Sequence[float], abandoned: int) -> float | None:
    count = len(waits) + abandoned
    return (sum(wait > 0 for wait in waits) + abandoned) / count if count else None


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()


def _ratio(
    staff: Sequence[OperatorFigures],
    of: Callable[[OperatorFigures], tuple[timedelta, timedelta]],
) -> float | None:
    parts = [of(one) for one in staff]
    whole = sum((part[1] for part in parts), timedelta())
    return sum((part[0] for part in parts), timedelta()) / whole if whole else None


def _share(one: OperatorFigures) -> Share:
    available = one.available.total_seconds()
    return Share(one.id, one.name, one.handled, one.occupancy, one.fullness, available)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What many runs came to: each figure with its confidence interval, by the names of `Figures`,
    and the operators' means."""

    runs: int
    figures: dict[str, Interval | None]
    shares: tuple[Share, ...]


def outcome(runs: Sequence[Run]) -> Outcome:
    """Take runs that are independent of each other together."""
    figures = {name: interval(getattr(one.figures, name) for one in runs) for name in NAMES}
    known: dict[int, list[Share]] = {}
    for one in runs:
        for share in one.shares:
            known.setdefault(share.id, []).append(share)
    return Outcome(len(runs), figures, tuple(_mean(shares) for shares in known.values()))


def _mean(shares: Sequence[Share]) -> Share:
    def mean(values: Iterable[float | None]) -> float | None:
        found = interval(values)
        return None if found is None else found.mean

    return Share(
        shares[0].id,
        shares[0].name,
        mean(one.handled for one in shares) or 0.0,
        mean(one.occupancy for one in shares),
        mean(one.fullness for one in shares),
        mean(one.available for one in shares) or 0.0,
    )
