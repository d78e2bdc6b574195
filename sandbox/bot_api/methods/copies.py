"""Forwarding, which keeps the origin, and copying, which does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id, message
from sandbox.bot_api.methods.messages import message_ids
from sandbox.bot_api.methods.sending import options, thread
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.media import CAPTIONED
from sandbox.bot_api.shapes.messages import message as message_shape
from sandbox.bot_api.text.formatted import caption
from sandbox.bot_api.view import Json
from sandbox.state.model import Content, Message


@method("copyMessage")
def copy_message(call: Call) -> Json:
    """The same as one's own message; only its id is answered."""
    number, source = chat_id(call), chat_id(call, "from_chat_id")
    original = message(call, source, "message to copy")
    if original.content.service is not None or original.content.poll is not None:
        raise bad_request("message can't be copied")
    content = replace(_bare(original.content), **options(call, number))
    if call.args.given("caption") and _captioned(content):
        text, entities = caption(call.args)
        content = replace(content, text=text, entities=entities)
    return {"message_id": call.world.send(call.bot_id, number, content).id}


@method("copyMessages")
def copy_messages(call: Call) -> list[Json]:
    """Several at once, albums staying albums; what cannot be copied is passed over."""
    sent: list[Json] = []
    bare_captions = call.args.flag("remove_caption")
    for number, _, content in _several(call, "copy"):
        if bare_captions and _captioned(content):
            content = replace(content, text="", entities=[])
        sent.append({"message_id": call.world.send(call.bot_id, number, content).id})
    return sent


@method("forwardMessage")
def forward_message(call: Call) -> Json:
    """With its origin."""
    number, source = chat_id(call), chat_id(call, "from_chat_id")
    original = message(call, source, "message to forward")
    if original.content.service is not None:
        raise bad_request("message can't be forwarded")
    content = replace(
        _bare(original.content),
        thread_id=thread(call, number),
        silent=call.args.flag("disable_notification"),
    )
    sent = call.world.send(call.bot_id, number, content, forward=_origin(original))
    return message_shape(call.view, sent)


@method("forwardMessages")
def forward_messages(call: Call) -> list[Json]:
    """Several at once with their origin, albums staying albums."""
    return [
        {"message_id": call.world.send(call.bot_id, number, content, forward=_origin(original)).id}
        for number, original, content in _several(call, "forward")
    ]


def _several(call: Call, verb: str) -> Iterator[tuple[int, Message, Content]]:
    """Target, original and content for each message that can be sent on."""
    number, source = chat_id(call), chat_id(call, "from_chat_id")
    found = [call.view.message(source, one) for one in message_ids(call)]
    originals = [
        one
        for one in found
        if one is not None
        and one.content.service is None
        and (verb == "forward" or one.content.poll is None)
    ]
    if not originals:
        raise bad_request(f"there are no messages to {verb}")
    thread_id, silent = thread(call, number), call.args.flag("disable_notification")
    albums: dict[str, str] = {}
    for original in originals:
        album = original.content.album
        if album is not None and album not in albums:
            albums[album] = call.world.new_album()
        yield (
            number,
            original,
            replace(
                _bare(original.content),
                thread_id=thread_id,
                silent=silent,
                album=albums[album] if album is not None else None,
            ),
        )


def _bare(content: Content) -> Content:
    """What goes on: text, file and card, not the place in the old conversation."""
    return replace(content, markup=None, reply_to=None, thread_id=None, album=None, silent=False)


def _captioned(content: Content) -> bool:
    return content.file is not None and content.file.kind in CAPTIONED


def _origin(original: Message) -> dict[str, Any]:
    """Where a message first stood: forwarded again, it keeps its first origin."""
    if original.forward is not None:
        return dict(original.forward)
    who = (
        {"user_id": original.sender_id}
        if original.sender_chat_id is None
        else {"chat_id": original.sender_chat_id}
    )
    return {**who, "at": original.at, "message_id": original.id}
