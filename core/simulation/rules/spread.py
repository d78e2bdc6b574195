"""How sure a mean is, and how even a distribution."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan, ceil, cos, pi, sin, sqrt
from statistics import fmean, stdev

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean of independent runs, and half the width of its confidence interval; None: one run
    tells no width."""

    mean: float
    half: float | None = None

    @property
    def relative(self) -> float | None:
        """Half the width as a share of the mean."""
        return None if self.half is None or not self.mean else abs(self.half / self.mean)


def interval(values: Iterable[float | None], confidence: float = CONFIDENCE) -> Interval | None:
    """The mean of what independent runs came to, by Student's t: mean ± t · s / √n (A. Law,
    Simulation Modeling and Analysis, 9.4.1: the replication/deletion approach). None without any
    value."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    if len(known) == 1:
        return Interval(known[0])
    half = t_quantile(confidence, len(known) - 1) * stdev(known) / sqrt(len(known))
    return Interval(fmean(known), half)


@cache
def t_quantile(confidence: float, freedom: int) -> float:
    """Student's t for a two-sided interval: |T| stays below it with that probability (0 … 1)."""
    low, high = 0.0, 1.0
    while _between(high, freedom) < confidence:
        low, high = high, 2 * high
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _between(middle, freedom) < confidence else (low, middle)
    return high


def _between(t: float, freedom: int) -> float:
    """P(|T| ≤ t): Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4."""
    angle = atan(t / sqrt(freedom))
    square = cos(angle) ** 2
    if freedom == 1:
        return 2 * angle / pi
    is_odd = freedom % 2 == 1
    term = total = cos(angle) if is_odd else 1.0
    for number in range(3 if is_odd else 2, freedom - 1, 2):
        term *= square * (number - 1) / number
        total += term
    return 2 / pi * (angle + sin(angle) * total) if is_odd else sin(angle) * total


def jain(shares: Sequence[float]) -> float | None:
    """Jain's index: 1 when all have the same, 1/n when one has all (R. Jain, D. Chiu, W. Hawe, A
    Quantitative Measure of Fairness, DEC-TR-301, 1984). None for nobody; nothing at all is even."""
    if not shares:
        return None
    squares = sum(share * share for share in shares)
    return sum(shares) ** 2 / (len(shares) * squares) if squares else 1.0


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` (0 … 1) of the values do not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)] if ordered else None
