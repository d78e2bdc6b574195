"""Pressing what stands under a message."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from sandbox.page.links import follow
from sandbox.page.phone_context import OpenChat
from sandbox.page.rows import Rows
from sandbox.page.widgets import Question
from sandbox.people import Answer

PATIENCE = 15.0  # seconds that a pressed button turns at most


class Pressing:
    """The inline buttons of one open chat."""

    def __init__(self, chat: OpenChat, rows: Rows) -> None:
        self._chat = chat
        self._rows = rows

    async def press(self, message_id: int, place: str) -> None:
        """Press a button: wait for the bot's answer, or follow its link."""
        button = self._button(message_id, place)
        if button is None:
            return
        context = self._chat.context
        if "callback_data" not in button:
            await self._follow(button)
        else:
            data = str(button["callback_data"])
            pressed = context.operations.press(context.me, self._chat.chat, message_id, data)
            query = await context.tries(pressed)
            if query is not None:
                self._show(await context.operations.answer(context.me, query, PATIENCE))
        self._rest(message_id)

    async def _follow(self, button: dict[str, Any]) -> None:
        if "url" in button:
            await follow(self._chat.context, str(button["url"]))
        else:
            self._chat.context.tell(
                "The sandbox has no mini apps, payments or log-ins by a button."
            )

    def _button(self, message_id: int, place: str) -> dict[str, Any] | None:
        message = self._chat.message(message_id)
        rows = ((message and message.content.markup) or {}).get("inline_keyboard", [])
        line, column = (int(number) for number in place.split("."))
        if line >= len(rows) or column >= len(rows[line]):
            return None
        return dict(rows[line][column])

    def _show(self, answer: Answer | None) -> None:
        if answer is None or not answer.text:
            return
        if not answer.alert:
            self._chat.context.tell(answer.text)
            return
        with self._chat.context.frame, Question("The bot says") as question:
            with question.body:
                ui.label(answer.text).classes("alert")
            question.offer("OK")
        question.open()

    def _rest(self, message_id: int) -> None:
        if message_id in self._rows:
            anchor = self._rows.anchor(message_id)
            self._chat.context.frame.client.run_javascript(
                f"document.getElementById('{anchor}')?.parentElement"
                ".querySelectorAll('[aria-busy]').forEach(it => it.removeAttribute('aria-busy'))"
            )
