"""Plays days of the database again: as they were, and otherwise."""

from app.simulation.runs import Scenario, played
from core.simulation.days import Answered, Asked
from core.simulation.rules.figures import run_of
from core.simulation.rules.replay import plan_of, replay
from core.simulation.rules.teams import Change, changed


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
