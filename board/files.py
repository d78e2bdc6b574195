"""Customers' files, to whoever may see the ticket that they belong to."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from board.guard import VISIT, Visit
from core import files
from core.board.conversation import Message
from core.model.texts import DeskError
from core.ports import DatabaseBusyError

# What a browser shows or plays and cannot run as a page of ours; all else is saved, not shown.
SHOWN = frozenset(
    {
        *("image/jpeg", "image/png", "image/webp", "image/gif"),
        *("video/mp4", "video/webm"),
        *("audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav", "audio/webm"),
    }
)
_SAME = {"video/ogg": "audio/ogg", "application/ogg": "audio/ogg", "audio/x-wav": "audio/wav"}
_OTHER = "application/octet-stream"

router = APIRouter()


def address_of(ticket_id: int, message: Message) -> str:
    """Where the file of a ticket's message is found."""
    return f"/files/{ticket_id}/{message.row}"


@router.api_route("/files/{ticket_id:int}/{row:int}", methods=["GET", "HEAD"])
async def send(request: Request, ticket_id: int, row: int) -> Response:
    """The file of a message, by the right to its ticket; whatever is not there, or not theirs, is
    answered alike."""
    visit: Visit = request.scope[VISIT]
    try:
        seen = await visit.given.questions.ticket(visit.who.person_id, ticket_id)
    except DeskError:
        return _nothing()
    except DatabaseBusyError:
        return PlainTextResponse("Just now that cannot be looked up.\n", 503, {"retry-after": "1"})
    found = (line for line in seen.lines if isinstance(line, Message) and line.row == row)
    message = next(found, None)
    if message is None or message.path is None:
        return _nothing()
    folder = visit.given.media / str(seen.customer.id)
    file = found_in(folder, message.path)
    return _nothing() if file is None else answer(file, message)


def found_in(folder: Path, path: str) -> Path | None:
    """The file, if it lies in that folder and is a file."""
    try:
        file = files.inside(folder, path)
    except ValueError:
        return None
    return file if file.is_file() else None


def shown_as(message: Message) -> str | None:
    """As what a browser shows or plays the message's file; None: it is only saved."""
    named = None if message.media is None else message.media.mime_type
    return _shown(named or mimetypes.guess_type(message.path or "")[0] or _OTHER)


def answer(file: Path, message: Message) -> Response:
    """The file of a message."""
    name = (None if message.media is None else message.media.file_name) or file.name
    return answer_with(file, shown_as(message) or _OTHER, name)


def answer_with(file: Path, mime_type: str, name: str) -> Response:
    """The file or, by Starlette, the part of it that was asked for: players look into it."""
    kind = _shown(mime_type)
    return FileResponse(
        file,
        media_type=kind or _OTHER,
        headers={
            "cache-control": "private, no-store",
            "content-disposition": f"{'attachment' if kind is None else 'inline'};"
            f" filename*=UTF-8''{quote(name, safe='')}",
            "content-security-policy": "sandbox; default-src 'none'",
        },
    )


def _shown(kind: str) -> str | None:
    kind = _SAME.get(kind, kind)
    return kind if kind in SHOWN else None


def _nothing() -> Response:
    return PlainTextResponse("No such file.\n", 404)
