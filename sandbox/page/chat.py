"""An open chat: its bar, its messages, and the box for writing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from nicegui import ui

from sandbox.page.about import About
from sandbox.page.bubbles import short
from sandbox.page.composer import Composer
from sandbox.page.links import follow
from sandbox.page.message_menu import MessageMenu
from sandbox.page.phone_context import OpenChat
from sandbox.page.pressing import Pressing
from sandbox.page.rows import Rows
from sandbox.page.services import name_of
from sandbox.page.widgets import Question, face, icon_button, on_deed
from sandbox.people import Parcel
from sandbox.state import rights
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
        self._context = opened.context
        self._world = opened.world
        self._me, self._chat, self._topic = opened.me, opened.chat, opened.topic
        self._world.history(self._me, self._chat, limit=1)
        self._make_bar()
        self._pinned = ui.element("div").classes("pinned")
        with ui.element("div").classes("scroller").props("tabindex=0 role=log") as scroller:
            scroller.props["aria-label"] = f"Messages with {name_of(self._world, self._chat)}"
            with ui.element("div").classes("paper"):
                earlier = ui.button("Earlier messages", on_click=self._draw_earlier)
                self._earlier = earlier.props("flat no-caps dense").classes("earlier")
                messages = ui.element("ol").classes("messages")
        scroller.on("scroll", self._draw_earlier, js_handler=_ON_SCROLL, throttle=0.2)
        on_deed(messages, self._on_click)
        self._rows = Rows(opened, messages)
        self._pressing = Pressing(opened, self._rows)
        self._composer = Composer(opened)
        self._instead = ui.element("div").classes("instead")
        self._menu = MessageMenu(opened, self._rows, self._composer)
        self._deeds: dict[str, Callable[[dict[str, str]], Awaitable[object]]] = {
            "press": lambda what: self._pressing.press(int(what["id"]), what["value"]),
            "jump": lambda what: self.jump(int(what["id"] or 0)),
            "command": lambda what: self._composer.send(what["value"]),
            "link": lambda what: follow(self._context, what["value"]),
            "react": lambda what: self._menu.react(int(what["id"]), what["value"]),
            "menu": self._open_menu,
            "look": self._look_at,
        }
        self.draw()

    # What stands there ----------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw everything as it is now."""
        self._rows.draw()
        self._earlier.set_visibility(self._rows.has_earlier)
        self._world.read(self._me, self._chat)
        self._draw_bar()
        self._draw_pinned()
        self._composer.draw_keys()
        self._draw_instead()

    def _make_bar(self) -> None:
        """Make the bar once: a button that is drawn anew is gone from below the finger."""
        back = self._chat if self._topic is not None else None
        with ui.element("div").classes("bar"):
            icon_button("arrow_back", "Back", lambda: self._context.open(back))
            self._unread = ui.label().classes("unread").props("role=img")
            face(self._chat, name_of(self._world, self._chat), small=True)
            with ui.element("div").classes("bar-names"):
                self._name = ui.label().classes("bar-title")
                self._name.props('role=heading aria-level="2"')
                self._facts = ui.label().classes("bar-about")
            icon_button("info", "About this chat", About(self._opened, self._draw_instead).open)

    def _draw_bar(self) -> None:
        self._draw_unread()
        self._name.set_text(self._title(name_of(self._world, self._chat)))
        self._facts.set_text(self._about())

    def _draw_unread(self) -> None:
        others = [chat for chat in self._world.dialogs(self._me) if chat != self._chat]
        unread = sum(self._world.unread(self._me, chat) for chat in others)
        self._unread.set_text(str(unread))
        self._unread.set_visibility(unread > 0)
        self._unread.props["aria-label"] = f"{unread} unread elsewhere"
        self._unread.update()

    def _title(self, name: str) -> str:
        group = self._world.chats.get(self._chat)
        topic = None if group is None else group.topics.get(self._topic or 0)
        return name if topic is None else topic.title

    def _about(self) -> str:
        if self._chat > 0:
            return "bot" if self._world.user(self._chat).is_bot else "person"
        if self._topic is not None:
            return f"in {name_of(self._world, self._chat)}"
        count = len(self._world.members(self._me, self._chat))
        return f"{count} member{'' if count == 1 else 's'}"

    def _draw_pinned(self) -> None:
        pinned = self._last_pinned()
        self._pinned.clear()
        self._pinned.set_visibility(pinned is not None)
        if pinned is None:
            return
        number = pinned.id
        with self._pinned, ui.button(on_click=lambda: self.jump(number)) as button:
            button.props('flat no-caps align=left aria-label="Go to the pinned message"')
            ui.icon("push_pin")
            ui.label(short(self._world, pinned)).classes("said")

    def _last_pinned(self) -> Message | None:
        if self._chat > 0:
            found = self._rows.every(lambda message: message.pinned)
            return found[-1] if found else None
        pinned = self._world.chat(self._me, self._chat).pinned
        here = [m for each in pinned if (m := self._opened.message(each)) and self._is_here(m)]
        return here[-1] if here else None

    def _draw_instead(self) -> None:
        """Draw what stands in place of the box where one cannot write."""
        self._instead.clear()
        with self._instead:
            shown = self._draw_start() if self._chat > 0 else self._draw_reason()
        self._instead.set_visibility(shown)
        self._composer.element.set_visibility(not shown)

    def _draw_start(self) -> bool:
        other = self._world.user(self._chat)
        if other.deleted:
            ui.label("This account was deleted.").classes("reason")
            return True
        blocked = self._chat in self._world.user(self._me).blocked
        if blocked and not other.is_bot:
            ui.button("Unblock", on_click=self._unblock).props("flat no-caps")
            return True
        fresh = not self._world.history(self._me, self._chat, limit=1)
        if other.is_bot and (blocked or fresh):
            text = "Restart bot" if blocked else "Start"
            ui.button(text, on_click=self._start).props("unelevated no-caps color=primary")
            return True
        return False

    def _draw_reason(self) -> bool:
        group = self._world.chats[self._chat]
        member = self._world.member(self._chat, self._me)
        if group.migrated_to is not None:
            ui.label("This group became a supergroup.").classes("reason")
        elif group.deleted or member is None or member.standing not in rights.INSIDE:
            ui.label("You are not in this group.").classes("reason")
        else:
            return False
        return True

    # What happens ---------------------------------------------------------------------------------

    async def on_happening(self, happening: Happening) -> None:
        """Draw what happened here, and what is unread elsewhere."""
        message, change = happening.message, happening.change
        if happening.chat_id != self._chat:
            if happening.kind is Kind.NEW_MESSAGE:
                self._draw_unread()
        elif happening.kind is Kind.NEW_MESSAGE and message is not None:
            await self._append(message)
        elif happening.kind is Kind.DELETE_MESSAGES and change is not None:
            self._rows.take_out(change.message_ids)
            self._draw_pinned()
        elif happening.kind in (Kind.EDIT_MESSAGE, Kind.REACTION) and message is not None:
            self._rows.redraw(message.id)
        elif happening.kind in (Kind.CHAT_CHANGED, Kind.MEMBER_CHANGED):
            await self._redraw()

    async def _append(self, message: Message) -> None:
        if message.deleted or not self._is_here(message):
            return
        self._rows.append(message)
        self._world.read(self._me, self._chat)
        if message.content.markup is not None:
            self._composer.draw_keys()
        event = (message.content.service or {}).get("kind")
        if event == "pinned":
            self._rows.redraw(message.content.reply_to or 0)
            self._draw_pinned()
        elif event == "migrated_to":
            await self._redraw()
        elif event is not None:
            self._draw_bar()
        if message.sender_id == self._me:
            self._draw_instead()

    async def _redraw(self) -> None:
        group = self._world.chats.get(self._chat)
        if group is None:
            return
        if group.migrated_to is not None:
            await self._context.open(group.migrated_to)
        elif group.deleted or not self._is_inside():
            await self._context.open(None)
        elif group.is_forum and self._topic is None:
            await self._context.open(self._chat)
        else:
            self._draw_bar()
            self._draw_pinned()
            self._rows.drop_wiped()

    def _is_inside(self) -> bool:
        member = self._world.member(self._chat, self._me)
        return member is not None and member.standing in rights.INSIDE

    def _is_here(self, message: Message) -> bool:
        group = self._world.chats.get(self._chat)
        return self._topic is None or group is None or topic_of(group, message) == self._topic

    # What is done ---------------------------------------------------------------------------------

    async def _on_click(self, what: dict[str, str]) -> None:
        deed = self._deeds.get(what["do"])
        if deed is not None:
            await deed(what)

    def _draw_earlier(self) -> None:
        if self._rows.has_earlier:
            self._rows.draw_earlier()
            self._earlier.set_visibility(self._rows.has_earlier)

    async def _open_menu(self, what: dict[str, str]) -> None:
        self._menu.open(int(what["id"]), what["selected"])

    async def _look_at(self, what: dict[str, str]) -> None:
        message = self._opened.message(int(what["id"]))
        if message is None or message.content.file is None:
            return
        with self._context.frame, Question("Photo") as question:
            question.classes("photo-window")
            with question.body:
                self._rows.draw_photo(message)
            question.offer("Close")
        question.open()

    async def _start(self) -> None:
        operations = self._context.operations
        await self._context.tries(operations.block(self._me, self._chat, False))
        await self._composer.send_parcels(Parcel("/start"))

    async def _unblock(self) -> None:
        await self._context.tries(self._context.operations.block(self._me, self._chat, False))
        self._draw_instead()

    async def jump(self, message_id: int) -> None:
        """Go to a message, however far up it stands."""
        while message_id not in self._rows and self._rows.has_earlier:
            self._rows.draw_earlier()
        if message_id in self._rows:
            await asyncio.sleep(0.05)  # until what was drawn is there to be gone to
            anchor = self._rows.anchor(message_id)
            self._name.client.run_javascript(
                f"const it = document.getElementById('{anchor}');"
                "it?.scrollIntoView({block: 'center'}); it?.focus({preventScroll: true});"
            )
