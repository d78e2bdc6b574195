"""Tickets: all that there were, by filters that stand in the address, and what was said in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.events import ValueChangeEventArguments

from board import parts
from board.page import Page, Region
from board.pages import tickets_rows as rows
from board.pages.tickets_address import STARS, Asked, day_of, read
from core.model.board import CustomerFilter, TicketOrder, TicketPage, TicketSort
from core.model.tickets import TicketStatus

LOOK = '<link rel="stylesheet" href="/look/tickets.css">'
MOST_CUSTOMERS = 8
"""That are offered for a name; more words find fewer."""


async def draw(page: Page) -> None:
    """Put filters and list there, and keep the list fresh."""
    ui.add_head_html(LOOK)
    asked = read(page.asked, (topic.key for topic in page.rules.topics))
    await _Tickets(page, asked).draw()


class _Tickets:
    """What is asked for, and what is shown of it."""

    def __init__(self, page: Page, asked: Asked) -> None:
        self._page = page
        self._asked = asked
        self._before: list[Asked] = []  # pages that lie before this one, as they were turned
        self._next: Asked | None = None
        self._operators: dict[int, str] = {}
        self._sources: tuple[str, ...] = ()
        self._are_filters_shown = False
        self._sought = ""  # of a customer, what was written to find them

    async def draw(self) -> None:
        page = self._page
        self._filters = Region[tuple[Asked, str, dict[int, str]]](self._draw_filters)
        self._customers = Region[tuple[tuple[int, str], ...] | None](self._draw_customers)
        self._list = Region[rows.Listing](self._draw_list)
        await page.keep_fresh(self._look)

    async def _show_filters(self) -> None:
        page = self._page
        asked = replace(self._asked, after=None, before=None)
        if page.who.is_supervisor and not self._operators:
            staff = await page.questions.staff(page.who.person_id)
            self._operators = {one.operator.id: one.operator.name for one in staff}
            links = await page.questions.links(page.who.person_id)
            self._sources = tuple(link.source for link in links if link.tickets)
        self._filters.show((asked, await self._customer(), self._operators))
        self._are_filters_shown = True

    async def _show_customers(self) -> None:
        """Offer those whose name, number or id was written."""
        if not self._sought:
            self._customers.show(None)
            return
        found = await self._page.questions.customers(
            self._page.who.person_id, CustomerFilter(self._sought), limit=MOST_CUSTOMERS
        )
        self._customers.show(tuple((one.customer.id, one.customer.name) for one in found.customers))

    async def _customer(self) -> str:
        """Whose tickets alone are shown."""
        if self._asked.customer is None:
            return ""
        asker = self._page.who.person_id
        where = replace(self._asked.tickets(self._page.zone), statuses=frozenset())
        found = await self._page.questions.tickets(asker, where, limit=1)
        name = found.tickets[0].customer if found.tickets else ""
        return name or str(self._asked.customer)

    async def _look(self) -> None:
        if not self._are_filters_shown:
            await self._show_filters()
        await self._show_customers()
        asked, page = self._asked, self._page
        asker = page.who.person_id
        if asked.words:
            hits = await page.questions.search(
                asker, asked.words, asked.messages(page.zone), asked.before
            )
            listing = rows.messages(page, hits, is_first=asked.before is None)
            follows = None if hits.before is None else replace(asked, before=hits.before)
        else:
            found: TicketPage = await page.questions.tickets(
                asker, asked.tickets(page.zone), asked.order, asked.after
            )
            listing = rows.tickets(
                page, found, is_filtered=asked.is_filtered, is_first=asked.after is None
            )
            follows = None if found.after is None else replace(asked, after=found.after)
        self._all.set_visibility(self._asked.is_filtered)
        if asked is self._asked:  # else somebody chose anew meanwhile, and is shown that
            self._next = follows
            self._list.show(listing)

    async def _ask(self, asked: Asked) -> None:
        """Show something else, and say so in the address."""
        self._asked = asked
        ui.navigate.history.replace(asked.address())
        await self._page.look_now()

    async def _change(self, **changes: Any) -> None:
        """Choose by other filters: from their first page on."""
        asked = replace(self._asked, **changes, after=None, before=None)
        if asked == self._asked:
            return
        was_search = bool(self._asked.words)
        self._before.clear()
        if "customer" in changes or was_search != bool(asked.words):
            self._are_filters_shown = False
        await self._ask(asked)

    async def _turn(self, *, forwards: bool) -> None:
        if forwards and self._next is not None:
            self._before.append(self._asked)
            await self._ask(self._next)
        elif not forwards:
            first = replace(self._asked, after=None, before=None)
            await self._ask(self._before.pop() if self._before else first)

    def _draw_filters(self, shown: tuple[Asked, str, dict[int, str]]) -> None:
        asked, customer, operators = shown
        page = self._page
        with ui.element("search").classes("card filters") as box:
            box.props["aria-label"] = page.text("tickets-filters")
            self._search_box(asked)
            self._several(
                "state",
                {state: page.text(f"status-{state.value}") for state in TicketStatus},
                asked.states,
                lambda chosen: self._change(states=frozenset(map(TicketStatus, chosen))),
            )
            self._one(
                "topic",
                {topic.key: topic.titled(page.who.language) for topic in page.rules.topics},
                asked.topic,
                lambda chosen: self._change(topic=chosen),
            )
            if operators:
                self._one(
                    "operator",
                    operators,
                    asked.operator,
                    lambda chosen: self._change(operator=chosen),
                )
            self._day("from", asked, lambda day: self._change(first=day))
            self._day("to", asked, lambda day: self._change(last=day))
            self._several(
                "stars",
                {count: rows.stars(count) for count in reversed(STARS)},
                asked.stars,
                lambda chosen: self._change(stars=frozenset(chosen)),
            )
            tags = dict.fromkeys((*page.rules.tags, *((asked.tag,) if asked.tag else ())))
            if tags:
                self._one(
                    "tag",
                    {tag: tag for tag in tags},
                    asked.tag,
                    lambda chosen: self._change(tag=chosen),
                )
            sources = dict.fromkeys((*self._sources, *((asked.source,) if asked.source else ())))
            if sources:
                self._one(
                    "source",
                    {source: source for source in sources},
                    asked.source,
                    lambda chosen: self._change(source=chosen),
                )
            if not asked.words:
                self._sorting(asked)
            self._customer_box(customer)
            self._all = ui.link(page.text("tickets-all"), "/tickets").classes("filters-none")
            self._all.set_visibility(asked.is_filtered)

    def _search_box(self, asked: Asked) -> None:
        label = self._page.text("tickets-search")
        with ui.input(label, value=asked.words) as box:
            box.props("outlined dense clearable maxlength=200 type=search").classes("filter wide")
            box.props["hint"] = self._page.text("tickets-search-hint")
            with box.add_slot("prepend"):
                ui.icon("search").props("aria-hidden=true")

        async def search(words: str) -> None:
            await self._change(words=words)

        parts.on_enter(box, search)
        box.on("clear", lambda: search(""))

    def _one(
        self, name: str, choices: dict[Any, str], chosen: Any, change: Callable[[Any], Any]
    ) -> None:
        """A filter of which one may be chosen, or none."""
        select = ui.select(
            choices,
            value=chosen if chosen in choices else None,
            label=self._page.text(f"tickets-by-{name}"),
            clearable=True,
            on_change=lambda event: change(event.value),
        )
        select.props("outlined dense").classes("filter")

    def _several(
        self, name: str, choices: dict[Any, str], chosen: Any, change: Callable[[Any], Any]
    ) -> None:
        """A filter of which several may be chosen, or none."""
        select = ui.select(
            choices,
            value=[choice for choice in choices if choice in chosen],
            label=self._page.text(f"tickets-by-{name}"),
            multiple=True,
            on_change=lambda event: change(event.value),
        )
        select.props("outlined dense").classes("filter")

    def _day(self, name: str, asked: Asked, change: Callable[[Any], Any]) -> None:
        day = asked.first if name == "from" else asked.last
        box = ui.input(
            self._page.text(f"tickets-by-{name}"),
            value="" if day is None else day.isoformat(),
            on_change=lambda event: change(day_of(event.value)),
        )
        box.props("outlined dense type=date stack-label").classes("filter")

    def _sorting(self, asked: Asked) -> None:
        page = self._page

        async def by(event: ValueChangeEventArguments[TicketSort]) -> None:
            await self._change(order=replace(self._asked.order, by=event.value))

        async def turn() -> None:
            order = self._asked.order
            await self._change(order=TicketOrder(order.by, not order.ascending))
            direction.props(f"icon={_arrow(self._asked)}")

        with ui.element("div").classes("sorting"):
            select = ui.select(
                {sort: page.text(f"tickets-sort-{sort.name.lower()}") for sort in TicketSort},
                value=asked.order.by,
                label=page.text("tickets-sort"),
                on_change=by,
            )
            select.props("outlined dense").classes("filter")
            direction = parts.icon_button(_arrow(asked), page.text("tickets-turn"), turn)

    def _customer_box(self, customer: str) -> None:
        page = self._page
        if customer:
            with ui.element("div").classes("chosen"):
                ui.label(page.text("tickets-of-customer", customer=customer))
                parts.icon_button(
                    "close",
                    page.text("tickets-of-all-customers"),
                    lambda: self._change(customer=None),
                )
            return
        if not page.who.is_supervisor:
            return
        box = ui.input(page.text("tickets-by-customer"))
        box.props("outlined dense maxlength=100").classes("filter")

        async def find(words: str) -> None:
            self._sought = words
            await page.look_now()

        parts.on_enter(box, find)

    def _draw_customers(self, found: tuple[tuple[int, str], ...] | None) -> None:
        page = self._page
        if found is None:
            return
        with parts.section(page.text("tickets-which-customer"), "which"):
            if not found:
                parts.empty(page.text("tickets-no-customer"), icon="person_search")
            for customer_id, name in found:

                async def choose(customer_id: int = customer_id) -> None:
                    self._sought = ""
                    await self._change(customer=customer_id)

                button = ui.button(name or str(customer_id), on_click=choose)
                button.props("flat no-caps")

    def _draw_list(self, listing: rows.Listing) -> None:
        page = self._page
        with parts.section(listing.count, "listing"):
            if not listing.rows and not listing.found:
                key = "tickets-none-so" if listing.is_filtered else "tickets-none"
                parts.empty(page.text(key), icon="search_off" if listing.is_filtered else "inbox")
            elif listing.is_search:
                with ui.element("ul").classes("hits"):
                    for one in listing.found:
                        _hit(one)
            else:
                self._table(listing)
            self._turning(listing)

    def _table(self, listing: rows.Listing) -> None:
        heads = [self._page.text(f"tickets-head-{name}") for name in rows.HEADS]
        parts.table(
            self._page.text("page-tickets"),
            heads,
            [
                (
                    partial(parts.linked, one.number, one.href),
                    partial(parts.linked, one.customer or "…", one.href),
                    partial(_topic, one),
                    partial(parts.tag, one.state, one.tone),
                    one.operator,
                    one.opened,
                    one.waited,
                    one.last_word,
                    one.stars,
                )
                for one in listing.rows
            ],
        )

    def _turning(self, listing: rows.Listing) -> None:
        if listing.is_first and listing.is_last:
            return
        page = self._page
        with ui.element("nav").classes("turning") as box:
            box.props["aria-label"] = page.text("tickets-turning")
            earlier = ui.button(
                page.text("tickets-page-before"), on_click=partial(self._turn, forwards=False)
            )
            earlier.props("flat no-caps icon=chevron_left").set_enabled(not listing.is_first)
            later = ui.button(
                page.text("tickets-page-after"), on_click=partial(self._turn, forwards=True)
            )
            later.props("flat no-caps icon-right=chevron_right").set_enabled(not listing.is_last)


def _topic(one: rows.Row) -> None:
    with ui.element("div"):
        ui.label(one.topic)
        if one.tags:
            ui.label(" · ".join(f"#{tag}" for tag in one.tags)).classes("faint")
        if one.source:
            ui.label(f"🔗 {one.source}").classes("faint")


def _arrow(asked: Asked) -> str:
    return "arrow_upward" if asked.order.ascending else "arrow_downward"


def _hit(one: rows.Found) -> None:
    with ui.element("li").classes("hit"):
        with ui.element("div").classes("hit-head"):
            _link(one).classes("strong")
            ui.label(one.customer)
            ui.label(one.topic).classes("faint")
            parts.tag(one.state, one.tone)
        with ui.element("div").classes("hit-head faint"):
            ui.label(one.sender)
            ui.label(one.role)
            ui.label(one.at)
            if one.remark:
                parts.tag(one.remark)
        with ui.element("p").classes("hit-words"):
            for text, is_marked in one.pieces:
                parts.words(text, "mark" if is_marked else "span")


def _link(one: rows.Found) -> Element:
    return parts.linked(one.number, one.href)
