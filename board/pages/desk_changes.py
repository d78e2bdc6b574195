"""Who set what on the page Desk, and when, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages.desk_rows import entry_words
from core.model.configuration import EntryKind, ListedChange, Named

CHANGES = 20
"""Shown at first, and more at each wish for more."""
LONGEST = 200
"""Characters of a value."""


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

    def show(self, found: Sequence[ListedChange]) -> None:
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


def _changed(page: Page, one: ListedChange) -> Changed:
    change = one.change
    before, after = change.before, change.after
    is_topic = change.kind is EntryKind.TOPIC
    if is_topic and isinstance(before, Mapping) and isinstance(after, Mapping):
        both = {key for key in {**before, **after} if before.get(key) != after.get(key)}
        before = {key: before[key] for key in both if key in before}
        after = {key: after[key] for key in both if key in after}
    return Changed(
        parts.stamp(change.at, page.zone, page.now()),
        entry_words(page, Named(change.kind, change.key)),
        _words(page, before),
        _words(page, after),
        one.actor,
    )


def _words(page: Page, value: Any) -> str:
    if value is None:
        return page.text("desk-files-own")
    text = _plain(value) or "–"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _plain(value: Any) -> str:
    match value:
        case dict():
            return "; ".join(f"{key} {_plain(each)}" for key, each in value.items())
        case list():
            return ", ".join(map(_plain, value))
        case bool():
            return "+" if value else "–"
        case _:
            return str(value)
