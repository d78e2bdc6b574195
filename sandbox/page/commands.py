"""A bot's commands, as its menu shows them to somebody somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.state import rights
from sandbox.state.model import User
from sandbox.state.world import World


def commands_for(world: World, bot: User, chat: int, reader: User) -> list[dict[str, str]]:
    """The first list that was set for a scope of this chat, in the reader's language or in none.

    https://core.telegram.org/bots/api#determining-list-of-commands
    """
    for scope in _scopes(world, chat, reader.id):
        for language in (reader.language_code or "", ""):
            found = bot.commands.get(f"{scope}|{language}")
            if found:
                return found
    return []


def _scopes(world: World, chat: int, reader: int) -> Iterator[str]:
    if chat > 0:
        # The bot's side of a private chat is named by the person.
        yield from (f"chat:{reader}", "all_private_chats", "default")
        return
    member = world.member(chat, reader)
    is_admin = member is not None and rights.is_admin(member)
    yield f"chat_member:{chat}:{reader}"
    if is_admin:
        yield f"chat_administrators:{chat}"
    yield f"chat:{chat}"
    if is_admin:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")
