"""Talks as one file to hand over, to supervisors."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from nicegui import ui
from starlette.responses import PlainTextResponse, Response

from board.files import answer_with, found_in
from board.guard import VISIT, Visit
from board.page import Page
from core.model.export_text_keys import ExportKey
from core.model.records import Form
from core.model.texts import DeskError
from core.ports import DatabaseBusyError
from core.transcripts.exports import order_customer, order_ticket

_TYPES: Mapping[Form, str] = {Form.PDF: "application/pdf", Form.ZIP: "application/zip"}
_ORDERS = {"ticket": order_ticket, "customer": order_customer}

router = APIRouter()


def draw(page: Page, what: str, number: int) -> None:
    """Put the links there by which a supervisor has a `ticket` or a `customer` as a file."""
    with ui.element("div").classes("line buttons"):
        for form in Form:
            link = ui.link(page.text(f"export-{what}-{form.value}"), address_of(what, number, form))
            link.classes("preset").props("download")


def address_of(what: str, number: int, form: Form) -> str:
    """Where a `ticket` or a `customer` is found as a file."""
    return f"/exports/{what}/{number}.{form}"


@router.get("/exports/{what}/{number:int}.{form}")
async def send(request: Request, what: str, number: int, form: str) -> Response:
    """A ticket or a customer as a file, made while the browser waits."""
    visit: Visit = request.scope[VISIT]
    given, order = visit.given, _ORDERS.get(what)
    if order is None or form not in set(Form):
        return _nothing()
    try:
        async with given.work() as work:
            effect = await order(work, visit.who.person_id, number, Form(form))
        path = await given.hand_over(effect)
    except DeskError as refusal:
        is_made = refusal.key is not ExportKey.FAILED
        return _nothing() if is_made else PlainTextResponse("It could not be made.\n", 500)
    except DatabaseBusyError:
        return PlainTextResponse("Just now that cannot be looked up.\n", 503, {"retry-after": "1"})
    file = None if path is None else found_in(given.media, path)
    if file is None:
        return _nothing()
    return answer_with(file, _TYPES[Form(form)], f"{what}-{number}.{form}")


def _nothing() -> Response:
    return PlainTextResponse("No such file.\n", 404)
