"""The lists of commands that a bot shows, by scope and language.

They lie in the bot's `commands` under `<scope>|<language>`, as in "default|", "chat:-1001|ru".
"""

from __future__ import annotations

import re

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.text.formatted import clean

MAX_COMMANDS = 100  # https://core.telegram.org/bots/api#setmycommands
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_WIDE = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_OF_A_CHAT = frozenset({"chat", "chat_administrators", "chat_member"})


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """Replace one list."""
    raw = call.args.sequence("commands")
    if raw is None:
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(raw) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(one) for one in raw]
    call.bot.commands[_key(call)] = commands
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


def _command(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise bad_request("can't parse commands: expected an Object")
    name = str(raw.get("command", "")).strip().removeprefix("/").lower()
    said = clean(str(raw.get("description", ""))).strip()
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not said:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(said) > 256:
        raise bad_request("command description is too long")
    return {"command": name, "description": said}


def _key(call: Call) -> str:
    scope = call.args.mapping("scope") or {"type": "default"}
    kind = str(scope.get("type", ""))
    if kind in _OF_A_CHAT:
        call.args.values.setdefault("chat_id", scope.get("chat_id"))
        place = f"{kind}:{chat_id(call)}"
        if kind == "chat_member":
            place += f":{int(scope.get('user_id', 0))}"
    elif kind in _WIDE:
        place = kind
    else:
        raise bad_request("can't parse BotCommandScope: type of the scope is invalid")
    return f"{place}|{call.args.text('language_code')}"
