"""Shows pictures that the bot draws."""

import asyncio

from aiogram import Bot
from aiogram.types import BufferedInputFile, InputMediaPhoto

from bot.carriers.documents import CAPTION_LIMIT
from bot.carriers.drawing import Drawing, draw
from bot.carriers.lookups import CardPlaces
from bot.outcomes import edited
from bot.texts import Texts
from core.model.effects import Chart, SendChart, Series
from core.model.outcomes import Sent
from core.model.texts import Text
from core.ports.effects import Carrier, carries

UPLOAD_TIMEOUT = 60  # seconds


class ChartCarrier(Carrier):
    """Draws, and shows what it drew."""

    def __init__(self, bot: Bot, texts: Texts, cards: CardPlaces) -> None:
        self._bot = bot
        self._texts = texts
        self._cards = cards

    @carries(SendChart)
    async def _send_chart(self, effect: SendChart) -> Sent:
        language = effect.text.language
        png = await asyncio.to_thread(draw, self._drawing(effect.chart, language))
        picture = BufferedInputFile(png, "statistics.png")
        caption = self._texts.html(effect.text, CAPTION_LIMIT)
        where = None if effect.fresh else await self._cards.find(effect.card)
        if where is not None and where[0] == effect.chat_id:
            media = InputMediaPhoto(media=picture, caption=caption)
            chat_id, message_id = where
            edit = self._bot.edit_message_media(
                media, chat_id=chat_id, message_id=message_id, request_timeout=UPLOAD_TIMEOUT
            )
            if await edited(edit):
                return Sent({"chat_id": chat_id, "message_id": message_id}, edited=True)
        message = await self._bot.send_photo(
            effect.chat_id, picture, caption=caption, request_timeout=UPLOAD_TIMEOUT
        )
        return Sent({"chat_id": effect.chat_id, "message_id": message.message_id})

    def _drawing(self, chart: Chart, language: str) -> Drawing:
        def named(series: Series) -> tuple[str, tuple[float | None, ...]]:
            name = self._texts.plain(Text(series.name, language))
            return name, series.values

        return Drawing(
            self._texts.plain(chart.title),
            named(chart.bars),
            [named(line) for line in chart.lines],
            chart.ticks,
        )
