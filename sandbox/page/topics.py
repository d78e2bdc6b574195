"""A forum's topics, in place of its messages."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from sandbox.page.about import About
from sandbox.page.bubbles import clock_time, short, templates
from sandbox.page.phone_context import OpenChat
from sandbox.page.services import author_of, name_of
from sandbox.page.widgets import Question, face, html, icon_button, menu_item, on_deed
from sandbox.state.model import Happening, Topic


class TopicList:
    """The topics of a forum on somebody's phone. Raises Refused where one may not look."""

    def __init__(self, opened: OpenChat) -> None:
        self._opened = opened
        self._context = opened.context
        self._world = opened.world
        self._world.topics(opened.me, opened.chat)
        with ui.element("div").classes("bar"):
            icon_button("arrow_back", "Back to the chats", lambda: self._context.open(None))
            name = name_of(self._world, opened.chat)
            face(opened.chat, name, small=True)
            with ui.element("div").classes("bar-names"):
                ui.label(name).classes("bar-title").props('role=heading aria-level="2"')
                ui.label("topics").classes("bar-about")
            icon_button("add_comment", "New topic", self._ask_new)
            icon_button("info", "About this chat", About(opened, self._draw).open)
        self._list = ui.element("ul").classes("chats").props("aria-label=Topics")
        on_deed(self._list, self._on_click)
        self._menu = ui.menu().props("auto-close role=menu no-parent-event")
        self._draw()

    def _draw(self) -> None:
        self._list.clear()
        with self._list:
            for topic in self._world.topics(self._opened.me, self._opened.chat):
                html(self._row(topic), "li").props(f"id={self._anchor(topic.id)}")

    def _anchor(self, topic: int) -> str:
        return f"{self._context.anchor}-t{topic}"

    def _row(self, topic: Topic) -> str:
        history = self._world.history
        found = history(self._opened.me, self._opened.chat, limit=1, topic=topic.id)
        last = found[0] if found else None
        said = "" if last is None else short(self._world, last)
        if last is not None and last.content.service is None:
            said = f"{author_of(self._world, last)}: {said}"
        return templates.get_template("topic_row.html").render(
            topic=topic,
            colour=f"#{topic.icon_color:06x}",
            letter=topic.title[:1].upper(),
            said=said,
            time="" if last is None else clock_time(last.at),
        )

    async def _on_click(self, what: dict[str, str]) -> None:
        number = int(what["id"])
        if what["do"] == "open":
            await self._context.open(self._opened.chat, number)
        elif what["do"] == "menu":
            self._offer(number)

    def _offer(self, number: int) -> None:
        topics = self._world.topics(self._opened.me, self._opened.chat)
        topic = next((each for each in topics if each.id == number), None)
        if topic is None:
            return
        self._menu.clear()
        with self._menu:
            menu_item("edit", "Rename", partial(self._ask_name, topic))
            closing = ("lock_open", "Reopen") if topic.closed else ("lock", "Close")
            menu_item(*closing, partial(self._close, topic))
            menu_item("delete", "Delete", partial(self._delete, topic))
        self._menu.props["target"] = f"#{self._anchor(number)}"
        self._menu.open()

    async def _close(self, topic: Topic) -> None:
        act = self._context.operations.set_topic_closed
        shut = act(self._opened.me, self._opened.chat, topic.id, not topic.closed)
        await self._context.tries(shut)
        self._draw()

    async def _delete(self, topic: Topic) -> None:
        act = self._context.operations.delete_topic
        await self._context.tries(act(self._opened.me, self._opened.chat, topic.id))
        self._draw()

    def _ask_new(self) -> None:
        with Question("New topic") as question:
            with question.body:
                title = ui.input("Name").props("autofocus")
            question.offer("Cancel")

            async def make() -> None:
                question.close()
                create = self._context.operations.create_topic
                made = create(self._opened.me, self._opened.chat, title.value or "", None)
                if await self._context.tries(made) is not None:
                    self._draw()

            question.offer("Create", make)
        question.open()

    def _ask_name(self, topic: Topic) -> None:
        with Question("Rename the topic") as question:
            with question.body:
                title = ui.input("Name", value=topic.title).props("autofocus")
            question.offer("Cancel")

            async def rename() -> None:
                question.close()
                edit = self._context.operations.edit_topic
                me, chat = self._opened.me, self._opened.chat
                await self._context.tries(edit(me, chat, topic.id, title.value or "", None))
                self._draw()

            question.offer("Rename", rename)
        question.open()

    async def on_happening(self, happening: Happening) -> None:
        """Draw anew what happened in the forum."""
        if happening.chat_id == self._opened.chat:
            self._draw()
