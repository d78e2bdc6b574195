"""One phone: whose it is, its bell, and the screen that is on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from nicegui import app, ui

from sandbox.page.address import Place
from sandbox.page.bell import Bell
from sandbox.page.chat import ChatScreen
from sandbox.page.chats import ChatList
from sandbox.page.environment import PageEnvironment
from sandbox.page.phone_context import OpenChat, PhoneContext
from sandbox.page.refusals import words_for
from sandbox.page.services import name_of
from sandbox.page.topics import TopicList
from sandbox.page.widgets import face, menu_item
from sandbox.state.model import Happening, Refused

Screen = ChatList | ChatScreen | TopicList


class Phone:
    """A person's phone in one tab. `place` is what it shows; `remember` is called when that
    changes."""

    def __init__(
        self,
        environment: PageEnvironment,
        place: Place,
        number: int,
        remember: Callable[[], None],
        take_away: Callable[[Phone], None],
    ) -> None:
        self._environment = environment
        self._world = environment.world
        self.place = place
        self.anchor = f"phone-{number}"
        self._remember = remember
        self._take_away = take_away
        self._happenings: asyncio.Queue[Happening] = asyncio.Queue()
        self._following: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._screen: Screen | None = None
        self._bell: Bell | None = None
        self.frame = ui.element("section").classes("phone").props(f"id={self.anchor}")
        with self.frame:
            self._status = ui.element("div").classes("status")
            self._glass = ui.element("div").classes("glass")

    @property
    def _context(self) -> PhoneContext:
        return PhoneContext(self._environment, self.me, self.frame, self.anchor, self._open)

    @property
    def me(self) -> int:
        """Whose phone it is."""
        return self.place.person

    @property
    def name(self) -> str:
        """That person's name."""
        return name_of(self._world, self.me)

    async def start(self) -> None:
        """Draw it, and follow what happens to its person."""
        self._unsubscribe = self._world.subscribe(self._happenings.put_nowait, self.me)
        self._following = asyncio.create_task(self._follow())
        await self._draw_status()
        await self._show(self.place)

    def stop(self) -> None:
        """Stop following."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        if self._following is not None:
            self._following.cancel()

    async def _follow(self) -> None:
        """Draw what happens. Whatever goes wrong with one thing must not hide the next: it is
        logged by NiceGUI, as what goes wrong in its handlers."""
        while True:
            happening = await self._happenings.get()
            try:
                with self.frame:
                    await self._on_happening(happening)
            except Exception as error:  # noqa: BLE001 - see above
                app.handle_exception(error)

    async def _on_happening(self, happening: Happening) -> None:
        if self._screen is not None:
            await self._screen.on_happening(happening)
        if self._bell is not None:
            await self._bell.on_happening(happening)

    # Whose it is ----------------------------------------------------------------------------------

    async def _draw_status(self) -> None:
        self.frame.props["aria-label"] = f"Phone of {self.name}"
        self._status.clear()
        with self._status:
            with ui.button().props("flat no-caps dense").classes("who") as who:
                face(self.me, self.name, small=True)
                ui.label(self.name)
                ui.icon("expand_more")
                with ui.menu().props("auto-close role=menu"):
                    for user in self._environment.persons():
                        self._offer(user.id)
                    ui.separator()
                    menu_item("close", "Put this phone away", lambda: self._take_away(self))
            who.props["aria-label"] = f"{self.name}: become another person"
            ui.space()
            self._bell = Bell(self._context)
            await self._bell.draw()

    def _offer(self, person: int) -> None:
        menu_item("person", name_of(self._world, person), lambda: self.become(person))

    async def become(self, person: int) -> None:
        """Be somebody else's phone."""
        self.stop()
        self._happenings = asyncio.Queue()
        self.place = Place(person)
        await self.start()
        self._remember()

    # What it shows --------------------------------------------------------------------------------

    async def _open(self, chat: int | None, topic: int | None) -> None:
        await self._show(Place(self.me, chat, topic))
        self._remember()

    async def _show(self, place: Place) -> None:
        self._glass.clear()
        self._screen = None
        with self._glass:
            try:
                screen = self._screen_of(place)
            except Refused as refused:
                self._context.tell(words_for(refused.tag))
                self._glass.clear()
                place = Place(self.me)
                screen = self._screen_of(place)
        self.place, self._screen = place, screen

    def _screen_of(self, place: Place) -> Screen:
        if place.chat is None:
            return ChatList(self._context)
        opened = OpenChat(self._context, place.chat, place.topic)
        group = self._world.chats.get(place.chat)
        if group is not None and group.is_forum and place.topic is None:
            return TopicList(opened)
        return ChatScreen(opened)
