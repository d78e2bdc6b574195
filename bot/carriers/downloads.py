"""Downloads a file from the Bot API server onto this machine's disk.

Telegram's own server gives it at `/file/bot<token>/<path>`. The server program for one's own
(https://github.com/tdlib/telegram-bot-api) answers 404 to every such address: with `--local` it
names a place on its disk instead, without it a web server in front has to give the files.
"""

import asyncio
import os
import shutil
import stat
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.telegram import PRODUCTION
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetFile
from aiohttp import ClientError, ClientResponseError, ClientTimeout

STALLED = 30.0
"""Seconds without a byte after which a download is given up."""

SERVES_NONE = (
    "this Bot API server serves no files (404): run it with --local on this machine, or put a web"
    " server in front of it that gives them at /file/"
)
OUT_OF_REACH = (
    "the Bot API server keeps files on a disk where they cannot be read: the desk has to see its"
    " folder under the same path"
)
_GONE = 404


def is_telegrams_own(bot: Bot) -> bool:
    """Whether the bot speaks with api.telegram.org."""
    base: str = bot.session.api.base
    return base == PRODUCTION.base


async def bring(bot: Bot, file_id: str, source: str, part: Path) -> None:
    """Write the file that `getFile` said lies at `source` into `part`.

    Raises ValueError for one that cannot be had, OSError for one that this server does not give as
    it is set up, aiogram's errors for one that it does not give now.
    """
    if Path(source).is_absolute():
        await asyncio.to_thread(_copy, bot, Path(source), part)
    else:
        await _download(bot, file_id, source, part)


def _copy(bot: Bot, source: Path, part: Path) -> None:
    if is_telegrams_own(bot):
        raise ValueError("Telegram named a place on a disk")
    if bot.token not in source.parts or ".." in source.parts:
        # The program keeps each bot's files in a folder named by its token; whatever else lies on
        # this machine is none of them.
        raise ValueError("the Bot API server named a place that is not the bot's")
    try:
        handle = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        raise OSError(OUT_OF_REACH) from None
    with os.fdopen(handle, "rb") as opened, part.open("wb") as copy:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(OUT_OF_REACH)
        shutil.copyfileobj(opened, copy, 1 << 20)


async def _download(bot: Bot, file_id: str, source: str, part: Path) -> None:
    patience: Any = ClientTimeout(total=None, sock_connect=STALLED, sock_read=STALLED)
    try:
        await bot.download_file(source, part, timeout=patience)
    except (ClientError, TimeoutError) as error:
        # Their own words carry the address, and that the token.
        words = f"download: {type(error).__name__}"
        if isinstance(error, ClientResponseError):
            if error.status == _GONE:
                raise _not_given(bot) from None
            words = f"download: HTTP {error.status}"
        raise TelegramNetworkError(GetFile(file_id=file_id), words) from None


def _not_given(bot: Bot) -> Exception:
    if is_telegrams_own(bot):
        return ValueError("Telegram has the file no more")
    return OSError(SERVES_NONE)
