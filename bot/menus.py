"""Sets menus in Telegram: of commands by role, in the languages of the desk, and the button that
opens the page for staff."""

from collections.abc import Iterable, Sequence

from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    BotCommandScopeUnion,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)

from bot.texts import Texts
from core.model.people import Role
from core.model.texts import LANGUAGES
from core.staff.rules import IN_ROOM, of_role

APP_NAME = "Switchboard"
"""On the button: the page's name, which is the same in every language."""


class Menus:
    """Sets and removes menus. Calls raise aiogram's errors.

    Telegram shows the narrowest one that there is
    (https://core.telegram.org/bots/api#determining-list-of-commands).

    Args:
        app_url: what staff's menu button opens; None: it is as for everybody.
    """

    def __init__(self, bot: Bot, texts: Texts, app_url: str | None = None) -> None:
        self._bot = bot
        self._texts = texts
        self._app_url = app_url

    async def of_person(self, person_id: int, role: Role | None) -> None:
        """Set the menu of the bot's private chat with somebody; None: what every customer sees."""
        scope = BotCommandScopeChat(chat_id=person_id)
        if role is None:
            for code in map(code_of, LANGUAGES):
                await self._bot.delete_my_commands(scope, code)
        else:
            await self.of_all(scope, of_role(role))
        await self._button(person_id, None if role is None else self._app_url)

    async def _button(self, person_id: int, url: str | None) -> None:
        button = (
            MenuButtonDefault()
            if url is None
            else MenuButtonWebApp(text=APP_NAME, web_app=WebAppInfo(url=url))
        )
        await self._bot.set_chat_menu_button(person_id, button)

    async def in_room(self, chat_id: int, person_id: int, language: str | None) -> None:
        """Set the menu of one member of a room; None removes it."""
        scope = BotCommandScopeChatMember(chat_id=chat_id, user_id=person_id)
        if language is None:
            await self._bot.delete_my_commands(scope)
            return
        commands = self._described(IN_ROOM, language)
        await self._bot.set_my_commands(commands, scope)

    async def of_all(self, scope: BotCommandScopeUnion, names: Sequence[str]) -> None:
        """Set the menu of a scope, in every language of the desk."""
        for language in LANGUAGES:
            commands = self._described(names, language)
            await self._bot.set_my_commands(commands, scope, code_of(language))

    def _described(self, names: Iterable[str], language: str) -> list[BotCommand]:
        return [
            BotCommand(
                command=name,
                description=self._texts.say(f"command-{name.replace('_', '-')}", language),
            )
            for name in names
        ]


def code_of(language: str) -> str | None:
    """Return how Telegram is told for whom a text is: English is what speakers of all other
    languages see."""
    return None if language == LANGUAGES[0] else language
