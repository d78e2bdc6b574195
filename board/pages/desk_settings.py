"""The settings as they are, secrets hidden."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import parts
from board.given import Setting
from board.page import Page


def draw(page: Page, settings: tuple[Setting, ...]) -> None:
    """Put the section there."""
    title = page.text("desk-settings")
    with parts.section(title):
        ui.label(page.text("desk-settings-words")).classes("faint")
        heads = [page.text(f"desk-head-{name}") for name in ("setting", "value", "meaning")]
        chosen = [one for one in settings if one.is_set]
        others = [one for one in settings if not one.is_set]
        parts.table(title, heads, [_setting(page, one) for one in chosen])
        with ui.element("details").classes("fold"):
            with ui.element("summary"):
                ui.label(page.text("desk-settings-default", count=len(others)))
            more = page.text("desk-settings-more")
            parts.table(more, heads, [_setting(page, one) for one in others])


def _setting(page: Page, one: Setting) -> tuple[parts.Cell, ...]:
    return partial(_name, one.name), partial(_value, page, one), one.meaning.replace("`", "")


def _name(name: str) -> None:
    ui.label(name).classes("code name")


def _value(page: Page, one: Setting) -> None:
    if one.is_secret:
        parts.tag(page.text("desk-secret"))
    else:
        ui.label(one.value or "–").classes("code")
