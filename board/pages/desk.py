"""Desk: what it goes by. Supervisors set topics, hours, holidays and texts here, above the files,
and keep canned replies and
links; settings are read, and the doctor is asked."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages import desk_changes as changed
from board.pages import (
    desk_doctor,
    desk_links,
    desk_settings,
    desk_tags,
    desk_tokens,
    desk_words,
)
from board.pages import desk_hours_forms as hours_forms
from board.pages import desk_rows as rows
from board.pages import desk_topic_forms as topic_forms
from board.pages.desk_replies import Replies
from board.pages.desk_state import State
from core.model.configuration import EntryKind, Named
from core.model.moderation import WordRules
from core.model.sources import Link
from core.model.tokens import Token

LOOK = '<link rel="stylesheet" href="/look/desk.css">'


async def draw(page: Page) -> None:
    """Put all of it there, and keep fresh what may change."""
    ui.add_head_html(LOOK)
    state = State(page)
    desk_doctor.draw(page)
    whole = Region[rows.Whole](partial(_whole, page, state))
    topics = Region[rows.Topics](partial(_topics, page, state))
    tags = Region[tuple[str, ...]](partial(desk_tags.draw, page))
    links = Region[tuple[Link, ...]](partial(desk_links.draw, page))
    words = Region[WordRules](partial(desk_words.draw, page))
    tokens = Region[tuple[Token, ...]](partial(desk_tokens.draw, page))
    useless = Region[tuple[rows.Useless, ...]](partial(_useless, page, state))
    _texts(page)
    replies = Replies(page)
    shown = changed.Changes(page)

    async def look() -> None:
        found = await page.questions.configuration(page.who.person_id, shown.asked)
        state.take(found)
        whole.show(rows.whole(page, state))
        topics.show(rows.topics(page, state))
        tags.show(state.seen.layers.ground.tags)
        words.show(state.seen.layers.ground.words)
        links.show(await page.questions.links(page.who.person_id))
        tokens.show(await page.questions.tokens(page.who.person_id))
        useless.show(rows.useless(page, state))
        await replies.look()
        shown.show(found.changes)

    await page.keep_fresh(look)
    desk_settings.draw(page, page.settings)


def _whole(page: Page, state: State, one: rows.Whole) -> None:
    title = page.text("desk-whole")
    with parts.section(title):
        ui.label(page.text("desk-whole-words", zone=one.zone)).classes("faint")
        for name, lines, origin in (
            (Named(EntryKind.HOURS), one.hours, one.hours_origin),
            (Named(EntryKind.HOLIDAYS), one.holidays, one.holidays_origin),
        ):
            kind = name.kind.value
            with ui.element("div").classes("entry") as entry:
                entry.props("role=group")
                entry.props["aria-label"] = page.text(f"desk-entry-{kind}")
                ui.label(page.text(f"desk-entry-{kind}")).classes("strong")
                _lines(lines)
                _origin(page, state, name, origin, page.text(f"desk-entry-{kind}"))
                act = hours_forms.hours if name.kind is EntryKind.HOURS else hours_forms.holidays
                change = ui.button(
                    page.text(f"desk-change-{kind}"), on_click=partial(act, page, state, "")
                )
                change.props("flat no-caps dense")


def _topics(page: Page, state: State, found: rows.Topics) -> None:
    title = page.text("desk-topics")
    with parts.section(title):
        ui.label(page.text("desk-topics-words")).classes("faint")
        heads = ("topic", "now", "hours", "place", "skill", "priority", "change")
        parts.table(
            title,
            [page.text(f"desk-head-{name}") for name in heads],
            [
                (
                    partial(_topic, page, state, one),
                    partial(parts.tag, one.state, one.tone),
                    partial(_hours, page, state, one),
                    one.place,
                    one.skill,
                    one.priority,
                    partial(_buttons, page, state, found, one),
                )
                for one in found.topics
            ],
        )
        if found.order_is_set:
            name = Named(EntryKind.ORDER)
            with ui.element("div").classes("line"):
                ui.label(page.text("desk-order-set"))
                _back(page, state, name, page.text("desk-entry-order"))
        add = ui.button(
            page.text("desk-add-topic"), icon="add", on_click=partial(topic_forms.add, page, state)
        )
        add.props("unelevated no-caps").classes("after")


def _topic(page: Page, state: State, one: rows.TopicRow) -> None:
    with ui.element("div"):
        parts.person(one.title, " · ".join(filter(None, (one.titles, one.key))))
        _origin(page, state, Named(EntryKind.TOPIC, one.key), one.origin, one.title)


def _hours(page: Page, state: State, one: rows.TopicRow) -> None:
    with ui.element("div"):
        _lines(one.hours)
        for name, origin in (
            (Named(EntryKind.HOURS, one.key), one.hours_origin),
            (Named(EntryKind.HOLIDAYS, one.key), one.holidays_origin),
        ):
            if origin == rows.PAGE:
                what = page.text(f"desk-entry-{name.kind.value}")
                _origin(page, state, name, origin, f"{what}, {one.title}")


def _buttons(page: Page, state: State, found: rows.Topics, one: rows.TopicRow) -> None:
    with ui.element("div").classes("icons"):
        for name, icon, act in (
            ("topic", "edit", partial(topic_forms.change, page, state, one.key)),
            ("hours", "schedule", partial(hours_forms.hours, page, state, one.key)),
            ("holidays", "event_busy", partial(hours_forms.holidays, page, state, one.key)),
        ):
            parts.icon_button(icon, page.text(f"desk-change-{name}-of", topic=one.title), act)
        if len(found.topics) > 1:
            for step, icon in ((-1, "arrow_upward"), (1, "arrow_downward")):
                label = page.text("desk-move-up" if step < 0 else "desk-move-down", topic=one.title)
                act = partial(topic_forms.move, page, state, one.key, step)
                parts.icon_button(icon, label, act)


def _useless(page: Page, state: State, found: tuple[rows.Useless, ...]) -> None:
    """What is set here and left out, since the file under it was changed."""
    if not found:
        return
    title = page.text("desk-useless")
    with parts.section(title, "urgent"):
        heads = [page.text(f"desk-head-{name}") for name in ("what", "why", "change")]
        cells = [
            (one.what, one.why, partial(_back, page, state, one.name, one.what)) for one in found
        ]
        parts.table(title, heads, cells)


def _lines(lines: tuple[str, ...]) -> None:
    with ui.element("div").classes("grow-words"):
        for line in lines:
            ui.label(line)


def _origin(page: Page, state: State, name: Named, origin: str, what: str) -> None:
    """Say where it comes from; from the page it can be given back."""
    with ui.element("div").classes("line origin"):
        parts.tag(page.text(f"desk-from-{origin}"), "warn" if origin == rows.PAGE else "")
        if origin == rows.PAGE and not state.is_of_page_alone(name):
            _back(page, state, name, what)


def _back(page: Page, state: State, name: Named, what: str) -> None:
    label = page.text("desk-back-of", what=what)
    button = ui.button(
        page.text("desk-back"), on_click=partial(topic_forms.back, page, state, name)
    )
    button.props("flat no-caps dense icon=undo")
    button.props["aria-label"] = label


def _texts(page: Page) -> None:
    with parts.section(page.text("desk-texts")):
        ui.label(page.text("desk-texts-words")).classes("faint")
        ui.link(page.text("desk-texts-open"), "/desk/texts")
