"""What clients attach to messages, made into the state's files, contacts and places."""

from __future__ import annotations

import mimetypes
from typing import Any

from pyrogram.raw import types

from sandbox.mtproto.dispatch import not_found
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call
from sandbox.mtproto.tl import media
from sandbox.mtproto.tl.ids import TL
from sandbox.state.model import File


def read(call: Call, given: TL) -> dict[str, Any]:
    """An InputMedia as fields of a message's content. Raises RpcError."""
    if isinstance(given, types.InputMediaUploadedPhoto | types.InputMediaUploadedDocument):
        return {"file": _uploaded(call, given), "spoiler": bool(given.spoiler)}
    if isinstance(given, types.InputMediaPhoto | types.InputMediaDocument):
        return {"file": known(call, given.id), "spoiler": bool(given.spoiler)}
    if isinstance(given, types.InputMediaContact):
        return {"contact": _contact(call, given)}
    if isinstance(given, types.InputMediaGeoPoint):
        point = given.geo_point
        if not isinstance(point, types.InputGeoPoint):
            raise RpcError(400, "MEDIA_INVALID")
        return {"location": {"latitude": point.lat, "longitude": point.long}}
    if isinstance(given, types.InputMediaEmpty):
        return {}
    raise not_found(f"sending {type(given).__name__}")


def known(call: Call, given: TL) -> File:
    """A file that is on the server already. Raises RpcError."""
    file = call.world.files.get(getattr(given, "id", 0))
    if file is None or file.access_hash != given.access_hash:
        raise RpcError(400, "MEDIA_INVALID")
    if given.file_reference != media.reference(file, call.me):
        raise RpcError(400, "FILE_REFERENCE_EXPIRED")
    return file


def _contact(call: Call, given: types.InputMediaContact) -> dict[str, Any]:
    owner = call.world.by_phone(given.phone_number)
    return {
        "phone_number": given.phone_number,
        "first_name": given.first_name,
        "last_name": given.last_name or None,
        "user_id": None if owner is None else owner.id,
        "vcard": given.vcard or None,
    }


def _uploaded(call: Call, given: TL) -> File:
    data = call.services.uploads.whole(call.me, given.file)
    dc = call.world.users[call.me].dc
    name = given.file.name or None
    if isinstance(given, types.InputMediaUploadedPhoto):
        mime = mimetypes.guess_type(name or "")[0] or "image/jpeg"
        return call.world.add_file("photo", data, mime_type=mime, name=name, dc=dc)
    described = _described(given.attributes)
    described.setdefault("name", name)
    return call.world.add_file(data=data, mime_type=given.mime_type, dc=dc, **described)


def _described(attributes: list[TL]) -> dict[str, Any]:
    """Kind, name and measures as a document's attributes tell them."""
    found: dict[str, Any] = {"kind": "document"}
    for attribute in attributes:
        if isinstance(attribute, types.DocumentAttributeFilename):
            found["name"] = attribute.file_name
        elif isinstance(attribute, types.DocumentAttributeAnimated):
            found["kind"] = "animation"
        elif isinstance(attribute, types.DocumentAttributeSticker):
            found |= {"kind": "sticker", "emoji": attribute.alt}
        elif isinstance(attribute, types.DocumentAttributeImageSize):
            found |= {"width": attribute.w, "height": attribute.h}
        elif isinstance(attribute, types.DocumentAttributeAudio):
            found["kind"] = "voice" if attribute.voice else "audio"
            found["duration"] = attribute.duration
            found |= {"title": attribute.title, "performer": attribute.performer}
        elif isinstance(attribute, types.DocumentAttributeVideo):
            if found["kind"] == "document":
                found["kind"] = "video_note" if attribute.round_message else "video"
            found |= {"width": attribute.w, "height": attribute.h}
            found["duration"] = int(attribute.duration)
    return found
