"""Keeps what Telegram shows of the bot to those who have not written yet: by the owner's own words
where there are some, else as it stands there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramRetryAfter

from bot.menus import code_of
from bot.outcomes import reason
from bot.texts import Texts
from core.model.profile_text_keys import ProfileKey
from core.model.texts import LANGUAGES, Text

log = logging.getLogger(__name__)

LONGEST = 512
"""Characters of a description; the wording takes no longer ones."""
Own = Mapping[str, Mapping[str, str]]
"""The owner's texts, by language and key."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """One of the two: how it is asked for, and how it is set, in a language."""

    key: ProfileKey
    ask: Callable[[str | None], Awaitable[str]]
    set: Callable[[str, str | None], Awaitable[bool]]


class BotProfile:
    """Sets description and about text (https://core.telegram.org/bots/api#setmydescription).

    What an owner wrote at @BotFather stays, unless they have words of their own here. Where there
    is nothing at all, the delivered words are set; and where own words were taken back while this
    ran. Only what differs is set: Telegram allows few of these calls.
    """

    def __init__(self, bot: Bot, texts: Texts) -> None:
        self._texts = texts
        self._own: Own = {}
        self._ours: set[tuple[str, ProfileKey]] = set()
        self._changed = asyncio.Event()

        async def description(code: str | None) -> str:
            return (await bot.get_my_description(code)).description

        async def about(code: str | None) -> str:
            return (await bot.get_my_short_description(code)).short_description

        self._shown = (
            _Shown(ProfileKey.DESCRIPTION, description, bot.set_my_description),
            _Shown(ProfileKey.ABOUT, about, bot.set_my_short_description),
        )

    def hear(self, own: Own) -> None:
        """Take the owner's texts as they are now."""
        self._own = own
        self._changed.set()

    async def run(self) -> None:
        """Set what differs, now and after each change, until it is cancelled."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            await self.set_all()

    async def set_all(self) -> None:
        """Set what differs. What Telegram refuses is logged: nothing depends on it."""
        # What is said for all other languages comes last: Telegram answers with it where a language
        # has none of its own.
        for language in reversed(LANGUAGES):
            for shown in self._shown:
                try:
                    await self._set(language, shown)
                except TelegramRetryAfter as error:
                    log.info("the bot's description waits: %s", reason(error))
                    return
                except AiogramError as error:
                    log.info("the bot's description: %s", reason(error))

    async def _set(self, language: str, shown: _Shown) -> None:
        name = language, shown.key
        is_own = shown.key.value in self._own.get(language, {})
        code = code_of(language)
        there = await shown.ask(code)
        wanted = self._texts.plain(Text(shown.key, language), LONGEST)
        if there != wanted and (is_own or not there or name in self._ours):
            await shown.set(wanted, code)
        if is_own:
            self._ours.add(name)
        else:
            self._ours.discard(name)
