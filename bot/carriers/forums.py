"""Checks whether a group still has topics.

Telegram ignores `message_thread_id` in a group that is no forum, and tells nobody that topics were
switched off (TDLib's `MessageTopic::get_send_message_topic`): words of all customers would stand
side by side. So it is looked at before something is said in a topic, again after a while.
"""

import logging
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.methods import TelegramMethod
from pydantic import BaseModel

from bot.outcomes import reason
from core.ports import Clock

log = logging.getLogger(__name__)

SEEN_FOR = timedelta(minutes=1)
REQUEST_TIMEOUT = 10  # seconds


class NoForumError(Exception):
    """The group has no topics any more."""


class ChatSeen(BaseModel):
    """What tells of a chat whether it has topics."""

    is_forum: bool = False


class GetChat(TelegramMethod[ChatSeen]):
    """https://core.telegram.org/bots/api#getchat"""

    __returning__ = ChatSeen
    __api_method__ = "getChat"

    chat_id: int


class Forums:
    """Remembers which groups had topics a moment ago."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._seen: dict[int, datetime] = {}

    async def check(self, chat_id: int) -> None:
        """Raises NoForumError, and aiogram's errors of a group that is out of reach. When Telegram
        cannot be asked just now, what is to be said is not held up by it."""
        now = self._clock()
        seen = self._seen.get(chat_id)
        if seen is not None and now - seen < SEEN_FOR:
            return
        try:
            chat = await self._bot(GetChat(chat_id=chat_id), request_timeout=REQUEST_TIMEOUT)
        except (TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat):
            raise
        except AiogramError as error:
            # What is said next meets the same, and tells of it.
            log.info("forum %s is not looked at: %s", chat_id, reason(error))
            return
        if not chat.is_forum:
            self._seen.pop(chat_id, None)
            raise NoForumError
        self._seen[chat_id] = now
