"""Editing what the bot has said. An edit that names no keyboard takes the old one away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sandbox.bot_api.args import Args
from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.markup import Markup, inline_markup
from sandbox.bot_api.methods.common import chat_id, message
from sandbox.bot_api.methods.media import input_media, shown
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.media import CAPTIONED
from sandbox.bot_api.shapes.messages import message as message_shape
from sandbox.bot_api.text.formatted import caption, link_preview, message_text
from sandbox.bot_api.view import Json
from sandbox.state.model import CARRIED, Content, Message


@method("editMessageText")
def edit_message_text(call: Call) -> Json:
    """Change a message's text."""
    preview = link_preview(call.args)
    text, entities = message_text(call.args)
    markup = inline_markup(call.args)
    old = _old(call)
    if old.content.file is not None or _is_no_text(old.content):
        raise bad_request("there is no text in the message to edit")
    return _edit(call, old, Content(text=text, entities=entities, preview=preview), markup)


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Json:
    """Change the caption of a file."""
    markup = inline_markup(call.args)
    text, entities = caption(call.args)
    old = _old(call)
    if old.content.file is None or old.content.file.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    above = call.args.flag("show_caption_above_media")
    content = replace(old.content, text=text, entities=entities, caption_above=above)
    return _edit(call, old, content, markup)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Json:
    """Change or remove a keyboard."""
    markup = inline_markup(call.args)
    old = _old(call)
    return _edit(call, old, replace(old.content), markup)


@method("editMessageMedia")
def edit_message_media(call: Call) -> Json:
    """Replace a message's file, or text, by a file with its caption."""
    markup = inline_markup(call.args)
    call.args.required("media")
    item = _item(call)
    file, (text, entities) = input_media(call, item)
    old = _old(call)
    if _is_no_text(old.content):
        raise bad_request("message can't be edited")
    kept = file()
    how = shown(kept.kind, Args(dict(item))) if isinstance(item, Mapping) else {}
    return _edit(call, old, Content(text=text, entities=entities, file=kept, **how), markup)


def _item(call: Call) -> object:
    try:
        return call.args.json("media")
    except ApiError:
        raise bad_request("can't parse input media JSON object") from None


def _old(call: Call) -> Message:
    if not call.args.text("chat_id") and call.args.integer("message_id") <= 0:
        if not call.args.text("inline_message_id"):
            raise bad_request("message identifier is not specified")
        raise bad_request("invalid inline message identifier specified")
    number = chat_id(call)
    if number > 0 and call.world.users[number].deleted:
        # telegram-bot-api's Client.cpp, check_chat_access: of a deleted account nothing is edited
        raise ApiError(403, "user is deactivated")
    found = message(call, number, "message to edit")
    foreign = found.sender_id != call.bot_id or found.forward is not None
    if foreign or found.content.service is not None:
        raise bad_request("message can't be edited")
    return found


def _edit(call: Call, old: Message, content: Content, markup: Markup | None) -> Json:
    content = replace(content, markup=markup)
    return message_shape(call.view, call.world.edit(call.bot_id, old.chat_id, old.id, content))


def _is_no_text(content: Content) -> bool:
    return any(getattr(content, part) is not None for part in CARRIED)
