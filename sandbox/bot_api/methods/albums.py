"""Several files that are shown as one: separate messages with one media_group_id."""

from __future__ import annotations

from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id
from sandbox.bot_api.methods.media import media_input
from sandbox.bot_api.methods.sending import options
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.messages import message as message_shape
from sandbox.bot_api.text.formatted import caption_of
from sandbox.bot_api.view import Json
from sandbox.state.model import Content

_KINDS = frozenset({"photo", "video", "audio", "document"})
_MIXED = frozenset({"photo", "video"})


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    """Two to ten files; photos and videos mix, audios and documents keep to themselves."""
    number = chat_id(call)
    items = call.args.sequence("media") or []
    if not 1 <= len(items) <= 10:
        raise bad_request("too few messages to send as an album" if not items
                          else "too many messages to send as an album")  # fmt: skip
    if not all(isinstance(item, dict) for item in items):
        raise bad_request("can't parse media: InputMedia must be an Object")
    kinds = {str(item.get("type")) for item in items}
    if not kinds <= _KINDS or (len(kinds) > 1 and not kinds <= _MIXED):
        raise bad_request("can't use the media of the specified type in the album")
    contents = [_content(call, item) for item in items]
    shared = options(call, number)
    shared["markup"] = None
    album = call.world.new_album() if len(items) > 1 else None
    sent: list[Json] = []
    for content in contents:
        whole = Content(**{**content, **shared, "album": album})
        sent.append(message_shape(call.view, call.world.send(call.bot_id, number, whole)))
    return sent


def _content(call: Call, item: Any) -> dict[str, Any]:
    file = media_input(call, str(item["type"]), str(item.get("media", "")))
    text, entities = caption_of(
        str(item.get("caption") or ""),
        str(item.get("parse_mode") or ""),
        item.get("caption_entities"),
    )
    return {"file": file, "text": text, "entities": entities}
