"""The person at a phone, and what every screen of it can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from nicegui import ui
from nicegui.element import Element

from sandbox.page.environment import PageEnvironment
from sandbox.page.refusals import words_for
from sandbox.page.services import name_of
from sandbox.people import Operations
from sandbox.state.model import Message, Refused
from sandbox.state.world import World

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PhoneContext:
    """The person at a phone. `anchor` begins all ids in its part of the page; `show` puts a chat
    (or None, the list of chats) and a forum's topic on its screen.
    """

    environment: PageEnvironment
    me: int
    frame: Element
    anchor: str
    show: Callable[[int | None, int | None], Awaitable[None]]

    @property
    def world(self) -> World:
        """The Telegram that they are in."""
        return self.environment.world

    @property
    def operations(self) -> Operations:
        """What they act through."""
        return self.environment.people.operations

    @property
    def name(self) -> str:
        """Their name."""
        return name_of(self.world, self.me)

    async def open(self, chat: int | None, topic: int | None = None) -> None:
        """Show a chat or a topic; None: the list of chats."""
        await self.show(chat, topic)

    async def tries(self, act: Awaitable[T]) -> T | None:
        """Do something that Telegram may refuse; the person is told of it then."""
        try:
            return await act
        except Refused as refused:
            self.tell(words_for(refused.tag))
            return None

    def tell(self, text: str) -> None:
        """Show a few words at the bottom of the page for some seconds."""
        with self.frame:
            ui.notify(f"{self.name}: {text}", color="dark", multi_line=True)


@dataclass(frozen=True, slots=True)
class OpenChat:
    """A chat, or a forum's topic, that is open on somebody's phone."""

    context: PhoneContext
    chat: int
    topic: int | None

    @property
    def me(self) -> int:
        """Whose phone it is."""
        return self.context.me

    @property
    def world(self) -> World:
        """The Telegram that it is in."""
        return self.context.world

    def message(self, message_id: int) -> Message | None:
        """A message of this chat as it is now."""
        try:
            return self.world.message(self.me, self.chat, message_id)
        except Refused:
            return None
