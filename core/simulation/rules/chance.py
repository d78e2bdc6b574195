"""Tickets as they might come: when, about what, and how long each takes. Whoever asks gives the
randomness, in which all is determined."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from math import inf, log, log1p, sqrt
from random import Random

from core.model.places import PlaceKind
from core.simulation.rules.plan import Case, Plan

HOUR = 3600.0
DAY = 24 * HOUR
GENERAL = "general"
"""The topic of a desk without others."""


class Kind(StrEnum):
    """How spans of one mean differ."""

    EXPONENTIAL = "exponential"
    LOGNORMAL = "lognormal"  # as handle times of call centres are (L. Brown et al., 2005)
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of that mean in seconds. `variation`: standard deviation ÷ mean, of LOGNORMAL."""

    mean: float
    kind: Kind = Kind.EXPONENTIAL
    variation: float = 1.0

    def draw(self, random: Random) -> float:
        """Draw one."""
        if self.mean in (0.0, inf) or self.kind is Kind.CONSTANT:
            return self.mean
        if self.kind is Kind.EXPONENTIAL:
            return random.expovariate(1 / self.mean)
        square = log1p(self.variation**2)
        return random.lognormvariate(log(self.mean) - square / 2, sqrt(square))


@dataclass(frozen=True, slots=True)
class Demand:
    """What comes. `rates`: tickets an hour, for parts of equal length that make up a day, or one
    for always. `topics`: their shares, by key. `misses`: the share of offers that their operator
    does not answer in time. `returning`: the share of customers who had a ticket within a day."""

    rates: Sequence[float]
    handle: Spans
    patience: Spans = Spans(inf)
    comes_after: Spans = Spans(0.0)
    answers_after: Spans = Spans(0.0)
    wrap_up: Spans = Spans(0.0)
    topics: Mapping[str, float] = field(default_factory=lambda: {GENERAL: 1.0})
    misses: float = 0.0
    returning: float = 0.0
    place: PlaceKind = PlaceKind.ROOM

    def cases(self, plan: Plan, random: Random) -> list[Case]:
        """Draw all that comes while the plan lasts, its day beginning with it."""
        return cases(self, plan.lasts, random)


def cases(demand: Demand, lasts: float, random: Random, dawn: float = 0.0) -> list[Case]:
    """Draw all that comes within `lasts` seconds. `dawn`: seconds of the day at the beginning.

    Each thing has a randomness of its own: with other handle times the same customers come.
    """
    when, who, what, patience, comes, answers, handle, misses = (
        Random(random.getrandbits(64)) for _ in range(8)
    )
    keys, weights = list(demand.topics), list(demand.topics.values())
    lately: list[tuple[float, int]] = []
    fresh = count(-1, -1)  # no operator's id: nobody is given a ticket of their own
    drawn = []
    for at in moments(demand.rates, lasts, when, dawn):
        customer = _customer(demand.returning, at, lately, fresh, who)
        drawn.append(
            Case(
                at,
                customer,
                what.choices(keys, weights)[0] if len(keys) > 1 else keys[0],
                demand.handle.draw(handle) + demand.wrap_up.draw(handle),
                demand.patience.draw(patience),
                demand.comes_after.draw(comes),
                demand.answers_after.draw(answers),
                _in_a_row(demand.misses, misses),
                demand.place,
            )
        )
    return drawn


def moments(
    rates: Sequence[float], lasts: float, random: Random, dawn: float = 0.0
) -> Iterator[float]:
    """Draw when customers come, by a Poisson process whose rate follows the day: candidates at the
    highest rate, thinned (P. Lewis and G. Shedler, Simulation of nonhomogeneous Poisson processes
    by thinning, Naval Res. Logist. 26, 1979)."""
    most = max(rates, default=0.0) / HOUR
    if most <= 0:
        return
    part = DAY / len(rates)
    at = random.expovariate(most)
    while at < lasts:
        if random.random() * most * HOUR < rates[int((dawn + at) % DAY // part)]:
            yield at
        at += random.expovariate(most)


def _customer(
    returning: float,
    at: float,
    lately: list[tuple[float, int]],
    fresh: Iterator[int],
    random: Random,
) -> int:
    if not returning:
        return next(fresh)
    while lately and lately[0][0] < at - DAY:
        del lately[0]
    is_back = random.random() < returning and bool(lately)
    customer = random.choice(lately)[1] if is_back else next(fresh)
    lately.append((at, customer))
    return customer


def _in_a_row(share: float, random: Random) -> int:
    missed = 0
    while share and random.random() < share:
        missed += 1
    return missed
