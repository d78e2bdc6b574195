"""What came of an effect.

The relay keeps the row's own fate (settled, or tried again at a time); here is only what follows from the outcome.
`RetryAt` has no follow-up and need not be brought here. `Migrated`: the place follows the new id and the effect is asked
for again, so the relay settles the old row and does nothing else.
"""

from core.domain.outcomes import Outcome
from core.ports import OutboxEffect, Work


async def settle_effect(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    """Take the outcome in: state, events and the effects that follow, in the transaction that settles the row."""
    raise AssertionError(work, row, outcome)
