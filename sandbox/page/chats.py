"""The list of chats."""

from __future__ import annotations

from nicegui import ui

from sandbox.page.begin import draw_beginnings
from sandbox.page.bubbles import clock_time, colour_of, initials, short, templates
from sandbox.page.phone_context import PhoneContext
from sandbox.page.services import author_of, name_of
from sandbox.page.widgets import html, on_deed
from sandbox.state.model import Happening, Message


class ChatList:
    """Somebody's chats, latest first, with what is unread."""

    def __init__(self, context: PhoneContext) -> None:
        self._context = context
        self._rows: dict[int, ui.html] = {}
        with ui.element("div").classes("bar"):
            ui.label("Chats").classes("bar-title").props('role=heading aria-level="2"')
            ui.space()
            draw_beginnings(context)
        self._list = ui.element("ul").classes("chats").props('aria-label="Chats"')
        on_deed(self._list, self._on_click)
        self._draw()

    def _draw(self) -> None:
        self._list.clear()
        self._rows.clear()
        with self._list:
            chats = self._context.world.dialogs(self._context.me)
            for chat in chats:
                self._rows[chat] = html(self._row(chat), "li")
            if not chats:
                with ui.element("li"):
                    ui.label("No chats yet. Begin one by the pencil.").classes("empty")

    def _row(self, chat: int) -> str:
        context, world = self._context, self._context.world
        last = next(iter(world.history(context.me, chat, limit=1)), None)
        title = name_of(world, chat)
        return templates.get_template("chat_row.html").render(
            chat=chat,
            title=title,
            colour=colour_of(chat),
            initials=initials(title),
            said="" if last is None else self._said(chat, last),
            time="" if last is None else clock_time(last.at),
            unread=world.unread(context.me, chat),
            muted=chat in world.user(context.me).muted,
        )

    def _said(self, chat: int, last: Message) -> str:
        words = short(self._context.world, last)
        if last.content.service is not None:
            return words
        if last.sender_id == self._context.me:
            return f"You: {words}"
        return f"{author_of(self._context.world, last)}: {words}" if chat < 0 else words

    async def _on_click(self, what: dict[str, str]) -> None:
        if what["do"] == "open":
            await self._context.open(int(what["id"]))

    async def on_happening(self, happening: Happening) -> None:
        """Draw the chat anew in which something happened, at the top when it is the latest."""
        chat = happening.chat_id
        if chat is None or chat not in self._rows or happening.message is None:
            self._draw()
            return
        row = self._rows[chat]
        row.set_content(self._row(chat))
        if self._context.world.dialogs(self._context.me)[0] == chat:
            row.move(target_index=0)
