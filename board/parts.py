"""Small parts that all pages are made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from nicegui import ui
from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement
from nicegui.events import GenericEventArguments

from board.texts import say

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def icon_button(icon: str, label: str, on_click: Callable[[], Any] | None = None) -> ui.button:
    """A round button; `label` is what a screen reader says, and what stands beside the pointer."""
    button = ui.button(icon=icon, on_click=on_click).props("flat round dense")
    button.props["aria-label"] = label
    return button.tooltip(label)


def on_enter(box: ui.input, act: Callable[[str], Awaitable[None]]) -> None:
    """Do something with what stands in a box when Enter is pressed. The words come with the press:
    what is told of the box by itself may come later, while the page still connects."""

    async def pressed(event: GenericEventArguments) -> None:
        await act(str(event.args or "").strip())

    box.on("keydown.enter", pressed, js_handler="(e) => emit(e.target.value)")


@contextmanager
def section(title: str, classes: str = "") -> Iterator[Element]:
    """A part of a page with a heading."""
    with ui.element("section").classes(f"card {classes}") as found:
        found.props["aria-label"] = title
        ui.label(title).classes("card-title").props('role=heading aria-level="2"')
        yield found


def empty(text: str, icon: str = "check_circle") -> None:
    """Says that there is nothing, and looks as if that was meant."""
    with ui.element("div").classes("empty"):
        ui.icon(icon).props("aria-hidden=true")
        ui.label(text)


def loading(text: str) -> None:
    """Says that something is on its way."""
    with ui.element("div").classes("empty").props("role=status"):
        ui.spinner(size="sm").props("aria-hidden=true")
        ui.label(text)


def failure(text: str) -> None:
    """Says what cannot be shown, and why."""
    with ui.element("div").classes("empty bad").props("role=alert"):
        ui.icon("error_outline").props("aria-hidden=true")
        ui.label(text)


def person(name: str, detail: str = "", href: str | None = None) -> None:
    """Somebody by name; a link where there is a page of theirs."""
    with ui.element("span").classes("person"):
        linked(name or "…", href).classes("strong")
        if detail:
            ui.label(detail).classes("faint")


def linked(text: str, href: str | None) -> Element:
    """A link, or the words alone where it would lead nowhere."""
    return ui.label(text) if href is None else ui.link(text, href)


def words(text: str, kind: str = "span") -> Element:
    """A text within a line; `kind` is an element of HTML, as mark."""
    return TextElement(tag=kind, text=text)


def tag(text: str, tone: str = "") -> Element:
    """A word in a box; `tone` is good, warn or bad."""
    return ui.label(text).classes(f"tag {tone}")


def figure(value: str, label: str, tone: str = "") -> None:
    """A number that is seen from afar, and what it counts."""
    with ui.element("div").classes(f"figure {tone}"):
        ui.label(value).classes("figure-value")
        ui.label(label).classes("figure-label")


def hint(label: str, meaning: str) -> None:
    """What a figure means, beside the pointer or the focus."""
    with ui.element("button").classes("hint").props("type=button") as button:
        button.props["aria-label"] = f"{label}: {meaning}"
        ui.icon("info").props("aria-hidden=true")
        ui.label(meaning).classes("tip").props("aria-hidden=true")


def share_bar(share: float, label: str, tone: str = "") -> None:
    """How full something is, 0 … 1; `label` says it in words."""
    whole = round(100 * min(1.0, max(0.0, share)))
    with ui.element("div").classes(f"bar {tone}") as bar:
        bar.props("role=img")
        bar.props["aria-label"] = label
        ui.element("div").classes("bar-fill").style(f"width: {whole}%")


def table(label: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Rows under heads. On a narrow screen each row is a card whose cells carry their heads."""
    with ui.element("table").classes("rows") as made:
        made.props["aria-label"] = label
        with ui.element("thead"), ui.element("tr"):
            for head in heads:
                with ui.element("th").props("scope=col"):
                    ui.label(head)
        with ui.element("tbody"):
            for row in rows:
                with ui.element("tr"):
                    for head, cell in zip(heads, row, strict=True):
                        with ui.element("td") as drawn:
                            drawn.props["data-head"] = head
                            ui.label(cell) if isinstance(cell, str) else cell()


Cell = str | Callable[[], Any]
"""What stands in a table: words, or what draws something."""


def duration(span: timedelta, language: str) -> str:
    """A span for a person: whole minutes, then hours and minutes, then days and hours."""
    if span < _MINUTE:
        return say("span-moment", language)
    if span < _HOUR:
        return say("span-minutes", language, minutes=span // _MINUTE)
    if span < _DAY:
        minutes = span % _HOUR // _MINUTE
        return say("span-hours", language, hours=span // _HOUR, minutes=minutes)
    return say("span-days", language, days=span // _DAY, hours=span % _DAY // _HOUR)


def seconds(span: timedelta | None, language: str) -> str:
    """A figure of a report: to the second below an hour; a dash for none."""
    if span is None:
        return "–"
    if span >= _HOUR:
        return duration(span, language)
    whole = round(span.total_seconds())
    return say("span-clock", language, minutes=whole // 60, seconds=f"{whole % 60:02}")


def percent(share: float | None) -> str:
    """A share as people write it; a dash for none."""
    return "–" if share is None else f"{round(100 * share)} %"


def stamp(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """A moment: the time alone today, else with its date."""
    local = at.astimezone(zone)
    is_today = local.date() == now.astimezone(zone).date()
    return local.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")
