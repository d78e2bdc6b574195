"""What theory says of a queue whose customers come at random (Poisson), and are handled and patient
for exponential times: Erlang C without abandonment, Erlang A (Palm's model) with it.

Erlang C: A. K. Erlang, Solution of some problems in the theory of probabilities of significance in
automatic telephone exchanges, 1917; as in L. Kleinrock, Queueing Systems I, 3.5. Erlang A: A.
Mandelbaum and S. Zeltyn, Service Engineering in Action: The Palm/Erlang-A Queue, with Applications
to Call Centers, 2005: the birth-and-death process of section 3, and for waiting times the density
of the offered wait, ∝ exp(λ ∫₀ᵛ P(patience > u) du − nμv), of S. Zeltyn and A. Mandelbaum, Call
centers with impatient customers, Queueing Systems 51, 2005.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, expm1, inf, log

STEPS = 2000
"""Of an integral, by Simpson's rule: even."""

NEGLIGIBLE = 40.0
"""e to minus that is nothing beside 1."""


@dataclass(frozen=True, slots=True)
class Line:
    """A queue: `arrivals` a second, mean seconds of handling and patience, and `slots`, tickets
    that are handled at once."""

    arrivals: float
    handle: float
    slots: int
    patience: float = inf

    @property
    def offered(self) -> float:
        """The offered load, in Erlang."""
        return self.arrivals * self.handle


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected in the long run. `delayed`: share that waits at all. `asa`: the mean wait of
    those who are answered, in seconds. `service_level`: answered within the target, of all but
    those who gave up within it. `occupancy`: share of the slots in use."""

    delayed: float
    abandonment: float
    asa: float
    service_level: float
    occupancy: float


def erlang_b(offered: float, slots: int) -> float:
    """The share that finds all slots in use when nobody waits."""
    blocked = 1.0
    for number in range(1, slots + 1):
        blocked = offered * blocked / (number + offered * blocked)
    return blocked


def erlang_c(line: Line, within: float) -> Expected:
    """Erlang C. Raises ValueError when more comes than can be handled: the queue has no end."""
    busy = line.offered / line.slots
    if busy >= 1:
        raise ValueError("the queue grows without end")
    blocked = erlang_b(line.offered, line.slots)
    delayed = blocked / (1 - busy * (1 - blocked))
    drain = line.slots / line.handle - line.arrivals
    return Expected(delayed, 0.0, delayed / drain, 1 - delayed * exp(-drain * within), busy)


def erlang_a(line: Line, within: float) -> Expected:
    """Erlang A; with endless patience it is Erlang C."""
    if line.patience == inf:
        return erlang_c(line, within)
    delayed, abandonment = _birth_and_death(line)
    leaving = 1 / line.patience

    def height(wait: float) -> float:
        gone = -expm1(-leaving * wait) / leaving
        return line.arrivals * gone - line.slots / line.handle * wait

    surplus = line.offered / line.slots
    peak = log(surplus) * line.patience if surplus > 1 else 0.0
    top, end = height(peak), line.handle
    while height(max(peak, 0) + end) > top - NEGLIGIBLE:
        end *= 2
    end += peak

    def over(of: Callable[[float], float], start: float, stop: float) -> float:
        return _integral(lambda wait: of(wait) * exp(height(wait) - top), start, stop)

    def stays(wait: float) -> float:
        return exp(-leaving * wait)

    soon = min(within, end)
    scale = delayed / (over(_one, 0, soon) + over(_one, soon, end))
    in_time = 1 - delayed + scale * over(stays, 0, soon)
    lost_soon = scale * (
        over(lambda wait: 1 - stays(wait), 0, soon) + (1 - stays(within)) * over(_one, soon, end)
    )
    waited = over(lambda wait: wait * stays(wait), 0, soon)
    waited += over(lambda wait: wait * stays(wait), soon, end)
    return Expected(
        delayed,
        abandonment,
        scale * waited / (1 - abandonment),
        in_time / (1 - lost_soon),
        line.offered * (1 - abandonment) / line.slots,
    )


def _one(_wait: float) -> float:
    return 1.0


def _birth_and_death(line: Line) -> tuple[float, float]:
    """The share that waits, and the share that gives up: by Little's law θ · E[queue] ÷ λ."""
    handled, leaving = 1 / line.handle, 1 / line.patience
    below, weight = 0.0, 1.0
    for number in range(line.slots, 0, -1):
        weight *= number * handled / line.arrivals
        below += weight
    full, queue, weight, behind = 1.0, 0.0, 1.0, 0
    ratio = 1.0
    # Once they shrink, all further weights together are less than a geometric series.
    while ratio >= 1 or behind * weight > (1 - ratio) * full * exp(-NEGLIGIBLE):
        behind += 1
        ratio = line.arrivals / (line.slots * handled + behind * leaving)
        weight *= ratio
        full += weight
        queue += behind * weight
    return full / (below + full), leaving * queue / (below + full) / line.arrivals


def _integral(of: Callable[[float], float], start: float, stop: float) -> float:
    if stop <= start:
        return 0.0
    step = (stop - start) / STEPS
    odd = sum(of(start + step * number) for number in range(1, STEPS, 2))
    even = sum(of(start + step * number) for number in range(2, STEPS, 2))
    return step / 3 * (of(start) + 4 * odd + 2 * even + of(stop))
