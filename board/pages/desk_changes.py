"""Who set what on the page Desk, and when, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages import audit_rows as audit
from board.pages.desk_rows import entry_words
from core.model.audit import ListedAudit
from core.model.configuration import EntryKind, Named

CHANGES = 20
"""Shown at first, and more at each wish for more."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change, in words."""

    at: str
    what: str
    before: str
    after: str
    actor: str


class Changes:
    """The section of changes."""

    def __init__(self, page: Page) -> None:
        self._page, self._most = page, CHANGES
        self._region = Region[tuple[tuple[Changed, ...], bool]](self._draw)

    @property
    def asked(self) -> int:
        """How many have to be asked for."""
        return self._most + 1

    def show(self, found: Sequence[ListedAudit]) -> None:
        """Show these, of which the last may be one too many."""
        lines = tuple(_changed(self._page, one) for one in found[: self._most])
        self._region.show((lines, len(found) > self._most))

    def _draw(self, shown: tuple[tuple[Changed, ...], bool]) -> None:
        page, (lines, is_more) = self._page, shown
        title = page.text("desk-changes")
        with parts.section(title):
            if not lines:
                parts.empty(page.text("desk-changes-none"), icon="history")
                return
            heads = [page.text(f"desk-head-{n}") for n in ("when", "what", "before", "after", "by")]
            cells = [(one.at, one.what, one.before, one.after, one.actor) for one in lines]
            parts.table(title, heads, cells)
            if is_more:
                more = ui.button(page.text("desk-more"), on_click=self._show_more)
                more.props("flat no-caps")

    async def _show_more(self) -> None:
        self._most += CHANGES
        await self._page.look_now()


def _changed(page: Page, one: ListedAudit) -> Changed:
    entry = one.entry
    before, after = audit.values(page, entry)
    return Changed(
        parts.stamp(entry.at, page.zone, page.now()),
        entry_words(page, Named(EntryKind(entry.kind.value), entry.key)),
        before,
        after,
        audit.actor(page, one),
    )
