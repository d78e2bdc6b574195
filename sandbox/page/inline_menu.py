"""What a bot offers while one types `@bot words` in any chat."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import ui

from sandbox.page.phone_context import OpenChat
from sandbox.people import Offered
from sandbox.state.model import Refused, User

Choose = Callable[[Offered], Awaitable[object]]
_TYPED = re.compile(r"@(\w{4,32})\s(.*)", re.DOTALL)
_PATIENCE = 10.0  # seconds; a bot that answers later is refused


class InlineMenu:
    """The list above the box; it is there while the bot offers something."""

    def __init__(self, chat: OpenChat, choose: Choose) -> None:
        self._chat = chat
        self._choose = choose
        self._typed = ""
        self._list = ui.element("div").classes("inline-results").props("role=group")
        self._list.props["aria-label"] = "What the bot offers"
        self._list.set_visibility(False)

    async def typed(self, words: str) -> None:
        """Ask the bot that is named at the beginning, if one is; what came before is forgotten."""
        self._typed = words
        found = _TYPED.match(words)
        bot = None if found is None else self._bot(found[1])
        offered = [] if found is None or bot is None else await self._offered(bot, found[2])
        if self._typed == words and (offered or self._list.visible):
            self._draw(offered)

    def _bot(self, name: str) -> User | None:
        named = self._chat.world.by_username(name)
        return named if isinstance(named, User) and named.is_inline else None

    async def _offered(self, bot: User, words: str) -> list[Offered]:
        operations, me = self._chat.context.operations, self._chat.me
        try:
            query_id = await operations.ask_inline(me, bot.id, self._chat.chat, words)
            return await operations.inline_results(me, query_id, _PATIENCE) or []
        except Refused:
            return []

    def _draw(self, offered: list[Offered]) -> None:
        self._list.clear()
        self._list.set_visibility(bool(offered))
        with self._list:
            for each in offered:
                button = ui.button(on_click=partial(self._choose, each))
                with button.props("flat no-caps align=left").classes("offered"):
                    ui.label(each.title).classes("command")
                    ui.label(each.description).classes("fact")
