"""A report's figures as files for spreadsheets, to supervisors."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from board.guard import VISIT, Visit
from core.board.reports import Sheets
from core.model.texts import DeskError
from core.ports import DatabaseBusyError
from core.statistics.rules import periods

_NAMES = frozenset(Sheets.__slots__)

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
        sheets = await given.questions.sheets(visit.who.person_id, period)
    except DeskError:
        return _nothing()
    except DatabaseBusyError:
        return PlainTextResponse("Just now that cannot be looked up.\n", 503, {"retry-after": "1"})
    file = f"{name}-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}.csv"
    return Response(
        getattr(sheets, name),
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="{file}"',
            "cache-control": "private, no-store",
        },
    )


def _nothing() -> Response:
    return PlainTextResponse("No such file.\n", 404)
