"""Saves the files that people sent to the bot."""

import asyncio
import shutil
from dataclasses import asdict
from pathlib import Path

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.carriers.downloads import bring, is_telegrams_own
from bot.outcomes import Refusal, means, reason
from core.files import Kept, begin, finish, inside
from core.model.effects import FetchFile
from core.model.outcomes import Sent
from core.ports.effects import Carrier, carries

LIMIT = 20 * 1024 * 1024
"""Bytes; of more, Telegram's own server gives no bot a file
(https://core.telegram.org/bots/api#getfile). A server of one's own may."""

AT_ONCE = 8
"""Half of what a relay has in flight: the others are for words."""

TRIES = 10
"""So often a file is asked for that Telegram calls wrong or not there for now (it has one text for
both): about a minute."""

_BIG = f"Telegram gives bots no file of more than {LIMIT // (1024 * 1024)} MB"


class FileCarrier(Carrier):
    """Saves files. Calls raise aiogram's errors, ValueError for a file that cannot be had, OSError
    for one that cannot be had now.

    `folder`: the archive's; `uploads`: that of what was uploaded on the page.
    """

    def __init__(self, bot: Bot, folder: Path | None, uploads: Path | None = None) -> None:
        self._bot = bot
        self._folder = folder
        self._uploads = uploads
        self._under_way = 0
        self._refused: dict[str, int] = {}  # how often in a row, by path

    @carries(FetchFile)
    async def _fetch(self, effect: FetchFile) -> Sent:
        if self._folder is None:
            raise ValueError("there is no folder to keep files in")
        target = inside(self._folder, effect.path)
        if self._under_way >= AT_ONCE:
            raise BlockingIOError("other files are being fetched")
        self._under_way += 1
        try:
            kept = await self._keep(effect, target)
            return Sent({**asdict(kept), "path": effect.path})
        finally:
            self._under_way -= 1

    async def _keep(self, effect: FetchFile, target: Path) -> Kept:
        uploaded = self._uploaded(effect)
        source = None if uploaded is not None else await self._source(effect)
        part = target.with_name(f".{target.name}.bot.part")
        try:
            await asyncio.to_thread(begin, part)
            if uploaded is not None:
                await asyncio.to_thread(shutil.copyfile, uploaded, part)
            elif source is not None:
                await bring(self._bot, effect.file_id, source, part)
            return await asyncio.to_thread(finish, part, target)
        except FileNotFoundError:
            # Whose file it is was forgotten while it was being fetched.
            raise ValueError("the file was erased while it was being saved") from None
        finally:
            part.unlink(missing_ok=True)

    def _uploaded(self, effect: FetchFile) -> Path | None:
        """Where it lies still since it was uploaded on the page."""
        if effect.upload is None or self._uploads is None:
            return None
        path = inside(self._uploads, effect.upload)
        return path if path.is_file() else None

    async def _source(self, effect: FetchFile) -> str:
        """Where Telegram has the file: asked for anew each time, since it holds for an hour."""
        if is_telegrams_own(self._bot) and (effect.size or 0) > LIMIT:
            raise ValueError(_BIG)
        refused = self._refused.pop(effect.path, 0) + 1
        try:
            file = await self._bot.get_file(effect.file_id)
        except TelegramBadRequest as error:
            if means(error, Refusal.FILE_TOO_BIG):
                raise ValueError(_BIG) from None
            if means(error, Refusal.FILE_NOT_NOW) and refused < TRIES:
                self._refused[effect.path] = refused
                raise OSError(reason(error)) from None
            raise
        if file.file_path is None:
            raise ValueError("Telegram does not say where the file is")
        return file.file_path
