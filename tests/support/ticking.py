"""The scheduler's ticks at a test's own moment."""

from core.consequences.ticks import TICKS
from core.ports import Work
from core.tickets.offers import offer_ran_out


async def sweep(work: Work) -> list[int]:
    """All ticks in one transaction, once; the ids of tickets whose offer ran out."""
    ran_out: list[int] = []
    for tick in TICKS:
        done = [each for each in await tick.find(work) if await tick.act(work, each)]
        if tick.act is offer_ran_out:
            ran_out = done
    return ran_out
