"""How every send ends: options that all share, then the state is asked, then the Message."""

from __future__ import annotations

from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.markup import reply_markup
from sandbox.bot_api.methods.common import chat_id
from sandbox.bot_api.registry import Call
from sandbox.bot_api.shapes.messages import message as message_shape
from sandbox.bot_api.text.formatted import formatted
from sandbox.bot_api.view import Json
from sandbox.state.model import GENERAL, Content, Message


def options(call: Call, number: int) -> dict[str, Any]:
    """Content's fields that do not depend on what is sent."""
    return {
        "markup": reply_markup(call.args),
        "reply_to": reply_to(call, number),
        "quote": quote(call),
        "thread_id": thread(call, number),
        "silent": call.args.flag("disable_notification"),
    }


def reply_to(call: Call, number: int) -> int | None:
    """The message answered, from `reply_parameters` or the older `reply_to_message_id`."""
    parameters = call.args.mapping("reply_parameters") or {}
    wanted = parameters.get("message_id") or call.args.integer("reply_to_message_id")
    if not wanted:
        return None
    other = parameters.get("chat_id")
    forgiving = bool(parameters.get("allow_sending_without_reply")) or call.args.flag(
        "allow_sending_without_reply"
    )
    elsewhere = other is not None and str(other) != str(number)
    try:
        message_id = int(wanted)
    except (TypeError, ValueError):
        raise bad_request("invalid message identifier specified") from None
    if not elsewhere and call.view.message(number, message_id) is not None:
        return message_id
    if forgiving:
        return None
    raise bad_request("message to be replied not found")


def quote(call: Call) -> dict[str, str] | None:
    """The part of the message answered that is quoted, as plain text."""
    parameters = call.args.mapping("reply_parameters") or {}
    raw = str(parameters.get("quote") or "")
    mode = str(parameters.get("quote_parse_mode") or "")
    text, _ = formatted(raw, mode, parameters.get("quote_entities"))
    return {"text": text} if text else None


def thread(call: Call, number: int) -> int | None:
    """The topic: it must exist where the chat is a forum, and be a message where it is not."""
    thread_id = call.args.integer("message_thread_id")
    if not thread_id:
        return None
    group = call.world.chats.get(number)
    if group is None or thread_id == GENERAL:
        raise bad_request("message thread not found")
    if group.is_forum and thread_id not in group.topics:
        raise bad_request("message thread not found")
    if not group.is_forum and call.view.message(number, thread_id) is None:
        raise bad_request("message thread not found")
    return thread_id


def send(call: Call, **fields: Any) -> Json:
    """Write to `chat_id` and answer the Message. `fields` are Content's."""
    return message_shape(call.view, send_content(call, **fields))


def send_content(call: Call, **fields: Any) -> Message:
    """Write to `chat_id`."""
    number = chat_id(call)
    content = Content(**options(call, number), **fields)
    return call.world.send(call.bot_id, number, content)
