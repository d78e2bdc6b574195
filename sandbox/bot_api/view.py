"""Shows the state as one bot may see it, and keeps whom it has seen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox.state.model import Chat, ChatKind, Member, Message, Standing, User
from sandbox.state.world import World

Json = dict[str, Any]

INSIDE = frozenset({Standing.CREATOR, Standing.ADMINISTRATOR, Standing.MEMBER, Standing.RESTRICTED})


def stamp(moment: datetime | None) -> int:
    """Unix time; 0 for never."""
    return int(moment.timestamp()) if moment is not None else 0


class View:
    """The state as one bot sees it."""

    __slots__ = ("bot_id", "known", "world")

    def __init__(self, world: World, bot_id: int) -> None:
        self.world = world
        self.bot_id = bot_id
        self.known: set[int] = {bot_id}

    @property
    def bot(self) -> User:
        """The bot itself."""
        return self.world.users[self.bot_id]

    def knows(self, user_id: int) -> bool:
        """Tell whether the bot has seen this person: in private, in an update, or in a group of its
        own."""
        if user_id in self.known or self.world.has_met(self.bot_id, user_id):
            return True
        for chat in self.world.chats.values():
            if user_id in chat.members and self.inside(chat):
                self.known.add(user_id)
                return True
        return False

    def standing(self, chat: Chat) -> Standing | None:
        """Return the bot's status in a group; None when it never was in it."""
        member = chat.members.get(self.bot_id)
        return member.standing if member is not None else None

    def inside(self, chat: Chat) -> bool:
        """Tell whether the bot is in the group now."""
        return self.standing(chat) in INSIDE

    def is_admin(self, chat: Chat) -> bool:
        """Tell whether the bot administers the group now."""
        return self.standing(chat) in (Standing.CREATOR, Standing.ADMINISTRATOR)

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """Return a message as the bot sees it, None when gone."""
        message = self.world.message(self.bot_id, chat_id, message_id)
        return None if message is None or message.deleted else message

    def stored(self, message: Message, message_id: int) -> Message | None:
        """A message of the same box and chat, without asking for rights."""
        found = self.world.box(message.box).messages.get(message_id)
        if found is None or found.deleted or found.chat_id != message.chat_id:
            return None
        return found


def is_supergroup(chat: Chat) -> bool:
    """Supergroup, not basic group."""
    return chat.kind is ChatKind.SUPERGROUP


def present(member: Member | None) -> bool:
    """Tell whether this person is in the group."""
    return member is not None and member.standing in INSIDE
