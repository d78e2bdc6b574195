"""What supervisors set of hours and holidays, of the whole desk or of a topic."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from nicegui import ui

from board import parts
from board.page import Page
from board.pages.desk_state import State
from core.configuration.rules.hours import ALWAYS, CLOSED, DAYS, hours_of, spans_text
from core.configuration.rules.topics import AS_DESK
from core.model.configuration import EntryKind, Mistake, Named

OWN = "own"
LONGEST_SPANS = 100


async def hours(page: Page, state: State, key: str) -> None:
    """Ask for hours; `key`: of a topic, or of the whole desk without one."""
    name = Named(EntryKind.HOURS, key)
    seen = state.revision(name)
    ground = state.seen.layers.ground
    raw = state.table(key).get("hours", AS_DESK) if key else ground.hours or ALWAYS
    known = {} if raw in (ALWAYS, AS_DESK) else _by_day(raw, ground.zone)
    choices = {ALWAYS: page.text("desk-always"), OWN: page.text("desk-hours-own")}
    if key:
        choices = {AS_DESK: page.text("desk-hours-desk"), **choices}
    title = _title(page, state, key, "hours")
    with page.client, ui.dialog() as dialog, ui.card().classes("question wide"):
        _frame(dialog, title)
        how = ui.radio(choices, value=raw if raw in (ALWAYS, AS_DESK) else OWN).props("inline")
        how.props["aria-label"] = title
        with ui.element("div").classes("days").bind_visibility_from(how, "value", value=OWN):
            ui.label(page.text("desk-hours-words", zone=ground.zone)).classes("faint")
            boxes = {}
            for number, day in enumerate(DAYS):
                box = ui.input(page.text(f"day-{number}"), value=known.get(day, ""))
                box.classes("field").props("outlined dense").props["maxlength"] = LONGEST_SPANS
                boxes[day] = box

        async def save() -> None:
            value: Any = how.value
            if value == OWN:
                given = {day: (box.value or "").strip() for day, box in boxes.items()}
                value = {day: text for day, text in given.items() if text}
            if await state.set(name, value, seen, page.text("desk-saved")):
                dialog.close()

        _save_or_leave(page, dialog, save)
    dialog.open()


def _by_day(raw: Any, zone: str) -> dict[str, str]:
    with suppress(Mistake):
        read = hours_of(raw, zone)
        if read is not None:
            return {DAYS[day]: spans_text(spans) for day, spans in read.days.items()}
    return {}


async def holidays(page: Page, state: State, key: str) -> None:
    """Ask for dates on which other hours hold, or none."""
    name = Named(EntryKind.HOLIDAYS, key)
    seen = state.revision(name)
    ground = state.seen.layers.ground
    raw = state.table(key).get("holidays") if key else ground.holidays
    known: Mapping[str, str] = raw if isinstance(raw, Mapping) else {}
    lines: list[tuple[ui.input, ui.input]] = []
    title = _title(page, state, key, "holidays")
    with page.client, ui.dialog() as dialog, ui.card().classes("question wide"):
        _frame(dialog, title)
        ui.label(page.text("desk-holidays-words", zone=ground.zone)).classes("faint")
        box = ui.element("div").classes("dates")
        add = partial(_date_line, page, box, lines)
        for day in sorted(known):
            add(day, "" if known[day] == CLOSED else known[day])
        more = ui.button(page.text("desk-holiday-add"), icon="add", on_click=lambda: add("", ""))
        more.props("flat no-caps")

        async def save() -> None:
            value = {}
            for day, spans in lines:
                if day.value:
                    value[str(day.value)] = (spans.value or "").strip() or CLOSED
            if await state.set(name, value, seen, page.text("desk-saved")):
                dialog.close()

        _save_or_leave(page, dialog, save)
    dialog.open()


def _date_line(
    page: Page, box: ui.element, lines: list[tuple[ui.input, ui.input]], day: str, spans: str
) -> None:
    with box, ui.element("div").classes("date") as line:
        which = ui.input(page.text("desk-holiday-date"), value=day)
        which.props("outlined dense type=date stack-label")
        hours_then = ui.input(page.text("desk-holiday-hours"), value=spans)
        hours_then.props("outlined dense stack-label").props["maxlength"] = LONGEST_SPANS
        hours_then.props["placeholder"] = page.text("desk-free")
        pair = (which, hours_then)
        lines.append(pair)

        def remove() -> None:
            lines.remove(pair)
            line.delete()

        parts.icon_button("delete", page.text("desk-holiday-remove"), remove)


def _title(page: Page, state: State, key: str, what: str) -> str:
    if not key:
        return page.text(f"desk-change-{what}")
    found = (topic for topic in state.seen.layers.topics if topic.key == key)
    titles = [topic.titled(page.who.language) for topic in found]
    return page.text(f"desk-change-{what}-of", topic=titles[0] if titles else key)


def _frame(dialog: ui.dialog, title: str) -> None:
    dialog.props["aria-label"] = title
    dialog.props("persistent no-route-dismiss")
    dialog.on("hide", dialog.delete)
    ui.label(title).classes("question-words strong")


def _save_or_leave(page: Page, dialog: ui.dialog, save: Any) -> None:
    with ui.row().classes("question-buttons"):
        no = ui.button(page.text("button-cancel"), on_click=dialog.close)
        no.props("flat no-caps")
        ui.button(page.text("desk-save"), on_click=save).props("unelevated no-caps")
