"""What a supervisor does about a customer from their page: the use cases of the bot, which decide
whether it may be done."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import parts
from board.dialogs import ask_words
from board.page import Page
from board.pages import customers_rows as rows
from core.blocking.block import block_customer, unblock_customer
from core.cards.views.customer import customer_name
from core.model.actions import CLOSE, KEEP
from core.model.people import Customer
from core.privacy.requests import propose_erasure


def draw_blocking(page: Page, blocking: rows.Blocking) -> None:
    """Whether they are blocked, with the button that changes it, and what was before."""
    customer = blocking.customer
    with parts.section(page.text("customer-blocking"), "urgent" if customer.is_blocked else ""):
        told = "customer-is-blocked" if customer.is_blocked else "customer-is-not-blocked"
        ui.label(page.text(told))
        for one in blocking.blocks:
            with ui.element("div").classes("line"):
                ui.label(_span(page, one)).classes("faint")
                ui.label(one.reason).classes("grow-words said")
        with ui.element("div").classes("line buttons"):
            if customer.is_blocked:
                act = partial(_unblock, page, customer)
                button = ui.button(page.text("customer-unblock"), on_click=act)
            else:
                act = partial(_block, page, customer, blocking.open_ticket)
                button = ui.button(page.text("customer-block"), on_click=act)
            button.props("no-caps unelevated outline icon=block")


def _span(page: Page, one: rows.Blocked) -> str:
    if not one.until:
        return page.text("customer-blocked-since", since=one.since, by=one.by)
    return page.text(
        "customer-was-blocked", since=one.since, by=one.by, until=one.until, lifted=one.lifted_by
    )


async def _block(page: Page, customer: Customer, ticket: int | None) -> None:
    choices = None
    if ticket is not None:
        choices = {
            CLOSE: page.text("customer-block-and-close", ticket=ticket),
            KEEP: page.text("customer-block-after", ticket=ticket),
        }
    answer = await ask_words(
        page,
        page.text("customer-sure-to-block", customer=customer_name(customer)),
        page.text("customer-block-yes"),
        page.text("customer-block-why"),
        must=True,
        choices=choices,
    )
    if answer is None:
        return
    reason, chosen = answer
    await page.does(
        lambda work: block_customer(
            work, page.who.person_id, customer.id, reason, close=chosen == CLOSE
        ),
        done=page.text("customer-block-done"),
    )


async def _unblock(page: Page, customer: Customer) -> None:
    question = page.text("customer-sure-to-unblock", customer=customer_name(customer))
    if await page.confirms(question, page.text("customer-unblock-yes")):
        await page.does(
            lambda work: unblock_customer(work, page.who.person_id, customer.id),
            done=page.text("customer-unblock-done"),
        )


async def propose_to_erase(page: Page, customer: Customer) -> None:
    """Ask why, and leave it to another supervisor."""
    answer = await ask_words(
        page,
        page.text("customer-sure-to-propose", customer=customer_name(customer)),
        page.text("customer-propose-yes"),
        page.text("customer-propose-why"),
        must=True,
    )
    if answer is not None:
        await page.does(
            lambda work: propose_erasure(work, page.who.person_id, customer.id, answer[0]),
            done=page.text("customer-proposed"),
        )
