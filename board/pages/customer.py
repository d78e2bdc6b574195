"""One customer: who they are, all their tickets, and their wish to be forgotten."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import exports, parts
from board.page import Page, Region
from board.pages import customers_rows as rows
from board.pages import ticket_marks as marks
from board.pages.customer_actions import draw_blocking, propose_to_erase
from board.pages.customers import LOOK, Act
from core.board.questions import MOST_TICKETS
from core.cards.views.customer import customer_name
from core.model.actions import whole_number
from core.model.people import Customer
from core.model.text_keys import TextKey
from core.model.texts import StaffOnly, Text
from core.privacy.requests import grant_erasure, refuse_erasure

TICKETS = 20
"""Shown at first."""


async def draw(page: Page) -> None:
    """Put the customer there, and keep them fresh."""
    ui.add_head_html(LOOK)
    customer_id = whole_number(page.parameters["customer"])
    unknown = Region[bool](partial(_unknown, page))
    about = Region[rows.About](partial(_about, page))
    wish = Region[rows.Wish | None](partial(_wish, page))
    notes = Region[marks.Notes](partial(marks.draw_notes, page))
    blocking = Region[rows.Blocking](partial(draw_blocking, page))
    most = TICKETS

    async def show_more() -> None:
        nonlocal most
        most = MOST_TICKETS
        await page.look_now()

    tickets = Region[rows.Tickets](partial(_tickets, page, show_more))
    remarks = Region[tuple[rows.Remark, ...]](partial(_remarks, page))
    is_shown = False

    async def look() -> None:
        nonlocal is_shown
        try:
            seen = await page.questions.customer(page.who.person_id, customer_id or 0)
        except StaffOnly:
            if is_shown or not page.who.is_supervisor:
                raise
            page.client.status_code = 404
            unknown.show(True)
            return
        is_shown = True
        unknown.show(False)
        about.show(rows.about(page, seen))
        wish.show(rows.wish(page, seen))
        notes.show(marks.notes_on_customer(page, seen))
        blocking.show(rows.blocking(page, seen))
        tickets.show(rows.tickets(page, seen, most))
        remarks.show(rows.remarks(page, seen))

    await page.keep_fresh(look)


def _unknown(page: Page, is_unknown: bool) -> None:
    if is_unknown:
        parts.empty(page.text("customer-unknown"), icon="search_off")


def _about(page: Page, about: rows.About) -> None:
    with parts.section(about.name):
        if about.unreachable:
            parts.tag(about.unreachable, "warn")
        with ui.element("dl").classes("facts"):
            for name, words in about.facts:
                with ui.element("div").classes("fact"):
                    with ui.element("dt"):
                        ui.label(name)
                    with ui.element("dd"):
                        ui.label(words)
        if about.is_forgotten:
            return
        if about.in_tickets is not None:
            ui.link(page.text("customer-search"), about.in_tickets)
        exports.draw(page, "customer", about.customer.id)
        ui.label(page.text("customer-how-forgotten")).classes("faint")
        if about.may_propose:
            with ui.element("div").classes("line buttons"):
                act = partial(propose_to_erase, page, about.customer)
                button = ui.button(page.text("customer-propose"), on_click=act)
                button.props("no-caps unelevated outline icon=delete_forever")


def _wish(page: Page, wish: rows.Wish | None) -> None:
    if wish is None:
        return
    title = "customer-erasure-proposal" if wish.by else "customer-erasure"
    with parts.section(page.text(title), "urgent"):
        if wish.by:
            ui.label(page.text("customer-proposes-erasure", since=wish.since, by=wish.by))
            ui.label(wish.reason).classes("said")
        else:
            ui.label(page.text("customer-asks-erasure", since=wish.since))
        if wish.needs:
            ui.label(wish.needs).classes("faint")
        with ui.element("div").classes("line buttons"):
            if not wish.needs:
                act = partial(_grant, page, wish.erasure_id, wish.customer)
                grant = ui.button(page.text("customer-erase"), on_click=act)
                grant.props("unelevated no-caps")
            no = "customer-propose-back" if wish.needs else "customer-erase-not"
            act = partial(_refuse, page, wish, no)
            ui.button(page.text(no), on_click=act).props("flat no-caps")


async def _grant(page: Page, erasure_id: int, customer: Customer) -> None:
    language = page.who.language
    values = {"customer": customer_name(customer)}
    question = page.words(Text(TextKey.ERASURE_CONFIRM, language, values))
    yes = page.words(Text(TextKey.BUTTON_ERASE_YES, language))
    if await page.confirms(question, yes):
        await page.does(
            lambda work: grant_erasure(work, page.who.person_id, erasure_id),
            done=page.text("customer-erased"),
        )


async def _refuse(page: Page, wish: rows.Wish, yes: str) -> None:
    is_proposal = bool(wish.by)
    sure = "customer-sure-to-drop" if is_proposal else "customer-sure-to-refuse"
    question = page.text(sure, customer=customer_name(wish.customer))
    if await page.confirms(question, page.text(yes)):
        await page.does(
            lambda work: refuse_erasure(work, page.who.person_id, wish.erasure_id),
            done=page.text("customer-dropped" if is_proposal else "customer-refused"),
        )


def _tickets(page: Page, show_more: Act, tickets: rows.Tickets) -> None:
    title = page.text("customer-tickets", count=tickets.count)
    with parts.section(title):
        if not tickets.shown:
            parts.empty(page.text("customer-no-tickets"), icon="inbox")
            return
        heads = ("ticket", "topic", "state", "operator", "opened", "waited", "stars")
        parts.table(
            title,
            [page.text(f"customer-head-{name}") for name in heads],
            [
                (
                    partial(parts.linked, one.number, one.href),
                    one.topic,
                    partial(parts.tag, one.state, "good" if one.is_open else ""),
                    one.operator,
                    one.opened,
                    one.waited,
                    one.stars,
                )
                for one in tickets.shown
            ],
        )
        if len(tickets.shown) < tickets.count:
            more = ui.button(page.text("customer-all-tickets"), on_click=show_more)
            more.props("flat no-caps")


def _remarks(page: Page, remarks: tuple[rows.Remark, ...]) -> None:
    if not remarks:
        return
    with parts.section(page.text("customer-remarks")):
        for one in remarks:
            with ui.element("div").classes("line"):
                ui.label(one.stars).classes("strong")
                ui.label(one.words).classes("grow-words said")
                parts.linked(one.number, one.href)
                ui.label(one.at).classes("faint")
