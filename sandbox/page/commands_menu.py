"""The menu of the commands of a chat's bots."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import ui

from sandbox.page.commands import commands_for
from sandbox.page.phone_context import OpenChat
from sandbox.page.widgets import icon_button
from sandbox.state.model import User

Say = Callable[[str], Awaitable[object]]


class CommandsMenu:
    """A button that is there when bots have commands; they are asked for when it is pressed."""

    def __init__(self, chat: OpenChat, say: Say) -> None:
        self._chat = chat
        self._say = say
        with icon_button("menu", "Commands").classes("commands") as button:
            self._menu = ui.menu().props("auto-close role=menu")
        button.on("click", self._draw)
        button.set_visibility(bool(self._bots()))

    def _bots(self) -> list[User]:
        world, chat = self._chat.world, self._chat.chat
        ids = [chat] if chat > 0 else [m.user_id for m in world.members(self._chat.me, chat)]
        return [user for user in map(world.user, ids) if user.is_bot]

    def _draw(self) -> None:
        world, chat = self._chat.world, self._chat.chat
        reader = world.user(self._chat.me)
        self._menu.clear()
        with self._menu:
            rows = 0
            for bot in self._bots():
                for command in commands_for(world, bot, chat, reader):
                    rows += 1
                    name = f"/{command['command']}"
                    said = name if chat > 0 else f"{name}@{bot.username}"
                    item = ui.menu_item(on_click=partial(self._say, said))
                    with item.props("role=menuitem"):
                        ui.label(name).classes("command")
                        ui.label(command["description"]).classes("fact")
            if not rows:
                ui.label("The bot has no commands.").classes("fact none")
