"""What supervisors set of topics: a new one, how one is, their order; and what is given back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from nicegui import ui

from board.page import Page
from board.pages.desk_state import State
from core.configuration.rules.topics import HIGHEST_PRIORITY, TITLE_LIMIT
from core.model.configuration import EntryKind, Named
from core.model.configuration_text_keys import ConfigurationKey
from core.model.places import PlaceKind
from core.model.retention import LONGEST_KEPT
from core.model.rules import Topic
from core.model.targets import LONGEST_TARGET, TargetKind
from core.model.texts import LANGUAGES, DeskError

Act = Callable[[], Awaitable[None]]
KEY_LIMIT = 32


async def add(page: Page, state: State) -> None:
    """Ask for a new topic."""
    await _ask(page, state, None)


async def change(page: Page, state: State, key: str) -> None:
    """Ask how a topic is to be from now on."""
    known = next((topic for topic in state.seen.layers.topics if topic.key == key), None)
    if known is not None:
        await _ask(page, state, known)


async def move(page: Page, state: State, key: str, step: int) -> None:
    """Put a topic before or behind its neighbour."""
    keys = [topic.key for topic in state.seen.layers.topics]
    here = keys.index(key) if key in keys else 0
    there = here + step
    if not 0 <= there < len(keys):
        return
    keys[here], keys[there] = keys[there], keys[here]
    name = Named(EntryKind.ORDER)
    await state.set(name, keys, state.revision(name), page.text("desk-saved"))


async def back(page: Page, state: State, name: Named) -> None:
    """Let the file's hold again."""
    seen = state.revision(name)
    if await page.confirms(page.text("desk-back-sure"), page.text("desk-back")):
        await state.give_back(name, seen, page.text("desk-given-back"))


@dataclass(slots=True)
class _Form:
    """The fields of a topic."""

    key: Any
    titles: dict[str, Any]
    skill: Any
    priority: Any
    place: Any
    contact: Any
    is_on: Any
    keep_days: Any
    targets: dict[str, Any]
    auto: dict[str, Any]

    def value(self, before: Topic | None) -> dict[str, Any]:
        """What they say, as an entry has it."""
        titles = {
            language: box.value.strip()
            for language, box in self.titles.items()
            if (box.value or "").strip()
        }
        value: dict[str, Any] = {
            "title": titles.get(LANGUAGES[0], "" if before is None else before.title),
            "titles": titles,
            "priority": _whole(self.priority.value),
            "place": self.place.value,
            "contact": bool(self.contact.value),
        }
        if (self.skill.value or "").strip():
            value["skill"] = self.skill.value.strip()
        if not self.is_on.value:
            value["off"] = True
        if self.keep_days.value is not None:
            value["keep_days"] = _whole(self.keep_days.value)
        for kind, box in self.targets.items():
            if box.value is not None:
                value[f"{kind}_minutes"] = _whole(box.value)
        value |= {name: True for name, box in self.auto.items() if box.value}
        return value


def _whole(given: float | None) -> int | float:
    """A number as it was typed: what is none, or has a fraction, the use case refuses."""
    if given is None:
        return 0
    return int(given) if float(given).is_integer() else given


async def _ask(page: Page, state: State, topic: Topic | None) -> None:
    name = None if topic is None else Named(EntryKind.TOPIC, topic.key)
    seen = 0 if name is None else state.revision(name)
    title = (
        page.text("desk-add-topic")
        if topic is None
        else page.text("desk-change-topic-of", topic=topic.titled(page.who.language))
    )
    with page.client, ui.dialog() as dialog, ui.card().classes("question wide"):
        dialog.props["aria-label"] = title
        dialog.props("persistent no-route-dismiss")
        dialog.on("hide", dialog.delete)
        ui.label(title).classes("question-words strong")
        form = _fields(page, topic)
        before = form.value(topic)

        async def save() -> None:
            key = topic.key if topic is not None else (form.key.value or "").strip()
            if topic is None and any(each.key == key for each in state.seen.layers.topics):
                page.notice(page.refusal(DeskError(ConfigurationKey.KEY_TAKEN, key=key)))
                return
            value = form.value(topic)
            if topic is not None and value == before:
                dialog.close()
                return
            if await state.set(Named(EntryKind.TOPIC, key), value, seen, page.text("desk-saved")):
                dialog.close()

        with ui.row().classes("question-buttons"):
            no = ui.button(page.text("button-cancel"), on_click=dialog.close)
            no.props("flat no-caps")
            ui.button(page.text("desk-save"), on_click=save).props("unelevated no-caps")
    dialog.open()


def _fields(page: Page, topic: Topic | None) -> _Form:
    key = None
    if topic is None:
        key = _field(page.text("desk-field-key"), "", KEY_LIMIT)
        key.props["hint"] = page.text("desk-field-key-hint")
    titles = {}
    for language in LANGUAGES:
        shown = "" if topic is None else topic.titles.get(language, "")
        if topic is not None and language == LANGUAGES[0]:
            shown = topic.titled(language)
        label = page.text(f"desk-field-title-{language}")
        titles[language] = _field(label, shown, TITLE_LIMIT)
    places = {place.value: page.text(f"desk-place-{place.value}") for place in PlaceKind}
    place = ui.select(
        places,
        label=page.text("desk-head-place"),
        value=PlaceKind.ROOM.value if topic is None else topic.place.value,
    )
    place.classes("field").props("outlined")
    skill = _field(page.text("desk-head-skill"), "" if topic is None else topic.skill or "", 32)
    skill.props["hint"] = page.text("desk-field-skill-hint")
    priority = ui.number(
        page.text("desk-head-priority"),
        value=0 if topic is None else topic.priority,
        min=-HIGHEST_PRIORITY,
        max=HIGHEST_PRIORITY,
    )
    priority.classes("field").props("outlined")
    contact = ui.checkbox(
        page.text("desk-field-contact"), value=topic is None or topic.asks_contact
    )
    is_on = ui.switch(page.text("desk-field-on"), value=topic is None or not topic.is_off)
    keep_days = ui.number(
        page.text("desk-field-keep-days"),
        value=None if topic is None else topic.keep_days,
        min=0,
        max=LONGEST_KEPT,
    )
    keep_days.classes("field").props("outlined")
    keep_days.props["hint"] = page.text("desk-field-keep-days-hint")
    targets = {kind.value: _target(page, kind, topic) for kind in TargetKind}
    auto = {
        "auto_first": ui.checkbox(
            page.text("desk-field-auto-first"), value=topic is not None and topic.auto_first
        ),
        "auto_closed": ui.checkbox(
            page.text("desk-field-auto-closed"), value=topic is not None and topic.auto_closed
        ),
    }
    ui.label(page.text("desk-field-auto-hint")).classes("faint")
    return _Form(key, titles, skill, priority, place, contact, is_on, keep_days, targets, auto)


def _target(page: Page, kind: TargetKind, topic: Topic | None) -> ui.number:
    name = kind.value.replace("_", "-")
    box = ui.number(
        page.text(f"desk-field-{name}"),
        value=None if topic is None else topic.targets.get(kind.value),
        min=1,
        max=LONGEST_TARGET,
    )
    box.classes("field").props("outlined")
    box.props["hint"] = page.text("desk-field-target-hint")
    return box


def _field(label: str, value: str, most: int) -> ui.input:
    box = ui.input(label, value=value).classes("field").props("outlined")
    box.props["maxlength"] = most
    return box
