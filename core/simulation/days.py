"""Reads days that were, to be played again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from core.cards.lookup import desk_topics
from core.model.facts import Facts
from core.model.people import Operator
from core.model.rules import Rules
from core.ports import Work
from core.simulation.rules.figures import Figures, Outcome, Share
from core.simulation.rules.replay import routed
from core.simulation.rules.teams import Change
from core.statistics.rules.periods import Period


@dataclass(frozen=True, slots=True)
class Days:
    """Some days' rows, without tickets that waited for a desk (`left_out` of them), the staff as it
    is now, and until when they had come."""

    period: Period
    facts: Facts
    staff: tuple[Operator, ...]
    now: datetime
    left_out: int


async def days(work: Work, period: Period) -> Days:
    """Read them."""
    whole = await work.uow.statistics.facts(period.since, period.until)
    facts = routed(whole, await desk_topics(work))
    staff = tuple(await work.uow.operators.all())
    return Days(period, facts, staff, work.now, len(whole.tickets) - len(facts.tickets))


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


class NoAnswerError(Exception):
    """The days could not be played again in the time that there was."""
