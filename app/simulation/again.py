"""Plays days of the database again: as they were, and otherwise."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.simulation.runs import Scenario, played
from core.model.rules import Rules
from core.simulation.days import Days
from core.simulation.rules.figures import Figures, Outcome, Share, run_of
from core.simulation.rules.replay import plan_of, replay
from core.simulation.rules.teams import Change, changed


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: what if that had been otherwise on those days?"""

    days: Days
    rules: Rules
    change: Change
    runs: int = 20
    seed: int = 1

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be otherwise."""
        return self.change != Change()


@dataclass(frozen=True, slots=True)
class Answered:
    """`was`: what really was. `again`: the same days played with those who worked, which tells how
    far the simulation can be believed. `otherwise`: with the change; None without one."""

    was: Figures
    was_shares: tuple[Share, ...]
    again: Outcome
    otherwise: Outcome | None

    @property
    def real(self) -> Mapping[str, float | None]:
        """What really was, by the names of the figures."""
        return asdict(self.was)


def scenario(asked: Asked, change: Change | None = None) -> Scenario:
    """The days as they were, or with the change."""
    days, rules = asked.days, asked.rules
    plan = plan_of(days.facts, days.staff, rules, days.now)
    if change is not None:
        plan = changed(plan, change, days.period.zone)
    return Scenario(plan, replay(days.facts, rules, days.now), rules.service_level)


def answer(asked: Asked, jobs: int = 1) -> Answered:
    """Play both."""
    really = run_of(asked.days.facts, asked.rules.service_level, asked.days.now)
    again = played(scenario(asked), asked.runs, asked.seed, jobs)
    otherwise = None
    if asked.is_changed:
        otherwise = played(scenario(asked, asked.change), asked.runs, asked.seed, jobs)
    return Answered(really.figures, really.shares, again, otherwise)
