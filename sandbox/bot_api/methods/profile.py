"""What a bot says of itself: name, descriptions, menu button, wished rights."""

from __future__ import annotations

from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id, language_code
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.members import ADMIN_RIGHTS
from sandbox.bot_api.text.formatted import clean
from sandbox.bot_api.text.links import normal_url

# https://core.telegram.org/bots/api#setmyname and the two after it: characters.
_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def _set(call: Call, what: str) -> bool:
    text = clean(call.args.text(what)).strip()
    if len(text) > _LIMITS[what]:
        raise bad_request(f"BOT_{what.upper()}_TOO_LONG")
    language = language_code(call)
    if what == "name" and not language:
        if not text:
            raise bad_request("bot name is empty")
        call.bot.first_name = text
    call.session.texts[what, language] = text
    return True


def _get(call: Call, what: str) -> dict[str, str]:
    texts, language = call.session.texts, language_code(call)
    fallback = call.bot.first_name if what == "name" else ""
    return {what: texts.get((what, language)) or texts.get((what, "")) or fallback}


@method("setMyName")
def set_my_name(call: Call) -> bool:
    """The name for one language, or for all others."""
    return _set(call, "name")


@method("getMyName")
def get_my_name(call: Call) -> dict[str, str]:
    """The name for one language."""
    return _get(call, "name")


@method("setMyDescription")
def set_my_description(call: Call) -> bool:
    """What an empty chat with the bot shows."""
    return _set(call, "description")


@method("getMyDescription")
def get_my_description(call: Call) -> dict[str, str]:
    """What an empty chat with the bot shows."""
    return _get(call, "description")


@method("setMyShortDescription")
def set_my_short_description(call: Call) -> bool:
    """What the bot's profile shows."""
    return _set(call, "short_description")


@method("getMyShortDescription")
def get_my_short_description(call: Call) -> dict[str, str]:
    """What the bot's profile shows."""
    return _get(call, "short_description")


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    """The button in one private chat, or in all others."""
    button = call.args.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if button["type"] == "web_app":
        button = _web_app(button)
    call.session.menu_buttons[_private(call)] = button
    return True


def _web_app(button: dict[str, Any]) -> dict[str, Any]:
    """The button as Telegram keeps it (TDLib, `set_menu_button`)."""
    app = button.get("web_app")
    given = str(app.get("url") or "") if isinstance(app, dict) else ""
    text = clean(str(button.get("text") or ""))
    if not text:
        raise bad_request("menu button text must be non-empty")
    url = normal_url(given)
    why = "Wrong HTTP URL" if url is None else "Only HTTPS links are allowed"
    if url is None or not url.startswith("https://"):
        raise bad_request(f"menu button Web App URL '{given}' is invalid: {why}")
    return {"type": "web_app", "text": text, "web_app": {"url": url}}


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> dict[str, Any]:
    """The button in one private chat, or in all others."""
    buttons = call.session.menu_buttons
    button = buttons.get(_private(call)) or buttons.get(0)
    return {"type": "commands"} if button is None else button


def _private(call: Call) -> int:
    if not call.args.text("chat_id"):
        return 0
    number = chat_id(call)
    if number < 0:
        raise bad_request("chat not found")
    return number


@method("setMyDefaultAdministratorRights")
def set_my_default_administrator_rights(call: Call) -> bool:
    """The rights that are proposed when the bot is made an administrator."""
    call.session.default_rights = call.args.mapping("rights") or {}
    return True


@method("getMyDefaultAdministratorRights")
def get_my_default_administrator_rights(call: Call) -> dict[str, bool]:
    """The rights that are proposed when the bot is made an administrator."""
    wished = call.session.default_rights
    return {name: bool(wished.get(name)) for name in ("is_anonymous", *ADMIN_RIGHTS)}
