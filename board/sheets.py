"""A report's figures as files for spreadsheets, to supervisors."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from board.guard import VISIT, Visit
from core.model.texts import DeskError
from core.ports import DatabaseBusyError
from core.statistics.rules import periods
from core.statistics.sheets import Sheet, note_sheet

_NAMES = frozenset(Sheet)

router = APIRouter()


@router.get("/reports/{name}.csv")
async def send(request: Request, name: str) -> Response:
    """One file of the days that `days` names, as /stats is told them."""
    visit: Visit = request.scope[VISIT]
    given = visit.given
    words = request.query_params.get("days", "")
    period = periods.read(words, given.clock(), given.rules.time_zone)
    if name not in _NAMES or period is None:
        return _nothing()
    try:
        content = await given.questions.sheet(visit.who.person_id, period, Sheet(name))
        async with given.work() as work:
            note_sheet(work, visit.who.person_id, period, Sheet(name))
    except DeskError:
        return _nothing()
    except DatabaseBusyError:
        return PlainTextResponse("Just now that cannot be looked up.\n", 503, {"retry-after": "1"})
    file = f"{name}-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}.csv"
    return Response(
        content,
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="{file}"',
            "cache-control": "private, no-store",
        },
    )


def _nothing() -> Response:
    return PlainTextResponse("No such file.\n", 404)
