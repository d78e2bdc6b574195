"""Links to the bot that tell where customers came from: supervisors make them, and take them, or
their pictures, along."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from urllib.parse import urlencode

from nicegui import ui

from board import parts
from board.page import Page
from core.model.sources import LONGEST_SOURCE, Link, start_link
from core.supervision.links import make_link, picture_of


def draw(page: Page, links: tuple[Link, ...]) -> None:
    """Put the section there."""
    with parts.section(page.text("desk-links")):
        ui.label(page.text("desk-links-words")).classes("faint")
        if not links:
            parts.empty(page.text("desk-links-none"), icon="link")
        for link in links:
            with ui.element("div").classes("line"):
                ui.label(link.source).classes("grow-words strong")
                counts = {"customers": link.customers, "tickets": link.tickets}
                ui.label(page.text("desk-link-counts", **counts)).classes("faint")
                if link.tickets:
                    query = urlencode({"source": link.source})
                    ui.link(page.text("desk-link-tickets"), f"/tickets?{query}")
                label = page.text("desk-link-of", source=link.source)
                parts.icon_button("qr_code_2", label, partial(_show, page, link.source))
        box = ui.input(page.text("desk-link-new"))
        box.props(f"outlined dense maxlength={LONGEST_SOURCE}").classes("filter")

        async def make(words: str) -> None:
            source = words.strip()
            act = partial(make_link, actor_id=page.who.person_id, words=source)
            if source and await page.does(act):
                box.value = ""
                await page.look_now()
                await _show(page, source)

        parts.on_enter(box, make)


async def _show(page: Page, source: str) -> None:
    """Show the link and its picture, to be copied."""
    name = await page.bot_name()
    if name is None:
        page.notice(page.text("desk-link-no-bot"))
        return
    link = start_link(name, source)
    title = page.text("desk-link-of", source=source)
    picture = f"data:image/png;base64,{b64encode(picture_of(link)).decode()}"

    def copy() -> None:
        ui.clipboard.write(link)
        page.notice(page.text("desk-link-copied"))

    with page.client, ui.dialog() as dialog, ui.card().classes("question"):
        dialog.props["aria-label"] = title
        ui.label(title).classes("question-words")
        drawn = ui.element("img").classes("link-picture")
        drawn.props["src"], drawn.props["alt"] = picture, page.text("desk-link-picture")
        ui.label(link).classes("said")
        with ui.row().classes("question-buttons"):
            close = ui.button(page.text("desk-link-close"), on_click=dialog.close)
            close.props("flat no-caps autofocus")
            ui.button(page.text("desk-link-copy"), on_click=copy).props("unelevated no-caps")
    await dialog
    if not dialog.is_deleted:  # with its page
        dialog.delete()
