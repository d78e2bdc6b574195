"""The list of chats."""

from __future__ import annotations

from nicegui import ui

from sandbox.page.begin import draw_beginnings
from sandbox.page.bubbles import clock_time, colour_of, initials, short, templates
from sandbox.page.holder import Holder
from sandbox.page.services import author_of, name_of
from sandbox.page.widgets import hears, html
from sandbox.state.model import Happening, Message


class ChatList:
    """Somebody's chats, latest first, with what is unread."""

    def __init__(self, holder: Holder) -> None:
        self._holder = holder
        self._rows: dict[int, ui.html] = {}
        with ui.element("div").classes("bar"):
            ui.label("Chats").classes("bar-title").props('role=heading aria-level="2"')
            ui.space()
            draw_beginnings(holder)
        self._list = ui.element("ul").classes("chats").props('aria-label="Chats"')
        hears(self._list, self._on_click)
        self._draw()

    def _draw(self) -> None:
        self._list.clear()
        self._rows.clear()
        with self._list:
            chats = self._holder.world.dialogs(self._holder.me)
            for chat in chats:
                self._rows[chat] = html(self._row(chat), "li")
            if not chats:
                ui.label("No chats yet. Begin one by the pencil.").classes("empty")

    def _row(self, chat: int) -> str:
        holder, world = self._holder, self._holder.world
        last = next(iter(world.history(holder.me, chat, limit=1)), None)
        title = name_of(world, chat)
        return templates.get_template("chat_row.html").render(
            chat=chat,
            title=title,
            colour=colour_of(chat),
            initials=initials(title),
            said="" if last is None else self._said(chat, last),
            time="" if last is None else clock_time(last.at),
            unread=world.unread(holder.me, chat),
            muted=chat in world.user(holder.me).muted,
        )

    def _said(self, chat: int, last: Message) -> str:
        words = short(self._holder.world, last)
        if last.content.service is not None:
            return words
        if last.sender_id == self._holder.me:
            return f"You: {words}"
        return f"{author_of(self._holder.world, last)}: {words}" if chat < 0 else words

    async def _on_click(self, what: dict[str, str]) -> None:
        if what["do"] == "open":
            await self._holder.open(int(what["id"]))

    async def on_happening(self, happening: Happening) -> None:
        """Draw the chat anew in which something happened, at the top when it is the latest."""
        chat = happening.chat_id
        if chat is None or chat not in self._rows or happening.message is None:
            self._draw()
            return
        row = self._rows[chat]
        row.set_content(self._row(chat))
        if self._holder.world.dialogs(self._holder.me)[0] == chat:
            row.move(target_index=0)
