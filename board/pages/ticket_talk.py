"""Draws a ticket's talk: what is new is added, what changed is drawn anew, all else stays as it is,
with what somebody unfolded or plays there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import ui
from nicegui.element import Element

from board import parts
from board.page import Page
from board.pages import ticket_bubbles as bubbles
from board.pages import ticket_rows as rows
from board.pages.marked import Mark, draw
from board.redraw import redraw

STEP = 100
"""Lines of a talk that are shown at first, and how many more on request."""


class Talk:
    """The talk, in a box of its own that stays at its end while nobody reads further up."""

    def __init__(
        self,
        page: Page,
        earlier: Callable[[], object],
        act: Callable[[str, bubbles.Bubble], Awaitable[None]],
    ) -> None:
        self._page, self._act = page, act
        self._shown: dict[str, tuple[rows.Row, Element]] = {}
        with ui.element("section").classes("talk").props("tabindex=0 role=log") as self._box:
            self._box.props["aria-label"] = page.text("talk")
            with ui.element("div").classes("talk-lines") as self._lines:
                self._earlier = ui.button(page.text("talk-earlier"), on_click=earlier)
                self._earlier.props("flat no-caps icon=expand_less").classes("earlier")
        self._earlier.set_visibility(False)

    def show(self, talk: rows.Talk) -> None:
        """Draw what differs from what stands there."""
        if talk.hidden:
            self._earlier.set_text(self._page.text("talk-earlier", count=talk.hidden))
        self._earlier.set_visibility(bool(talk.hidden))
        there = {key for key, _ in talk.rows}
        for key in self._shown.keys() - there:
            self._shown.pop(key)[1].delete()
        for index, (key, row) in enumerate(talk.rows, start=1):  # behind the button
            box = self._put(key, row)
            if self._lines.default_slot.children[index] is not box:
                box.move(self._lines, index)
        self._shown = {key: self._shown[key] for key, _ in talk.rows}

    def _put(self, key: str, row: rows.Row) -> Element:
        """Its box, in which it is drawn by now."""
        before, box = self._shown.get(key, (None, None))
        if box is None:
            with self._lines:
                box = ui.element("div").classes("talk-line")
        if before != row:
            redraw(box, partial(self._draw, row))
            self._shown[key] = (row, box)
        return box

    def _draw(self, row: rows.Row) -> None:
        match row:
            case rows.Day():
                ui.label(row.words).classes("day")
            case rows.Note():
                with _folded(f"{row.head}: {row.first_words}", "note"):
                    ui.label(row.text).classes("said")
            case rows.Services():
                _services(row)
            case bubbles.Bubble():
                self._bubble(row)

    def _bubble(self, row: bubbles.Bubble) -> None:
        page = self._page
        with ui.element("article").classes(f"bubble {row.side}") as bubble:
            bubble.props["id"] = anchor(row.row)
            bubble.props["tabindex"] = "-1"
            if row.deleted:
                bubble.classes("deleted")
            with ui.element("div").classes("bubble-head"):
                ui.label(row.sender).classes("strong")
                ui.label(row.role).classes("faint")
            if row.answers is not None:
                answered, words = row.answers
                ui.link(words, f"#{anchor(answered)}").classes("quoted")
            with ui.element("div").classes("album" if len(row.files) > 1 else "contents"):
                for file in row.files:
                    with ui.element("div").classes("part") as part:
                        if file.row != row.row:
                            part.props["id"] = anchor(file.row)
                        _file(file)
            if row.facts:
                ui.label(row.facts).classes("said faint")
            if row.body:
                with ui.element("div").classes("said"):
                    draw(row.body)
            for link in row.links:
                with ui.element("div").classes("out"):
                    draw((Mark("a", (link,), link),))
            _fate(page, row)
            if row.acts:
                with ui.element("div").classes("bubble-acts"):
                    for name in row.acts:
                        words = page.text(f"answer-{name}")
                        button = ui.button(words, on_click=partial(self._act, name, row))
                        button.props("flat dense no-caps")


def anchor(row: int) -> str:
    """By what a message is found within its page."""
    return f"message-{row}"


def _services(row: rows.Services) -> None:
    if len(row.lines) == 1:
        (clock, words) = row.lines[0]
        ui.label(f"{clock} {words}").classes("service")
        return
    with _folded(row.head, "service"):
        for clock, words in row.lines:
            ui.label(f"{clock} {words}")


def _folded(head: str, classes: str) -> Element:
    """What is shown when somebody unfolds it; draws its head, and is open for the rest."""
    box = ui.element("details").classes(f"folded {classes}")
    with box:
        parts.words(head, "summary")
    return box


def _fate(page: Page, row: bubbles.Bubble) -> None:
    """When it was said, and what became of it."""
    if row.before:
        with _folded(row.edited, "faint"):
            for until, text in row.before:
                ui.label(page.text("talk-until", at=until)).classes("faint")
                ui.label(text).classes("said was")
    with ui.element("div").classes("bubble-foot"):
        if row.undelivered:
            parts.tag(row.undelivered, "bad")
        if row.deleted:
            parts.tag(row.deleted, "warn")
        if row.edited and not row.before:
            ui.label(row.edited).classes("faint")
        ui.label(row.clock).classes("faint")


def _file(file: bubbles.File) -> None:
    if file.href is None:
        ui.label(f"{file.name}: {file.note}").classes("faint")
        return
    match file.player:
        case "image":
            with ui.link(target=file.href, new_tab=True).classes("picture"):
                picture = ui.element("img").props("loading=lazy")
                picture.props["src"] = file.href
                picture.props["alt"] = file.name
        case "video" | "audio":
            player = ui.element(file.player).props("controls")
            # Of a video the first picture is seen before it is played; sound shows nothing.
            player.props["preload"] = "metadata" if file.player == "video" else "none"
            player.props["src"] = file.href
            player.props["aria-label"] = file.name
        case _:
            with ui.link(target=file.href).props("download").classes("file"):
                ui.icon("description").props("aria-hidden=true")
                ui.label(file.name).classes("grow")
                ui.label(file.note).classes("faint")
