"""What follows when a file was written or sent (the table is in `settle_effect`)."""

from core.domain import views
from core.domain.archive_effects import EraseTranscript, WriteOwnData
from core.domain.effects import SendDocument
from core.domain.outcomes import Outcome, Rejected, Sent, Unreachable
from core.domain.texts import TextKey
from core.ports import OutboxEffect, Work
from core.usecases.archiving import archive_sent
from core.usecases.failures import report_failure
from core.usecases.settle_people import person_unreachable
from core.usecases.telling import tell_supervisors

OWN_DATA_NAME = "my-data.json"


async def files_written(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    """Nothing follows, unless the disk will never take it."""
    if isinstance(outcome, Rejected | Unreachable):
        await report_failure(work, row, outcome.reason)


async def files_erased(work: Work, effect: EraseTranscript, outcome: Outcome) -> None:
    """The press that granted it is worked through by now, and whatever else was under way: that
    goes after the files. What cannot be taken away, a person must."""
    await work.uow.erasures.forget_late(effect.customer_id, work.now, effect.names)
    if isinstance(outcome, Rejected | Unreachable):
        await tell_supervisors(
            work,
            TextKey.SUPERVISOR_FILES_LEFT,
            customer=str(effect.customer_id),
            reason=outcome.reason,
        )


async def own_data_written(work: Work, effect: WriteOwnData, outcome: Outcome) -> None:
    """The document goes to whom it is about."""
    customer = await work.customer(effect.customer_id)
    if customer is None or not isinstance(outcome, Sent) or "path" not in outcome.value:
        return
    caption = views.text(TextKey.OWN_DATA_FILE, customer.language)
    document = SendDocument(
        customer.id, OWN_DATA_NAME, path=str(outcome.value["path"]), caption=caption
    )
    await work.tell(document)


async def document_sent(
    work: Work, row: OutboxEffect, effect: SendDocument, outcome: Outcome
) -> None:
    """One who blocked the bot is marked so; a zip's way to the archive's chat is followed."""
    archived = None if row.ticket_id is None else await work.uow.archives.get(row.ticket_id)
    if archived is not None and effect.path == archived.path:
        await archive_sent(work, row, effect.chat_id, outcome)
    elif isinstance(outcome, Rejected) or (isinstance(outcome, Unreachable) and effect.chat_id < 0):
        await report_failure(work, row, outcome.reason)
    elif isinstance(outcome, Unreachable):
        await person_unreachable(work, row, effect.chat_id, outcome.reason)
