"""What follows when a file was written or sent."""

from core.domain import views
from core.domain.archive_effects import EraseTranscript, WriteOwnData, WriteTranscript
from core.domain.effects import SendDocument
from core.domain.outcomes import Refused, Rejected, Sent, Settled, Unreachable
from core.domain.texts import TextKey
from core.ports import OutboxEffect, Work
from core.settling import settles
from core.usecases.archiving import archive_sent
from core.usecases.failures import report_failure
from core.usecases.settle_people import person_unreachable
from core.usecases.telling import tell_supervisors

OWN_DATA_NAME = "my-data.json"


@settles(WriteTranscript, on=Refused)
async def files_refused(
    work: Work, row: OutboxEffect, _effect: WriteTranscript, outcome: Refused
) -> None:
    """The disk will never take it."""
    await report_failure(work, row, outcome.reason)


@settles(EraseTranscript)
async def files_erased(
    work: Work, _row: OutboxEffect, effect: EraseTranscript, outcome: Settled
) -> None:
    """The press that granted it is worked through by now, and whatever else was under way: that
    goes after the files. What cannot be taken away, a person must."""
    await work.uow.erasures.forget_late(effect.customer_id, work.now, effect.names)
    if isinstance(outcome, Refused):
        await tell_supervisors(
            work,
            TextKey.SUPERVISOR_FILES_LEFT,
            customer=str(effect.customer_id),
            reason=outcome.reason,
        )


@settles(WriteOwnData, on=Sent)
async def own_data_written(
    work: Work, _row: OutboxEffect, effect: WriteOwnData, outcome: Sent
) -> None:
    """The document goes to whom it is about."""
    customer = await work.customer(effect.customer_id)
    if customer is None or "path" not in outcome.value:
        return
    caption = views.text(TextKey.OWN_DATA_FILE, customer.language)
    document = SendDocument(
        customer.id, OWN_DATA_NAME, path=str(outcome.value["path"]), caption=caption
    )
    await work.tell(document)


@settles(SendDocument)
async def document_sent(
    work: Work, row: OutboxEffect, effect: SendDocument, outcome: Settled
) -> None:
    """One who blocked the bot is marked so; a zip's way to the archive's chat is followed."""
    archived = None if row.ticket_id is None else await work.uow.archives.get(row.ticket_id)
    if archived is not None and effect.path == archived.path:
        await archive_sent(work, row, effect.chat_id, outcome)
    elif isinstance(outcome, Rejected) or (isinstance(outcome, Unreachable) and effect.chat_id < 0):
        await report_failure(work, row, outcome.reason)
    elif isinstance(outcome, Unreachable):
        await person_unreachable(work, row, effect.chat_id, outcome.reason)
