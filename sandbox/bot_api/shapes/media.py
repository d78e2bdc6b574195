"""What a message carries beside text: files, contacts, places, polls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.bot_api.file_ids import file_id
from sandbox.bot_api.view import Json, View
from sandbox.state.model import File

_THUMBNAILS = (("s", 90), ("m", 320))
CAPTIONED = frozenset({"photo", "video", "animation", "audio", "document", "voice"})


def media(view: View, file: File) -> Json:
    """The message's keys for a file: `photo` with sizes, or one object under the kind's name."""
    shape: Json = {
        "file_id": file_id(view.bot_id, file),
        "file_unique_id": file.unique,
        "file_size": len(file.data),
    }
    if file.kind == "photo":
        return {"photo": _sizes(view, file)}
    if file.kind in ("video", "animation", "sticker"):
        shape["width"], shape["height"] = file.width or 1, file.height or 1
    if file.kind in ("video", "animation", "audio", "voice", "video_note"):
        shape["duration"] = file.duration
    if file.kind == "video_note":
        shape["length"] = file.width or 240
    elif file.kind == "sticker":
        shape["type"] = "regular"
        shape["is_animated"] = file.mime_type == "application/x-tgsticker"
        shape["is_video"] = file.mime_type == "video/webm"
        if file.emoji:
            shape["emoji"] = file.emoji
    else:
        shape["mime_type"] = file.mime_type
        if file.name and file.kind != "voice":
            shape["file_name"] = file.name
    for name in ("title", "performer"):
        if value := getattr(file, name):
            shape[name] = value
    if file.kind == "animation":
        # Old clients know no animations, so one comes as a document too.
        document = {k: v for k, v in shape.items() if k not in ("width", "height", "duration")}
        return {"animation": shape, "document": document}
    return {file.kind: shape}


def _sizes(view: View, file: File) -> list[Json]:
    """PhotoSize, smallest first: two thumbnails of a large picture, and the picture.

    Every size has ids of its own (https://core.telegram.org/api/files#image-thumbnail-types).
    Nothing is made smaller here: behind each of them lies the whole picture.
    """
    sizes: list[Json] = []
    for letter, side in (*_THUMBNAILS, ("y", 0)):
        width, height = file.width or 1, file.height or 1
        if side and max(width, height) <= side:
            continue
        part = side / max(width, height) if side else 1.0
        sizes.append(
            {
                "file_id": file_id(view.bot_id, file, letter),
                "file_unique_id": file.unique + letter,
                "file_size": max(1, int(len(file.data) * part)),
                "width": max(1, round(width * part)),
                "height": max(1, round(height * part)),
            }
        )
    return sizes


def contact(card: Mapping[str, Any]) -> Json:
    """Contact; whose it is shows only in `user_id`."""
    names = ("phone_number", "first_name", "last_name", "user_id", "vcard")
    shape = {name: card[name] for name in names if card.get(name)}
    shape.setdefault("phone_number", "")
    shape.setdefault("first_name", "")
    return shape


def knows_answer(raw: Mapping[str, Any], *, own: bool) -> bool:
    """Whether a quiz shows its answer: closed, or `own`.

    `own`: not forwarded, and sent by the bot or to it in private
    (https://core.telegram.org/bots/api#poll, correct_option_ids).
    """
    return "correct_option_ids" in raw and (own or bool(raw.get("is_closed")))


def poll(raw: Mapping[str, Any], *, own: bool) -> Json:
    """Poll; votes are not counted in this sandbox."""
    options = [option if isinstance(option, str) else option["text"] for option in raw["options"]]
    known = knows_answer(raw, own=own)
    answer: Json = {"correct_option_ids": list(raw["correct_option_ids"])} if known else {}
    return {
        **answer,
        "id": str(raw["id"]),
        "question": raw["question"],
        "options": [
            {"persistent_id": str(place), "text": text, "voter_count": 0}
            for place, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": bool(raw.get("is_closed", False)),
        "is_anonymous": bool(raw.get("is_anonymous", True)),
        "type": raw.get("type", "regular"),
        "allows_multiple_answers": bool(raw.get("allows_multiple_answers", False)),
        "allows_revoting": bool(raw.get("allows_revoting", False)),
        "members_only": False,
    }
