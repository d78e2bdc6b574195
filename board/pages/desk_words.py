"""The lists of words that are held back: supervisors put words there, and take them off."""

from __future__ import annotations

from functools import partial

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from board import parts
from board.page import Page
from core.configuration.words import add_word, drop_word
from core.model.moderation import LONGEST_WORD, PATTERNS, WordList, WordRules

_WRITTEN = (WordList.CUSTOMERS, WordList.STAFF, WordList.OWN)


def draw(page: Page, words: WordRules) -> None:
    """Put the section there."""
    with parts.section(page.text("desk-words")):
        ui.label(page.text("desk-words-words")).classes("faint")
        for which in _WRITTEN:
            with ui.element("div").classes("entry") as entry:
                entry.props("role=group")
                _list(page, entry, which, words.on(which))
        for pattern in PATTERNS:
            switch = ui.switch(
                page.text(f"desk-words-pattern-{pattern}"), value=pattern in words.patterns
            )
            switch.on_value_change(partial(_switched, page, pattern))


def _list(page: Page, entry: ui.element, which: WordList, words: tuple[str, ...]) -> None:
    title = page.text(f"desk-words-{which.value}")
    entry.props["aria-label"] = title
    ui.label(title).classes("strong")
    for word in words:
        with ui.element("div").classes("line"):
            ui.label(word).classes("grow-words")
            label = page.text("desk-word-drop", word=word)
            parts.icon_button("delete", label, partial(_drop, page, which, word))
    box = ui.input(page.text("desk-word-new"))
    box.props(f"outlined dense maxlength={LONGEST_WORD}").classes("filter")

    async def add(word: str) -> None:
        if word.strip():
            act = partial(add_word, actor_id=page.who.person_id, which=which, words=word)
            if await page.does(act, page.text("desk-word-added", word=word.strip())):
                box.value = ""

    parts.on_enter(box, add)


async def _drop(page: Page, which: WordList, word: str) -> None:
    question = page.text("desk-word-sure", word=word)
    if await page.confirms(question, page.text("desk-word-yes")):
        act = partial(drop_word, actor_id=page.who.person_id, which=which, words=word)
        await page.does(act, page.text("desk-word-dropped", word=word))


async def _switched(page: Page, pattern: str, event: ValueChangeEventArguments[bool]) -> None:
    change = add_word if event.value else drop_word
    act = partial(change, actor_id=page.who.person_id, which=WordList.PATTERNS, words=pattern)
    await page.does(act)
