"""Sends files."""

import asyncio
from pathlib import Path

from aiogram import Bot
from aiogram.types import BufferedInputFile, FSInputFile, InputFile

from bot.texts import Texts
from core.files import inside
from core.model.effects import SendDocument
from core.model.outcomes import Sent
from core.ports.effects import Carrier, carries

CAPTION_LIMIT = 1024  # after entities parsing, https://core.telegram.org/bots/api#senddocument
UPLOAD_TIMEOUT = 300  # seconds; for as much as a bot may send


class DocumentCarrier(Carrier):
    """Sends files: from the effect itself, or from the archive's `folder`."""

    def __init__(self, bot: Bot, texts: Texts, folder: Path | None) -> None:
        self._bot = bot
        self._texts = texts
        self._folder = folder

    @carries(SendDocument)
    async def send(self, effect: SendDocument) -> Sent:
        """Raises ValueError for a file that is not there, or that nobody may have."""
        file = await self._file(effect)
        caption = effect.caption
        message = await self._bot.send_document(
            effect.chat_id,
            file,
            caption=None if caption is None else self._texts.html(caption, CAPTION_LIMIT),
            disable_content_type_detection=True,
            request_timeout=UPLOAD_TIMEOUT,
        )
        return Sent({"chat_id": effect.chat_id, "message_id": message.message_id})

    async def _file(self, effect: SendDocument) -> InputFile:
        if effect.content is not None:
            return BufferedInputFile(effect.content.encode(errors="replace"), effect.name)
        if effect.path is None or self._folder is None:
            raise ValueError("the file has neither content nor a folder")
        path = inside(self._folder, effect.path)
        if not await asyncio.to_thread(path.is_file):
            raise ValueError(f"{effect.path} is not there")
        return FSInputFile(path, effect.name)
