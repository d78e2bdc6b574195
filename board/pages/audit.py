"""The audit log: who changed what and when, by filters that stand in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages import audit_rows as rows
from board.pages.tickets_address import day_of, midnight
from core.model.actions import whole_number
from core.model.audit import OWNER, AuditFilter, AuditKind
from core.model.board import PAGE

LOOK = '<link rel="stylesheet" href="/look/tickets.css">'


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: of these kinds, by whom, on which of the desk's days; `last` is inclusive."""

    kinds: frozenset[AuditKind] = frozenset()
    by: int | None = None
    first: date | None = None
    last: date | None = None

    def where(self, zone: ZoneInfo) -> AuditFilter:
        """Return the filter."""
        until = None if self.last is None else self.last + timedelta(days=1)
        return AuditFilter(self.kinds, self.by, since=_at(self.first, zone), until=_at(until, zone))

    def address(self, path: str) -> str:
        """Return where the same is shown."""
        values = {
            "kind": ",".join(sorted(self.kinds)),
            "by": self.by,
            "from": self.first,
            "to": self.last,
        }
        query = urlencode({name: it for name, it in values.items() if it not in (None, "")})
        return f"{path}?{query}" if query else path


def read(address: Mapping[str, str]) -> Asked:
    """Return what stands behind the `?`; what nobody could have chosen is left out."""
    kinds = {word for word in address.get("kind", "").split(",") if word in list(AuditKind)}
    return Asked(
        frozenset(map(AuditKind, kinds)),
        whole_number(address.get("by", "")),
        day_of(address.get("from")),
        day_of(address.get("to")),
    )


async def draw(page: Page) -> None:
    """Put filters and list there, and keep the list fresh."""
    ui.add_head_html(LOOK)
    await _Log(page, read(page.asked)).draw()


class _Log:
    """What is asked for, and what is shown of it."""

    def __init__(self, page: Page, asked: Asked) -> None:
        self._page, self._asked = page, asked
        self._most = PAGE
        self._staff: dict[int, str] = {}

    async def draw(self) -> None:
        page = self._page
        self._filters = Region[tuple[Asked, dict[int, str]]](self._draw_filters)
        self._list = Region[rows.Listing](self._draw_list)
        await page.keep_fresh(self._look)

    async def _look(self) -> None:
        page, asked = self._page, self._asked
        viewer, where = page.who.person_id, asked.where(page.zone)
        if not self._staff:
            staff = await page.questions.staff(viewer)
            names = {one.operator.id: one.operator.name for one in staff}
            self._staff = {OWNER: page.text("audit-owner"), **names}
        if asked.by is not None and asked.by not in self._staff:
            self._staff[asked.by] = str(asked.by)  # somebody who has left
        self._filters.show((asked, dict(self._staff)))
        found = await page.questions.audit(viewer, where, limit=self._most + 1)
        count = await page.questions.count_audit(viewer, where)
        if asked is self._asked:  # else somebody chose anew meanwhile, and is shown that
            shown = tuple(rows.changed(page, one) for one in found[: self._most])
            said = page.text("audit-count", count=count)
            is_filtered = asked != Asked()
            self._list.show(rows.Listing(said, shown, len(found) > self._most, is_filtered))

    async def _change(self, **changes: Any) -> None:
        asked = replace(self._asked, **changes)
        if asked != self._asked:
            await self._ask(asked)

    async def _ask(self, asked: Asked) -> None:
        self._asked, self._most = asked, PAGE
        ui.navigate.history.replace(asked.address(self._page.subject.path))
        await self._page.look_now()

    async def _show_more(self) -> None:
        self._most += PAGE
        await self._page.look_now()

    def _draw_filters(self, shown: tuple[Asked, dict[int, str]]) -> None:
        page, (asked, staff) = self._page, shown
        with ui.element("search").classes("card filters") as box:
            box.props["aria-label"] = page.text("audit-filters")
            kinds = ui.select(
                {kind: page.text(f"audit-kind-{kind.value}") for kind in AuditKind},
                value=[kind for kind in AuditKind if kind in asked.kinds],
                label=page.text("audit-by-kind"),
                multiple=True,
                on_change=lambda event: self._change(kinds=frozenset(event.value)),
            )
            who = ui.select(
                staff,
                value=asked.by,
                label=page.text("audit-by-who"),
                clearable=True,
                on_change=lambda event: self._change(by=event.value),
            )
            for each in (kinds, who):
                each.props("outlined dense").classes("filter")
            self._day("audit-by-from", asked.first, lambda day: self._change(first=day))
            self._day("audit-by-to", asked.last, lambda day: self._change(last=day))
            if asked != Asked():
                every = ui.button(page.text("audit-all"), on_click=partial(self._ask, Asked()))
                every.props("flat no-caps")

    def _day(self, name: str, day: date | None, change: Callable[[date | None], Any]) -> None:
        box = ui.input(
            self._page.text(name),
            value="" if day is None else day.isoformat(),
            on_change=lambda event: change(day_of(event.value)),
        )
        box.props("outlined dense type=date stack-label").classes("filter")

    def _draw_list(self, listing: rows.Listing) -> None:
        page = self._page
        with parts.section(listing.count, "listing"):
            if not listing.rows:
                key = "audit-none-so" if listing.is_filtered else "audit-none"
                parts.empty(page.text(key), icon="history")
                return
            parts.table(
                page.text("page-audit"),
                [page.text(f"audit-head-{name}") for name in rows.HEADS],
                [
                    (
                        one.at,
                        one.actor,
                        one.what,
                        partial(parts.linked, one.about, one.href),
                        one.before,
                        one.after,
                    )
                    for one in listing.rows
                ],
            )
            if listing.is_more:
                more = ui.button(page.text("audit-more"), on_click=self._show_more)
                more.props("flat no-caps")


def _at(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else midnight(day, zone)
