"""The box for writing, and the keyboard that a bot put under it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from sandbox.page.attach import Attach, contact_of
from sandbox.page.bubbles import short
from sandbox.page.commands_menu import CommandsMenu
from sandbox.page.inline_menu import InlineMenu
from sandbox.page.phone_context import OpenChat
from sandbox.page.services import author_of
from sandbox.page.widgets import icon_button
from sandbox.people import Offered, Parcel
from sandbox.state.model import Message

# Enter sends what stands in the box at that moment, and empties it at once: emptied from here, it
# would lose what was typed meanwhile. That it is empty is told before what was said is, so that
# words that are refused come back into it. With Shift it begins a new line.
_ON_ENTER = """(e) => {
    if (e.shiftKey || e.isComposing) return;
    e.preventDefault();
    const said = e.target.value;
    e.target.value = "";
    e.target.dispatchEvent(new Event("input", {bubbles: true}));
    setTimeout(() => emit(said));
}"""
_PATIENCE = 10.0  # seconds until a browser that does not answer is given up
_SEARCHED = 200  # messages in which a bot's keyboard is looked for


class Composer:
    """The message that somebody is writing in an open chat."""

    def __init__(self, chat: OpenChat) -> None:
        self._chat = chat
        self._world = chat.world
        self._drafts = chat.context.environment.drafts
        self._key = (chat.me, chat.chat, chat.topic)
        self._reply: Message | None = None
        self._quote: str | None = None
        self._editing: Message | None = None
        with ui.element("div").classes("composer") as self.element:
            self._head = ui.element("div").classes("about-to")
            self._inline = InlineMenu(chat, self._send_offered)
            with ui.element("form").classes("write").on("submit.prevent"):
                attach = Attach(chat, self.send_parcels)
                CommandsMenu(chat, self.send)
                self._box = self._draw_box()
                attach.draw_microphone()
                send = icon_button("send", "Send", self._on_send)
                send.props("color=primary")
            self._keys = ui.element("div").classes("reply-keys").props("role=group")
            self._keys.props["aria-label"] = "The bot's keyboard"
        self._head.set_visibility(False)

    def _draw_box(self) -> ui.textarea:
        box = ui.textarea(placeholder="Message", value=self._drafts.get(self._key, ""))
        box.props("autogrow borderless dense rows=1 input-class=box").classes("box-frame")
        box.props["aria-label"] = "Message"
        box.on_value_change(lambda event: self._keep(event.value or ""))
        box.on_value_change(lambda event: self._inline.typed(event.value or ""))
        return box.on("keydown.enter", self._on_enter, js_handler=_ON_ENTER)

    def _keep(self, draft: str) -> None:
        if self._editing is None:
            self._drafts[self._key] = draft

    async def _on_enter(self, event: GenericEventArguments) -> None:
        await self._say(str(event.args))

    async def _on_send(self) -> None:
        said = str(self._box.value or "")
        self._box.value = ""
        await self._say(said)

    async def _say(self, words: str) -> None:
        if not await self.send(words) and not self._box.value:
            self._box.value = words  # they were refused, and are not lost

    # Sending --------------------------------------------------------------------------------------

    async def send(self, text: str) -> bool:
        """Send the text: as a message, as a reply, or as the edit under way. Returns False when it
        was refused."""
        if not text.strip():
            return True
        if self._editing is not None:
            edit = self._chat.context.operations.edit
            changed = edit(self._chat.me, self._chat.chat, self._editing.id, Parcel(text))
            done: object = await self._chat.context.tries(changed)
        else:
            done = await self.send_parcels(Parcel(text))
        if done is None:
            return False
        self.put_down(edited=True)
        return True

    async def send_parcels(self, *parcels: Parcel) -> object | None:
        """Send these to the chat, as a reply if one is under way. None: refused."""
        placed = [
            replace(
                parcel,
                reply_to=None if self._reply is None else self._reply.id,
                quote=self._quote,
                topic=self._chat.topic,
            )
            for parcel in parcels
        ]
        context = self._chat.context
        return await context.tries(context.operations.send(context.me, self._chat.chat, placed))

    async def _send_offered(self, offered: Offered) -> None:
        """Send what a bot offers, as a reply if one is under way."""
        chat = self._chat
        chosen = chat.context.operations.choose_inline(
            chat.me,
            chat.chat,
            offered.query_id,
            offered.result_id,
            None if self._reply is None else self._reply.id,
            chat.topic,
        )
        if await chat.context.tries(chosen) is not None:
            self._box.value = ""
            self.put_down(edited=True)

    # What one is about to do ----------------------------------------------------------------------

    def answer(self, message: Message, quote: str | None = None) -> None:
        """Begin a reply to a message, or to a part of it."""
        self.put_down()
        self._reply, self._quote = message, quote
        said = quote if quote is not None else short(self._world, message)
        self._show("reply", f"Reply to {author_of(self._world, message)}", said)

    async def change(self, message: Message) -> None:
        """Begin to edit one's own message. That it is being edited shows when its text stands in
        the box for good: NiceGUI writes a value twice, and over what was typed in between."""
        self.put_down()
        self._editing = message
        self._box.value = message.content.text
        await self._box.run_method("updateValue", timeout=_PATIENCE)
        self._show("edit", "Edit message", short(self._world, message))

    def _show(self, icon: str, heading: str, said: str) -> None:
        self._head.clear()
        with self._head:
            ui.icon(icon)
            with ui.element("div").classes("about-names"):
                ui.label(heading).classes("about-heading")
                ui.label(said).classes("said")
            icon_button("close", "Never mind", self.put_down)
        self._head.set_visibility(True)
        self._box.run_method("focus")

    def put_down(self, *, edited: bool = False) -> None:
        """End a reply or an edit. The draft of before the edit comes back, unless words are in the
        box that were typed while the edit was on its way."""
        if self._editing is not None and not (edited and self._box.value):
            self._box.value = self._drafts.get(self._key, "")
        self._reply = self._quote = self._editing = None
        self._head.set_visibility(False)

    # The bot's keyboard ---------------------------------------------------------------------------

    def draw_keys(self) -> None:
        """Draw the keyboard that the latest message with one brought."""
        self._keys.clear()
        rows = self._rows_of_keys()
        self._keys.set_visibility(bool(rows))
        with self._keys:
            for row in rows:
                with ui.element("div").classes("row-of-keys"):
                    for key in row:
                        self._draw_key(key if isinstance(key, dict) else {"text": key})

    def _draw_key(self, key: dict[str, Any]) -> None:
        button = ui.button(str(key["text"]), on_click=lambda: self._tap(key))
        button.props("flat no-caps").classes("key")

    async def _tap(self, key: dict[str, Any]) -> None:
        if key.get("request_contact"):
            await self.send_parcels(contact_of(self._world.user(self._chat.me)))
        else:
            await self.send_parcels(Parcel(str(key["text"])))

    def _rows_of_keys(self) -> list[list[Any]]:
        chat = self._chat
        for message in self._world.history(chat.me, chat.chat, limit=_SEARCHED):
            markup = message.content.markup or {}
            if "keyboard" in markup:
                return list(markup["keyboard"])
            if markup.get("remove_keyboard"):
                return []
        return []
