"""What the doctor says, when asked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from nicegui import ui

from board import parts
from board.page import Page
from core.model.findings import Finding

PATIENCE = 60.0
"""Seconds; the doctor asks Telegram, which may be away."""
_examining = asyncio.Semaphore(1)
"""One doctor at a time: each looks at the user accounts' sessions."""


def draw(page: Page) -> None:
    """Put the section there."""
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
    ill = [one for one in findings if not one.ok]
    words = page.text("desk-findings", count=len(ill), at=at)
    ui.label(words).classes("strong")
    cells = [
        (
            partial(
                parts.tag,
                page.text("desk-well" if one.ok else "desk-ill"),
                "good" if one.ok else "bad",
            ),
            page.said(one.what),
            ", ".join(map(page.said, one.says)),
        )
        for one in (*ill, *(one for one in findings if one.ok))
    ]
    heads = [page.text(f"desk-head-{name}") for name in ("state", "what", "says")]
    parts.table(title, heads, cells)
