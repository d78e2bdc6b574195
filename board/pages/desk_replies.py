"""The canned replies on the page Desk: what is kept, added, changed and removed there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from nicegui import ui

from board import parts
from board.page import Page, Region
from core.conversations.page_answers import LONGEST_ANSWER
from core.model.replies import LONGEST_SHORTCUT, CannedReply
from core.model.texts import LANGUAGES
from core.replies.manage import add_reply, change_reply, remove_reply

Act = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Row:
    """A canned reply, in words."""

    reply: CannedReply
    topic: str
    language: str
    said: str
    last: str


class Replies:
    """The section of canned replies."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._region = Region[tuple[Row, ...]](self._draw)

    async def look(self) -> None:
        """Ask for them, and show them."""
        found = await self._page.questions.replies(self._page.who.person_id)
        self._region.show(tuple(map(self._row, found)))

    def _row(self, reply: CannedReply) -> Row:
        page = self._page
        said = page.text("replies-said", count=reply.uses)
        at = reply.used_at
        last = "" if at is None else parts.stamp(at, page.zone, page.now())
        language = page.text_of("language", reply.language, reply.language)
        return Row(reply, _topic(page, reply.topic), language, said, last)

    def _draw(self, rows: tuple[Row, ...]) -> None:
        page = self._page
        title = page.text("replies")
        with parts.section(title):
            ui.label(page.text("replies-words")).classes("faint")
            if rows:
                heads = ("shortcut", "words", "topic", "language", "said", "change")
                parts.table(
                    title,
                    [page.text(f"replies-head-{name}") for name in heads],
                    [
                        (
                            f"!{one.reply.shortcut}",
                            partial(_words, one.reply.words),
                            one.topic,
                            one.language,
                            partial(_said, one.said, one.last),
                            partial(self._buttons, one.reply),
                        )
                        for one in rows
                    ],
                )
            else:
                parts.empty(page.text("replies-none"), icon="quickreply")
            add = ui.button(page.text("replies-add"), icon="add", on_click=self._add)
            add.props("unelevated no-caps").classes("after")

    def _buttons(self, reply: CannedReply) -> None:
        page, name = self._page, f"!{reply.shortcut}"
        with ui.element("div").classes("icons"):
            label = page.text("replies-change-of", shortcut=name)
            parts.icon_button("edit", label, partial(self._change, reply))
            label = page.text("replies-remove-of", shortcut=name)
            parts.icon_button("delete", label, partial(self._remove, reply))

    async def _remove(self, reply: CannedReply) -> None:
        page = self._page
        sure = page.text("replies-remove-sure", shortcut=f"!{reply.shortcut}")
        if await page.confirms(sure, page.text("replies-remove")):
            act = partial(remove_reply, actor_id=page.who.person_id, reply_id=reply.id)
            await page.does(act, page.text("replies-removed"))
            await page.look_now()

    async def _add(self) -> None:
        page = self._page
        title = page.text("replies-add")
        with page.client, ui.dialog() as dialog, ui.card().classes("question wide"):
            _prepare(dialog, title)
            shortcut = ui.input(page.text("replies-head-shortcut")).classes("field")
            shortcut.props("outlined prefix=!").props["maxlength"] = LONGEST_SHORTCUT
            topics = {"": page.text("replies-all-topics")}
            topics |= {one.key: one.titled(page.who.language) for one in page.rules.topics}
            topic = ui.select(topics, label=page.text("replies-head-topic"), value="")
            languages = {one: page.text(f"language-{one}") for one in LANGUAGES}
            language = ui.select(
                languages, label=page.text("replies-head-language"), value=page.rules.desk_language
            )
            for field in (topic, language):
                field.classes("field").props("outlined")
            box = _box(page, "")

            async def save() -> None:
                act = partial(
                    add_reply,
                    actor_id=page.who.person_id,
                    shortcut=shortcut.value or "",
                    topic=topic.value or "",
                    language=language.value or "",
                    words=box.value or "",
                )
                if await page.does(act, page.text("desk-saved")):
                    dialog.close()
                    await page.look_now()

            _foot(page, dialog, save)
        dialog.open()

    async def _change(self, reply: CannedReply) -> None:
        page = self._page
        title = page.text("replies-change-of", shortcut=f"!{reply.shortcut}")
        with page.client, ui.dialog() as dialog, ui.card().classes("question wide"):
            _prepare(dialog, title)
            box = _box(page, reply.words)

            async def save() -> None:
                act = partial(
                    change_reply,
                    actor_id=page.who.person_id,
                    reply_id=reply.id,
                    words=box.value or "",
                )
                if await page.does(act, page.text("desk-saved")):
                    dialog.close()
                    await page.look_now()

            _foot(page, dialog, save)
        dialog.open()


def _topic(page: Page, key: str) -> str:
    if not key:
        return page.text("replies-all-topics")
    known = (one.titled(page.who.language) for one in page.rules.topics if one.key == key)
    return next(known, key)


def _words(words: str) -> None:
    ui.label(words).classes("words grow-words")


def _said(said: str, last: str) -> None:
    with ui.element("div").classes("whole"):
        ui.label(said)
        if last:
            ui.label(last).classes("faint")


def _prepare(dialog: ui.dialog, title: str) -> None:
    dialog.props["aria-label"] = title
    dialog.props("persistent no-route-dismiss")
    dialog.on("hide", dialog.delete)
    ui.label(title).classes("question-words strong")


def _box(page: Page, words: str) -> ui.textarea:
    box = ui.textarea(page.text("replies-head-words"), value=words).classes("field")
    box.props("outlined autogrow").props["maxlength"] = LONGEST_ANSWER
    names = page.text("replies-names", customer="{customer}", operator="{operator}")
    ui.label(names).classes("faint")
    return box


def _foot(page: Page, dialog: ui.dialog, save: Act) -> None:
    with ui.row().classes("question-buttons"):
        no = ui.button(page.text("button-cancel"), on_click=dialog.close)
        no.props("flat no-caps")
        yes = ui.button(page.text("desk-save"), on_click=save)
        yes.props("unelevated no-caps")
