"""How long something lasts, learnt from spans of which some were cut short before their end: the
patience of those who were answered in time, the handling of what is still open.

Leaving those out, or taking the cut for the end, would make both too short. The share that lasts
longer than t is estimated by the product limit (E. Kaplan and P. Meier, Nonparametric estimation
from incomplete observations, J. Amer. Statist. Assoc. 53, 1958). Beyond the longest span that was
seen it says nothing; there the end comes at the constant rate of ends ÷ all time seen, the maximum
likelihood of an exponential under the same cuts (for patience: Mandelbaum and Zeltyn, 2005, section
5).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, inf, log


@dataclass(frozen=True, slots=True)
class Seen:
    """A span in seconds; `ended`: to its end, else it lasted longer than that."""

    span: float
    ended: bool = True


@dataclass(frozen=True, slots=True)
class Survival:
    """`shares[k]` lasts longer than `times[k]`; beyond `longest` ends come at `rate` a second."""

    times: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()
    longest: float = 0.0
    rate: float = 0.0

    def beyond(self, span: float) -> float:
        """The share that lasts longer than `span`."""
        known = bisect_right(self.times, span)
        share = self.shares[known - 1] if known else 1.0
        return share * exp(-self.rate * max(0.0, span - self.longest))

    def draw(self, luck: float, after: float | None = None) -> float:
        """Draw a span by `luck` (0 … 1, 0 excluded) of those that last longer than `after`; inf
        when no end was ever seen."""
        left = luck * (1.0 if after is None else self.beyond(after))
        low, high = 0, len(self.shares)
        while low < high:  # the first time by which no more than that share is left
            middle = (low + high) // 2
            low, high = (low, middle) if self.shares[middle] <= left else (middle + 1, high)
        if low < len(self.times):
            return max(self.times[low], after or 0.0)
        if not self.rate:
            return inf
        if left <= 0:  # nothing of what was seen lasted so long
            return max(self.longest, after or 0.0) - log(luck) / self.rate
        last = self.shares[-1] if self.shares else 1.0
        return max(after or 0.0, self.longest + log(last / left) / self.rate)


def survival(seen: Iterable[Seen]) -> Survival:
    """Estimate it; without any end nothing ever ends."""
    spans = list(seen)
    ends = sorted(one.span for one in spans if one.ended)
    exposed = sum(one.span for one in spans)
    if not ends:
        return Survival(longest=max((one.span for one in spans), default=0.0))
    ordered = sorted(one.span for one in spans)
    times = tuple(sorted(set(ends)))
    shares, share = [], 1.0
    for time in times:
        at_risk = len(ordered) - bisect_left(ordered, time)
        share *= 1 - (bisect_right(ends, time) - bisect_left(ends, time)) / at_risk
        shares.append(share)
    return Survival(times, tuple(shares), ordered[-1], len(ends) / exposed if exposed else 0.0)
