"""Files in messages: uploaded, or named by a file id."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from functools import partial
from typing import Any

from sandbox.bot_api.args import Args, Upload
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.file_ids import flaw_of, read_file_id
from sandbox.bot_api.methods.sending import FileOf, send
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.text.formatted import Formatted, caption, caption_of
from sandbox.bot_api.view import Json
from sandbox.state.images import image_size
from sandbox.state.model import File

MAX_PHOTO = 10 * 1024 * 1024  # https://core.telegram.org/bots/api#sendphoto
_MIMES = {
    "photo": "image/jpeg", "video": "video/mp4", "animation": "video/mp4", "audio": "audio/mpeg",
    "voice": "audio/ogg", "video_note": "video/mp4", "sticker": "image/webp",
}  # fmt: skip
_WORDS = {
    "photo": "Photo", "video": "Video", "animation": "Animation", "audio": "Audio",
    "voice": "VoiceNote", "video_note": "VideoNote", "sticker": "Sticker", "document": "Document",
}  # fmt: skip
_EXCHANGED = frozenset({"photo", "video", "animation", "audio", "document"})  # as InputMedia
_SHOWN = frozenset({"photo", "video", "animation"})  # has_spoiler, show_caption_above_media
# Telegram sends a file on as what it is; only these pairs may stand for each other.
_ALIKE = frozenset({("animation", "document"), ("document", "animation"), ("animation", "video")})


def media_input(
    call: Call, kind: str, value: str, name: str = "", described: Mapping[str, Any] | None = None
) -> FileOf | None:
    """The file meant: uploaded under `name` or `attach://…`, or an id known to this bot.

    None when there is none in the request. Whether it is good is found when it is asked for.
    `described`: duration, width and so on; else they are parameters of the call.
    """
    said = Args(dict(described)) if described is not None else call.args
    uploaded = call.args.files.get(name)
    if value.startswith("attach://"):
        uploaded = call.args.files.get(value.removeprefix("attach://"))
    if uploaded is not None:
        return partial(_store, call, kind, uploaded, said)
    if not value or value.startswith("attach://"):
        return None
    return partial(_known, call, kind, value)


def _known(call: Call, kind: str, value: str) -> File:
    if value.startswith(("http://", "https://")):
        # This Telegram has no way out of the machine.
        raise bad_request("failed to get HTTP URL content")
    if flaw := flaw_of(value):
        raise bad_request(f"wrong remote file identifier specified: {flaw}")
    read = read_file_id(call.bot_id, value)
    file = call.world.files.get(read[1]) if read is not None else None
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind and (file.kind, kind) not in _ALIKE:
        sentence = f"can't use file of type {_WORDS.get(file.kind, 'Document')} as {_WORDS[kind]}"
        raise bad_request(sentence)
    return file


def _store(call: Call, kind: str, upload: Upload, said: Args) -> File:
    if not upload.data:
        raise bad_request("file must be non-empty")
    size = image_size(upload.data) if kind in ("photo", "sticker", "document") else None
    if kind == "photo" and size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if kind == "photo" and len(upload.data) > MAX_PHOTO:
        raise bad_request("too big file for a photo")
    mime = upload.mime_type
    if mime in ("", "application/octet-stream"):
        mime = _MIMES.get(kind) or mimetypes.guess_type(upload.name)[0] or mime
    width, height = size or (said.integer("width"), said.integer("height"))
    if kind == "video_note":
        width = height = said.integer("length") or 240
    return call.world.add_file(
        kind,
        upload.data,
        mime_type="image/jpeg" if kind == "photo" else mime,
        name=upload.name if kind not in ("photo", "voice", "video_note", "sticker") else None,
        width=width,
        height=height,
        dc=call.world.users[call.bot_id].dc,
        duration=said.integer("duration"),
        emoji=(said.text("emoji") or None) if kind == "sticker" else None,
        title=(said.text("title") or None) if kind == "audio" else None,
        performer=(said.text("performer") or None) if kind == "audio" else None,
    )


def shown(kind: str, given: Args) -> dict[str, Any]:
    """How a picture or film is to be shown, as fields of a message's content."""
    if kind not in _SHOWN:
        return {}
    return {
        "spoiler": given.flag("has_spoiler"),
        "caption_above": given.flag("show_caption_above_media"),
    }


def _send_file(call: Call, kind: str) -> Json:
    file = _asked_for(call, kind)
    text, entities = caption(call.args)
    return send(call, file=file, text=text, entities=entities, **shown(kind, call.args))


def _send_bare_file(call: Call, kind: str) -> Json:
    return send(call, file=_asked_for(call, kind))


def _asked_for(call: Call, kind: str) -> FileOf:
    file = media_input(call, kind, call.args.text(kind), kind)
    if file is None:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    return file


def input_media(call: Call, item: Any, *, in_album: bool = False) -> tuple[FileOf, Formatted]:
    """One InputMedia: its file and its caption. Raises `ApiError` in Telegram's words."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    words = caption_of(
        str(item.get("caption") or ""),
        str(item.get("parse_mode") or ""),
        item.get("caption_entities"),
    )
    kind = item.get("type")
    if kind is None:
        raise bad_request("can't parse InputMedia: Can't find field \"type\"")
    file = media_input(call, str(kind), str(item.get("media") or ""), described=item)
    if file is None:
        raise bad_request("can't parse InputMedia: media not found")
    if kind not in _EXCHANGED:
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    if in_album and kind == "animation":
        raise bad_request(
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"
        )
    return file, words


def _register(name: str, kind: str, *, captioned: bool = True) -> None:
    def send_kind(call: Call) -> Any:
        return _send_file(call, kind) if captioned else _send_bare_file(call, kind)

    method(name)(send_kind)


for _name, _kind in (
    ("sendPhoto", "photo"),
    ("sendVideo", "video"),
    ("sendAnimation", "animation"),
    ("sendAudio", "audio"),
    ("sendDocument", "document"),
    ("sendVoice", "voice"),
):
    _register(_name, _kind)
_register("sendVideoNote", "video_note", captioned=False)
_register("sendSticker", "sticker", captioned=False)
