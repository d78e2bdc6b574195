"""The lists of commands that a bot shows, by scope and language.

They lie in the bot's `commands` under `<scope>|<language>`, as in "default|", "chat:-1001|ru".
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id, language_code
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.text.formatted import clean

MAX_NAME = 32  # TDLib, BotCommand.cpp
MAX_SAID = 256
MAX_COMMANDS = 100  # https://core.telegram.org/bots/api#setmycommands
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_WIDE = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_OF_A_CHAT = frozenset({"chat", "chat_administrators", "chat_member"})


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """Replace one list."""
    raw = [_named(one) for one in call.args.sequence("commands") or []]
    key = _key(call)
    commands = [_command(name, said) for name, said in raw]
    if len(raw) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    if not all(_NAME.fullmatch(one["command"]) for one in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    call.bot.commands[key] = commands
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> list[dict[str, str]]:
    """Exactly that list, not what it falls back to."""
    return call.bot.commands.get(_key(call), [])


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """Take one list away."""
    call.bot.commands.pop(_key(call), None)
    return True


def _named(raw: object) -> tuple[str, str]:
    if not isinstance(raw, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if raw.get(field) is None:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    return str(raw["command"]), str(raw["description"])


def _command(name: str, said: str) -> dict[str, str]:
    name = clean(name).strip().removeprefix("/")
    said = clean(said).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > MAX_NAME:
        raise bad_request(f"command length must not exceed {MAX_NAME}")
    if not said:
        raise bad_request("command description must be non-empty")
    if len(said) > MAX_SAID:
        raise bad_request(f"command description length must not exceed {MAX_SAID}")
    return {"command": name.lower(), "description": said}


def _scope_chat(scope: dict[str, Any]) -> Any:
    if scope.get("chat_id") is None:
        raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
    if scope["chat_id"] == "":
        raise bad_request("can't parse BotCommandScope: Empty chat_id specified")
    return scope["chat_id"]


def _scope_user(scope: dict[str, Any]) -> int:
    try:
        user_id = int(scope.get("user_id") or 0)
    except (TypeError, ValueError):
        user_id = 0
    if user_id <= 0:
        raise bad_request("can't parse BotCommandScope: Invalid user_id specified")
    return user_id


def _key(call: Call) -> str:
    scope = call.args.mapping("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind is None:
        raise bad_request("can't parse BotCommandScope: Can't find field \"type\"")
    if kind in _OF_A_CHAT:
        user_id = _scope_user(scope) if kind == "chat_member" else 0
        call.args.values.setdefault("chat_id", _scope_chat(scope))
        place = f"{kind}:{chat_id(call)}"
        if kind == "chat_member":
            place += f":{user_id}"
    elif kind in _WIDE:
        place = kind
    else:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return f"{place}|{language_code(call)}"
