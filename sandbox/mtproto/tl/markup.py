"""Keyboards: the Bot API's JSON (as in the state) and the schema's reply markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyrogram.raw import types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.tl.ids import TL


def written(markup: Mapping[str, Any] | None) -> TL | None:
    """A reply_markup as the schema has it."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        rows = [
            types.KeyboardInlineButtonRow(buttons=[_inline(button) for button in row])
            for row in markup["inline_keyboard"]
        ]
        return types.ReplyInlineMarkup(rows=rows)
    if "keyboard" in markup:
        return types.ReplyKeyboardMarkup(
            rows=[
                types.KeyboardButtonRow(buttons=[_plain(button) for button in row])
                for row in markup["keyboard"]
            ],
            resize=markup.get("resize_keyboard"),
            single_use=markup.get("one_time_keyboard"),
            selective=markup.get("selective"),
            persistent=markup.get("is_persistent"),
            placeholder=markup.get("input_field_placeholder"),
        )
    if markup.get("remove_keyboard"):
        return types.ReplyKeyboardHide(selective=markup.get("selective"))
    return types.ReplyKeyboardForceReply(
        selective=markup.get("selective"), placeholder=markup.get("input_field_placeholder")
    )


def _inline(button: Mapping[str, Any]) -> TL:
    kind: TL = types.InlineButtonTypeDisabled()
    if "url" in button:
        kind = types.InlineButtonTypeUrl(url=button["url"])
    elif "callback_data" in button:
        kind = types.InlineButtonTypeCallback(data=button["callback_data"].encode())
    elif "copy_text" in button:
        kind = types.InlineButtonTypeCopy(copy_text=button["copy_text"]["text"])
    elif "web_app" in button:
        kind = types.InlineButtonTypeWebView(url=button["web_app"]["url"])
    return types.KeyboardInlineButton(text=button["text"], type=kind)


def _plain(button: Mapping[str, Any] | str) -> TL:
    if isinstance(button, str):
        button = {"text": button}
    kind: TL = types.ButtonTypeDefault()
    if button.get("request_contact"):
        kind = types.ButtonTypeRequestPhone()
    elif button.get("request_location"):
        kind = types.ButtonTypeRequestGeoLocation()
    elif "web_app" in button:
        kind = types.ButtonTypeSimpleWebView(url=button["web_app"]["url"])
    return types.KeyboardButton(text=button["text"], type=kind)


def read(given: TL | None) -> dict[str, Any] | None:
    """A reply markup in the Bot API's JSON form. Raises RpcError for buttons that the state has
    no word for.
    """
    if given is None:
        return None
    if isinstance(given, types.ReplyInlineMarkup):
        rows = [[_read_inline(button) for button in row.buttons] for row in given.rows]
        return {"inline_keyboard": rows}
    if isinstance(given, types.ReplyKeyboardMarkup):
        plain = [[_read_plain(button) for button in row.buttons] for row in given.rows]
        flags = {
            "resize_keyboard": given.resize,
            "one_time_keyboard": given.single_use,
            "selective": given.selective,
            "is_persistent": given.persistent,
            "input_field_placeholder": given.placeholder,
        }
        return {"keyboard": plain, **{k: v for k, v in flags.items() if v}}
    if isinstance(given, types.ReplyKeyboardHide):
        return {"remove_keyboard": True}
    return {"force_reply": True}


def _read_inline(button: Any) -> dict[str, Any]:
    if isinstance(button.type, types.InlineButtonTypeUrl):
        return {"text": button.text, "url": button.type.url}
    if isinstance(button.type, types.InlineButtonTypeCallback):
        return {"text": button.text, "callback_data": button.type.data.decode()}
    if isinstance(button.type, types.InlineButtonTypeCopy):
        return {"text": button.text, "copy_text": {"text": button.type.copy_text}}
    raise RpcError(400, "BUTTON_TYPE_INVALID")


def _read_plain(button: Any) -> dict[str, Any]:
    if isinstance(button.type, types.ButtonTypeRequestPhone):
        return {"text": button.text, "request_contact": True}
    if isinstance(button.type, types.ButtonTypeRequestGeoLocation):
        return {"text": button.text, "request_location": True}
    if isinstance(button.type, types.ButtonTypeDefault):
        return {"text": button.text}
    raise RpcError(400, "BUTTON_TYPE_INVALID")
