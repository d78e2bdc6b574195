"""Sends links to the bot, which tell where customers came from, with a picture of each."""

import asyncio
from dataclasses import replace

from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.carriers.charts import UPLOAD_TIMEOUT
from bot.carriers.documents import CAPTION_LIMIT
from bot.texts import Texts
from core.model.outcomes import Sent
from core.model.sources import SendStartLink, start_link
from core.ports.effects import Carrier, carries
from core.supervision.links import picture_of


class LinkCarrier(Carrier):
    """Sends links. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot, texts: Texts) -> None:
        self._bot = bot
        self._texts = texts

    @carries(SendStartLink)
    async def _send_start_link(self, effect: SendStartLink) -> Sent:
        link = start_link((await self._bot.me()).username or "", effect.source)
        text = replace(effect.text, values={**effect.text.values, "link": link})
        message = await self._bot.send_photo(
            effect.chat_id,
            BufferedInputFile(await asyncio.to_thread(picture_of, link), f"{effect.source}.png"),
            caption=self._texts.html(text, CAPTION_LIMIT),
            request_timeout=UPLOAD_TIMEOUT,
        )
        return Sent({"chat_id": effect.chat_id, "message_id": message.message_id})
