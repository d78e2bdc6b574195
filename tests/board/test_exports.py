"""Talks as files, by the page: for supervisors, who ask themselves."""

from dataclasses import replace
from pathlib import Path

from fastapi import FastAPI

from board import exports
from board.guard import Guard
from core.model.audit import AuditFilter, AuditKind
from core.model.export_text_keys import ExportKey
from core.model.people import Person
from core.model.records import Form
from core.model.room_effects import WriteExport
from core.model.texts import DeskError
from tests.board.conftest import BOSS, OLGA, Desk
from tests.support.present import present

ANN = 900


async def opened(desk: Desk, tmp_path: Path) -> int:
    """A ticket; whoever asks for it as a file gets one that says who asked."""

    async def make(effect: WriteExport) -> str | None:
        if effect.form is Form.ZIP:
            raise DeskError(ExportKey.FAILED, reason="no disk")
        path = tmp_path / str(effect.customer_id) / "handed-over" / "ticket.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"by {effect.by}")
        return str(path.relative_to(tmp_path))

    application = FastAPI()
    application.include_router(exports.router)
    given = replace(desk.given, hand_over=make)
    desk.guard = Guard(application, given, desk.live, desk.pages.get)
    async with desk.work() as work:
        await work.uow.customers.seen(Person(ANN, "Ann"), work.now)
        return present(await work.uow.tickets.open(ANN, "general", 0, work.now)).id


async def test_a_supervisor_saves_a_ticket_and_it_is_logged(desk: Desk, tmp_path: Path) -> None:
    ticket_id = await opened(desk, tmp_path)
    cookie = await desk.session(BOSS, "sam")
    given = await desk.asks(f"/exports/ticket/{ticket_id}.pdf", cookie=cookie)
    assert (given.status, given.body) == (200, b"by Sam")
    assert given.headers["content-disposition"] == (
        f"attachment; filename*=UTF-8''ticket-{ticket_id}.pdf"
    )
    assert given.headers["cache-control"] == "private, no-store"
    whole = await desk.asks(f"/exports/customer/{ANN}.pdf", cookie=cookie)
    assert (whole.status, whole.body) == (200, b"by Sam")
    failed = await desk.asks(f"/exports/customer/{ANN}.zip", cookie=cookie)
    assert (failed.status, failed.body) == (500, b"It could not be made.\n")
    async with desk.work() as work:
        logged = await work.uow.audit.oldest(AuditFilter(frozenset({AuditKind.EXPORT})), 9)
    assert [(each.entry.key, each.entry.after) for each in logged] == [
        (str(ticket_id), "pdf"),
        (str(ANN), "pdf"),
        (str(ANN), "zip"),
    ]


async def test_nobody_else_gets_any_and_no_other_site_has_one_made(
    desk: Desk, tmp_path: Path
) -> None:
    ticket_id = await opened(desk, tmp_path)
    olga, sam = await desk.session(OLGA, "olga"), await desk.session(BOSS, "sam")
    asked = f"/exports/ticket/{ticket_id}.pdf"
    for path in (asked, f"/exports/customer/{ANN}.pdf"):
        assert (await desk.asks(path, cookie=olga)).status == 404
        assert (await desk.asks(path)).status == 303
    assert (await desk.asks(asked, cookie=sam, sec_fetch_site="cross-site")).status == 403
    for path in ("ticket/4711.pdf", "customer/5.zip", "ticket/1.exe", "desk/1.pdf"):
        assert (await desk.asks(f"/exports/{path}", cookie=sam)).status == 404
    assert not (tmp_path / str(ANN)).exists()
