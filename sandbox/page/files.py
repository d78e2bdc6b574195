"""Files of messages, as the page shows and plays them."""

from __future__ import annotations

import re
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from sandbox.state.model import File, Refused
from sandbox.state.world import World

# Whatever a browser cannot run as a page of ours; anything else is saved, not shown.
_SHOWN = frozenset(
    {
        *("image/jpeg", "image/png", "image/webp", "image/gif"),
        *("video/mp4", "video/webm"),
        *("audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav", "audio/webm"),
    }
)
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def address_of(viewer: int, chat_id: int, message_id: int) -> str:
    """Where a message's file is found, as this person sees it."""
    return f"/file/{viewer}/{chat_id}/{message_id}"


def router_of(world: World) -> APIRouter:
    """The route of the files of a world."""
    router = APIRouter()

    @router.get("/file/{viewer}/{chat_id}/{message_id}")
    async def file(request: Request, viewer: int, chat_id: int, message_id: int) -> Response:
        try:
            message = world.message(viewer, chat_id, message_id)
        except Refused:
            message = None
        if message is None or message.content.file is None:
            return Response("no such file", 404, media_type="text/plain")
        return answer(message.content.file, request.headers.get("range"))

    return router


def answer(file: File, wanted: str | None) -> Response:
    """A file, or the part of it that the Range header asks for: players look into the middle."""
    shown = file.mime_type in _SHOWN
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600",
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; {_name(file)}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    kind = file.mime_type if shown else "application/octet-stream"
    size = len(file.data)
    part = None if wanted is None else _part(wanted, size)
    if part is None:
        return Response(file.data, media_type=kind, headers=headers)
    start, end = part
    if start >= size:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return Response(file.data[start : end + 1], 206, media_type=kind, headers=headers)


def _name(file: File) -> str:
    return f"filename*=UTF-8''{quote(file.name or file.kind, safe='')}"


def _part(wanted: str, size: int) -> tuple[int, int] | None:
    found = _RANGE.fullmatch(wanted)
    if found is None or found[0] == "bytes=-":
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size - 1
    end = min(int(found[2]), size - 1) if found[2] else size - 1
    return int(found[1]), end
