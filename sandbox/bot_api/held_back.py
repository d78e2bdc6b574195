"""Holds back messages that are not updates yet.

Telegram's own server makes updates of a chat's messages, new and edited, in their order, and asks
before that for what they answer, and for their stickers' sets, where it does not know those
(Client.cpp, process_new_message_queue). Meanwhile everything else goes past: other chats' messages,
and of the same chat presses, reactions and members who come and go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

MESSAGES = frozenset({"message", "edited_message", "channel_post", "edited_channel_post"})

Push = Callable[[str, int, Any], None]
"""Makes an update: its kind, the chat whose order counts, what it says."""


class HeldBack:
    """Holds back messages of one bot, by chat."""

    def __init__(self, push: Push) -> None:
        self._push = push
        self._chats: dict[int, list[tuple[str, Any]]] = {}

    def take(self, kind: str, chat: int, shape: Any, seconds: Callable[[], float]) -> bool:
        """Hold a message back for so long, or with those of its chat that are held already. Returns
        False when it is an update at once."""
        if kind not in MESSAGES:
            return False
        if chat in self._chats:
            self._chats[chat].append((kind, shape))
            return True
        if (wait := seconds()) <= 0:
            return False
        self._chats[chat] = [(kind, shape)]
        asyncio.get_running_loop().call_later(wait, self._let_go, chat)
        return True

    def _let_go(self, chat: int) -> None:
        for kind, shape in self._chats.pop(chat, ()):
            self._push(kind, chat, shape)
