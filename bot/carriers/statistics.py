"""Reads the desk's figures, and sends them as files."""

from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.carriers.documents import CAPTION_LIMIT, UPLOAD_TIMEOUT
from bot.carriers.lookups import Statistics
from bot.texts import Texts
from core.model.outcomes import Sent
from core.model.statistics_effects import ReadStatistics, SendSheet
from core.ports.effects import Carrier, carries


class StatisticsCarrier(Carrier):
    """Reads what is asked for when its turn has come. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot, texts: Texts, statistics: Statistics) -> None:
        self._bot = bot
        self._texts = texts
        self._statistics = statistics

    @carries(ReadStatistics)
    async def _read(self, effect: ReadStatistics) -> Sent:
        return Sent(then=await self._statistics.shown(effect))

    @carries(SendSheet)
    async def _send_sheet(self, effect: SendSheet) -> Sent:
        """Raises ValueError for days that nobody has."""
        content = await self._statistics.sheet(effect)
        message = await self._bot.send_document(
            effect.chat_id,
            BufferedInputFile(content.encode(errors="replace"), effect.name),
            caption=self._texts.html(effect.text, CAPTION_LIMIT),
            disable_content_type_detection=True,
            request_timeout=UPLOAD_TIMEOUT,
        )
        return Sent({"chat_id": effect.chat_id, "message_id": message.message_id})
