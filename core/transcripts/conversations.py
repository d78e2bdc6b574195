"""Gives a talk that ended to its customer, as PDF and as text, where the owner wants that
(CONVERSATION_TO_CUSTOMERS)."""

from datetime import timedelta

from core.cards.notices import report_failure
from core.cards.send import forgotten, is_repeat, say
from core.model.audit import AuditKind, AuditSubject
from core.model.effects import SendDocument
from core.model.export_text_keys import ExportKey
from core.model.memos import Memo
from core.model.outcomes import Sent, Settled
from core.model.records import Form
from core.model.room_effects import WriteConversation
from core.model.texts import DeskError, NotYourTicket, Shown, text
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.transcripts.archive import erase_late

AGAIN_AFTER = timedelta(days=1)


async def ask_for_conversation(work: Work, person_id: int, ticket_id: int) -> None:
    """Have the talk made into files, which are then sent to its customer; once a day.

    Raises NotYourTicket, DeskError(CONVERSATION_NOT, CONVERSATION_GIVEN).
    """
    ticket = await work.ticket(ticket_id)
    customer = await work.customer(person_id)
    if ticket is None or customer is None or ticket.customer_id != person_id:
        raise NotYourTicket
    if not work.rules.conversation_to_customers or ticket.is_open or await forgotten(work, ticket):
        raise DeskError(ExportKey.CONVERSATION_NOT)
    if await is_repeat(work, Memo.CONVERSATION, ticket_id, within=AGAIN_AFTER, lengthens=False):
        raise DeskError(ExportKey.CONVERSATION_GIVEN)
    after = Form.PDF.value
    work.audit(person_id, AuditKind.EXPORT, ticket_id, None, after, AuditSubject.TICKET)
    await work.tell(WriteConversation(person_id, ticket_id, customer.language), ticket_id)


@settles(WriteConversation)
async def conversation_written(
    work: Work, row: OutboxEffect, effect: WriteConversation, outcome: Settled
) -> None:
    """Send the files to the customer; who cannot have it may ask again at once."""
    if not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)
    customer, ticket = await work.customer(effect.customer_id), await work.ticket(effect.ticket_id)
    if customer is None or ticket is None:
        return
    if await forgotten(work, ticket):
        await erase_late(work, customer.id)
    elif not isinstance(outcome, Sent) or "path" not in outcome.value:
        await work.uow.cards.remember({Memo.CONVERSATION.of(ticket.id): "0"})
        failed = text(ExportKey.CONVERSATION_FAILED, customer.language)
        await say(work, customer.id, Shown(failed))
    else:
        caption = text(ExportKey.CONVERSATION_CAPTION, customer.language, ticket=ticket.id)
        name, path = f"conversation-{ticket.id}.pdf", str(outcome.value["path"])
        await work.tell(SendDocument(customer.id, name, path=path, caption=caption), ticket.id)
        if "text" in outcome.value:
            name, path = f"conversation-{ticket.id}.txt", str(outcome.value["text"])
            await work.tell(SendDocument(customer.id, name, path=path), ticket.id)
