"""Customers: found by name, number or id."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import urlencode

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages import customers_rows as rows
from core.model.board import PAGE, CustomerFilter

LONGEST = 100
"""Characters of what is looked for."""
LOOK = '<link rel="stylesheet" href="/look/people.css">'
Act = Callable[[], Awaitable[None]]


async def draw(page: Page) -> None:
    """Put the search and whom it finds there, and keep the list fresh."""
    ui.add_head_html(LOOK)
    most = PAGE
    with ui.element("div").classes("search-line"):
        words = ui.input(
            label=page.text("customers-words"), value=page.asked.get("q", "")[:LONGEST]
        )
        words.classes("field").props(f"outlined dense clearable debounce=300 maxlength={LONGEST}")
        blocked = ui.checkbox(page.text("customers-blocked"), value="blocked" in page.asked)
        unreachable = ui.checkbox(page.text("customers-unreachable"))

    async def look() -> None:
        where = CustomerFilter(
            (words.value or "").strip()[:LONGEST], bool(unreachable.value), bool(blocked.value)
        )
        seen = await page.questions.customers(page.who.person_id, where, limit=most)
        is_asked = where != CustomerFilter()
        found.show(rows.listing(page, seen, is_asked=is_asked))

    async def show_more() -> None:
        nonlocal most
        most += PAGE
        await page.look_now()

    async def search() -> None:
        nonlocal most
        most = PAGE
        given = {"q": words.value or "", "blocked": "1" if blocked.value else ""}
        asked = urlencode({name: value for name, value in given.items() if value})
        ui.navigate.history.replace(f"{page.subject.path}?{asked}" if asked else page.subject.path)
        await page.look_now()

    found = Region[rows.Listing](partial(_list, page, show_more))
    words.on_value_change(search)
    blocked.on_value_change(search)
    unreachable.on_value_change(search)
    await page.keep_fresh(look)


def _list(page: Page, show_more: Act, listing: rows.Listing) -> None:
    title = page.text("page-customers")
    with parts.section(title):
        if not listing.found:
            nobody = "customers-nobody-so" if listing.is_asked else "customers-nobody"
            parts.empty(page.text(nobody), icon="search_off")
            return
        ui.label(listing.count).classes("faint")
        heads = ("name", "phone", "tickets", "last", "first-seen")
        parts.table(
            title,
            [page.text(f"customers-head-{name}") for name in heads],
            [
                (
                    partial(_who, page, one),
                    one.phone or "–",
                    one.tickets,
                    partial(_last, page, one),
                    one.since,
                )
                for one in listing.found
            ],
        )
        if listing.is_more:
            more = ui.button(page.text("customers-more"), on_click=show_more)
            more.props("flat no-caps")


def _who(page: Page, one: rows.Found) -> None:
    with ui.element("div").classes("cell"):
        parts.person(one.name, one.tag, one.href)
        if one.is_blocked:
            parts.tag(page.text("customers-is-blocked"), "bad")
        if one.is_unreachable:
            parts.tag(page.text("customers-is-unreachable"), "warn")


def _last(page: Page, one: rows.Found) -> None:
    with ui.element("div").classes("cell"):
        parts.linked(one.last, one.last_href)
        if one.has_open:
            parts.tag(page.text("customers-has-open"), "good")
