"""Keeps the topics of a staff forum."""

import asyncio

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound, TelegramRetryAfter

from bot.outcomes import unless
from bot.texts import cut
from core.model.desk_effects import CreateTopic, DeleteTopic, ShapeTopic
from core.model.outcomes import Cause, Sent
from core.ports.effects import Carrier, carries

NAME_LIMIT = 128  # https://core.telegram.org/bots/api#createforumtopic
PATIENCE = 60  # seconds; when Telegram wants a longer wait, the ticket goes elsewhere

_VARIATION = "\N{VARIATION SELECTOR-16}"  # an emoji is the same with and without


class TopicCarrier(Carrier):
    """Makes, shapes and deletes topics. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._icons: dict[str, str] | None = None
        self._asking = asyncio.Lock()

    @carries(CreateTopic)
    async def _create(self, effect: CreateTopic) -> Sent:
        """Raises ValueError for a flood wait that nobody can be let wait for."""
        icon = await self._icon(effect.icon) or None
        try:
            topic = await self._bot.create_forum_topic(
                effect.chat_id, cut(effect.title, NAME_LIMIT), icon_custom_emoji_id=icon
            )
        except TelegramRetryAfter as error:
            if error.retry_after > PATIENCE:
                raise ValueError(f"flood wait of {error.retry_after} s") from error
            raise
        return Sent({"thread_id": topic.message_thread_id})

    @carries(ShapeTopic)
    async def _shape(self, effect: ShapeTopic) -> Sent:
        chat_id, thread_id = effect.chat_id, effect.thread_id
        named = self._bot.edit_forum_topic(
            chat_id,
            thread_id,
            name=cut(effect.title, NAME_LIMIT),
            icon_custom_emoji_id=await self._icon(effect.icon),
        )
        await unless(named, Cause.SO_ALREADY)
        turn = self._bot.close_forum_topic if effect.is_closed else self._bot.reopen_forum_topic
        turned = turn(chat_id, thread_id)
        await unless(turned, Cause.SO_ALREADY)
        return Sent()

    @carries(DeleteTopic)
    async def _delete(self, effect: DeleteTopic) -> Sent:
        call = self._bot.delete_forum_topic(effect.chat_id, effect.thread_id)
        await unless(call, Cause.TOPIC_GONE)
        return Sent()

    async def _icon(self, emoji: str) -> str:
        """The custom emoji that Telegram has for it among the icons of topics; "" for none."""
        if not emoji:
            return ""
        async with self._asking:
            if self._icons is None:
                self._icons = await self._known_icons()
        return self._icons.get(emoji.replace(_VARIATION, ""), "")

    async def _known_icons(self) -> dict[str, str]:
        """Asked once. A server that has none leaves topics without icons."""
        try:
            stickers = await self._bot.get_forum_topic_icon_stickers()
        except (TelegramBadRequest, TelegramNotFound):
            return {}
        return {
            each.emoji.replace(_VARIATION, ""): each.custom_emoji_id
            for each in reversed(stickers)
            if each.emoji and each.custom_emoji_id
        }
