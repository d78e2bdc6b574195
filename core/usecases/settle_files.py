"""What follows when a file was written or sent (the table is in `settle_effect`)."""

from core.domain.effects import SendDocument
from core.domain.outcomes import Outcome, Rejected, Unreachable
from core.ports import OutboxEffect, Work
from core.usecases.failures import report_failure
from core.usecases.settle_people import person_unreachable


async def files_written(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    """Nothing follows, unless the disk will never take it."""
    if isinstance(outcome, Rejected | Unreachable):
        await report_failure(work, row, outcome.reason)


async def document_sent(
    work: Work, row: OutboxEffect, effect: SendDocument, outcome: Outcome
) -> None:
    """One who blocked the bot is marked so."""
    if isinstance(outcome, Rejected) or (isinstance(outcome, Unreachable) and effect.chat_id < 0):
        await report_failure(work, row, outcome.reason)
    elif isinstance(outcome, Unreachable):
        await person_unreachable(work, row, effect.chat_id, outcome.reason)
