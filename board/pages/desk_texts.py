"""The texts that customers read, in the owner's own words where they have some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages import desk_changes as changed
from board.pages.desk_rows import PAGE
from board.pages.desk_state import State
from board.pages.desk_topic_forms import back
from core.configuration.own_texts import send_preview
from core.model.configuration import EntryKind, Mistake, Named, text_entry
from core.model.customer_texts import BY_TOPIC, CUSTOMER_TEXTS, by_topic, text_of
from core.model.texts import LANGUAGES, Text

LOOK = '<link rel="stylesheet" href="/look/desk.css">'
LONGEST = 3000


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text as customers read it; `source` is how it is written."""

    key: str
    source: str
    origin: str


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of one moment."""

    name: str
    texts: tuple[TextRow, ...]


async def draw(page: Page) -> None:
    """Put them there, of one language at a time."""
    ui.add_head_html(LOOK)
    state = State(page)
    chosen = page.asked.get("language", page.who.language)
    language = chosen if chosen in LANGUAGES else LANGUAGES[0]
    wanted = ""
    with parts.section(page.text("desk-texts")):
        ui.label(page.text("desk-texts-words")).classes("faint")
        with ui.element("div").classes("line choices-line"):
            for one in LANGUAGES:
                link = ui.link(page.text(f"language-{one}"), f"/desk/texts?language={one}")
                if one == language:
                    link.classes("strong").props("aria-current=true")
            find = ui.input(page.text("desk-texts-find")).props("outlined dense clearable")
            find.props("debounce=300")
            only = ui.checkbox(page.text("desk-texts-own"))
    shown = Region[tuple[Group, ...]](partial(_groups, page, state, language))
    kept = changed.Changes(page)

    async def look() -> None:
        found = await page.questions.configuration(page.who.person_id, kept.asked)
        state.take(found)
        shown.show(_found(state, page, language, wanted, only_own=bool(only.value)))
        kept.show(found.changes)

    async def filtered() -> None:
        nonlocal wanted
        wanted = (find.value or "").strip().lower()
        await page.look_now()

    find.on_value_change(filtered)
    only.on_value_change(filtered)
    await page.keep_fresh(look)


def _found(
    state: State, page: Page, language: str, wanted: str, *, only_own: bool
) -> tuple[Group, ...]:
    delivered = page.wording.delivered(language)
    own = state.seen.layers.ground.texts.get(language, {})
    groups = []
    for name, keys in CUSTOMER_TEXTS.items():
        rows = []
        for key in _names(state, [each.value for each in keys]):
            base = text_of(key)  # what is said of a topic that has no words of its own
            source = own.get(key) or own.get(base) or delivered.get(base, "")
            is_own = key in own
            from_where = "all" if key != base and not is_own else _origin(state, language, key)
            if (is_own or not only_own) and (wanted in key or wanted in source.lower()):
                rows.append(TextRow(key, source, from_where))
        if rows:
            groups.append(Group(name, tuple(rows)))
    return tuple(groups)


def _origin(state: State, language: str, key: str) -> str:
    return state.origin(_named(language, key)).value


def _names(state: State, keys: Sequence[str]) -> Iterator[str]:
    """Return under which names there are words, or may be: some also for each topic."""
    for key in keys:
        yield key
        if key in BY_TOPIC:
            yield from (by_topic(key, topic.key) for topic in state.seen.layers.topics)


def _named(language: str, key: str) -> Named:
    return Named(EntryKind.TEXT, text_entry(language, key))


def _groups(page: Page, state: State, language: str, groups: tuple[Group, ...]) -> None:
    if not groups:
        parts.empty(page.text("desk-texts-none"), icon="search_off")
    for group in groups:
        with parts.section(page.text(f"desk-texts-{group.name}")):
            for one in group.texts:
                _text(page, state, language, one)


def _text(page: Page, state: State, language: str, one: TextRow) -> None:
    name = _named(language, one.key)
    with ui.element("article").classes("text") as article:
        article.props["aria-label"] = one.key
        with ui.element("div").classes("line"):
            ui.label(one.key).classes("code faint")
            parts.tag(page.text(f"desk-from-{one.origin}"), "warn" if one.origin == PAGE else "")
        ui.label(page.wording.preview(language, one.key, one.source)).classes("words")
        with ui.element("div").classes("line buttons"):
            change = ui.button(
                page.text("desk-change-text"),
                on_click=partial(_change, page, state, language, one),
            )
            change.props("flat no-caps dense")
            change.props["aria-label"] = page.text("desk-change-text-of", key=one.key)
            send = ui.button(
                page.text("desk-text-send"), on_click=partial(_send, page, language, one.key)
            )
            send.props("flat no-caps dense icon=send")
            send.props["aria-label"] = page.text("desk-text-send-of", key=one.key)
            if one.origin == PAGE:
                undo = ui.button(page.text("desk-back"), on_click=partial(back, page, state, name))
                undo.props("flat no-caps dense icon=undo")
                undo.props["aria-label"] = page.text("desk-back-of", what=one.key)


async def _send(page: Page, language: str, key: str) -> None:
    """Send it as it is now to whoever looks at it, as a customer gets it."""
    act = partial(send_preview, actor_id=page.who.person_id, language=language, name=key)
    await page.does(act, page.text("desk-text-sent"))


async def _change(page: Page, state: State, language: str, one: TextRow) -> None:
    """Ask for other words, and show how they will look."""
    name = _named(language, one.key)
    seen = state.revision(name)
    title = page.text("desk-change-text-of", key=one.key)
    with page.client, ui.dialog() as dialog, ui.card().classes("question wide"):
        dialog.props["aria-label"] = title
        dialog.props("persistent no-route-dismiss")
        dialog.on("hide", dialog.delete)
        ui.label(title).classes("question-words strong")
        ui.label(page.text("desk-text-words")).classes("faint")
        box = ui.textarea(page.text("desk-text-source"), value=one.source).classes("field code")
        box.props("outlined autogrow debounce=200").props["maxlength"] = LONGEST
        ui.label(page.text("desk-text-preview")).classes("faint")
        shown = ui.label().classes("words preview").props("role=status")

        def show() -> None:
            words, is_wrong = _previewed(page, language, one.key, box.value or "")
            shown.set_text(words)
            shown.classes(add="wrong" if is_wrong else "", remove="" if is_wrong else "wrong")

        async def save() -> None:
            if await state.set(name, (box.value or "").strip(), seen, page.text("desk-saved")):
                dialog.close()

        box.on_value_change(show)
        show()
        with ui.row().classes("question-buttons"):
            no = ui.button(page.text("button-cancel"), on_click=dialog.close)
            no.props("flat no-caps")
            ui.button(page.text("desk-save"), on_click=save).props("unelevated no-caps")
    dialog.open()


def _previewed(page: Page, language: str, key: str, source: str) -> tuple[str, bool]:
    try:
        return page.wording.preview(language, key, source), False
    except Mistake as mistake:
        values: dict[str, Any] = dict(mistake.values)
        return page.words(Text(mistake.key, page.who.language, values)), True
