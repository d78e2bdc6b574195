"""Hands over a ticket, or all of a customer's, as one file to a supervisor who asks for it in the
bot: it is made by whoever writes files, then sent."""

from datetime import timedelta

from core.cards.notices import report_failure
from core.cards.send import forgotten, is_repeat, say
from core.cards.views.customer import customer_name
from core.model.audit import AuditKind, AuditSubject
from core.model.effects import SendDocument
from core.model.export_text_keys import ExportKey
from core.model.memos import Memo
from core.model.outcomes import Sent, Settled
from core.model.people import Customer, Operator, Role
from core.model.records import Form
from core.model.room_effects import WriteExport
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown, text
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import supervisor
from core.transcripts.archive import MOST_SENT, erase_late

AGAIN_AFTER = timedelta(seconds=30)


async def export_ticket(work: Work, actor_id: int, ticket_id: int, form: Form) -> None:
    """Have a ticket made into a file, which is then sent to whoever asks. Raises StaffOnly,
    DeskError(CUSTOMER_UNKNOWN)."""
    await supervisor(work, actor_id)
    if not await is_repeat(work, Memo.EXPORT, ticket_id, form, actor_id, within=AGAIN_AFTER):
        await work.tell(await order_ticket(work, actor_id, ticket_id, form), ticket_id)


async def export_customer(work: Work, actor_id: int, customer_id: int, form: Form) -> None:
    """The same of all that is kept of a customer. Raises StaffOnly,
    DeskError(CUSTOMER_UNKNOWN)."""
    await supervisor(work, actor_id)
    whose = f"all-{customer_id}"
    if not await is_repeat(work, Memo.EXPORT, whose, form, actor_id, within=AGAIN_AFTER):
        await work.tell(await order_customer(work, actor_id, customer_id, form))


async def order_ticket(work: Work, actor_id: int, ticket_id: int, form: Form) -> WriteExport:
    """Let a supervisor have a ticket, and return what makes the file. Raises StaffOnly,
    DeskError(CUSTOMER_UNKNOWN)."""
    actor = await supervisor(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None or await forgotten(work, ticket):
        raise DeskError(TextKey.CUSTOMER_UNKNOWN)
    work.audit(actor_id, AuditKind.EXPORT, ticket_id, None, form.value, AuditSubject.TICKET)
    return WriteExport(ticket.customer_id, ticket_id, form, actor_id, actor.tag)


async def order_customer(work: Work, actor_id: int, customer_id: int, form: Form) -> WriteExport:
    """The same of all that is kept of a customer. Raises StaffOnly,
    DeskError(CUSTOMER_UNKNOWN)."""
    actor = await supervisor(work, actor_id)
    customer = await work.customer(customer_id)
    if customer is None or customer.is_forgotten:
        raise DeskError(TextKey.CUSTOMER_UNKNOWN)
    work.audit(actor_id, AuditKind.EXPORT, customer_id, None, form.value, AuditSubject.CUSTOMER)
    return WriteExport(customer_id, None, form, actor_id, actor.tag)


@settles(WriteExport)
async def export_written(
    work: Work, row: OutboxEffect, effect: WriteExport, outcome: Settled
) -> None:
    """Send the file to whoever asked for it, if they still may have it."""
    reader = await work.operator(effect.reader_id)
    customer = await work.customer(effect.customer_id)
    if not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)
    if reader is None or reader.role is not Role.SUPERVISOR or customer is None:
        return
    ticket = await work.ticket(effect.ticket_id)
    if customer.is_forgotten or (ticket is not None and await forgotten(work, ticket)):
        await erase_late(work, customer.id)
        await _say(work, reader, ExportKey.NOTHING)
    elif not isinstance(outcome, Sent):
        await _say(work, reader, ExportKey.FAILED, reason=outcome.reason)
    elif "path" not in outcome.value:
        await _say(work, reader, ExportKey.NOTHING)
    else:
        path, size = str(outcome.value["path"]), int(outcome.value["size"])
        await _send(work, reader, customer, effect, path, size)


async def _send(
    work: Work, reader: Operator, customer: Customer, effect: WriteExport, path: str, size: int
) -> None:
    if size > MOST_SENT:
        await _say(work, reader, ExportKey.TOO_BIG, megabytes=size // 1_000_000, path=path)
        return
    name = customer_name(customer)
    if effect.ticket_id is None:
        called = f"customer-{customer.id}.{effect.form}"
        caption = text(ExportKey.CAPTION_ALL, reader.language, customer=name)
    else:
        called = f"ticket-{effect.ticket_id}.{effect.form}"
        caption = text(ExportKey.CAPTION, reader.language, ticket=effect.ticket_id, customer=name)
    document = SendDocument(reader.id, called, path=path, caption=caption)
    await work.tell(document, effect.ticket_id)


async def _say(work: Work, reader: Operator, key: ExportKey, **values: str | int) -> None:
    await say(work, reader.id, Shown(text(key, reader.language, **values)))
