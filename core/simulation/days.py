"""Reads days that were, to be played again."""

from dataclasses import dataclass
from datetime import datetime

from core.cards.lookup import desk_topics
from core.model.facts import Facts
from core.model.people import Operator
from core.ports import Work
from core.simulation.rules.replay import routed
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
