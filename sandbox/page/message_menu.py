"""What one can do with a message."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from nicegui import ui

from sandbox.page.composer import Composer
from sandbox.page.phone_context import OpenChat
from sandbox.page.rows import Rows
from sandbox.page.services import name_of
from sandbox.page.widgets import Question, menu_item
from sandbox.state.model import ChatKind, Message
from sandbox.state.reactions import FREE

QUICK = ("👍", "❤", "🔥", "😁", "😢", "🙏")


class MessageMenu:
    """The menu of the messages of an open chat."""

    def __init__(self, chat: OpenChat, rows: Rows, composer: Composer) -> None:
        self._chat = chat
        self._rows = rows
        self._composer = composer
        self._menu = ui.menu().props(
            'auto-close no-parent-event anchor="bottom right" self="top right"'
        )

    def open(self, message_id: int, selected: str) -> None:
        """Offer what may be done with a message; `selected` is what is marked on the page."""
        message = self._chat.message(message_id)
        if message is None or message.content.service is not None:
            return
        self._menu.clear()
        with self._menu:
            self._draw_reactions(message)
            menu_item("reply", "Reply", partial(self._composer.answer, message))
            if message.content.text:
                menu_item("format_quote", "Quote", partial(self._quote, message, selected.strip()))
            if message.sender_id == self._chat.me and message.forward is None:
                menu_item("edit", "Edit", partial(self._composer.change, message))
            menu_item("forward", "Forward", partial(self._forward, message))
            pin = ("push_pin", "Unpin") if message.pinned else ("push_pin", "Pin")
            menu_item(*pin, partial(self._pin, message))
            menu_item("delete", "Delete", partial(self._ask_delete, message))
        self._menu.props["target"] = f"#{self._rows.anchor(message_id)}-more"
        self._menu.open()

    # Reactions ------------------------------------------------------------------------------------

    def _draw_reactions(self, message: Message) -> None:
        mine = message.reactions.get(self._chat.me)
        with ui.element("div").classes("quick").props("role=group aria-label=React"):
            for emoji in QUICK:
                react = partial(self.react, message.id, emoji)
                button = ui.button(emoji, on_click=react).props("flat round dense role=menuitem")
                button.classes("mine" if mine == emoji else "")
                button.props["aria-label"] = f"React with {emoji}"
            more = ui.button(icon="add", on_click=partial(self._all_reactions, message))
            more.props('flat round dense role=menuitem aria-label="More reactions"')

    def _all_reactions(self, message: Message) -> None:
        with Question("React") as question:
            with question.body, ui.element("div").classes("many"):
                for emoji in sorted(FREE):
                    ui.button(
                        emoji, on_click=partial(self._react_and_close, question, message.id, emoji)
                    ).props("flat round dense")
            question.offer("Cancel")
        question.open()

    async def _react_and_close(self, question: Question, message_id: int, emoji: str) -> None:
        question.close()
        await self.react(message_id, emoji)

    async def react(self, message_id: int, emoji: str) -> None:
        """React, or take the same reaction back."""
        message = self._chat.message(message_id)
        if message is None:
            return
        mine = message.reactions.get(self._chat.me)
        context = self._chat.context
        wanted = None if mine == emoji else emoji
        await context.tries(
            context.operations.react(context.me, self._chat.chat, message_id, wanted)
        )
        self._rows.redraw(message_id)

    # Quoting, forwarding, pinning, deleting -------------------------------------------------------

    def _quote(self, message: Message, selected: str) -> None:
        if selected and selected in message.content.text:
            self._composer.answer(message, selected)
            return
        with Question("Quote") as question:
            with question.body:
                part = ui.textarea("Leave the part that you quote", value=message.content.text)
            question.offer("Cancel")

            def quote() -> None:
                question.close()
                self._composer.answer(message, part.value)

            question.offer("Quote", quote)
        question.open()

    def _forward(self, message: Message) -> None:
        with Question("Forward to") as question:
            with question.body:
                for chat in self._targets():
                    pick = partial(self._forward_to, question, message, chat)
                    name = name_of(self._chat.world, chat)
                    ui.button(name, on_click=pick).props("flat no-caps align=left")
            question.offer("Cancel")
        question.open()

    def _targets(self) -> Sequence[int]:
        environment = self._chat.context.environment
        known = self._chat.world.dialogs(self._chat.me)
        others = [user.id for user in (*environment.bots(), *environment.persons())]
        return list(dict.fromkeys([*known, *(each for each in others if each != self._chat.me)]))

    async def _forward_to(self, question: Question, message: Message, to: int) -> None:
        question.close()
        context = self._chat.context
        ids = self._rows.together(message.id)
        forward = context.operations.forward(context.me, self._chat.chat, ids, to)
        if await context.tries(forward) is not None and to != self._chat.chat:
            await context.open(to)

    async def _pin(self, message: Message) -> None:
        context, chat = self._chat.context, self._chat.chat
        act = context.operations.unpin if message.pinned else context.operations.pin
        await context.tries(act(context.me, chat, message.id))
        self._rows.redraw(message.id)

    def _ask_delete(self, message: Message) -> None:
        with Question("Delete this message?") as question:
            question.offer("Cancel")
            group = self._chat.world.chats.get(self._chat.chat)
            if group is None or group.kind is ChatKind.BASIC:
                mine = partial(self._delete, question, message, False)
                question.offer("Delete for me", mine)
            everybody = partial(self._delete, question, message, True)
            question.offer("Delete for everybody", everybody).props("color=negative")
        question.open()

    async def _delete(self, question: Question, message: Message, everybody: bool) -> None:
        question.close()
        context = self._chat.context
        ids = self._rows.together(message.id)
        await context.tries(context.operations.delete(context.me, self._chat.chat, ids, everybody))
