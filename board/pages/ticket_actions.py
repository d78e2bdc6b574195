"""What staff do with a ticket from its page: the use cases of the bot, which decide whether it may
be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nicegui import ui

from board import parts
from board.dialogs import ask_words, words_box
from board.page import Page
from core.cards.views.staff import QUEUE_ID
from core.model.people import Operator
from core.model.texts import DeskError
from core.ports import DatabaseBusyError
from core.privacy.retention import hold_ticket, release_ticket
from core.supervision.rooms import step_in
from core.supervision.watching import watch
from core.supervision.whisper import whisper
from core.tickets.end import close_ticket
from core.tickets.hand_over import give
from core.tickets.reopen import reopen_ticket
from core.tickets.room_goes import about_to_close
from core.tickets.staff_commands import call_supervisor, keep_note

ICONS = {
    "take-over": "pan_tool",
    "hand-to": "forward",
    "to-queue": "undo",
    "note": "edit_note",
    "call": "campaign",
    "watch": "visibility",
    "whisper": "hearing",
    "close": "check",
    "reopen": "replay",
    "hold": "push_pin",
    "release": "lock_open",
}


class Actions:
    """The buttons of one ticket."""

    def __init__(self, page: Page, ticket_id: int) -> None:
        self._page, self._ticket_id = page, ticket_id

    def draw(self, names: tuple[str, ...]) -> None:
        """Those buttons."""
        acts = {
            "take-over": self._take_over,
            "hand-to": self._hand_to,
            "to-queue": self._to_queue,
            "note": self._note,
            "call": self._call,
            "watch": self._watch,
            "whisper": self._whisper,
            "close": self._close,
            "reopen": self._reopen,
            "hold": self._hold,
            "release": self._release,
        }
        for name in names:
            button = ui.button(self._page.text(f"act-{name}"), on_click=acts[name])
            button.props(f"no-caps unelevated outline icon={ICONS[name]}")

    async def _take_over(self) -> None:
        page, ticket = self._page, self._ticket_id
        sure = page.text("act-take-over-sure", ticket=ticket)
        if await page.confirms(sure, page.text("act-take-over")):
            act = partial(step_in, actor_id=page.who.person_id, ticket_id=ticket)
            await page.does(act, page.text("act-take-over-done", ticket=ticket))

    async def _to_queue(self) -> None:
        page = self._page
        note = await self._ask_words("act-to-queue-sure", "act-to-queue", must=False)
        if note is not None:
            await self._give(QUEUE_ID, note, page.text("act-to-queue-done", ticket=self._ticket_id))

    async def _hand_to(self) -> None:
        page = self._page
        try:
            able = await page.questions.takers(page.who.person_id, self._ticket_id)
        except DatabaseBusyError:
            page.notice(page.text("page-busy"))
            return
        except DeskError as refusal:
            page.notice(page.refusal(refusal))
            return
        chosen = await self._choose(able)
        if chosen is not None:
            target, note = chosen
            done = page.text("act-hand-to-done", ticket=self._ticket_id, who=target.name)
            await self._give(target.id, note, done)

    async def _give(self, target: int, note: str, done: str) -> None:
        page = self._page
        await page.does(
            partial(
                give,
                actor_id=page.who.person_id,
                ticket_id=self._ticket_id,
                target=target,
                note=note,
            ),
            done,
        )

    async def _note(self) -> None:
        page, ticket = self._page, self._ticket_id
        words = await self._ask_words("act-note-words", "act-note", must=True)
        if words is not None:
            act = partial(keep_note, actor_id=page.who.person_id, ticket_id=ticket, words=words)
            await page.does(act, page.text("act-note-done"))

    async def _call(self) -> None:
        page, ticket = self._page, self._ticket_id
        if await page.confirms(page.text("act-call-sure", ticket=ticket), page.text("act-call")):
            act = partial(call_supervisor, actor_id=page.who.person_id, ticket_id=ticket)
            await page.does(act, page.text("act-call-done"))

    async def _watch(self) -> None:
        page, ticket = self._page, self._ticket_id
        sure = page.text("act-watch-sure", ticket=ticket)
        if await page.confirms(sure, page.text("act-watch")):
            act = partial(watch, actor_id=page.who.person_id, ticket_id=ticket)
            await page.does(act, page.text("act-watch-done"))

    async def _whisper(self) -> None:
        page, ticket = self._page, self._ticket_id
        answer = await ask_words(
            page,
            page.text("act-whisper-words", ticket=ticket),
            page.text("act-whisper"),
            page.text("act-whisper-box"),
            must=True,
        )
        if answer is not None:
            act = partial(whisper, actor_id=page.who.person_id, ticket_id=ticket, words=answer[0])
            await page.does(act, page.text("act-whisper-done"))

    async def _close(self) -> None:
        page, ticket = self._page, self._ticket_id
        asked = partial(about_to_close, actor_id=page.who.person_id, ticket_id=ticket)
        if not await page.does(asked):
            return
        if await page.confirms(page.text("act-close-sure", ticket=ticket), page.text("act-close")):
            act = partial(close_ticket, actor_id=page.who.person_id, ticket_id=ticket)
            await page.does(act, page.text("act-close-done", ticket=ticket))

    async def _reopen(self) -> None:
        page, ticket = self._page, self._ticket_id
        sure = page.text("act-reopen-sure", ticket=ticket)
        if await page.confirms(sure, page.text("act-reopen")):
            act = partial(reopen_ticket, actor_id=page.who.person_id, ticket_id=ticket)
            await page.does(act, page.text("act-reopen-done", ticket=ticket))

    async def _hold(self) -> None:
        page, ticket = self._page, self._ticket_id
        answer = await ask_words(
            page,
            page.text("act-hold-words", ticket=ticket),
            page.text("act-hold"),
            page.text("act-hold-why"),
            must=True,
        )
        if answer is not None:
            act = partial(hold_ticket, by=page.who.person_id, ticket_id=ticket, reason=answer[0])
            await page.does(act, page.text("act-hold-done", ticket=ticket))

    async def _release(self) -> None:
        page, ticket = self._page, self._ticket_id
        sure = page.text("act-release-sure", ticket=ticket)
        if await page.confirms(sure, page.text("act-release")):
            act = partial(release_ticket, by=page.who.person_id, ticket_id=ticket)
            await page.does(act, page.text("act-release-done", ticket=ticket))

    async def _ask_words(self, question: str, yes: str, *, must: bool) -> str | None:
        """A note of staff's; None when they would rather not."""
        page = self._page
        asked = page.text(question, ticket=self._ticket_id)
        label = page.text("act-note-box" if must else "act-note-box-perhaps")
        answer = await ask_words(page, asked, page.text(yes), label, must=must)
        return None if answer is None else answer[0]

    async def _choose(self, able: tuple[Operator, ...]) -> tuple[Operator, str] | None:
        """To whom, and with which note; None for nobody."""
        page = self._page
        asked = page.text("act-hand-to-whom", ticket=self._ticket_id)
        with page.client, ui.dialog() as dialog, ui.card().classes("question"):
            dialog.props["aria-label"] = asked
            ui.label(asked).classes("question-words")
            if not able:
                parts.empty(page.text("act-hand-to-nobody"), icon="person_off")
            people = {one.id: one for one in able}
            said = {one.id: f"{one.name} ({one.load} / {one.capacity})" for one in able}
            choice = ui.radio(said, value=able[0].id if able else None).classes("choices")
            box = words_box(page.text("act-note-box-perhaps"))
            box.set_visibility(bool(able))

            def submit() -> None:
                if choice.value in people:
                    dialog.submit((choice.value, box.value or ""))

            self._buttons(dialog, page.text("act-hand-to"), submit if able else None)
        answer = await dialog
        if not dialog.is_deleted:  # with its page
            dialog.delete()
        if not isinstance(answer, tuple):
            return None
        target, note = answer
        return people[target], str(note)

    def _buttons(self, dialog: ui.dialog, yes: str, submit: Callable[[], None] | None) -> None:
        with ui.row().classes("question-buttons"):
            no = ui.button(self._page.text("button-cancel"), on_click=lambda: dialog.submit(None))
            no.props("flat no-caps")
            if submit is not None:
                ui.button(yes, on_click=submit).props("unelevated no-caps")
