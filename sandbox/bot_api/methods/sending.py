"""Sends messages: options that all sends share, then the chat, then the state, then the Message.

Telegram's server reads what it was given before it looks for the chat, and looks at files last
(Client.cpp, do_send_message).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.markup import reply_markup
from sandbox.bot_api.methods.common import chat_id
from sandbox.bot_api.registry import Call
from sandbox.bot_api.shapes.messages import message as message_shape
from sandbox.bot_api.text.formatted import formatted
from sandbox.bot_api.view import Json, is_supergroup
from sandbox.state.model import GENERAL, Content, File, Message

FileOf = Callable[[], File]


def target(call: Call) -> tuple[int, dict[str, Any]]:
    """Return the chat, and Content's fields that do not depend on what is sent."""
    parameters = call.args.mapping("reply_parameters") or {}
    quoted, markup = _quote(parameters), reply_markup(call.args)
    number = chat_id(call)
    thread_id = thread(call, number)
    return number, {
        "markup": markup,
        "reply_to": _reply_to(call, number, parameters),
        "quote": quoted,
        "thread_id": thread_id,
        "silent": call.args.flag("disable_notification"),
        "protected": call.args.flag("protect_content"),
    }


def _reply_to(call: Call, number: int, parameters: dict[str, Any]) -> int | None:
    """The message answered, from `reply_parameters` or the older `reply_to_message_id`."""
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


def _quote(parameters: dict[str, Any]) -> dict[str, str] | None:
    """The part of the message answered that is quoted, as plain text."""
    raw = str(parameters.get("quote") or "")
    mode = str(parameters.get("quote_parse_mode") or "")
    text, _ = formatted(raw, mode, parameters.get("quote_entities"))
    return {"text": text} if text else None


def thread(call: Call, number: int) -> int | None:
    """The topic, which must exist where there may be topics; elsewhere it counts for nothing."""
    thread_id = call.args.integer("message_thread_id")
    if thread_id <= 0:
        return None
    group = call.world.chats.get(number)
    if group is None:  # a private chat may have topics; nobody has turned them on here
        raise bad_request("message thread not found")
    if not is_supergroup(group) or not group.is_forum:
        return None
    if thread_id == GENERAL or thread_id not in group.topics:
        raise bad_request("message thread not found")
    return thread_id


def send(call: Call, *, file: FileOf | None = None, **fields: Any) -> Json:
    """Write to `chat_id` and return the Message. `fields` are Content's."""
    return message_shape(call.view, send_content(call, file=file, **fields))


def send_content(call: Call, *, file: FileOf | None = None, **fields: Any) -> Message:
    """Write to `chat_id`."""
    number, options = target(call)
    if file is not None:
        fields["file"] = file()
    return call.world.send(call.bot_id, number, Content(**options, **fields))
