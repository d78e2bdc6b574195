"""upload.*: the bytes of files, in and out (https://core.telegram.org/api/files)."""

from __future__ import annotations

from typing import Any

from pyrogram.raw import functions, types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result
from sandbox.mtproto.tl import media
from sandbox.mtproto.tl.ids import TL

methods = Methods()
STEP = 4096
MAX_CHUNK = 1 << 20
FILE_TYPES: dict[str, Any] = {
    "image/jpeg": types.storage.FileJpeg,
    "image/png": types.storage.FilePng,
    "image/gif": types.storage.FileGif,
    "image/webp": types.storage.FileWebp,
    "application/pdf": types.storage.FilePdf,
    "audio/mpeg": types.storage.FileMp3,
    "video/mp4": types.storage.FileMp4,
    "video/quicktime": types.storage.FileMov,
}


@methods.on(functions.upload.SaveFilePart)
def save_file_part(call: Call, query: functions.upload.SaveFilePart) -> Result:
    """Keep a part of a file up to 10 MB."""
    call.services.uploads.save(call.me, query.file_id, query.file_part, query.bytes)
    return True


@methods.on(functions.upload.SaveBigFilePart)
def save_big_file_part(call: Call, query: functions.upload.SaveBigFilePart) -> Result:
    """Keep a part of a larger file."""
    call.services.uploads.save(call.me, query.file_id, query.file_part, query.bytes)
    return True


@methods.on(functions.upload.GetFile)
def get_file(call: Call, query: functions.upload.GetFile) -> Result:
    """A piece of a file; an empty one past its end."""
    if query.limit <= 0 or query.limit > MAX_CHUNK or query.limit % (1 if query.precise else STEP):
        raise RpcError(400, "LIMIT_INVALID")
    if query.offset < 0 or query.offset % (1 if query.precise else STEP):
        raise RpcError(400, "OFFSET_INVALID")
    data, mime_type = _located(call, query.location)
    kind = FILE_TYPES.get(mime_type, types.storage.FileUnknown)
    piece = data[query.offset : query.offset + query.limit]
    return types.upload.File(type=kind(), mtime=call.now, bytes=piece)


def _located(call: Call, location: TL) -> tuple[bytes, str]:
    known = (types.InputDocumentFileLocation, types.InputPhotoFileLocation)
    file = call.world.files.get(location.id) if isinstance(location, known) else None
    if file is None or location.access_hash != file.access_hash:
        raise RpcError(400, "LOCATION_INVALID")
    if file.dc != call.session.dc:
        raise RpcError(303, f"FILE_MIGRATE_{file.dc}")
    if location.file_reference != media.reference(file, call.me):
        raise RpcError(400, "FILE_REFERENCE_EXPIRED")
    if isinstance(location, types.InputDocumentFileLocation) and location.thumb_size:
        raise RpcError(400, "LOCATION_INVALID")
    return file.data, file.mime_type
