"""Where staff answers a ticket's customer from its page: words, files and voice, seen before they
go, and changed or taken back afterwards."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import parts
from board.page import Page
from board.pages.ticket_bubbles import Bubble
from board.pages.ticket_files import Files
from core.conversations.held_answers import decide_from_page
from core.conversations.page_answers import (
    LONGEST_ANSWER,
    LONGEST_CAPTION,
    answer_from_page,
    asked_about,
    edit_from_page,
    withdraw_from_page,
)
from core.model.audit import DROPPED, SENT
from core.model.messages import utf16_length, visible
from core.model.moderation import Held
from core.ports import Work

LOOK_AT_OTHERS = 1.0
"""Seconds between two looks at who else writes."""
NEARLY_FULL = 0.85
"""From which part of what fits on it is said how much is left."""


class Answer:
    """The box below the talk. What stands in it stays until it was sent."""

    def __init__(self, page: Page, ticket_id: int) -> None:
        self._page, self._ticket_id = page, ticket_id
        self._draft = ""
        self._name: str | None = None
        self._is_open = False
        self._files = Files(page, ticket_id, self._show_draft)
        page.client.on_delete(self._stop)

    def draw(self, state: str) -> None:
        """Draw it for one of the states of `ticket_bubbles.answer_state`."""
        page = self._page
        self._is_open = state == "open"
        self._files.put_away()
        if state == "room":
            parts.empty(page.text("answer-in-room"), icon="meeting_room")
        if state != "open":
            return
        with ui.element("section").classes("card answer") as box:
            box.props["aria-label"] = page.text("answer")
            self._others = ui.label().classes("faint others").props("role=status")
            self._others.set_visibility(False)
            self._box = ui.textarea(
                page.text("answer-box"), value=self._draft, on_change=self._typed
            ).classes("note-box")
            self._box.props("outlined autogrow")
            self._files.draw_list()
            with ui.element("div").classes("answer-foot"):
                self._files.draw_buttons(box)
                self._count = ui.label().classes("faint").props("role=status")
                self._send = ui.button(page.text("answer-send"), on_click=self._submit)
                self._send.props("unelevated no-caps icon=send")
            with ui.element("div").classes("answer-preview") as self._preview:
                ui.label(page.text("answer-preview")).classes("faint")
                self._seen = ui.label().classes("said bubble staff")
            ui.timer(LOOK_AT_OTHERS, self._look_at_others)
        self._show_draft()

    async def act(self, name: str, bubble: Bubble) -> None:
        """Change an answer, take it back, or say what becomes of one that is held back."""
        match name:
            case "edit":
                await self._edit(bubble)
            case "withdraw":
                await self._withdraw(bubble)
            case _:
                await self._decide(bubble, SENT if name == "anyway" else DROPPED)

    async def _submit(self) -> None:
        page, words, files = self._page, self._draft, self._files.chosen
        self._send.disable()
        try:
            anyway = await self._asked_about(words)
            if anyway is None:
                return
            act = partial(
                answer_from_page,
                actor_id=page.who.person_id,
                ticket_id=self._ticket_id,
                words=words,
                files=files,
                anyway=anyway,
            )
            if await page.does(act, page.text("answer-sent")):
                self._stop()
                self._files.sent(files)
                self._box.set_value("")
        finally:
            self._send.enable()
            self._show_draft()

    async def _edit(self, bubble: Bubble) -> None:
        page = self._page
        words = await self._ask_words(bubble)
        anyway = None if words is None else await self._asked_about(words)
        if words is not None and anyway is not None:
            chat_id, message_id = bubble.where
            act = partial(
                edit_from_page,
                actor_id=page.who.person_id,
                ticket_id=self._ticket_id,
                chat_id=chat_id,
                message_id=message_id,
                words=words,
                anyway=anyway,
            )
            await page.does(act, page.text("answer-edited"))

    async def _asked_about(self, words: str) -> bool | None:
        """Whether something in the words is asked about, and they are to go anyway; None: they are
        not to go."""
        page, found = self._page, list[Held | None]()

        async def look(work: Work) -> None:
            found.append(await asked_about(work, words))

        if not await page.does(look):
            return None
        if found[-1] is None:
            return False
        question = page.text(f"answer-asks-{found[-1].value}")
        return True if await page.confirms(question, page.text("answer-anyway")) else None

    async def _decide(self, bubble: Bubble, word: str) -> None:
        page = self._page
        chat_id, message_id = bubble.where
        act = partial(
            decide_from_page,
            actor_id=page.who.person_id,
            ticket_id=self._ticket_id,
            chat_id=chat_id,
            message_id=message_id,
            word=word,
        )
        await page.does(act, page.text("answer-sent" if word == SENT else "answer-dropped"))

    async def _withdraw(self, bubble: Bubble) -> None:
        page = self._page
        if await page.confirms(page.text("answer-withdraw-sure"), page.text("answer-withdraw")):
            chat_id, message_id = bubble.where
            act = partial(
                withdraw_from_page,
                actor_id=page.who.person_id,
                ticket_id=self._ticket_id,
                chat_id=chat_id,
                message_id=message_id,
            )
            await page.does(act, page.text("answer-withdrawing"))

    async def _typed(self) -> None:
        page = self._page
        self._draft = self._box.value or ""
        self._show_draft()
        if not self._draft.strip():
            self._stop()
            return
        if self._name is None:
            self._name = (await page.questions.viewer(page.who.person_id)).name
        page.writers.typed(self._ticket_id, page.who.person_id, self._name)

    def _stop(self) -> None:
        self._page.writers.stopped(self._ticket_id, self._page.who.person_id)

    def _show_draft(self) -> None:
        """Show how long it is, where that matters, and how the customer will see it."""
        if not self._is_open:
            return
        words = self._draft.strip()
        has_file = bool(self._files.chosen)
        units = utf16_length(words)
        most = LONGEST_CAPTION if has_file else LONGEST_ANSWER
        left = most - units
        self._preview.set_visibility(bool(words))
        self._seen.set_text(visible(words))
        if left < 0:
            too_long = "answer-caption-too-long" if has_file else "answer-too-long"
            self._count.set_text(self._page.text(too_long, count=-left))
        else:
            near = units > NEARLY_FULL * most
            self._count.set_text(self._page.text("answer-left", count=left) if near else "")
        is_whole = left >= 0 and not self._files.is_coming
        self._send.set_enabled((bool(words) or has_file) and is_whole)

    def _look_at_others(self) -> None:
        names = self._page.writers.others(self._ticket_id, self._page.who.person_id)
        who = ", ".join(names)
        self._others.set_text(self._page.text("answer-others", who=who) if names else "")
        self._others.set_visibility(bool(names))

    async def _ask_words(self, answer: Bubble) -> str | None:
        """What an answer is to say; None when it stays as it is. Below a file that may be
        nothing."""
        page = self._page
        asked = page.text("answer-edit-words")
        with page.client, ui.dialog() as dialog, ui.card().classes("question"):
            dialog.props["aria-label"] = asked
            ui.label(asked).classes("question-words")
            box = ui.textarea(page.text("answer-box"), value=answer.text).classes("note-box")
            box.props("outlined autogrow")

            def submit() -> None:
                if (box.value or "").strip() or answer.files:
                    dialog.submit(box.value or "")

            with ui.row().classes("question-buttons"):
                no = ui.button(page.text("button-cancel"), on_click=lambda: dialog.submit(None))
                no.props("flat no-caps")
                yes = ui.button(page.text("answer-edit"), on_click=submit)
                yes.props("unelevated no-caps")
        words = await dialog
        dialog.delete()
        return words if isinstance(words, str) else None
