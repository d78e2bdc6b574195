"""Small parts that all screens of the page are made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui
from nicegui.element import Element

from sandbox.page.bubbles import colour_of, initials

Done = Callable[[], Any]
Deed = Callable[[dict[str, str]], Awaitable[None]]

# One listener for all that stands in a list: NiceGUI knows no event of what is drawn by HTML.
_ON_CLICK = """(e) => {
    const it = e.target.closest('[data-do]');
    if (!it) return;
    if (it.tagName === 'A') e.preventDefault();
    if (it.dataset.do === 'press') it.setAttribute('aria-busy', 'true');
    emit({...it.dataset, selected: String(getSelection())});
}"""
# A browser tells of no click where what was pressed has been drawn anew under the finger.
_ON_DOWN = """(e) => {
    e.currentTarget.pressed = e.button === 0 ? e.target.closest('[data-do]') : null;
}"""
_ON_UP = """(e) => {
    const pressed = e.currentTarget.pressed;
    e.currentTarget.pressed = null;
    if (pressed && !pressed.isConnected) emit({...pressed.dataset, selected: ''});
}"""
_ON_MENU = """(e) => {
    const it = e.target.closest('[data-message]');
    if (!it || e.target.closest('a[href^="http"]')) return;
    e.preventDefault();
    emit({do: 'menu', id: it.dataset.message, selected: String(getSelection())});
}"""


def on_deed(element: Element, deed: Deed) -> None:
    """Call `deed` for a click on anything inside that has a data-do, which says what to do."""
    element.on("click", lambda event: deed(event.args), js_handler=_ON_CLICK)
    element.on("pointerdown", js_handler=_ON_DOWN)
    element.on("pointerup", lambda event: deed(event.args), js_handler=_ON_UP)
    element.on("contextmenu", lambda event: deed(event.args), js_handler=_ON_MENU)


def html(content: str, tag: str = "div") -> ui.html:
    """An element with HTML that our templates made, where all data is escaped."""
    return ui.html(content, sanitize=False, tag=tag)


def icon_button(icon: str, label: str, on_click: Done | None = None) -> ui.button:
    """A round button; `label` is what a screen reader says, and what stands beside the pointer."""
    button = ui.button(icon=icon, on_click=on_click).props("flat round dense")
    button.props["aria-label"] = label
    return button.tooltip(label)


def face(peer: int, name: str, *, small: bool = False) -> ui.label:
    """A round picture with somebody's letters."""
    drawn = ui.label(initials(name)).classes(f"face c{colour_of(peer)}")
    drawn.props("aria-hidden=true")
    return drawn.classes("small") if small else drawn


def menu_item(icon: str, text: str, on_click: Done) -> ui.menu_item:
    """A row of a menu."""
    with ui.menu_item(on_click=on_click).props("role=menuitem") as item:
        ui.icon(icon).classes("menu-icon").props("aria-hidden=true")
        ui.label(text)
    return item


class Question(ui.dialog):
    """A dialog with a heading; what is put into it comes before its buttons."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        with self, ui.card().classes("question"):
            self.heading = ui.label().classes("heading")
            self.heading.props('role=heading aria-level="2"')
            self.body = ui.column().classes("body")
            self.buttons = ui.row().classes("buttons")
        self.call(heading)
        self.on("hide", self.delete)

    def call(self, heading: str) -> None:
        """Give it another heading."""
        self.heading.set_text(heading)
        self.props["aria-label"] = heading
        self.update()

    def offer(self, text: str, on_click: Done | None = None) -> ui.button:
        """A button, which closes the dialog when it does nothing else."""
        with self.buttons:
            plain = on_click is None
            button = ui.button(text, on_click=on_click or self.close).props("flat no-caps")
            return button.props("color=grey-8" if plain else "color=primary")
