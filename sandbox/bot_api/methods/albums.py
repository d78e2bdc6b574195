"""Several files that are shown as one: separate messages with one media_group_id."""

from __future__ import annotations

from sandbox.bot_api.args import Args
from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.media import input_media, shown
from sandbox.bot_api.methods.sending import target
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.messages import message as message_shape
from sandbox.bot_api.view import Json
from sandbox.state.model import Content

MAX_ITEMS = 10  # https://core.telegram.org/bots/api#sendmediagroup
_ALONE = {"audio": "Audio", "document": "Document"}  # kinds that keep to themselves


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    """Up to ten files; photos and videos mix, audios and documents keep to themselves."""
    call.args.required("media")
    items = call.args.sequence("media") or []
    read = [input_media(call, item, in_album=True) for item in items]
    number, shared = target(call)
    shared["markup"] = None
    files = [file() for file, _ in read]
    if len(files) > MAX_ITEMS:
        raise bad_request("too many messages to send as an album")
    if not files:
        raise bad_request("there are no messages to send")
    kinds = {str(item["type"]) for item in items}
    if len(kinds) > 1:
        for kind, word in _ALONE.items():
            if kind in kinds:
                raise bad_request(f"{word.lower()} can't be mixed with other media types")
    album = call.world.new_album() if len(files) > 1 else None
    sent: list[Json] = []
    for file, (_, (text, entities)), item in zip(files, read, items, strict=True):
        how = shown(file.kind, Args(dict(item)))
        whole = Content(text=text, entities=entities, file=file, album=album, **how, **shared)
        sent.append(message_shape(call.view, call.world.send(call.bot_id, number, whole)))
    return sent
