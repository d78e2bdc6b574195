"""Plays runs, each with a randomness of its own, in other processes where there are several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import chain
from math import ceil
from multiprocessing import get_context
from random import Random
from typing import Protocol
from zoneinfo import ZoneInfo

from app.simulation.desk import SimulatedDesk
from core.simulation.rules.figures import Outcome, Run, outcome, run_of
from core.simulation.rules.plan import Case, Plan
from core.statistics.rules.course import Course, course

PARTS = (0.5, 1, 2, 3, 4, 6, 12, 24, 48, 168)
"""Hours that a part of the picture may have."""

MOST_PARTS = 60
DAY = 24


class Source(Protocol):
    """Says which tickets come."""

    def cases(self, plan: Plan, random: Random) -> Sequence[Case]: ...


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is played; an answer after at most `within` is in time."""

    plan: Plan
    source: Source
    within: timedelta


def play(scenario: Scenario, seed: int, number: int) -> Run:
    """Play the run of that number."""
    plan = scenario.plan
    facts = SimulatedDesk(plan, scenario.source.cases(plan, randomness(seed, number))).run()
    return run_of(facts, scenario.within, plan.until)


def randomness(seed: int, number: int) -> Random:
    """The randomness of a run: the same for the same seed and number, on every machine."""
    return Random(f"{seed}/{number}")


def played(scenario: Scenario, runs: int, seed: int, jobs: int = 1) -> Outcome:
    """Play so many runs, and take them together."""
    with players(jobs) as each:
        return outcome(list(each(partial(play, scenario, seed), range(runs))))


Each = Callable[[Callable[[int], Run], Iterable[int]], Iterable[Run]]


@contextmanager
def players(jobs: int) -> Iterator[Each]:
    """Open what plays runs one after the other, or so many at a time."""
    if jobs <= 1:
        yield map
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield pool.map


def course_of(scenario: Scenario, seed: int, zone: str = "UTC") -> tuple[Course, tuple[str, ...]]:
    """How the first run went, part by part, with the labels of the parts in that time zone."""
    plan = scenario.plan
    facts = SimulatedDesk(plan, scenario.source.cases(plan, randomness(seed, 0))).run()
    hours = (plan.until - plan.since) / timedelta(hours=1)
    part = next((one for one in PARTS if hours / one <= MOST_PARTS), PARTS[-1])
    count = max(1, ceil(hours / part))
    edges = [plan.since + timedelta(hours=part * number) for number in range(count)]
    form = "%H:%M" if hours <= DAY else "%d. %Hh" if part < DAY else "%d.%m"
    labels = tuple(f"{edge.astimezone(ZoneInfo(zone)):{form}}" for edge in edges)
    return course(facts, list(chain(edges, [plan.until])), plan.until), labels
