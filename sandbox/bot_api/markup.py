"""Keyboards: checked, in the form in which the state keeps them and messages give them back."""

from __future__ import annotations

import re
from typing import Any

from sandbox.bot_api.args import Args
from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.text.formatted import clean
from sandbox.bot_api.text.links import mentioned_user, normal_url

MAX_CALLBACK_DATA = 64  # bytes, https://core.telegram.org/bots/api#inlinekeyboardbutton
MAX_INLINE_BUTTONS = 100
_BUTTON = "can't parse inline keyboard button"
_PLAIN_ACTIONS = (
    "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_REQUESTS = ("request_contact", "request_location", "request_poll", "request_users",
             "request_chat", "web_app")  # fmt: skip

Markup = dict[str, Any]


def reply_markup(args: Args) -> Markup | None:
    """The `reply_markup` of a send or an edit. Raises `ApiError` in Telegram's words."""
    raw = args.values.get("reply_markup")
    if raw is None or raw == "":
        return None
    try:
        markup = args.json("reply_markup")
    except ApiError as error:
        raise bad_request("can't parse reply keyboard markup JSON object") from error
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return _keyboard(markup)
    for kind in ("remove_keyboard", "force_reply"):
        if markup.get(kind):
            return _kept(markup, (kind, "selective", "input_field_placeholder"))
    return None


def inline_markup(args: Args) -> Markup | None:
    """The `reply_markup` of an edit: only an inline keyboard may stand under an old message."""
    markup = reply_markup(args)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(raw: Any, name: str) -> list[list[Any]]:
    if not isinstance(raw, list):
        raise bad_request(f'field "{name}" must be of type Array')
    for row in raw:
        if not isinstance(row, list):
            what = f'field "{name}"'
            if name == "inline_keyboard":
                what += " of the InlineKeyboardMarkup"
            raise bad_request(f"{what} must be an Array of Arrays")
    return [row for row in raw if row]


def _worded(rows: list[list[Markup]]) -> list[list[Markup]]:
    """Without buttons that have no words, and at most twelve in a row (TDLib, ReplyMarkup.cpp)."""
    kept = [[button for button in row if button["text"].strip()][:12] for row in rows]
    return [row for row in kept if row]


def _inline(raw: Any) -> Markup | None:
    rows = [[_inline_button(button) for button in row] for row in _rows(raw, "inline_keyboard")]
    rows = _worded(rows)
    if sum(map(len, rows)) > MAX_INLINE_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _inline_button(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise bad_request(f"{_BUTTON}: InlineKeyboardButton must be an Object")
    button: dict[str, Any] = {"text": _button_text(_BUTTON, raw)}
    for name in ("icon_custom_emoji_id", "style"):
        if raw.get(name):
            button[name] = str(raw[name])
    if raw.get("url"):
        button["url"] = _button_url(str(raw["url"]))
        return button
    if raw.get("callback_data"):  # an empty one counts as none
        data = clean(str(raw["callback_data"]))
        if len(data.encode("utf-8")) > MAX_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        button["callback_data"] = data
        return button
    for action in _PLAIN_ACTIONS:
        if raw.get(action) is not None:
            button[action] = raw[action]
            return button
    raise bad_request(f"{_BUTTON}: Text buttons are unallowed in the inline keyboard")


def _button_url(raw: str) -> str:
    if mentioned_user(raw):
        return raw
    url = normal_url(raw)
    if url is None:
        why = "Wrong HTTP URL"
        if re.search(r"[\s<>\"`{}|\\^]", raw.strip().partition("://")[2].partition("/")[0] or raw):
            why = "Disallowed character in URL host"
        raise bad_request(f"inline keyboard button URL '{raw}' is invalid: {why}")
    return url


def _button_text(where: str, raw: dict[str, Any]) -> str:
    text = raw.get("text")
    if text is None:
        raise bad_request(f'{where}: Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad_request(f'{where}: Field "text" must be of type String')
    return clean(text)


def _keyboard(markup: Markup) -> Markup | None:
    rows = [
        [_keyboard_button(button) for button in row]
        for row in _rows(markup["keyboard"], "keyboard")
    ]
    rows = _worded(rows)
    if not rows:
        return None
    names = ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective",
             "input_field_placeholder")  # fmt: skip
    return {"keyboard": rows, **_kept(markup, names)}


def _keyboard_button(raw: Any) -> dict[str, Any]:
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict):
        raise bad_request(
            "can't parse keyboard button: KeyboardButton must be a String or an Object"
        )
    text = _button_text("can't parse keyboard button", raw)
    return {"text": text, **_kept(raw, _REQUESTS)}


def _kept(raw: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: raw[name] for name in names if raw.get(name)}
