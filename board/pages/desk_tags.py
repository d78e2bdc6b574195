"""The tags that staff may put on tickets: supervisors make them, and take them off the list."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import parts
from board.page import Page
from core.configuration.tags import add_tag, drop_tag
from core.model.tags import LONGEST_TAG, tag_word


def draw(page: Page, tags: tuple[str, ...]) -> None:
    """Put the section there."""
    with parts.section(page.text("desk-tags")):
        ui.label(page.text("desk-tags-words")).classes("faint")
        if not tags:
            parts.empty(page.text("desk-tags-none"), icon="sell")
        for tag in tags:
            with ui.element("div").classes("line"):
                ui.label(tag).classes("grow-words strong")
                label = page.text("desk-tag-drop", tag=tag)
                parts.icon_button("delete", label, partial(_drop, page, tag))
        box = ui.input(page.text("desk-tag-new"))
        box.props(f"outlined dense maxlength={LONGEST_TAG}").classes("filter")

        async def add(words: str) -> None:
            if words.strip():
                act = partial(add_tag, actor_id=page.who.person_id, words=words)
                if await page.does(act, page.text("desk-tag-made", tag=words.strip())):
                    box.value = ""

        parts.on_enter(box, add)


async def _drop(page: Page, tag: str) -> None:
    question = page.text("desk-tag-sure", tag=tag)
    if await page.confirms(question, page.text("desk-tag-yes")):
        act = partial(drop_tag, actor_id=page.who.person_id, word=tag_word(tag))
        await page.does(act, page.text("desk-tag-dropped", tag=tag))
