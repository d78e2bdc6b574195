"""The routes by which staff uploads files to an answer, and sees them before they go."""

from __future__ import annotations

import structlog
from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response

from board.files import answer_with
from board.guard import VISIT, Visit
from board.uploads import Coming, Draft, UploadRefused
from core.conversations.page_answers import check_answer
from core.model.actions import whole_number
from core.model.texts import DeskError
from core.ports import DatabaseBusyError

log = structlog.get_logger(__name__)

router = APIRouter()


def address_of(draft: Draft, stored: str = "") -> str:
    """Where a draft is uploaded to, or one of its files is seen."""
    return f"/uploads/{draft.token}/{stored}" if stored else f"/uploads/{draft.token}"


@router.post("/uploads/{token}")
async def take(request: Request, token: str) -> Response:
    """One file as it is, by the session of the page that asks for it, and by the right to answer;
    its name and turn stand behind the `?`."""
    visit: Visit = request.scope[VISIT]
    given = visit.given
    draft = given.uploads.draft(token, visit.who.session_id)
    if draft is None:
        return _nothing()
    asked = request.query_params
    coming = Coming(
        asked.get("name", ""),
        request.headers.get("content-type", ""),
        whole_number(request.headers.get("content-length", "")) or 0,
        whole_number(asked.get("place", "")) or 0,
        asked.get("as") == "voice",
    )
    try:
        async with given.work() as work:
            await check_answer(work, visit.who.person_id, draft.ticket_id)
        await given.uploads.take(draft, coming, request.stream())
    except DeskError:
        return PlainTextResponse("This is not yours to answer.\n", 403)
    except UploadRefused as refusal:
        draft.refused(refusal)
        return PlainTextResponse("It is not taken.\n", 422)
    except ClientDisconnect:
        return _nothing()
    except DatabaseBusyError:
        draft.refused(UploadRefused("page-busy"))
        return PlainTextResponse("Just now that cannot be looked up.\n", 503)
    except OSError as error:
        log.warning("an upload cannot be kept", reason=error.strerror)
        draft.refused(UploadRefused("files-no-room"))
        return PlainTextResponse("There is no room for it.\n", 507)
    return Response(status_code=204)


@router.api_route("/uploads/{token}/{stored}", methods=["GET", "HEAD"])
async def show(request: Request, token: str, stored: str) -> Response:
    """One file of a draft, to whoever writes it."""
    visit: Visit = request.scope[VISIT]
    uploads = visit.given.uploads
    draft = uploads.draft(token, visit.who.session_id)
    file = None if draft is None else draft.find(stored)
    if file is None or not uploads.path(file).is_file():
        return _nothing()
    return answer_with(uploads.path(file), file.mime_type, file.file_name)


def _nothing() -> Response:
    return PlainTextResponse("No such file.\n", 404)
