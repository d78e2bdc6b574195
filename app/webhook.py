"""Takes Telegram's calls where a webhook is set, and asks Telegram for them."""

import asyncio
import errno
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiohttp import web

from app.container import Container
from app.errors import CommandError
from app.settings import Settings
from bot.intake import WebhookIntake, set_webhook
from bot.outcomes import reason
from bot.setup import ALLOWED_UPDATES
from core.ports import Right

log = structlog.get_logger(__name__)


@asynccontextmanager
async def listening(container: Container) -> AsyncIterator[None]:
    """Listen for Telegram's calls, and store what comes. That needs no lease: whichever machine
    is called, an update is in the inbox once, and whoever is at work is woken.

    Raises CommandError when nothing can listen there, SettingsError without a secret.
    """
    settings = container.settings
    settings.require("webhook_secret")
    source = f"bot:{settings.bot_id}"
    intake = WebhookIntake(container.database, source, container.clock, _secret(settings))
    runner = web.AppRunner(intake.application(_path(settings)), access_log=None)
    await runner.setup()
    where = settings.webhook_listen
    try:
        host, _, port = where.rpartition(":")
        try:
            await web.TCPSite(runner, host, int(port)).start()
        except OSError as error:
            why = "it is taken" if error.errno == errno.EADDRINUSE else error.strerror or str(error)
            raise CommandError(f"WEBHOOK_LISTEN: cannot listen on {where}: {why}") from error
        yield
    finally:
        await runner.cleanup()


async def be_called(bot: Bot, settings: Settings, right: Right, ready: Callable[[], None]) -> None:
    """Tell Telegram where to call, however long that takes, and be ready then; until cancelled.
    Raises CommandError when it will not."""
    url, path = settings.webhook_url or "", _path(settings)
    given, secret = url.removesuffix(path), _secret(settings)
    try:
        await set_webhook(bot, given, secret, ALLOWED_UPDATES, path, right=right)
    except TelegramBadRequest as error:
        raise CommandError(f"WEBHOOK_URL: Telegram refuses it: {reason(error)}") from error
    log.info("webhook is set", url=url)
    ready()
    await asyncio.Event().wait()


def _path(settings: Settings) -> str:
    return urlsplit(settings.webhook_url or "").path or "/"


def _secret(settings: Settings) -> str:
    return settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
