"""Carries what supervisors see of tickets that they watch, and whispers."""

import logging

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat

from bot.calls import CopyCaptioned, SendMessage
from bot.carriers.documents import CAPTION_LIMIT
from bot.keyboards import inline_keyboard
from bot.outcomes import reason
from bot.texts import Texts
from core.model.outcomes import Sent
from core.model.watch_effects import MirrorMessage, SendWhisper
from core.ports.effects import Carrier, carries

log = logging.getLogger(__name__)


class MirrorCarrier(Carrier):
    """Shows it in the bot's name. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot, texts: Texts) -> None:
        self._bot = bot
        self._texts = texts

    @carries(MirrorMessage)
    async def mirror(self, effect: MirrorMessage) -> Sent:
        """Copy a file, with who sent it below; all else, and what cannot be copied, is told."""
        copied = await self._copied(effect) if effect.has_file else None
        return copied or await self._told(effect)

    @carries(SendWhisper)
    async def whisper(self, effect: SendWhisper) -> Sent:
        """Send it."""
        return await self._told(effect)

    async def _copied(self, effect: MirrorMessage) -> Sent | None:
        """None for what Telegram does not let be copied, as what is there no more."""
        copy = CopyCaptioned(
            chat_id=effect.chat_id,
            from_chat_id=effect.from_chat_id,
            message_id=effect.message_id,
            message_thread_id=effect.thread_id or None,
            caption=self._texts.html(effect.text, CAPTION_LIMIT),
            parse_mode=ParseMode.HTML,
        )
        try:
            message = await self._bot(copy)
        except (TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat) as error:
            # What is about the supervisor's own chat comes again when it is told.
            log.info("a watched message is told, not copied: %s", reason(error))
            return None
        return Sent({"chat_id": effect.chat_id, "message_id": message.message_id})

    async def _told(self, effect: MirrorMessage | SendWhisper) -> Sent:
        message = SendMessage(chat_id=effect.chat_id, text=self._texts.html(effect.text))
        if isinstance(effect, MirrorMessage):
            message.message_thread_id = effect.thread_id or None
            message.reply_markup = inline_keyboard(
                effect.buttons, effect.text.language, self._texts
            )
        sent = await self._bot(message)
        return Sent({"chat_id": effect.chat_id, "message_id": sent.message_id})
