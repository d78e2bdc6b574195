"""Asks for the bot's name in a process that has no bot: a whole Bot API library would cost it more
than everything else that it does."""

import asyncio
from functools import partial

import aiohttp

from app.errors import CommandError
from app.settings import Settings
from core.delivery.trouble import doubling, patiently

TELEGRAM = "https://api.telegram.org"  # https://core.telegram.org/bots/api#making-requests
ANSWERS_WITHIN = 10.0
PAUSES = doubling(0.25, 5.0)
"""Seconds between questions to a server that does not answer: a moment's failure does not keep the
rooms' part from its work."""
AT_ONCE = 3.0
"""Seconds that somebody who looks at a page waits for it."""
NO_SUCH_BOT = frozenset({401, 404})
WRONG_TOKEN = "BOT_TOKEN is wrong: Telegram does not know it; ask @BotFather"  # noqa: S105


class _NoName(Exception):
    """The Bot API does not say it just now."""


async def bot_username(token: str, api_url: str | None) -> str:
    """Return the @name that belongs to the token, without the @; asks until the Bot API answers.

    Raises CommandError when it says that there is no such bot.
    """
    url = f"{api_url or TELEGRAM}/bot{token}/getMe"
    timeout = aiohttp.ClientTimeout(total=ANSWERS_WITHIN)
    async with aiohttp.ClientSession(timeout=timeout) as client:
        ask = partial(_ask, client, url)
        return await patiently(ask, "the bot's name is not known yet", _NoName, PAUSES)


async def _ask(client: aiohttp.ClientSession, url: str) -> str:
    try:
        async with client.get(url) as response:
            answer = await response.json()
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        # The error's own text may carry the address, and with it the token.
        raise _NoName(type(error).__name__) from None
    if answer.get("ok"):
        return str(answer["result"]["username"])
    if response.status in NO_SUCH_BOT:
        raise CommandError(WRONG_TOKEN)
    raise _NoName(f"HTTP {response.status}")


class BotName:
    """The bot's name for whoever asks while somebody waits for the answer: asked for once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._name: str | None = None

    async def known(self) -> str | None:
        """Return it without the @; None when the Bot API does not say it at once."""
        if self._name is None:
            settings = self._settings
            try:
                async with asyncio.timeout(AT_ONCE):
                    self._name = await bot_username(settings.plain_token, settings.bot_api_url)
            except (TimeoutError, CommandError):
                return None
        return self._name
