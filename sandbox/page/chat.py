"""An open chat: its bar, its messages, its box to write in."""

from __future__ import annotations

import asyncio

from nicegui import ui

from sandbox.page.composer import Composer
from sandbox.page.holder import OpenChat
from sandbox.page.pressing import Pressing
from sandbox.page.rows import Rows
from sandbox.page.services import name_of
from sandbox.page.widgets import face, hears, icon_button
from sandbox.state.model import Happening, Kind, Message
from sandbox.state.topics import topic_of

# Nothing tells that the upper end is near; the list stands upside down, so it counts from below.
_ON_SCROLL = """(e) => {
    const it = e.target;
    if (it.scrollHeight - it.clientHeight + it.scrollTop < 400) emit();
}"""


class ChatScreen:
    """A chat (or a forum's topic) on somebody's phone. Raises Refused where one may not look."""

    def __init__(self, opened: OpenChat) -> None:
        self._opened = opened
        self._holder = opened.holder
        self._world = opened.world
        self._me, self._chat, self._topic = opened.me, opened.chat, opened.topic
        self._world.history(self._me, self._chat, limit=1)
        self._bar = ui.element("div").classes("bar")
        with ui.element("div").classes("scroller").props("tabindex=0") as scroller:
            scroller.props["aria-label"] = f"Messages with {name_of(self._world, self._chat)}"
            with ui.element("div").classes("paper"):
                earlier = ui.button("Earlier messages", on_click=self._draw_earlier)
                self._earlier = earlier.props("flat no-caps dense").classes("earlier")
                messages = ui.element("ol").classes("messages")
        scroller.on("scroll", self._draw_earlier, js_handler=_ON_SCROLL, throttle=0.2)
        hears(messages, self._on_click)
        self._rows = Rows(opened, messages)
        self._pressing = Pressing(opened, self._rows)
        self._composer = Composer(opened)
        self._rows.draw()
        self._after()

    def _draw_bar(self) -> None:
        self._bar.clear()
        with self._bar:
            icon_button("arrow_back", "Back to the chats", lambda: self._holder.open(None))
            name = name_of(self._world, self._chat)
            face(self._chat, name, small=True)
            with ui.element("div").classes("bar-names"):
                ui.label(name).classes("bar-title").props('role=heading aria-level="2"')
                ui.label(self._about()).classes("bar-about")

    def _about(self) -> str:
        if self._chat > 0:
            user = self._world.user(self._chat)
            return "bot" if user.is_bot else "person"
        count = len(self._world.members(self._me, self._chat))
        return f"{count} member{'' if count == 1 else 's'}"

    def _after(self) -> None:
        self._draw_bar()
        self._world.read(self._me, self._chat)
        self._earlier.set_visibility(self._rows.has_earlier)
        self._composer.draw_keys()

    def _draw_earlier(self) -> None:
        if self._rows.has_earlier:
            self._rows.draw_earlier()
            self._earlier.set_visibility(self._rows.has_earlier)

    # What happens ---------------------------------------------------------------------------------

    async def on_happening(self, happening: Happening) -> None:
        """Draw what happened here."""
        if happening.chat_id != self._chat:
            return
        message, change = happening.message, happening.change
        if happening.kind is Kind.NEW_MESSAGE and message is not None:
            self._append(message)
        elif happening.kind is Kind.DELETE_MESSAGES and change is not None:
            self._rows.take_out(change.message_ids)
        elif happening.kind in (Kind.EDIT_MESSAGE, Kind.REACTION) and message is not None:
            self._rows.redraw(message.id)
        elif happening.kind in (Kind.CHAT_CHANGED, Kind.MEMBER_CHANGED):
            self._draw_bar()

    def _append(self, message: Message) -> None:
        if message.deleted or not self._is_here(message):
            return
        self._rows.append(message)
        self._world.read(self._me, self._chat)
        if message.content.markup is not None or message.sender_id == self._me:
            self._composer.draw_keys()

    def _is_here(self, message: Message) -> bool:
        group = self._world.chats.get(self._chat)
        return self._topic is None or group is None or topic_of(group, message) == self._topic

    # What is done ---------------------------------------------------------------------------------

    async def _on_click(self, what: dict[str, str]) -> None:
        deed = what["do"]
        if deed == "press":
            await self._pressing.press(int(what["id"]), what["value"])
        elif deed == "jump" and what["id"]:
            await self.jump(int(what["id"]))
        elif deed == "command":
            await self._composer.send(what["value"])

    async def jump(self, message_id: int) -> None:
        """Go to a message, however far up it stands."""
        while message_id not in self._rows and self._rows.has_earlier:
            self._rows.draw_earlier()
        if message_id in self._rows:
            await asyncio.sleep(0.05)  # until what was drawn is there to be gone to
            anchor = self._rows.anchor(message_id)
            ui.run_javascript(
                f"const it = document.getElementById('{anchor}');"
                "it?.scrollIntoView({block: 'center'}); it?.focus({preventScroll: true});"
            )
