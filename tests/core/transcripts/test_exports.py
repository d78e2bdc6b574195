"""Supervisors have talks made into files, and get them in the bot."""

import pytest

from core.model.audit import AuditFilter, AuditKind
from core.model.effects import SendDocument
from core.model.export_text_keys import ExportKey
from core.model.outcomes import Rejected, Sent
from core.model.people import Role
from core.model.records import Form
from core.model.room_effects import EraseTranscript, WriteExport
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.tickets.end import close_ticket
from core.transcripts.archive import MOST_SENT
from core.transcripts.exports import export_customer, export_ticket
from tests.core.desk import Desk

ANN, OP, BOSS = 100, 1, 2


async def asked(desk: Desk) -> int:
    """A supervisor asked for an ended ticket as a PDF."""
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    ticket_id = await desk.talk(ANN)
    await desk.done(close_ticket, OP, ticket_id)
    await desk.do(export_ticket, BOSS, ticket_id, Form.PDF)
    return ticket_id


def made(size: int = 1000) -> Sent:
    return Sent({"path": f"{ANN}/handed-over/ticket.pdf", "size": size})


async def test_a_supervisor_gets_the_file_once_for_two_presses(desk: Desk) -> None:
    ticket_id = await asked(desk)
    await desk.do(export_ticket, BOSS, ticket_id, Form.PDF)
    (effect,) = await desk.waiting(WriteExport)
    assert (effect.customer_id, effect.ticket_id, effect.reader_id) == (ANN, ticket_id, BOSS)
    await desk.settle_kind(WriteExport, made())
    (document,) = await desk.waiting(SendDocument)
    assert (document.chat_id, document.name) == (BOSS, f"ticket-{ticket_id}.pdf")
    await desk.settle_all()
    await desk.do(export_customer, BOSS, ANN, Form.ZIP)
    await desk.settle_kind(WriteExport, made())
    (whole,) = await desk.waiting(SendDocument)
    assert whole.name == f"customer-{ANN}.zip"
    logged = await desk.kept.audit.oldest(AuditFilter(frozenset({AuditKind.EXPORT})), 9)
    assert [(each.entry.actor_id, each.entry.key, each.entry.after) for each in logged] == [
        (BOSS, str(ticket_id), "pdf"),
        (BOSS, str(ANN), "zip"),
    ]


async def test_operators_and_customers_get_nothing(desk: Desk) -> None:
    ticket_id = await asked(desk)
    for somebody in (OP, ANN):
        with pytest.raises(StaffOnly):
            await desk.do(export_ticket, somebody, ticket_id, Form.PDF)
        with pytest.raises(StaffOnly):
            await desk.do(export_customer, somebody, ANN, Form.ZIP)
    with pytest.raises(DeskError) as unknown:
        await desk.do(export_ticket, BOSS, 4711, Form.PDF)
    assert unknown.value.key is TextKey.CUSTOMER_UNKNOWN


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (made(MOST_SENT + 1), ExportKey.TOO_BIG),
        (Sent(), ExportKey.NOTHING),
        (Rejected("its process ended with 1"), ExportKey.FAILED),
    ],
)
async def test_what_cannot_be_sent_is_said(
    desk: Desk, outcome: Sent | Rejected, told: ExportKey
) -> None:
    await asked(desk)
    await desk.settle_kind(WriteExport, outcome)
    assert told in await desk.told(BOSS)
    assert not await desk.waiting(SendDocument)


async def test_who_was_forgotten_meanwhile_is_handed_to_nobody(desk: Desk) -> None:
    ticket_id = await asked(desk)
    async with desk.work() as work:
        await work.uow.erasures.forget(ANN, work.now)
    await desk.settle_kind(WriteExport, made())
    assert await desk.waiting(EraseTranscript)
    assert ExportKey.NOTHING in await desk.told(BOSS)
    with pytest.raises(DeskError):
        await desk.do(export_ticket, BOSS, ticket_id, Form.ZIP)


async def test_who_is_no_supervisor_any_more_gets_nothing(desk: Desk) -> None:
    await asked(desk)
    await desk.staff(BOSS, role=Role.OPERATOR)
    await desk.settle_kind(WriteExport, made())
    assert not await desk.waiting(SendDocument)
