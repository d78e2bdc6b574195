"""Desk: what it goes by, as it is (topics, hours, settings), and what the doctor says of it. It is
read here, and changed in files."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from nicegui import ui

from board import parts
from board.given import Finding, Setting
from board.page import Page, Region
from board.pages import desk_rows as rows

LOOK = '<link rel="stylesheet" href="/look/desk.css">'
PATIENCE = 60.0
"""Seconds; the doctor asks Telegram, which may be away."""
_examining = asyncio.Semaphore(1)
"""One doctor at a time: each looks at the user accounts' sessions."""


async def draw(page: Page) -> None:
    """Put all of it there."""
    ui.add_head_html(LOOK)
    _doctor(page)
    topics = Region[tuple[rows.TopicRow, ...]](partial(_topics, page))
    settings = Region[tuple[Setting, ...]](partial(_settings, page))

    async def look() -> None:
        await page.questions.viewer(page.who.person_id)
        topics.show(rows.topics(page))
        settings.show(page.settings)

    await page.keep_fresh(look)


def _doctor(page: Page) -> None:
    title = page.text("desk-doctor")
    with parts.section(title):
        found = ui.element("div").props("aria-live=polite")
        with found:
            ui.label(page.text("desk-doctor-words")).classes("faint")

        async def ask() -> None:
            button.disable()
            found.clear()
            with found:
                parts.loading(page.text("desk-doctor-looks"))
            try:
                async with asyncio.timeout(PATIENCE), _examining:
                    findings = await page.examine()
            except TimeoutError:
                found.clear()
                with found:
                    parts.failure(page.text("desk-doctor-away"))
            else:
                found.clear()
                with found:
                    _findings(page, title, findings)
            button.enable()

        button = ui.button(page.text("desk-ask-doctor"), on_click=ask)
        button.props("unelevated no-caps").classes("after")


def _findings(page: Page, title: str, findings: Sequence[Finding]) -> None:
    at = parts.stamp(page.now(), page.zone, page.now())
    ill = [one for one in findings if not one.is_well]
    words = page.text("desk-findings", count=len(ill), at=at)
    ui.label(words).classes("strong")
    cells = [
        (
            partial(
                parts.tag,
                page.text("desk-well" if one.is_well else "desk-ill"),
                "good" if one.is_well else "bad",
            ),
            one.name,
            one.text,
        )
        for one in (*ill, *(one for one in findings if one.is_well))
    ]
    heads = [page.text(f"desk-head-{name}") for name in ("state", "what", "says")]
    parts.table(title, heads, cells)


def _topics(page: Page, topics: tuple[rows.TopicRow, ...]) -> None:
    title = page.text("desk-topics")
    with parts.section(title):
        ui.label(page.text("desk-topics-words")).classes("faint")
        heads = ("topic", "now", "hours", "place", "skill", "priority")
        parts.table(
            title,
            [page.text(f"desk-head-{name}") for name in heads],
            [
                (
                    partial(parts.person, one.title, one.titles),
                    partial(parts.tag, one.state, "good" if one.is_open else ""),
                    partial(_hours, one),
                    one.place,
                    one.skill,
                    one.priority,
                )
                for one in topics
            ],
        )


def _hours(one: rows.TopicRow) -> None:
    with ui.element("div"):
        for line in one.hours:
            ui.label(line)


def _settings(page: Page, settings: tuple[Setting, ...]) -> None:
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
